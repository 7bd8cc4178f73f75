"""Tables whose heads say what is counted: stages, kinds, heads of two levels; read with their rows.

Each table was written down with its right values before it was read for the first time.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes
from fazhi.records import Report
from tests.reading.office.test_docx import par as docx_par
from tests.reading.office.test_docx import word
from tests.reading.office.test_odt import cell as odt_cell
from tests.reading.office.test_odt import flat, table
from tests.reading.office.test_odt import par as odt_par
from tests.reading.office.test_rtf import coded

BOOK = load_codebook()
ABOVE = "某某镇2023年法治政府建设年度报告\n一、主要工作\n有关情况见下表。\n"
BELOW = "\n二、存在的问题\n一是力量薄弱。\n"
Row = tuple[str, str | None, str | None, str]


def report(table: str, above: str = ABOVE, below: str = BELOW) -> Report:
    text = read_bytes((above + table + below).encode(), "某某镇2023.txt", book=BOOK)
    return understand(text, BOOK, "某某镇2023.txt", "", {})


def rows(table: str) -> list[Row]:
    found = report(table)
    for one in found.quantities:
        assert found.text.raw[one.place.start : one.place.end] == one.raw
    return [(one.raw, one.unit, one.indicator, one.period) for one in found.quantities]


def of_the_year(*told: tuple[str, str, str | None]) -> list[Row]:
    return [(*one, "year") for one in told]


TABLES: dict[str, tuple[str, list[Row]]] = {
    "two levels, villages, a sum": (
        "村（社区）\t矛盾纠纷\t\t法治宣传\t\n"
        "\t受理（件）\t化解（件）\t场次（场）\t人数（人次）\n"
        "红旗村\t12\t11\t3\t210\n桥头社区\t9\t9\t2\t150\n合计\t21\t20\t5\t360",
        of_the_year(
            *(("12", "件", None), ("11", "件", None), ("3", "场", None), ("210", "人次", None)),
            *(("9", "件", None), ("9", "件", None), ("2", "场", None), ("150", "人次", None)),
            ("21", "件", "disputes.accepted"),
            ("20", "件", "disputes.resolved"),
            ("5", "场", "publicity.events"),
            ("360", "人次", None),
        ),
    ),
    "stages of matters": (
        "类别\t受理（件）\t办结（件）\n行政复议\t21\t20\n行政诉讼\t6\t5",
        of_the_year(
            ("21", "件", "review.reconsideration"),
            ("20", "件", None),
            ("6", "件", "review.litigation"),
            ("5", "件", None),
        ),
    ),
    "the measure word in the upper head": (
        "单位\t行政处罚（件）\t\n\t简易程序\t普通程序\n综合行政执法队\t12\t30",
        of_the_year(
            ("12", "件", "enforcement.penalties_simple"),
            ("30", "件", "enforcement.penalties_ordinary"),
        ),
    ),
    "one row without a name": (
        "法律援助（件）\t法律咨询（人次）\n14\t320",
        of_the_year(
            ("14", "件", "legal_service.aid_cases"),
            ("320", "人次", "legal_service.consultations"),
        ),
    ),
    "sessions and persons of activities": (
        "活动\t场次（场）\t人数（人次）\n法治讲座\t8\t640",
        of_the_year(("8", "场", "publicity.lectures"), ("640", "人次", None)),
    ),
    "the measure word in the head of the row": (
        "指标\t数值\n受理矛盾纠纷（件）\t21\n化解矛盾纠纷（件）\t20\n开展法治讲座（场）\t6",
        of_the_year(
            ("21", "件", "disputes.accepted"),
            ("20", "件", "disputes.resolved"),
            ("6", "场", "publicity.lectures"),
        ),
    ),
    "a column of measure words": (
        "指标名称\t计量单位\t数量\n行政许可\t件\t310\n行政处罚\t件\t12\n罚没金额\t万元\t3.5",
        of_the_year(
            ("310", "件", "enforcement.licensing_cases"),
            ("12", "件", "enforcement.penalty_cases"),
            ("3.5", "元", "enforcement.fines"),
        ),
    ),
    "columns that are numbered": (
        "类别\t受理（件）\t办结（件）\n栏次\t1\t2\n行政复议\t4\t4",
        of_the_year(("4", "件", "review.reconsideration"), ("4", "件", None)),
    ),
    "quarters and the year": (
        "季度\t排查矛盾纠纷（件）\t化解矛盾纠纷（件）\n一季度\t10\t9\n二季度\t8\t8\n"
        "三季度\t7\t6\n四季度\t5\t5\n全年\t30\t28",
        of_the_year(
            *(("10", "件", None), ("9", "件", None), ("8", "件", None), ("8", "件", None)),
            *(("7", "件", None), ("6", "件", None), ("5", "件", None), ("5", "件", None)),
            ("30", "件", "disputes.investigated"),
            ("28", "件", "disputes.resolved"),
        ),
    ),
    "last year beside": (
        "事项\t2022年办理（件）\t2023年办理（件）\n行政许可\t280\t310",
        [
            ("280", "件", "enforcement.licensing_cases", "previous"),
            ("310", "件", "enforcement.licensing_cases", "year"),
        ],
    ),
    "aims beside": (
        "项目\t计划开展（场）\t实际开展（场）\n法治讲座\t12\t10",
        [("12", "场", "publicity.lectures", "plan"), ("10", "场", "publicity.lectures", "year")],
    ),
    "the sum first, named after the town": (
        "单位\t行政检查（次）\t行政处罚（件）\n全镇\t60\t9\n红旗村\t25\t4\n桥头村\t20\t3\n河口村\t15\t2",
        of_the_year(
            ("60", "次", "enforcement.inspections"),
            ("9", "件", "enforcement.penalty_cases"),
            *(("25", "次", None), ("4", "件", None), ("20", "次", None), ("3", "件", None)),
            *(("15", "次", None), ("2", "件", None)),
        ),
    ),
    "a column of changes, below and above nothing": (
        "事项\t2023年（件）\t同比增长（%）\n行政许可\t310\t12.5\n行政处罚\t12\t-3",
        of_the_year(
            ("310", "件", "enforcement.licensing_cases"),
            ("12", "件", "enforcement.penalty_cases"),
        ),
    ),
    "both years and the difference": (
        "事项\t上年（件）\t本年（件）\t增减（件）\n调解纠纷\t40\t46\t6",
        [
            ("40", "件", "disputes.mediated", "previous"),
            ("46", "件", "disputes.mediated", "year"),
            ("6", "件", None, "year"),
        ],
    ),
    "months under two levels": (
        "月份\t矛盾纠纷\t\n\t排查（件）\t化解（件）\n1月\t4\t4\n2月\t3\t2\n合计\t7\t6",
        of_the_year(
            *(("4", "件", None), ("4", "件", None), ("3", "件", None), ("2", "件", None)),
            ("7", "件", "disputes.investigated"),
            ("6", "件", "disputes.resolved"),
        ),
    ),
    "numbers that count nothing": (
        "序号\t姓名\t联系电话\t年份（年）\t接访（批次）\n1\t张三\t5551234\t2023\t3\n2\t李四\t5555678\t2023\t5",
        of_the_year(("3", "批次", None), ("5", "批次", None)),
    ),
    "kinds in the heads, one town": (
        "地区\t行政许可（件）\t行政处罚（件）\t罚没金额（万元）\n某某镇\t310\t12\t3.5",
        of_the_year(
            ("310", "件", "enforcement.licensing_cases"),
            ("12", "件", "enforcement.penalty_cases"),
            ("3.5", "元", "enforcement.fines"),
        ),
    ),
}


@pytest.mark.parametrize("kind", TABLES)
def test_heads_say_what_a_bare_number_counts(kind: str) -> None:
    table, right = TABLES[kind]
    assert rows(table) == right


def test_a_line_of_more_tabs_than_any_table_has_is_read_as_far_as_one_goes() -> None:
    beyond = "村\t" + "\t" * 300 + "受理（件）\n红旗村" + "\t5" * 301
    assert rows(beyond) == []
    within = "村\t行政处罚（件）" + "\t" * 300 + "\n全镇\t5" + "\t" * 300
    assert rows(within) == [("5", "件", "enforcement.penalty_cases", "year")]


# The same table in each form that keeps its cells apart.
HEADS = (("村（社区）", "矛盾纠纷", "", "法治宣传"), ("", "受理（件）", "化解（件）", "场次（场）"))
BODY = (("红旗村", "12", "11", "3"), ("桥头社区", "9", "9", "2"), ("合计", "21", "20", "5"))
WRITTEN = ("一、主要工作", "有关情况见下表。"), ("二、存在的问题", "一是力量薄弱。")
OF_ALL = [
    *(("12", "件", None), ("11", "件", None), ("3", "场", None)),
    *(("9", "件", None), ("9", "件", None), ("2", "场", None)),
    ("21", "件", "disputes.accepted"),
    ("20", "件", "disputes.resolved"),
    ("5", "场", "publicity.events"),
]


def markdown() -> bytes:
    made = ["| " + " | ".join(row) + " |" for row in (*HEADS, *BODY)]
    made.insert(1, "| --- | :--: | --- | ---: |")
    return "\n".join((*WRITTEN[0], "", *made, "", *WRITTEN[1])).encode()


def page() -> bytes:
    heads = (
        "<tr><th rowspan=2>村（社区）</th><th colspan=2>矛盾纠纷</th><th>法治宣传</th></tr>"
        "<tr><th>受理（件）</th><th>化解（件）</th><th>场次（场）</th></tr>"
    )
    body = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in BODY)
    above, below = ("".join(f"<p>{line}</p>" for line in lines) for lines in WRITTEN)
    return f"<html><body>{above}<table>{heads}{body}</table>{below}</body></html>".encode()


def word_file() -> bytes:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{docx_par(text)}</w:tc>"

    wide, down = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    heads = [
        cell("村（社区）", down) + cell("矛盾纠纷", wide) + cell("法治宣传"),
        cell("", "<w:vMerge/>") + "".join(map(cell, HEADS[1][1:])),
    ]
    rows = "".join(
        f"<w:tr>{row}</w:tr>" for row in [*heads, *("".join(map(cell, r)) for r in BODY)]
    )
    above, below = ("".join(map(docx_par, lines)) for lines in WRITTEN)
    return word(f"{above}<w:tbl>{rows}</w:tbl>{below}")


def open_document() -> bytes:
    heads = [
        odt_cell("村（社区）", high=2) + odt_cell("矛盾纠纷", 2) + odt_cell("法治宣传"),
        "".join(map(odt_cell, HEADS[1][1:])),
    ]
    above, below = ("".join(map(odt_par, lines)) for lines in WRITTEN)
    return flat(above + table(*heads, *("".join(map(odt_cell, row)) for row in BODY)) + below)


def rich_text() -> bytes:
    def row(edges: tuple[int, ...], cells: tuple[str, ...]) -> str:
        places = "".join(rf"\cellx{edge}" for edge in edges)
        return (
            rf"\trowd{places}\intbl " + "".join(f"{coded(one)}\\cell " for one in cells) + r"\row "
        )

    narrow = (1000, 2000, 3000, 4000)
    rows = row((1000, 3000, 4000), ("村（社区）", "矛盾纠纷", "法治宣传"))
    rows += "".join(row(narrow, one) for one in (HEADS[1], *BODY))
    above, below = ("".join(f"{coded(line)}\\par " for line in lines) for lines in WRITTEN)
    return (r"{\rtf1\ansi\ansicpg936 " + above + rows + r"\pard " + below + "}").encode("ascii")


def pasted() -> bytes:
    return "\n".join((*WRITTEN[0], *map("\t".join, (*HEADS, *BODY)), *WRITTEN[1])).encode()


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (markdown, "a.md"),
        (page, "a.html"),
        (word_file, "a.docx"),
        (open_document, "a.fodt"),
        (rich_text, "a.rtf"),
        (pasted, "a.txt"),
    ],
)
def test_a_table_is_read_alike_in_every_form(make: Callable[[], bytes], name: str) -> None:
    found = understand(read_bytes(make(), name, book=BOOK), BOOK, name, "", {})
    assert [(one.raw, one.unit, one.indicator) for one in found.quantities] == OF_ALL
