"""Text that is drawn and cannot be seen: painted over, white on white, beside the page."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from fazhi.reading.formats import ofd
from tests.reading.ofd import test_ofd
from tests.reading.pdf.drawn import make, write

BOOK = load_codebook()


@pytest.mark.parametrize(("cover", "shown"), [("white", False), ("black", False), ("frame", True)])
def test_words_painted_over_are_not_there(cover: str, shown: bool) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, (90, 120, "全年办理案件57件。"), (90, 160, "作废的数据666件"))
        canvas.setFillGray(0 if cover == "black" else 1)
        fill = int(cover != "frame")
        canvas.rect(80, 842 - 170, 200, 30, stroke=1 - fill, fill=fill)

    assert ("666" in read_bytes(make(draw), "x.pdf", book=BOOK).clean) is shown


def test_words_on_a_ground_drawn_before_them_are_there() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(80, 842 - 170, 200, 30, stroke=0, fill=1)
        canvas.setFillGray(0)
        write(canvas, (90, 160, "全年办理案件57件。"))

    assert read_bytes(make(draw), "x.pdf", book=BOOK).clean == "全年办理案件57件。"


def lines(*objects: str) -> list[str]:
    return ofd.read(test_ofd.make("".join(objects)), "x.ofd", BOOK).text.split("\n")


def white(top: float) -> str:
    colour = '<ofd:FillColor Value="255 255 255"/><ofd:TextCode'
    return test_ofd.text("平安镇", 30, top).replace("<ofd:TextCode", colour)


def ground(top: float, colour: str, fill: str = "true") -> str:
    return (
        f'<ofd:PathObject ID="4" Boundary="20 {top - 2} 170 12" Fill="{fill}">'
        f'<ofd:FillColor Value="{colour}"/><ofd:AbbreviatedData>M 0 0 L 170 0 L 170 12 L 0 12 C'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        ("", False),
        (ground(60, "180 0 0"), True),
        (ground(60, "255 255 255"), False),
        (ground(60, "180 0 0", fill="false"), False),
        (ground(100, "180 0 0"), False),
    ],
)
def test_white_words_of_an_ofd_are_seen_on_a_ground_alone(before: str, shown: bool) -> None:
    read = lines(test_ofd.text("办理57件。", 30, 40), before, white(60))
    assert read == ["办理57件。", *["平安镇"] * shown]


@pytest.mark.parametrize(("left", "top"), [(30, 310), (30, -20), (-160, 60), (230, 60)])
def test_words_beside_the_page_of_an_ofd_are_not_there(left: float, top: float) -> None:
    read = lines(test_ofd.text("办理57件。", 30, 40), test_ofd.text("印刷标记999", left, top))
    assert read == ["办理57件。"]


def test_signs_that_an_ofd_has_no_character_for_are_told() -> None:
    unknown = test_ofd.text("¤" * 12, 30, 40)
    raw = ofd.read(test_ofd.make(unknown + test_ofd.text("平安镇", 30, 80)), "x.ofd", BOOK)
    assert [mark.kind for mark in raw.losses] == ["page"]
    assert [raw.text[mark.start : mark.end] for mark in raw.doubtful] == ["¤" * 12]
