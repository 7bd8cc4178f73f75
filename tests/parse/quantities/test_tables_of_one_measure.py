"""Tables whose measure word stands above all of them (单位：件), and rows that tell another one."""

from __future__ import annotations

import pytest

from tests.parse.quantities.test_table_heads import Row, of_the_year, rows

STAGES = "类别\t受理\t办结\n行政复议\t21\t20\n行政诉讼\t6\t5"
OF_STAGES = of_the_year(
    ("21", "件", "review.reconsideration"),
    ("20", "件", None),
    ("6", "件", "review.litigation"),
    ("5", "件", None),
)
KINDS = "类别\t简易程序\t普通程序\n综合行政执法队\t12\t30"
OF_KINDS = of_the_year(
    ("12", "件", "enforcement.penalties_simple"), ("30", "件", "enforcement.penalties_ordinary")
)

TABLES: dict[str, tuple[str, list[Row]]] = {
    "on a line of its own": (f"单位：件\n{STAGES}", OF_STAGES),
    "behind the title": (f"行政处罚统计表（单位：件）\n{KINDS}", OF_KINDS),
    "behind the title and a space": (f"2023年行政处罚统计表 单位：件\n{KINDS}", OF_KINDS),
    "under the title": (f"行政处罚统计表\n单位：件\n{KINDS}", OF_KINDS),
    "above the title": (f"单位：件\n行政处罚统计表\n{KINDS}", OF_KINDS),
    "behind who fills it in": (f"填报单位：某某镇 单位：件\n{STAGES}", OF_STAGES),
    "in the first row": (f"单位：件\t\t\n{STAGES}", OF_STAGES),
    "at the right of the first row": (f"\t\t（单位：件）\n{STAGES}", OF_STAGES),
    "in a row under that of the title": (f"办案情况表\t\t\n\t\t单位：件\n{STAGES}", OF_STAGES),
    "two years": (
        "单位：件\n事项\t2022年\t2023年\n行政许可\t280\t310",
        [
            ("280", "件", "enforcement.licensing_cases", "previous"),
            ("310", "件", "enforcement.licensing_cases", "year"),
        ],
    ),
    "a head with its own": (
        "单位：件\n类别\t办理\t罚没金额（万元）\n行政处罚\t12\t3.5",
        of_the_year(("12", "件", "enforcement.penalty_cases"), ("3.5", "元", "enforcement.fines")),
    ),
    "a row with its own": (
        "单位：件\n指标\t数值\n行政处罚案件\t12\n罚款金额（万元）\t3.5",
        of_the_year(("12", "件", "enforcement.penalty_cases"), ("3.5", "元", "enforcement.fines")),
    ),
    "a column of measure words": (
        "单位：件\n指标\t计量单位\t数量\n行政处罚\t件\t12\n罚款\t万元\t3.5",
        of_the_year(("12", "件", "enforcement.penalty_cases"), ("3.5", "元", "enforcement.fines")),
    ),
    "names over several rows": (
        "序号\t类别\t项目\t计量单位\t数量\n1\t行政复议\t受理\t件\t4\n2\t\t审结\t件\t3\n"
        "3\t行政处罚\t罚没金额\t万元\t17\n4\t\t简易程序\t件\t5",
        of_the_year(
            ("4", "件", "review.reconsideration"),
            ("3", "件", None),
            ("17", "元", "enforcement.fines"),
            ("5", "件", "enforcement.penalties_simple"),
        ),
    ),
    "names over several rows that tell their measure words": (
        "类别\t项目\t数量\n普法宣传\t活动（场）\t40\n\t发放资料（份）\t3000",
        of_the_year(("40", "场", "publicity.events"), ("3000", "份", "publicity.materials")),
    ),
    "a column of cases": (
        "类别\t案件数\n行政处罚\t12",
        of_the_year(("12", "件", "enforcement.penalty_cases")),
    ),
    "what is no case": (
        "单位：件\n序号\t类别\t办理\t占比\t涉及金额\t得分\n1\t行政处罚\t12\t40\t3.5\t98",
        of_the_year(("12", "件", "enforcement.penalty_cases")),
    ),
    "money": (
        "单位：万元\n项目\t金额\t人数\n罚没款\t3.5\t12",
        of_the_year(("3.5", "元", "enforcement.fines"), ("12", "人", None)),
    ),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_measure_word_above_counts_what_no_other_one_counts(kind: str) -> None:
    table, right = TABLES[kind]
    assert rows(table) == right


@pytest.mark.parametrize(
    "above",
    [
        "单位：件、万元",
        "填报单位：某某镇",
        "单位：件\n上述情况已经核实，特此说明。\n具体情况如下",
    ],
)
def test_no_measure_word_is_lent_by_what_tells_none_or_two(above: str) -> None:
    assert rows(f"{above}\n{STAGES}") == []


def test_a_row_whose_measure_word_is_not_that_of_the_head_is_not_read() -> None:
    assert rows("指标\t受理（件）\n行政复议\t6\n接待来访（人次）\t120") == of_the_year(
        ("6", "件", "review.reconsideration")
    )


def test_rows_that_all_say_none_say_it_of_the_town() -> None:
    head = "类别\t收案（件）\t败诉（件）\n"
    found = rows(f"{head}行政诉讼\t6\t0\n行政复议\t3\t0")
    assert [one for one in found if one[0] == "0"] == of_the_year(
        ("0", "件", "review.lost_suits"), ("0", "件", "review.lost_suits")
    )


@pytest.mark.parametrize("other", ["1", "/", ""])
def test_one_row_that_says_none_says_nothing_of_the_town(other: str) -> None:
    found = rows(f"村\t行政诉讼（件）\t败诉（件）\n红旗村\t6\t0\n桥头村\t3\t{other}")
    assert {one[2] for one in found} == {None}
