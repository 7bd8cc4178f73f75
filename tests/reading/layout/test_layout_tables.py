"""Cells of ruled tables whose text wraps: each is read whole, in its row."""

from __future__ import annotations

from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes
from tests.reading.pdf.drawn import make, write

BOOK = load_codebook()

HEAD = ("序号", "工作内容", "完成情况")
ROWS = [
    ("1", "开展矛盾纠纷排查化解，做到小事不出村", "全年排查126起，化解123起"),
    ("2", "组织法治宣传进农村、进社区、进校园活动", "举办活动35场次，发放资料3200份"),
    ("3", "规范行政执法", "立案7件"),
]
EDGES = (80, 116, 260, 404)
WIDE = 11


def wrapped(text: str) -> list[str]:
    """Lines of eleven ems, digits half as wide."""
    lines, room = [""], float(WIDE)
    for sign in text:
        size = 0.5 if sign.isascii() else 1.0
        if room < size:
            lines.append("")
            room = float(WIDE)
        lines[-1] += sign
        room -= size
    return lines


def table(canvas: Canvas, rules: str, top: float = 200) -> None:
    for cells in (HEAD, *ROWS):
        held = [wrapped(cell) for cell in cells]
        most = max(map(len, held))
        for left, lines in zip(EDGES, held, strict=False):
            above = (most - len(lines)) * 8
            for number, line in enumerate(lines):
                write(canvas, (left + 5, top + 15 + above + 16 * number, line))
        bottom = top + 16 * most + 6
        for left, right in pairwise(EDGES):
            frame(canvas, rules, (left, 842 - bottom, right, 842 - top))
        top = bottom


def frame(canvas: Canvas, rules: str, box: tuple[float, float, float, float]) -> None:
    left, bottom, right, top = box
    if rules == "frames":
        canvas.rect(left, bottom, right - left, top - bottom)
    elif rules == "lines":
        for line in (
            (left, bottom, right, bottom),
            (left, top, right, top),
            (left, bottom, left, top),
            (right, bottom, right, top),
        ):
            canvas.line(*line)
    else:
        for x, y, wide, high in (
            (left, bottom, right - left, 0.5),
            (left, top, right - left, 0.5),
            (left, bottom, 0.5, top - bottom),
            (right, bottom, 0.5, top - bottom),
        ):
            canvas.rect(x, y, wide, high, stroke=0, fill=1)


@pytest.mark.parametrize("rules", ["frames", "lines", "thin boxes"])
@pytest.mark.parametrize("turned", [False, True])
def test_cells_of_several_lines_are_read_whole(rules: str, turned: bool) -> None:
    def draw(canvas: Canvas) -> None:
        if turned:
            canvas.rotate(90)
            canvas.translate(0, -842)
        table(canvas, rules, 300 if turned else 200)

    lines = read_bytes(make(draw), "x.pdf", book=BOOK).clean.split("\n")
    assert lines == ["\t".join(row) for row in (HEAD, *ROWS)]


def test_text_above_and_below_a_table_keeps_its_place() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, (104, 160, "一、情况如下表。"), (104, 480, "二、存在的问题。"))
        table(canvas, "lines")

    lines = read_bytes(make(draw), "x.pdf", book=BOOK).clean.split("\n")
    assert lines == [
        "一、情况如下表。",
        *("\t".join(row) for row in (HEAD, *ROWS)),
        "二、存在的问题。",
    ]


def test_a_frame_round_the_page_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(40, 40, 515, 762)
        canvas.rect(44, 44, 507, 754)
        write(canvas, (104, 300, "一、情况。"), (104, 340, "二、问题。"))

    assert "\t" not in read_bytes(make(draw), "x.pdf", book=BOOK).clean


def test_figures_one_below_the_other_in_a_cell_are_not_glued() -> None:
    def draw(canvas: Canvas) -> None:
        for left, right in ((80, 180), (180, 280)):
            for top in (200, 250):
                frame(canvas, "lines", (left, 842 - top - 50, right, 842 - top))
        write(canvas, (85, 220, "调解"), (85, 236, "宣传"), (185, 220, "126"), (185, 236, "35"))
        write(canvas, (85, 270, "合计"), (185, 270, "161"))

    assert "12635" not in read_bytes(make(draw), "x.pdf", book=BOOK).clean.replace(" ", "|")


@pytest.mark.parametrize("rules", ["frames", "lines", "thin boxes"])
def test_cells_that_are_empty_or_parts_of_others_keep_the_columns(rules: str) -> None:
    """Else the heads of the last columns were read over the first: 58 inspections were hazards."""
    cells = [
        (0, 1, 0, 2, "类别"), (1, 3, 0, 1, "行政检查"), (1, 2, 1, 2, "检查次数（次）"),
        (2, 3, 1, 2, "发现隐患（个）"), (0, 1, 2, 3, "安全"), (1, 2, 2, 3, "40"),
        (2, 3, 2, 3, "12"), (0, 1, 3, 4, "生态"), (1, 2, 3, 4, ""), (2, 3, 3, 4, "7"),
        (0, 1, 4, 5, "合计"), (1, 2, 4, 5, "58"), (2, 3, 4, 5, "19"),
    ]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        write(canvas, (80, 150, "全年行政检查情况如下。"))
        for left, right, top, bottom, words in cells:
            box = EDGES[left], 842 - 200 - 24 * bottom, EDGES[right], 842 - 200 - 24 * top
            frame(canvas, rules, box)
            write(canvas, (EDGES[left] + 4, 200 + 12 * (top + bottom) + 4, words))

    read = read_bytes(make(draw), "a.pdf", book=BOOK)
    assert read.clean.split("\n") == [
        "全年行政检查情况如下。",
        "类别\t行政检查",
        "\t检查次数（次）\t发现隐患（个）",
        "安全\t40\t12",
        "生态\t\t7",
        "合计\t58\t19",
    ]
    report = understand(read, BOOK, "a.pdf", "", {})
    values = {one.indicator: one.value for one in report.indicators}
    assert values["enforcement.inspections"] == 58
    assert values["enforcement.hazards_found"] == 19
