"""Figures of parts of the year: which make the year's, which do not, which contradict."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.parse.coding import code
from fazhi.parse.coding.combine import combine
from fazhi.parse.outline import find_outline
from fazhi.parse.quantities import find_quantities
from fazhi.reading import read_bytes
from fazhi.records import IndicatorValue, Quantity

BOOK = load_codebook()


def read(passage: str) -> tuple[tuple[Quantity, ...], dict[str, IndicatorValue]]:
    text = read_bytes(passage.encode(), "passage.txt", book=BOOK)
    outline = find_outline(text, book=BOOK)
    mentions = code(text, outline, find_quantities(text, outline, book=BOOK), BOOK)
    return mentions, {one.indicator: one for one in combine(mentions, BOOK)}


ADDED = [
    ("上半年办理行政处罚案件12件，下半年办理行政处罚案件15件。", 27, ["1-6", "7-12"]),
    ("全年办理行政处罚案件上半年12件，下半年15件。", 27, ["1-6", "7-12"]),
    ("办理行政处罚案件，上半年12件。下半年办理行政处罚案件15件。", 27, ["1-6", "7-12"]),
    ("1至6月办理行政处罚案件12件，7至12月办理行政处罚案件15件。", 27, ["1-6", "7-12"]),
    ("1-6月办理行政处罚案件12件，7-11月办理行政处罚案件15件。", 27, ["1-6", "7-11"]),
    ("前三季度办理行政处罚案件12件，第四季度办理行政处罚案件3件。", 15, ["1-9", "10-12"]),
    (
        "第一季度办理行政处罚案件3件，第二季度办理行政处罚案件4件，"
        "第三季度办理行政处罚案件5件，第四季度办理行政处罚案件6件。",
        18,
        ["1-3", "4-6", "7-9", "10-12"],
    ),
    (
        "办理行政处罚案件一季度3件、二季度4件、三季度5件、四季度6件。",
        18,
        ["1-3", "4-6", "7-9", "10-12"],
    ),
    (
        "上半年办理行政处罚案件12件，三季度办理行政处罚案件5件，四季度办理行政处罚案件6件。",
        23,
        ["1-6", "7-9", "10-12"],
    ),
    ("上半年办理行政处罚案件12件，第三、四季度办理行政处罚案件15件。", 27, ["1-6", "7-12"]),
    ("第一至三季度办理行政处罚案件12件，四季度办理行政处罚案件3件。", 15, ["1-9", "10-12"]),
    (
        "1月1日至6月30日办理行政处罚案件12件，7月1日至12月31日办理行政处罚案件15件。",
        27,
        ["1-6", "7-12"],
    ),
    ("一月至六月办理行政处罚案件12件，七至十一月办理行政处罚案件15件。", 27, ["1-6", "7-11"]),
]


@pytest.mark.parametrize(("passage", "total", "months"), ADDED)
def test_parts_that_cover_the_year_add_up(passage: str, total: float, months: list[str]) -> None:
    mentions, values = read(passage)
    assert [one.months for one in mentions] == months
    found = values["enforcement.penalty_cases"]
    assert (found.value, found.conflict, found.mentions) == (total, False, len(months))
    assert found.parts == tuple(one.quantity_id for one in mentions)


SPEAKS = [
    ("截至11月底，办理行政处罚案件12件。", 12),
    ("1-11月，办理行政处罚案件12件。", 12),
    ("前三季度，办理行政处罚案件12件。", 12),
    ("1月1日至2023年11月30日，办理行政处罚案件12件。", 12),
    ("上半年办理行政处罚案件7件。截至2023年11月，办理行政处罚案件12件。", 12),
    ("上半年办理行政处罚案件7件。截止到10月25日，办理行政处罚案件12件。", 12),
    ("上半年办理行政处罚案件7件。一至十一月，办理行政处罚案件12件。", 12),
    ("前10个月，办理行政处罚案件12件。", 12),
    ("11月份办理行政处罚案件12件。", 12),
    ("截至9月底，办理行政处罚案件10件。截至11月底，办理行政处罚案件12件。", 12),
    ("上半年办理行政处罚案件7件。截至11月底，办理行政处罚案件12件。", 12),
    ("上半年办理行政处罚案件12件，全年办理行政处罚案件20件。", 20),
]


@pytest.mark.parametrize(("passage", "value"), SPEAKS)
def test_what_is_told_so_far_speaks_for_the_year(passage: str, value: float) -> None:
    found = read(passage)[1]["enforcement.penalty_cases"]
    assert (found.value, found.conflict, found.parts) == (value, False, ())


@pytest.mark.parametrize(
    "passage",
    [
        "上半年办理行政处罚案件12件。",
        "下半年办理行政处罚案件12件。",
        "第一季度办理行政处罚案件12件，第三季度办理行政处罚案件15件。",
        "上半年办理行政处罚案件12件，第四季度办理行政处罚案件15件。",
        "3月份办理行政处罚案件12件，11月份办理行政处罚案件15件。",
        "2022年下半年办理行政处罚案件8件，2023年上半年办理行政处罚案件15件。",
    ],
)
def test_parts_that_do_not_cover_the_year_give_it_no_value(passage: str) -> None:
    mentions, values = read(passage)
    assert mentions[0].indicator == "enforcement.penalty_cases"
    assert values == {}


def test_persons_of_two_halves_may_be_the_same_and_are_not_added() -> None:
    mentions, values = read("上半年培养法律明白人80名，下半年培养法律明白人90名。")
    assert [one.months for one in mentions] == ["1-6", "7-12"]
    assert values == {}


@pytest.mark.parametrize(
    "passage",
    [
        "上半年办理行政处罚案件8件，下半年办理行政处罚案件9件。上半年办理行政处罚案件7件。",
        "上半年办理行政处罚案件40件，全年办理行政处罚案件35件。",
        "上半年办理行政处罚案件8件，下半年办理行政处罚案件9件。截至11月底，办理行政处罚案件30件。",
    ],
)
def test_parts_that_contradict_are_a_conflict(passage: str) -> None:
    found = read(passage)[1]["enforcement.penalty_cases"]
    assert (found.value, found.conflict) == (None, True)


@pytest.mark.parametrize(
    "passage",
    [
        "每季度开展普法宣传活动1次。",
        "一季度一次开展普法宣传活动。",
        "3月至5月开展专项执法检查12次。",
        "1月5日至3月20日开展专项执法检查12次。",
        "7月10日至9月5日开展专项执法检查12次。",
        "十一月至十二月开展专项执法检查12次。",
        "1月1日至12月31日办理行政处罚案件12件。",
        "1-12月办理行政处罚案件12件。",
    ],
)
def test_words_that_are_no_part_of_the_year(passage: str) -> None:
    assert [one.months for one in read(passage)[0]] == [None]


def test_a_sum_of_parts_of_the_year_is_the_years() -> None:
    mentions, values = read("上半年开展法治讲座14场，下半年19场，共33场。")
    assert [one.months for one in mentions] == ["1-6", "7-12", None]
    assert values["publicity.lectures"].value == 33
    # What the last part tells alone stays a part of the year.
    mentions, _ = read("上半年开展法治讲座14场，下半年在学校9场、在村10场，共19场。")
    assert mentions[-1].months == "7-12"


@pytest.mark.parametrize(
    ("table", "value", "months"),
    [
        ("项目\t上半年\t下半年\n行政处罚（起）\t2\t5\n行政检查（次）\t1\t3", 7, ["1-6", "7-12"]),
        ("项目\t上半年\t下半年\n行政处罚（起）\t2\t0\n行政检查（次）\t1\t3", 2, ["1-6", "7-12"]),
        (
            "项目\t上半年\t下半年\t全年\n行政处罚（起）\t2\t5\t7\n行政检查（次）\t1\t3\t4",
            7,
            ["1-6", "7-12", None],
        ),
    ],
)
def test_heads_of_a_table_tell_parts_of_the_year(
    table: str, value: float, months: list[str | None]
) -> None:
    mentions, values = read(table)
    assert [one.months for one in mentions] == months * 2
    assert values["enforcement.penalty_cases"].value == value
    assert values["enforcement.inspections"].value == 4


@pytest.mark.parametrize(
    "passage",
    [
        "行政诉讼去年3件，今年0件。",
        "行政诉讼案件2022年3件，2023年0件。",
        "项目\t2022年\t2023年\n行政诉讼（件）\t3\t0\n行政处罚（起）\t1\t3",
    ],
)
def test_a_nought_in_digits_is_set_against_another_year(passage: str) -> None:
    mentions, values = read(passage)
    assert [(one.period, one.indicator) for one in mentions][:2] == [
        ("previous", "review.litigation"),
        ("year", "review.litigation"),
    ]
    assert (values["review.litigation"].value, values["review.litigation"].state) == (0, "zero")


@pytest.mark.parametrize(
    ("table", "value", "months"),
    [
        (
            "时间\t行政处罚（件）\n一季度\t3\n二季度\t4\n三季度\t5\n四季度\t6",
            18,
            ["1-3", "4-6", "7-9", "10-12"],
        ),
        ("时间\t行政处罚（件）\n上半年\t3\n下半年\t4", 7, ["1-6", "7-12"]),
        (
            "项目\t一季度\t二季度\t三季度\t四季度\n行政处罚（件）\t3\t2\t1\t2",
            8,
            ["1-3", "4-6", "7-9", "10-12"],
        ),
        (
            "项目\t1-3月\t4-6月\t7-9月\t10-12月\n行政处罚（件）\t3\t2\t1\t2",
            8,
            ["1-3", "4-6", "7-9", "10-12"],
        ),
        # A column that adds up all of them is the year's own.
        (
            "项目\t一季度\t二季度\t三季度\t四季度\t合计\n行政处罚（件）\t3\t2\t1\t2\t8",
            8,
            ["1-3", "4-6", "7-9", "10-12", None],
        ),
        ("项目\t上半年\t下半年\t合计\n行政处罚（件）\t3\t2\t5", 5, ["1-6", "7-12", None]),
        ("项目\t1—11月\n行政处罚（件）\t31\n信访（件）\t4", 31, ["1-11", "1-11"]),
        ("项目\t2023年1-11月\n行政处罚（件）\t31\n信访（件）\t4", 31, ["1-11", "1-11"]),
    ],
)
def test_rows_and_heads_of_quarters_tell_parts_of_the_year(
    table: str, value: float, months: list[str | None]
) -> None:
    mentions, values = read(table)
    assert [one.months for one in mentions] == months
    assert values["enforcement.penalty_cases"].value == value


def test_rows_of_parts_of_the_year_leave_the_indicator_to_their_sum() -> None:
    mentions, values = read("时间\t行政处罚（件）\n上半年\t3\n下半年\t4\n合计\t7")
    assert [one.indicator for one in mentions] == [None, None, "enforcement.penalty_cases"]
    assert values["enforcement.penalty_cases"].value == 7


def test_rows_of_villages_are_told_by_their_sum_alone() -> None:
    mentions, values = read("村名\t调解纠纷（件）\n东村\t3\n西村\t4\n合计\t7")
    assert [one.indicator for one in mentions] == [None, None, "disputes.mediated"]
    assert values["disputes.mediated"].value == 7
