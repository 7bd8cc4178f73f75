"""OFD texts that do not run from left to right, by the layout that PDF pages have."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from tests.reading.ofd.test_ofd import make, text

BOOK = load_codebook()

WATERMARK = 'CTM="0.707 -0.707 0.707 0.707 0 60" Alpha="60"'


def lines(*objects: str) -> list[str]:
    return read_bytes(make("".join(objects)), "x.ofd", book=BOOK).clean.split("\n")


@pytest.mark.parametrize(
    ("matrix", "places"),
    [
        ("0 1 -1 0 6 0", [(150, 30), (138, 30), (126, 30)]),
        ("0 -1 1 0 0 120", [(50, 60), (62, 60), (74, 60)]),
        ("-1 0 0 -1 120 6", [(40, 90), (40, 78), (40, 66)]),
    ],
)
def test_rows_turned_by_their_matrix_keep_their_order(
    matrix: str, places: list[tuple[int, int]]
) -> None:
    rows = ["附件：统计表", "调解纠纷126起", "法治宣传35场次"]
    drawn = [text(row, *at, more=f'CTM="{matrix}"') for row, at in zip(rows, places, strict=True)]
    assert "".join(lines(*reversed(drawn))) == "".join(rows)


def test_signs_that_stand_one_below_the_other_are_columns() -> None:
    def column(words: str, left: float) -> str:
        return (
            f'<ofd:TextObject ID="2" Boundary="{left} 40 8 150" Size="8"><ofd:TextCode X="0" Y="8" '
            f'DeltaX="g {len(words)} 0" DeltaY="g {len(words)} 8">{words}</ofd:TextCode>'
            "</ofd:TextObject>"
        )

    first, second = "全镇排查矛盾纠纷一百二十六件，", "化解一百二十三件。"
    assert "".join(lines(column(second, 130), column(first, 150))) == first + second


@pytest.mark.parametrize("words", ["仅供内部使用", "DRAFT 999", "西坪镇人民政府"])
def test_a_watermark_aslant_leaves_the_rows_alone(words: str) -> None:
    rows = [text("全镇共排查矛盾纠纷126起，化解123起", 30, 100), text("二是学习12次。", 40, 108)]
    assert "".join(lines(text(words, 40, 80, more=WATERMARK), *rows)) == (
        "全镇共排查矛盾纠纷126起，化解123起二是学习12次。"
    )


def test_a_part_printed_twice_for_bold_is_read_once() -> None:
    row = text("调解矛盾纠纷126起，化解率98%。", 30, 100)
    assert lines(row, text("126起", 60.1, 100)) == ["调解矛盾纠纷126起，化解率98%。"]
