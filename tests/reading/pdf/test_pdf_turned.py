"""Texts that do not run from left to right: sideways, upside down, downwards, aslant."""

from __future__ import annotations

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from tests.reading.pdf.drawn import make, write

BOOK = load_codebook()

# The library keeps one font a name; this one writes downwards.
pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5", isVertical=True))
TABLE = ["附件：统计表", "1\t调解纠纷\t126起", "2\t法治宣传\t35场次"]


def table(canvas: Canvas, left: float, top: float) -> None:
    canvas.drawString(left, top, TABLE[0])
    for number, row in enumerate(TABLE[1:]):
        for place, cell in enumerate(row.split("\t")):
            canvas.drawString(left + 90 * place, top - 24 * (number + 1), cell)


def lines(data: bytes) -> list[str]:
    return read_bytes(data, "x.pdf", book=BOOK).clean.split("\n")


@pytest.mark.parametrize("page_turn", [0, 90, 180, 270])
@pytest.mark.parametrize(("angle", "x", "y"), [(0, 0, 0), (90, 0, -595), (180, -595, -842)])
def test_a_table_laid_across_a_page_keeps_its_rows(
    angle: int, x: float, y: float, page_turn: int
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(page_turn)
        canvas.rotate(angle)
        canvas.translate(x, y)
        table(canvas, 100, 400)

    assert lines(make(draw)) == TABLE


def test_text_that_runs_down_the_page_keeps_its_rows() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(-90)
        canvas.translate(-842, 0)
        table(canvas, 100, 400)

    assert lines(make(draw)) == TABLE


def test_a_page_number_stands_upright_beside_a_table_laid_across() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.rotate(90)
        canvas.translate(0, -595)
        table(canvas, 100, 400)
        canvas.restoreState()
        canvas.setFont("STSong-Light", 12)
        write(canvas, (280, 800, "- 3 -"))

    assert lines(make(draw)) == TABLE


COLUMNS = ["二一年度全镇排查矛盾", "化解一百二十六件", "三次学法。"]


def test_columns_are_read_from_right_to_left() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("HeiseiKakuGo-W5", 16)
        for number in (2, 0, 1):
            canvas.drawString(500 - 30 * number, 740, COLUMNS[number])

    assert "".join(lines(make(draw))) == "".join(COLUMNS)


@pytest.mark.parametrize("order", [1, -1])
def test_columns_of_signs_drawn_one_by_one(order: int) -> None:
    columns = ["全镇排查矛盾纠纷", "成功化解126件。"]

    def draw(canvas: Canvas) -> None:
        for number, column in list(enumerate(columns))[::order]:
            for down, sign in enumerate(column):
                write(canvas, (500 - 30 * number, 120 + 15 * down, sign))

    assert "".join(lines(make(draw))) == "".join(columns)


def test_digits_set_side_by_side_in_a_column_stay_in_it() -> None:
    def draw(canvas: Canvas) -> None:
        for down, sign in enumerate(["成", "功", "化", "解", "26", "件", "。"]):
            write(canvas, (500, 120 + 15 * down, sign))
        for down, sign in enumerate("全部办结"):
            write(canvas, (470, 120 + 15 * down, sign))

    assert "".join(lines(make(draw))) == "成功化解26件。全部办结"


def test_signs_far_apart_in_rows_are_no_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for down, row in enumerate(["甲乙丙", "是否是", "否是否"]):
            for place, sign in enumerate(row):
                write(canvas, (100 + 60 * place, 120 + 30 * down, sign))

    assert lines(make(draw)) == ["甲\t乙\t丙", "是\t否\t是", "否\t是\t否"]


BODY = [
    "全镇共排查矛盾纠纷126起，化解123起，调解成功率达到",
    "百分之九十八以上，群众满意度持续提升。",
]


def body(canvas: Canvas) -> None:
    write(canvas, (104, 400, BODY[0]), (80, 424, BODY[1]), (104, 448, "二是学习12次。"))


@pytest.mark.parametrize("words", ["内部资料 严禁外传", "西坪镇人民政府", "DRAFT 999"])
@pytest.mark.parametrize("angle", [45, 30, -45])
@pytest.mark.parametrize("first", [True, False])
def test_a_watermark_aslant_leaves_the_rows_alone(words: str, angle: int, first: bool) -> None:
    def watermark(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.setFont("STSong-Light", 40)
        canvas.translate(120, 420)
        canvas.rotate(angle)
        canvas.drawString(0, 0, words)
        canvas.restoreState()
        canvas.setFont("STSong-Light", 12)

    def draw(canvas: Canvas) -> None:
        for part in (watermark, body) if first else (body, watermark):
            part(canvas)

    text = read_bytes(make(draw), "x.pdf", book=BOOK)
    assert text.clean.split("\n") == [BODY[0] + BODY[1], "二是学习12次。"]
    marks = [mark for mark in text.repairs if mark.kind == "watermark"]
    assert [text.raw[mark.start : mark.end].strip() for mark in marks] == [words]


@pytest.mark.parametrize("place", [(108, 600), (102, 576), (132, 568)])
def test_a_day_aslant_over_a_table_adds_no_digit(place: tuple[int, int]) -> None:
    """findings/digit_of_a_watermark_is_one_of_the_figure.sh: 126 as 1260, 55 as 535, 77 as 772."""
    rows = ["乡镇 调解 复议", "柳湾镇 126 35", "石桥镇 98 12", "青山镇 77 8", "合计 301 55"]

    def draw(canvas: Canvas) -> None:
        for at, row in enumerate(rows):
            cells = zip((80, 200, 320), row.split(), strict=True)
            write(canvas, *((left, 142 + at * 24, cell) for left, cell in cells))
        canvas.grid([70, 190, 310, 430], [716 - at * 24 for at in range(6)])
        canvas.setFillGray(0.8)
        canvas.setFont("STSong-Light", 20)
        canvas.translate(*place)
        canvas.rotate(30)
        canvas.drawString(0, 0, "柳湾镇司法所 2024-03-15")

    assert lines(make(draw)) == [row.replace(" ", "\t") for row in rows]


def test_a_watermark_far_larger_than_the_rows_beneath_it() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.85)
        canvas.setFont("STSong-Light", 70)
        canvas.drawString(90, 842 - 450, "征求意见稿")
        canvas.setFillGray(0)
        canvas.setFont("STSong-Light", 12)
        body(canvas)

    assert lines(make(draw)) == [BODY[0] + BODY[1], "二是学习12次。"]
