"""Reading order, page furniture and paragraphs, told by geometry alone."""

from __future__ import annotations

import pytest

from fazhi.reading.layout import PageLayout, lay_out
from fazhi.reading.layout.rows import Piece
from fazhi.records import RawText

EM = 10.0
PITCH = 18.0
FULL = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"


def row(text: str, number: float, left: float = 0.0) -> Piece:
    """A row of text, `left` ems right of the margin, on line `number` of the page."""
    x, y = 50 + left * EM, 100 + number * PITCH
    wide = sum(0.5 if sign < "\u0250" else 1.0 for sign in text)
    return Piece(text, x, y, x + wide * EM, y + EM)


def page(*pieces: Piece) -> PageLayout:
    return PageLayout(400.0, 800.0, pieces)


def edge(text: str, y: float) -> Piece:
    return Piece(text, 150, y, 150 + EM * len(text), y + EM)


def paragraphs(raw: RawText) -> list[str]:
    """What clean text will be made of: drops gone, joined lines together."""
    dropped = {at for mark in raw.drops for at in range(mark.start, mark.end)}
    kept = (sign for at, sign in enumerate(raw.text) if at not in dropped and at not in raw.joins)
    return "".join(kept).split("\n")


def test_lines_that_reach_the_margin_go_on_and_indented_ones_begin_anew() -> None:
    first, second = FULL[:28], FULL[:12] + "。"
    raw = lay_out(
        [
            page(
                row(first, 0, 2),
                row(second, 1),
                row(FULL[2:30], 2, 2),
                row(FULL[:30], 3),
                row("止。", 4),
            )
        ],
        "pdf",
    )
    assert paragraphs(raw) == [first + second, FULL[2:30] + FULL[:30] + "止。"]


def test_a_paragraph_goes_on_over_the_page_and_its_furniture() -> None:
    def numbered(number: int, *pieces: Piece) -> PageLayout:
        return page(*pieces, edge(f"— {number} —", 760), edge("某镇法治政府建设年度报告", 30))

    raw = lay_out(
        [
            numbered(1, row(FULL[:28], 0, 2), row(FULL, 1), row(FULL, 2)),
            numbered(2, row("页后的话。", 0), row(FULL[:28], 1, 2), row("末句。", 2)),
        ],
        "pdf",
    )
    assert paragraphs(raw) == [FULL[:28] + FULL + FULL + "页后的话。", FULL[:28] + "末句。"]
    assert {mark.kind for mark in raw.drops} == {"page_number", "running_title"}
    assert raw.text[raw.pages[1] :].startswith("某镇法治政府建设年度报告\n页后的话。")


def test_many_forms_of_page_numbers() -> None:
    forms = "- 3 -|—3—|3|第3页|第 3 页 共 12 页|3/12|－３－|· 3 ·|-iii-"
    for form in forms.split("|"):
        raw = lay_out([page(row(FULL[:28], 0, 2), row("正文。", 1), edge(form, 770))], "pdf")
        assert paragraphs(raw) == [FULL[:28] + "正文。"], form
        assert [mark.kind for mark in raw.drops] == ["page_number"], form


def test_a_year_or_a_figure_in_the_text_is_no_page_number() -> None:
    raw = lay_out([page(row("2023", 0, 2), row("31起", 1, 2), edge("2024年1月15日", 765))], "pdf")
    assert raw.drops == ()


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [row(FULL[:14], n) for n in range(8)]
    right = [row(FULL[14:28], n + 0.3, 16) for n in range(8)]
    raw = lay_out(
        [page(row("通栏标题在此处横跨两栏之上，比一栏宽得多了", -2, 4), *right, *left)], "pdf"
    )
    assert raw.text.split("\n") == [
        "通栏标题在此处横跨两栏之上，比一栏宽得多了",
        *[FULL[:14]] * 8,
        *[FULL[14:28]] * 8,
    ]


def test_a_table_is_no_pair_of_columns() -> None:
    cells = [(row(f"项目{'甲' * (n % 4)}", n), row(f"{n}件", n, 18)) for n in range(12)]
    raw = lay_out([page(*(cell for pair in cells for cell in pair))], "pdf")
    assert raw.text.split("\n")[:2] == ["项目\t0件", "项目甲\t1件"]
    assert not raw.joins


def test_pieces_of_one_row_in_any_order_and_printed_twice() -> None:
    quotes = [row("落实", 0, 2), row("”责任制", 0, 8), row("三项制度", 0, 5 - 0.5), row("“", 0, 4)]
    raw = lay_out([page(*quotes, row("落实", 0, 2.02))], "pdf")
    assert raw.text == "落实“三项制度”责任制"


def test_a_centred_title_of_two_lines_is_one_paragraph() -> None:
    title, rest = FULL[:29], "的报告"
    body = [row(FULL[:28], 3, 2), row(FULL, 4), row(FULL, 5), row("完。", 6)]
    raw = lay_out([page(row(title, 0, 0.5), row(rest, 1, 13.5), *body)], "pdf")
    assert paragraphs(raw)[0] == title + rest


@pytest.mark.parametrize(
    "heading",
    [
        "三、党政主要负责人履行推进法治建设第一责任人的职责",
        "党政主要负责人履行推进法治建设第一责任人职责情况",
    ],
)
@pytest.mark.parametrize("long", [25, 26])
def test_a_heading_that_nearly_fills_its_line_is_no_title_of_two_lines(
    heading: str, long: int
) -> None:
    """Two ems in and one or two short of the margin, it stands in the middle by chance."""
    body = [row(FULL[:28], at) for at in range(4)]
    raw = lay_out(
        [
            page(
                *body,
                row(FULL[:9] + "。", 4),
                row(heading, 5, 2),
                row(FULL[:long], 6, 2),
                row(FULL[:9] + "。", 7),
            )
        ],
        "pdf",
    )
    assert paragraphs(raw)[-2:] == [heading, FULL[:long] + FULL[:9] + "。"]


@pytest.mark.parametrize("dots", ["…" * 12, "." * 30, "·" * 24])
def test_entries_of_a_table_of_contents_are_lines_however_wide(dots: str) -> None:
    heads = ["一、主要做法", "二、存在问题", "三、下步打算"]
    entries = [row(f"{one}{dots}{at}", at + 1) for at, one in enumerate(heads, 1)]
    entries = [one._replace(right=50 + 30 * EM) for one in entries]
    body = [row(FULL, at) for at in range(5, 9)]
    raw = lay_out([page(row(FULL[:30], 0), row("目　录", 1, 13.5), *entries, *body)], "pdf")
    assert paragraphs(raw)[:5] == [
        FULL[:30],
        "目　录",
        *(f"{one}{dots}{at}" for at, one in enumerate(heads, 1)),
    ]


def test_doubtful_lines_are_marked_and_confidence_is_weighed_by_length() -> None:
    sure, unsure = row("看得清楚的字", 0), row("模糊", 1)._replace(confidence=0.5)
    raw = lay_out([page(sure, unsure)], "scan")
    assert [raw.text[mark.start : mark.end] for mark in raw.doubtful] == ["模糊"]
    assert raw.confidence == 0.875


def test_no_pages_and_empty_pages() -> None:
    assert lay_out([], "pdf").text == ""
    assert lay_out([page(), page()], "pdf").text == ""


def test_a_flat_sign_stays_in_its_row() -> None:
    """The box of ink of 一 is a thin strip in the middle of the line."""
    flat = row("一", 0)._replace(top=104.5, bottom=105.5)
    assert lay_out(
        [page(flat, row("是抓学习。", 0, 1), row("“", 1), row("二", 2))], "pdf"
    ).text == ("一是抓学习。\n“\n二")


def test_what_a_browser_prints_round_a_page_is_furniture() -> None:
    around = [
        edge("2024/1/15 10:20 某镇报告", 20),
        edge("https://www.example.gov.cn/a.html 1/3", 780),
    ]
    raw = lay_out([page(*around, row("正文。", 3))], "pdf")
    assert paragraphs(raw) == ["正文。"]


def test_a_line_cut_short_by_a_number_that_may_not_be_parted_goes_on() -> None:
    short, rest = FULL[:25], "（2021-2025年）"
    lines = [
        row(FULL[:28], 0, 2),
        row(short, 1),
        row(rest, 2),
        row(FULL[:28], 3, 2),
        row("完。", 4),
    ]
    assert paragraphs(lay_out([page(*lines)], "pdf")) == [
        FULL[:28] + short + rest,
        FULL[:28] + "完。",
    ]


def test_a_stray_line_across_the_gutter_does_not_hide_the_columns() -> None:
    left = [row(FULL[:14], n) for n in range(14)]
    right = [row(FULL[14:28], n, 16) for n in range(14)]
    raw = lay_out([page(row("某镇文件某镇文", 15, 10), *right, *left)], "pdf")
    assert raw.text.split("\n") == [*[FULL[:14]] * 14, *[FULL[14:28]] * 14, "某镇文件某镇文"]


def test_lines_of_a_short_page_are_paragraphs_where_few_are_full() -> None:
    lines = [
        "某镇年度报告",
        FULL,
        "止。",
        "一、做法",
        "学习十二次。",
        "二、问题",
        "力量弱。",
        "三、打算",
    ]
    raw = lay_out([page(*(row(text, number) for number, text in enumerate(lines)))], "pdf")
    assert paragraphs(raw) == [lines[0], FULL + "止。", *lines[3:]]


PRINTED = "一、调解矛盾纠纷126起，化解率98%。"


@pytest.mark.parametrize("part", ["126起", "一、调解矛盾纠纷", "98%。", "1", PRINTED])
def test_a_part_of_a_line_printed_twice_for_bold_is_read_once(part: str) -> None:
    left = sum(0.5 if sign < "\u0250" else 1.0 for sign in PRINTED[: PRINTED.index(part)])
    raw = lay_out([page(row(PRINTED, 0), row(part, 0, left + 0.03))], "pdf")
    assert raw.text == PRINTED


def test_the_same_words_beside_each_other_are_both_read() -> None:
    raw = lay_out([page(row("126起", 0), row("126起", 0, 8), row("6", 0, 15))], "pdf")
    assert raw.text == "126起\t126起\t6"


@pytest.mark.parametrize(
    "head", ["西坪镇人民政府", "年度报告", "法治政府建设", "关于印发总结的通知"]
)
def test_a_head_whose_signs_are_spread_over_the_line_is_one(head: str) -> None:
    spread = [row(sign, 0, 3 * place) for place, sign in enumerate(head)]
    assert lay_out([page(*spread, row(FULL, 2))], "pdf").text.split("\n")[0] == head


@pytest.mark.parametrize("cells", ["一二三四", "甲乙丙丁", "是否是否"])
def test_cells_of_one_sign_are_no_head(cells: str) -> None:
    spread = [row(sign, 0, 3 * place) for place, sign in enumerate(cells)]
    assert lay_out([page(*spread, row(FULL, 2))], "pdf").text.split("\n")[0] == "\t".join(cells)


def numbered_pages(*numbers: str) -> RawText:
    pages = [page(row(FULL[:28], 0, 2), row("正文。", 1), edge(number, 770)) for number in numbers]
    return lay_out(pages, "pdf")


@pytest.mark.parametrize(
    ("numbers", "counted"),
    [
        (("1", "2"), ["1", "2"]),
        (("12", "13", "14"), ["12", "13", "14"]),
        (("", "1", "2"), ["1", "2"]),
        (("101", "102"), ["101", "102"]),
        (("1", "12", "3"), ["1", "3"]),
        (("- 126 -",), ["- 126 -"]),
    ],
)
def test_figures_that_count_the_pages_are_their_numbers(
    numbers: tuple[str, ...], counted: list[str]
) -> None:
    raw = numbered_pages(*numbers)
    dropped = [raw.text[mark.start : mark.end].strip() for mark in raw.drops]
    assert dropped == counted
    assert {mark.kind for mark in raw.drops} == {"page_number"}


@pytest.mark.parametrize("numbers", [("126",), ("126", ""), ("35", "126"), ("126", "126")])
def test_bare_figures_that_count_no_pages_stay(numbers: tuple[str, ...]) -> None:
    assert numbered_pages(*numbers).drops == ()


@pytest.mark.parametrize("cells", [("126", "3200"), ("36", "1200", "5"), ("98.5%", "3")])
@pytest.mark.parametrize("height", [20, 770])
def test_a_row_of_figures_at_the_edge_of_a_page_stays(cells: tuple[str, ...], height: int) -> None:
    figures = [
        Piece(cell, 60 + 100 * at, height, 60 + 100 * at + 5 * len(cell), height + EM)
        for at, cell in enumerate(cells)
    ]
    made = page(row(FULL[:28], 0, 2), row("正文。", 1), *figures)
    raw = lay_out([made, made], "pdf")
    assert raw.drops == ()
    assert "\t".join(cells) in raw.text.split("\n")


PARAGRAPHS = [
    [
        "一、主要做法",
        "　全镇排查矛盾纠纷126起，化解123起，调",
        "解成功率98%，群众满意度提升。",
        "（一）宣传法律",
    ],
    [
        "　组织活动35场次，发放资料3200份，受教",
        "育群众4500人次，氛围良好。",
        "二、存在的问题",
        "　形式单一。",
    ],
    [
        "　执法力量薄弱，专业执法人员仅3名，办案",
        "经验不足。",
        "三、下一步工作",
        "　计划开展活动40场次，培训人员20人次。",
    ],
]


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("shift", [0.0, 0.4])
def test_columns_with_headings_and_short_lines_are_read_one_by_one(
    count: int, shift: float
) -> None:
    columns = [[*PARAGRAPHS[at], *PARAGRAPHS[(at + 1) % 3]] for at in range(count)]
    pieces = [
        row(text.strip("　"), line + shift * at, 23.0 * at + (2.0 if text[0] == "　" else 0.0))
        for at, column in enumerate(columns)
        for line, text in enumerate(column)
    ]
    raw = lay_out([PageLayout(800.0, 800.0, sorted(pieces, key=lambda piece: piece.top))], "pdf")
    expected = [text.strip("　") for column in columns for text in column]
    assert raw.text.split("\n") == expected


@pytest.mark.parametrize("cell", ["开展排查化解，办结", "举办活动35场次", "检查48次，立案7件"])
def test_a_table_of_long_cells_is_no_pair_of_columns(cell: str) -> None:
    cells = [(row(cell + "甲" * (n % 8), n), row(cell + "乙" * (n % 7), n, 18)) for n in range(12)]
    raw = lay_out([page(*(one for pair in cells for one in pair))], "pdf")
    assert all("\t" in line for line in raw.text.split("\n"))


def test_digits_as_wide_as_characters_hide_no_gutter() -> None:
    left = [FULL[:12], "排查矛盾纠纷四百起，成功率", FULL[2:14], FULL[3:15]] * 2
    right = [FULL[4:16], "率96.25%，涉及230", FULL[6:18], FULL[7:19]] * 2
    columns = [[text[:12].ljust(12, "丁") for text in column] for column in (left, right)]
    wide = [
        Piece(
            text,
            50 + side * 140,
            100 + at * PITCH,
            50 + side * 140 + 12 * EM,
            100 + at * PITCH + EM,
        )
        for side, column in enumerate(columns)
        for at, text in enumerate(column)
    ]
    assert lay_out([page(*wide)], "pdf").text.split("\n") == [*columns[0], *columns[1]]
