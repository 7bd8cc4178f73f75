"""Tables whose heads say what is counted: stages, kinds, heads of two levels; read with their rows.

Each table was written down with its right values before it was read for the first time.
"""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes
from fazhi.records import Report

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
