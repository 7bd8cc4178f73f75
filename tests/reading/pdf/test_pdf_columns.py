"""PDF pages of columns under a title, sheets of two pages, watermarks in upright tiles."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from tests.reading.pdf.drawn import make, write

BOOK = load_codebook()

FIRST = (
    "一、工作开展情况", "（一）推进依法决策。合法性审核文件23件。",
    "（二）规范执法。办理案件57件。",
    "（三）化解纠纷。调解矛盾126起，成功率98%，满意率99%。", "（四）普法宣传。发放资料3200份。",
    "（五）队伍建设。培训执法人员35人。", "（六）政务公开。公开信息215条。",
)  # fmt: skip
SECOND = (
    "二、存在的主要问题", "（一）执法力量薄弱。持证人员只有14人。",
    "（二）普法不够深入，方式单一。",
    "三、下一步工作打算", "（一）加强学习培训，每季度集中学习不少于1次。",
    "（二）充实执法力量，新增6人。",
    "（三）创新宣传方式，开展活动20场以上。",
)  # fmt: skip


def clean(data: bytes) -> list[str]:
    return read_bytes(data, "x.pdf", book=BOOK).clean.split("\n")


@pytest.mark.parametrize("shift", [0, 7])
def test_two_pages_on_a_sheet_of_which_no_line_is_full(shift: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize((842, 595))
        canvas.setFont("STSong-Light", 11)
        for left, down, lines in ((60, 0, FIRST), (480, shift, SECOND)):
            write(canvas, *((left, 340 + down + 22 * at, line) for at, line in enumerate(lines)))

    assert clean(make(draw)) == [*FIRST, *SECOND]


@pytest.mark.parametrize(("left", "columns"), [(158, 3), (220, 3), (230, 2)])
def test_a_title_over_columns_comes_first(left: int, columns: int) -> None:
    """Wherever it ends: over a gutter, or within the column in the middle."""
    title = "平安镇法治政府建设情况简报" if left < 200 else "平安镇法治简报"
    lines = (
        "全镇辖十二个村，总人",
        "口三万人，设司法所一",
        "个。",
        "全年召开会议六次，研",
        "究二十三题。",
    )
    lines += ("学习法律知识十二次，", "参加四百人次。", "审核文件九件，清理文", "件三十一件。")

    def draw(canvas: Canvas) -> None:
        write(canvas, (left if columns == 3 else 130, 110, title))
        for column in range(columns):
            rows = ((60 + 155 * column, 150 + 24 * at, line) for at, line in enumerate(lines))
            write(canvas, *rows)

    read = "".join(clean(make(draw)))
    assert read == title + "".join(lines) * columns


ROWS = (
    "一、主要成效", "全年办理行政许可事项3215件，按时办结率99.6%，公开权责清单126项。",
    "二、存在问题",
    "执法力量不足，持证人员仅14人，法治宣传形式单一。", "三、下一步打算",
)  # fmt: skip


@pytest.mark.parametrize("words", ["平安镇人民政府", "内部资料"])
@pytest.mark.parametrize("first", [True, False])
def test_a_watermark_in_upright_tiles_leaves_the_rows_alone(words: str, first: bool) -> None:
    def tiles(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        for at in range(12):
            write(canvas, (70 + 170 * (at % 3), 117 + 50 * (at // 3), words))
        canvas.setFillGray(0)

    def draw(canvas: Canvas) -> None:
        if first:
            tiles(canvas)
        write(canvas, *((90, 120 + 36 * at, row) for at, row in enumerate(ROWS)))
        if not first:
            tiles(canvas)

    assert "".join(clean(make(draw))) == "".join(ROWS)


def test_words_that_repeat_in_the_cells_of_a_table_stay() -> None:
    rows = [("东坪村", "已按期完成", "已按期完成"), ("西坪村", "已按期完成", "已按期完成")]

    def draw(canvas: Canvas) -> None:
        for at, row in enumerate(rows):
            write(canvas, *((90 + 140 * n, 150 + 24 * at, cell) for n, cell in enumerate(row)))

    assert clean(make(draw)) == ["\t".join(row) for row in rows]


@pytest.mark.parametrize("head", ["二、存在问题", "（三）政务公开", "十一、普法宣传"])
def test_a_numbered_head_spread_over_the_line_is_a_line(head: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 720, head, charSpace=28)
        write(canvas, (90, 160, ROWS[1]))

    assert clean(make(draw)) == [head, ROWS[1]]


@pytest.mark.parametrize("size", [30, 60])
def test_large_words_beside_a_row_at_one_place_of_all_pages_are_a_watermark(size: int) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, *((90, 120 + 30 * at, row) for at, row in enumerate(ROWS)))
        canvas.setFont("STSong-Light", size)
        write(canvas, (200, 190, "内部资料"))

    assert "".join(clean(make(draw, draw))) == "".join(ROWS * 2)


def test_a_large_title_of_one_page_beside_small_words_stays() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, *((90, 120 + 30 * at, row) for at, row in enumerate(ROWS)))

    def first(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 30)
        write(canvas, (90, 80, "法治简报"))
        canvas.setFont("STSong-Light", 12)
        draw(canvas)

    assert "法治简报" in clean(make(first, draw))[0]


LEFT = (
    "今年本镇扎实推进法治政府建设，全面落实党政主要负责人职责，开展法治宣传活动二十三场次，"
    "发放各类资料四千五百余份，群众法治意识不断提高。镇人民调解委员会排查矛盾纠纷一百三十八起，"
    "化解一百三十五起，化解率明显上升。"
)
RIGHT = (
    "全年办理行政处罚案件十二件，开展执法检查四十六次，行政执法人员持证率达到百分之百。行政规范性"
    "文件全部经过合法性审查，政务公开栏目及时更新。存在的问题主要是执法力量薄弱，普法形式单一，"
    "下一步将加强培训。"
)


@pytest.mark.parametrize("ems", [0.9, 1.0, 1.25, 1.55, 2.0])
def test_columns_about_an_em_apart_are_read_one_after_the_other(ems: float) -> None:
    wide = 11

    def draw(canvas: Canvas) -> None:
        write(canvas, (190, 90, "平安镇法治政府建设情况简报"))
        for left, text in ((75, LEFT), (75 + 12 * (wide + ems), RIGHT)):
            parts = [text[at : at + wide] for at in range(0, len(text), wide)]
            write(canvas, *((left, 150 + 20 * at, part) for at, part in enumerate(parts)))

    assert "".join(clean(make(draw))[1:]) == LEFT + RIGHT


def test_short_words_an_em_apart_are_no_columns() -> None:
    names = (
        "东坪村",
        "西坪村",
        "南坪村",
        "北坪村",
        "上坪村",
        "下坪村",
        "前坪村",
        "后坪村",
        "中坪村",
    )

    def draw(canvas: Canvas) -> None:
        for at, name in enumerate(names):
            write(canvas, (90, 150 + 24 * at, name), (90 + 48, 150 + 24 * at, "按期完成整改"))

    assert "".join(clean(make(draw))) == "".join(f"{name}按期完成整改" for name in names)


@pytest.mark.parametrize("step", [16, 19, 22])
def test_a_line_set_wide_keeps_its_figures_whole(step: int) -> None:
    line = "全年调解纠纷480件，成功率96.25%。"

    def draw(canvas: Canvas) -> None:
        write(canvas, *((60 + step * at, 150, sign) for at, sign in enumerate(line)))

    assert clean(make(draw)) == [line]


def test_cells_of_one_digit_each_stay_apart() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, (60, 150, "各村件数："))
        write(canvas, *((60 + 16 * at, 180, digit) for at, digit in enumerate("5382106479")))

    assert clean(make(draw))[1] == "5 3 8 2 1 0 6 4 7 9"
