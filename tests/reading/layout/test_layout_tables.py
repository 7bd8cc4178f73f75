"""Cells of ruled tables whose text wraps: each is read whole, in its row."""

from __future__ import annotations

from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from fazhi.codebook.book import load_codebook
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
