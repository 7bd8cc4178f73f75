"""Tables without rules: figures stay under their heads where a cell before them is empty."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes
from fazhi.records import Text
from tests.reading.pdf.drawn import make, write

BOOK = load_codebook()
LEFTS = (80, 220, 380)


def read(rows: list[tuple[str, ...]], shift: tuple[float, ...] = (0, 0, 0)) -> Text:
    def draw(canvas: Canvas) -> None:
        write(canvas, (80, 120, "全年行政检查情况如下。"))
        for at, row in enumerate(rows):
            cells = zip(LEFTS, shift, row, strict=False)
            write(canvas, *((left + by, 160 + 20 * at, one) for left, by, one in cells if one))

    return read_bytes(make(draw), "a.pdf", book=BOOK)


ROWS = [
    ("单位", "检查次数（次）", "发现隐患（个）"),
    ("安监办", "40", "12"),
    ("环保站", "", "7"),
    ("司法所", "18", ""),
    ("合计", "58", "19"),
]


@pytest.mark.parametrize("shift", [(0, 0, 0), (0, 20, 20)])
def test_an_empty_cell_keeps_its_column(shift: tuple[float, ...]) -> None:
    """The 7 hazards were 7 inspections, and the sum of the column was another."""
    text = read(ROWS, shift)
    assert text.clean.split("\n")[1:] == [
        "单位\t检查次数（次）\t发现隐患（个）",
        "安监办\t40\t12",
        "环保站\t\t7",
        "司法所\t18",
        "合计\t58\t19",
    ]
    report = understand(text, BOOK, "a.pdf", "", {})
    figures = {(one.raw, one.unit) for one in report.quantities}
    assert {("7", "个"), ("18", "次"), ("58", "次"), ("19", "个")} <= figures


def test_heads_of_a_part_of_the_columns_stand_over_them() -> None:
    rows = [("", "检查次数", "发现隐患"), *ROWS[1:]]
    assert read(rows).clean.split("\n")[1] == "\t检查次数\t发现隐患"


@pytest.mark.parametrize(
    "rows",
    [
        # A cell over two columns stands under neither.
        [("类别", "检查次数与发现隐患整改数情况对照表"), *ROWS[:2], *ROWS[4:]],
        # One row does not show the columns.
        [("单位", "检查次数（次）", "发现隐患（个）"), ("环保站", "7"), ("安监办", "40")],
    ],
)
def test_rows_that_show_no_columns_stay_as_they_are(rows: list[tuple[str, ...]]) -> None:
    lines = read(rows).clean.split("\n")[1:]
    assert lines == ["\t".join(row) for row in rows]
