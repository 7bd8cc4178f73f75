"""OFD: what a clip region cuts away is on no page, and a region is no text of its own."""

from __future__ import annotations

import pytest

from tests.reading.ofd.test_ofd import text
from tests.reading.ofd.test_ofd_shown import PUBLIC, lines, make, resources, show, unit

ROW = "全年调解126起，成功率九成。"


def clipped(clips: str, words: str = ROW, top: float = 40) -> str:
    """A text object under clips; places in them are counted from its own corner."""
    return text(words, 30, top).replace("<ofd:TextCode", f"{clips}<ofd:TextCode", 1)


def region(*areas: str, more: str = "") -> str:
    """Clips of one clip with these areas."""
    inside = "".join(f"<ofd:Area>{area}</ofd:Area>" for area in areas)
    return f"<ofd:Clips {more}><ofd:Clip>{inside}</ofd:Clip></ofd:Clips>"


def path(data: str, boundary: str = "0 0 300 300", more: str = "") -> str:
    return (
        f'<ofd:Path Boundary="{boundary}" {more}><ofd:AbbreviatedData>{data}'
        "</ofd:AbbreviatedData></ofd:Path>"
    )


def rectangle(left: float, top: float, right: float, bottom: float, **more: str) -> str:
    data = f"M {left} {top} L {right} {top} L {right} {bottom} L {left} {bottom} C"
    return path(data, **more)


WHOLE = rectangle(-1, -10, 180, 20)
AWAY = rectangle(0, 50, 100, 60)


@pytest.mark.parametrize(
    "clips",
    [
        region(AWAY),
        region(path("M 0 60 A 5 5 0 1 1 10 60 A 5 5 0 1 1 0 60 C")),
        region(path("M 0 60 B 0 70 10 70 10 60 Q 5 55 0 60 C")),
        region('<ofd:Path Boundary="0 50 100 10"/>'),
        region(WHOLE) + region(AWAY),
        region(AWAY, more='TransFlag="false"'),
        region(f'<ofd:Text Boundary="0 60 50 9">{text("印", 0, 0)}</ofd:Text>'),
    ],
    ids=["rectangle", "circle", "curves", "boundary", "second_clip", "own_space", "letters"],
)
def test_words_outside_a_clip_are_not_read(clips: str) -> None:
    shown = text("正文在此。", 30, 20)
    assert lines(make(shown + clipped(clips))) == ["正文在此。"]


@pytest.mark.parametrize(
    "clips",
    [
        region(WHOLE),
        region(AWAY, WHOLE),
        region(WHOLE) + region(rectangle(-5, -5, 200, 15)),
        region(path("")),
        "<ofd:Clips/>",
        "<ofd:Clips><ofd:Clip/></ofd:Clips>",
        region(f'<ofd:Text Boundary="0 -5 170 20">{text("印", 0, 0)}</ofd:Text>'),
    ],
    ids=["whole", "one_of_two", "both", "no_path", "none", "no_area", "letters"],
)
def test_words_inside_a_clip_are_read_and_the_region_is_no_text(clips: str) -> None:
    assert lines(make(clipped(clips))) == [ROW]


def test_a_clip_through_a_row_leaves_the_signs_inside_it() -> None:
    # Signs are five millimetres wide, figures half of that: four signs and “126”.
    assert lines(make(clipped(region(rectangle(-1, -10, 27.6, 10))))) == ["全年调解126"]


def test_the_clip_of_a_composite_unit_holds_for_all_in_it() -> None:
    content = text("第一行。", 30, 15) + text("第二行。", 30, 60)
    shown = show(60).replace("/>", f">{region(rectangle(0, 0, 210, 30))}</ofd:CompositeObject>")
    data = make(shown, PUBLIC, Doc_0__PublicRes_xml=resources(unit(60, content)))
    assert lines(data) == ["第一行。"]
