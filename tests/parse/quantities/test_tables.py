"""Figures of tables whose measure word stands in the head of their column."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.parse.coding import code
from fazhi.parse.outline import find_outline
from fazhi.parse.quantities import find_quantities
from fazhi.reading import read_bytes

BOOK = load_codebook()
ABOVE = "一、主要工作\n主要工作情况见下表。\n"
BELOW = "\n二、存在的问题\n一是力量薄弱。\n"
Row = tuple[str, float | None, str | None, str | None]


def figures(table: str, above: str = ABOVE) -> list[Row]:
    text = read_bytes((above + table + BELOW).encode(), "t", book=BOOK)
    outline = find_outline(text, book=BOOK)
    mentions = code(text, outline, find_quantities(text, outline, book=BOOK), BOOK)
    for one in mentions:
        assert text.raw[one.place.start : one.place.end] == one.raw
    return [(one.raw, one.value, one.unit, one.indicator) for one in mentions]


READ: dict[str, tuple[str, list[Row]]] = {
    "in Chinese numerals": (
        "序号\t事项\t数量（件）\n一\t调解纠纷\t三十二\n二\t行政处罚\t一千二百零五\n合计\t\t一千二百三十七",
        [
            ("三十二", 32, "件", "disputes.mediated"),
            ("一千二百零五", 1205, "件", "enforcement.penalty_cases"),
        ],
    ),
    "a number, a matter, how many": (
        "序号\t事项\t数量（件）\n1\t调解纠纷\t32\n2\t行政处罚\t1,205",
        [
            ("32", 32, "件", "disputes.mediated"),
            ("1,205", 1205, "件", "enforcement.penalty_cases"),
        ],
    ),
    "a matter that no indicator knows": (
        "事项\t数量（件）\n调解纠纷\t32\n其他\t7",
        [("32", 32, "件", "disputes.mediated"), ("7", 7, "件", None)],
    ),
    "a sum below": (
        "事项\t数量（件）\n调解纠纷\t32\n行政处罚\t5\n合计\t37",
        [("32", 32, "件", "disputes.mediated"), ("5", 5, "件", "enforcement.penalty_cases")],
    ),
    "the measure word above the table": (
        "主要工作情况表（单位：件）\n事项\t数量\n调解纠纷\t32",
        [("32", 32, "件", "disputes.mediated")],
    ),
    "the measure word above the table, in a line that leads to it": (
        "工作情况如下（单位：件）：\n事项\t数量\n调解纠纷\t32",
        [("32", 32, "件", "disputes.mediated")],
    ),
    "a name that holds it": (
        "事项\t件数\n调解纠纷\t32",
        [("32", 32, "件", "disputes.mediated")],
    ),
    "none of one kind": (
        "事项\t数量（件）\n调解纠纷\t32\n行政处罚\t0\n行政强制\t—",
        [("32", 32, "件", "disputes.mediated"), ("0", 0, "件", "enforcement.penalty_cases")],
    ),
    "a cell that bears its own": (
        "事项\t数量（件）\n调解纠纷\t32\n行政处罚\t5件",
        [("32", 32, "件", "disputes.mediated"), ("5件", 5, "件", "enforcement.penalty_cases")],
    ),
    "a title inside the table": (
        "2023年工作情况\t\n事项\t数量（件）\n调解纠纷\t32",
        [("32", 32, "件", "disputes.mediated")],
    ),
    "ten thousands": (
        "事项\t总量（万份）\n发放宣传资料\t1.2",
        [("1.2", 12000, "份", "publicity.materials")],
    ),
    "cells that all bear it, under heads that say what was done": (
        "类别\t受理\t调结\t调结率\n婚姻家庭\t57件\t55件\t96.5%\n邻里纠纷\t168件\t165件\t98.2%\n其他\t88件\t85件\t96.6%",
        [
            ("57件", 57, "件", "disputes.family"),
            ("55件", 55, "件", None),
            ("96.5%", 96.5, "%", None),
            ("168件", 168, "件", "disputes.neighbour"),
            ("165件", 165, "件", None),
            ("98.2%", 98.2, "%", None),
            ("88件", 88, "件", "disputes.other"),
            ("85件", 85, "件", None),
            ("96.6%", 96.6, "%", None),
        ],
    ),
    "cells that all bear it, with the sum of them and a bare nought": (
        "类别\t受理\t调结\n婚姻家庭\t57起\t55起\n邻里纠纷\t0\t0\n其他\t88起\t85起\n合计\t145起\t140起",
        [
            ("57起", 57, "起", "disputes.family"),
            ("55起", 55, "起", None),
            ("0", 0, "起", "disputes.neighbour"),
            ("0", 0, "起", None),
            ("88起", 88, "起", "disputes.other"),
            ("85起", 85, "起", None),
            ("145起", 145, "起", None),
            ("140起", 140, "起", None),
        ],
    ),
    "cells that bear scales, under heads that name what is counted, with their sum": (
        "部门\t行政处罚\t罚没金额\n城管\t12件\t3万元\n农业\t8件\t2.5万元\n合计\t20件\t5.5万元",
        [
            ("12件", 12, "件", None),
            ("3万元", 30000, "元", None),
            ("8件", 8, "件", None),
            ("2.5万元", 25000, "元", None),
            ("20件", 20, "件", "enforcement.penalty_cases"),
            ("5.5万元", 55000, "元", "enforcement.fines"),
        ],
    ),
    "kinds under a title that says of what": (
        "人民调解情况表（单位：件）\n类别\t受理\t办结\n婚姻家庭\t57\t55\n邻里\t168\t165\n合计\t225\t220",
        [
            ("57", 57, "件", "disputes.family"),
            ("55", 55, "件", None),
            ("168", 168, "件", "disputes.neighbour"),
            ("165", 165, "件", None),
            ("225", 225, "件", None),
            ("220", 220, "件", None),
        ],
    ),
    "heads that name kinds over a row of numbers": (
        "申请事项\t行政许可\t行政处罚\n数量\t16件\t40件\n比例\t20%\t50%",
        [
            ("16件", 16, "件", None),
            ("40件", 40, "件", None),
            ("20%", 20, "%", None),
            ("50%", 50, "%", None),
        ],
    ),
    "cells whose measure words differ": (
        "事项\t情况\n调解纠纷\t32件\n普法活动\t5场",
        [("32件", 32, "件", "disputes.mediated"), ("5场", 5, "场", "publicity.events")],
    ),
    "a rate beside": (
        "事项\t数量（件）\t成功率（%）\n调解纠纷\t32\t98",
        [("32", 32, "件", "disputes.mediated"), ("98", 98, "%", "disputes.success_rate")],
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_the_head_of_a_column_gives_the_measure_word(kind: str) -> None:
    table, right = READ[kind]
    assert figures(table) == right


@pytest.mark.parametrize(
    "table",
    [
        "事项\t数量\n行政复议\t21",
        "序号\t数量（件）\n1\t21",
        "事项\t电话\n行政复议\t2100",
    ],
)
def test_what_the_head_leaves_open_is_not_read(table: str) -> None:
    assert figures(table) == []


def test_the_table_of_a_page_is_read_so() -> None:
    rows = "".join(
        f"<tr><td>{one}</td><td>{n}</td></tr>" for one, n in (("调解纠纷", "32"), ("普法", ""))
    )
    page = f"<table><tr><th>事项</th><th>数量（件）</th></tr>{rows}</table>"
    above = "<html><body><p>一、主要工作</p><p>主要工作情况见下表。</p>"
    assert figures(page, above) == [("32", 32.0, "件", "disputes.mediated")]
