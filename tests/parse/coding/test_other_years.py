"""Figures of other years, and of months, beside the year's own: in running text and in tables."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.parse.coding import code
from fazhi.parse.coding.combine import combine
from fazhi.parse.outline import find_outline
from fazhi.parse.quantities import find_quantities
from fazhi.reading import read_bytes
from fazhi.records import Quantity

BOOK = load_codebook()
YEAR = 2024


def read(passage: str) -> tuple[Quantity, ...]:
    text = read_bytes(passage.encode(), "passage.txt", book=BOOK)
    outline = find_outline(text, book=BOOK)
    return code(text, outline, find_quantities(text, outline, book=BOOK, report_year=YEAR), BOOK)


Told = list[tuple[float, str, str | None]]
APPLIED, RECEIVED = "review.reconsideration_applications", "review.reconsideration"
HOTLINE, RESOLVED = "petitions.hotline", "disputes.resolved"


@pytest.mark.parametrize(
    ("passage", "right"),
    [
        (
            "收到行政复议申请842件，较2023年的517件增加325件。",
            [(842, "year", APPLIED), (517, "previous", APPLIED), (325, "year", None)],
        ),
        (
            "2022年行政复议受理5件，2023年8件，2024年12件。",
            [(5, "previous", RECEIVED), (8, "previous", RECEIVED), (12, "year", RECEIVED)],
        ),
        (
            "受理12345工单1.37万件，较去年1.52万件下降9.9%。",
            [(13700, "year", HOTLINE), (15200, "previous", HOTLINE), (9.9, "year", None)],
        ),
        # What a noun of its own is told by, and what the year changed by, is none of it.
        (
            "收到行政复议申请842件，2023年517件案卷归档。",
            [(842, "year", APPLIED), (517, "previous", None)],
        ),
        (
            "受理12345工单1.37万件，较去年增加1500件。",
            [(13700, "year", HOTLINE), (1500, "year", None)],
        ),
    ],
)
def test_a_year_that_names_no_noun_goes_on_about_the_one_before(passage: str, right: Told) -> None:
    assert [(one.value, one.period, one.indicator) for one in read(passage)] == right


TABLES: dict[str, tuple[str, Told]] = {
    "a column for each year": (
        "项目\t2022年\t2023年\t2024年\n行政复议受理（件）\t5\t8\t12\n人民调解成功（件）\t158\t172\t195",
        [
            (5, "previous", RECEIVED),
            (8, "previous", RECEIVED),
            (12, "year", RECEIVED),
            (158, "previous", RESOLVED),
            (172, "previous", RESOLVED),
            (195, "year", RESOLVED),
        ],
    ),
    "a row for each year": (
        "年度\t收到行政复议申请（件）\t调解成功纠纷（件）\n2023年\t8\t172\n2024年\t12\t195",
        [
            (8, "previous", APPLIED),
            (172, "previous", RESOLVED),
            (12, "year", APPLIED),
            (195, "year", RESOLVED),
        ],
    ),
    "a column for each half, and one for the year before": (
        "指标\t2024年上半年\t2024年下半年\t2023年全年\n受理12345工单（件）\t241\t295\t488",
        [(241, "year", HOTLINE), (295, "year", HOTLINE), (488, "previous", HOTLINE)],
    ),
    "a quarter of the year before in front": (
        "季度\t收到行政复议申请（件）\n2023年四季度\t33\n2024年一季度\t27",
        [
            (33, "previous", APPLIED),
            (27, "year", APPLIED),
        ],
    ),
    "rows that name places": (
        "村\t调解成功纠纷（件）\n红旗村\t8\n东风村\t12",
        [(8, "year", None), (12, "year", None)],
    ),
}


@pytest.mark.parametrize("kind", TABLES)
def test_tables_tell_several_years(kind: str) -> None:
    table, right = TABLES[kind]
    assert [(one.value, one.period, one.indicator) for one in read(table)] == right


IN_ROWS = "月份\t收到行政复议申请（件）\n" + "\n".join(f"{at}月\t{at}" for at in range(1, 13))
IN_COLUMNS = "\t".join(["指标", *(f"{at}月份" for at in range(1, 13))]) + (
    "\n收到行政复议申请（件）\t" + "\t".join(str(at) for at in range(1, 13))
)


@pytest.mark.parametrize("table", [IN_ROWS, IN_COLUMNS, IN_COLUMNS.replace("月份", "月")])
def test_months_of_a_table_add_up_to_the_year(table: str) -> None:
    mentions = read(table)
    assert [one.months for one in mentions] == [f"{at}-{at}" for at in range(1, 13)]
    (value,) = combine(mentions, BOOK)
    assert (value.indicator, value.value, value.conflict) == (APPLIED, 78, False)


def test_some_months_are_no_year() -> None:
    mentions = read("\n".join(IN_ROWS.split("\n")[:5]))
    assert [one.indicator for one in mentions] == [APPLIED] * 4
    assert combine(mentions, BOOK) == ()


def test_a_month_alone_may_be_a_term() -> None:
    assert read("事项\t3月\n调解纠纷（件）\t12") == ()
