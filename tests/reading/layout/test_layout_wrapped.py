"""Rows of tables without rules whose cells have several lines and stand in the middle."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fazhi.reading.layout import PageLayout, lay_out
from fazhi.reading.layout.rows import Piece, width_in_ems

TABLE = (
    (("1",), ("行政许可事项办理", "（含代办件）"), ("123",), ("无",)),
    (("2",), ("行政处罚案件",), ("57",), ("较上年增", "12.5%")),
    (("3",), ("人民调解委员会调", "解矛盾纠纷事项", "（含村级）"), ("126",), ("成功率", "98%")),
)
ROWS = [
    "1\t行政许可事项办理（含代办件）\t123\t无",
    "2\t行政处罚案件\t57\t较上年增12.5%",
    "3\t人民调解委员会调解矛盾纠纷事项（含村级）\t126\t成功率98%",
]


def place(text: str, left: float, top: float) -> Piece:
    return Piece(text, left, top, left + 12 * width_in_ems(text), top + 12)


def laid_out(pieces: Sequence[Piece]) -> list[str]:
    return lay_out([PageLayout(600.0, 800.0, pieces)], "pdf").text.split("\n")


def table(between: float, shift: float = 0.0) -> list[Piece]:
    pieces = [
        place(words, left, 150.0)
        for left, words in ((90, "序号"), (140, "事项"), (310, "数量"), (410, "备注"))
    ]
    top = 150.0 + 12 + between
    for row in TABLE:
        high = max(map(len, row)) * 15.0
        for left, lines in zip((95, 140, 310, 410), row, strict=True):
            first = top + (high - 15 * len(lines)) / 2 + (shift if len(lines) == 1 else 0)
            pieces += [place(line, left, first + 15 * at) for at, line in enumerate(lines)]
        top += high + between
    return [*pieces, place("以上数据统计至十二月底。", 90, top + 20)]


@pytest.mark.parametrize("between", [6, 10, 20])
@pytest.mark.parametrize("shift", [0.0, 3.0, -3.0])
def test_each_row_is_a_line_and_keeps_its_number(between: float, shift: float) -> None:
    expected = ["序号\t事项\t数量\t备注", *ROWS, "以上数据统计至十二月底。"]
    assert laid_out(table(between, shift)) == expected


def test_figures_one_below_the_other_in_a_cell_stay_two() -> None:
    pieces = [place("调解件数", 90, 158), place("123", 200, 150), place("45", 200, 166)]
    assert laid_out([*pieces, place("168", 300, 158)]) == ["调解件数\t123 45\t168"]


def test_a_number_beside_the_last_line_of_a_cell_is_not_glued_to_the_first() -> None:
    pieces = [place("行政处罚案件办理情况统计", 140, 150), place("（含简易程序）", 140, 166)]
    pieces += [place("2", 95, 166), place("57", 310, 166)]
    raw = lay_out([PageLayout(600.0, 800.0, pieces)], "pdf")
    assert raw.text.split("\n") == ["行政处罚案件办理情况统计", "2\t（含简易程序）\t57"]
    assert raw.joins == frozenset()


def test_two_columns_of_prose_set_apart_by_half_a_line_are_no_cells() -> None:
    left = [
        place(f"左栏第{sign}行办理案件若干。", 60, 100 + 16 * at) for at, sign in enumerate("一二")
    ]
    assert laid_out([*left, place("右栏一行办理案件若干。", 330, 108)]) != [
        "左栏第一行办理案件若干。左栏第二行办理案件若干。\t右栏一行办理案件若干。"
    ]
