"""Totals of tables, held against the cells that they add up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fazhi.analyse.registry import CHECKS
from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes
from tests.analyse.test_checks import Audited
from tests.reading.office.test_docx import par, word

BOOK = load_codebook()
Rows = list[tuple[str, ...]]

VILLAGES: Rows = [
    ("村名", "受理（件）", "化解（件）"),
    ("东村", "12", "11"),
    ("西村", "20", "18"),
    ("合计", "33", "29"),
]
# Totals at the right, and a total of totals; money and what is no count beside them.
OFFICES: Rows = [
    ("单位", "简易程序（件）", "普通程序（件）", "合计（件）", "罚款（万元）", "同比（%）"),
    ("城管", "12", "11", "23", "1.25", "3"),
    ("市监", "20", "18", "37", "3.40", "4"),
    ("小计", "32", "29", "61", "4.65", "7"),
    ("消防", "3", "—", "3", "2.00", "9"),
    ("总计", "35", "29", "64", "6.65", "1"),
]
QUARTERS: Rows = [("合计", "一季度", "二季度", "三季度"), ("91件", "30件", "30件", "30件")]
NUMERALS: Rows = [("村", "受理（件）"), ("东村", "十二"), ("西村", "二十"), ("合计", "三十三")]
KINDS: Rows = [("类别", "数量（件）"), ("合计", "1,035"), ("婚姻", "12"), ("邻里", "1,020")]
LINES = ("甲镇2023年法治政府建设年度报告", "一、主要工作成效")


def plain(rows: Rows) -> tuple[bytes, str]:
    return "\n".join([*LINES, *("\t".join(row) for row in rows)]).encode(), "report.txt"


def piped(rows: Rows) -> tuple[bytes, str]:
    told = [f"| {' | '.join(row)} |" for row in rows]
    told.insert(1, f"|{'---|' * len(rows[0])}")
    return "\n".join([*LINES, "", *told, ""]).encode(), "report.md"


def page(rows: Rows) -> tuple[bytes, str]:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    above = f"<h1>{LINES[0]}</h1><p>{LINES[1]}</p>"
    return f"<html><body>{above}<table>{cells}</table></body></html>".encode(), "report.html"


def document(rows: Rows) -> tuple[bytes, str]:
    cells = "".join(
        f"<w:tr>{''.join(f'<w:tc>{par(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return word(f"{''.join(map(par, LINES))}<w:tbl>{cells}</w:tbl>"), "report.docx"


def told(rows: Rows, form: Callable[[Rows], tuple[bytes, str]] = plain) -> list[tuple[str, str]]:
    """Severity and the cells named, of each finding."""
    data, name = form(rows)
    report = understand(read_bytes(data, name, book=BOOK), BOOK, name, "", {})
    found = list(CHECKS["table"](report, BOOK))
    return [(one.severity, one.message_zh.removeprefix("表中").split("。")[0]) for one in found]


@pytest.mark.parametrize("form", [plain, piped, page, document])
def test_a_row_of_totals_is_added_in_every_format(
    form: Callable[[Rows], tuple[bytes, str]],
) -> None:
    assert told(VILLAGES, form) == [
        ("error", "“合计”行“受理（件）”列为33，而各格（东村 12、西村 20）相加是32")
    ]


@pytest.mark.parametrize(
    ("rows", "severity", "words"),
    [
        (
            OFFICES,
            "error",
            "“市监”行“合计（件）”列为37，而各格（简易程序（件） 20、普通程序（件） 18）相加是38",
        ),
        (
            QUARTERS,
            "warning",
            "“合计”列为91，而各格（一季度 30、二季度 30、三季度 30）相加是90",
        ),
        (NUMERALS, "warning", "“合计”行“受理（件）”列为33，而各格（东村 12、西村 20）相加是32"),
        (KINDS, "warning", "“合计”行“数量（件）”列为1035，而各格（婚姻 12、邻里 1020）相加是1032"),
        (
            [("村", "件数"), *((f"村{at}", "10") for at in range(1, 7)), ("合计", "61")],
            "warning",
            "“合计”行“件数”列为61，而各格（村1 10、村2 10、村3 10、…、村6 10）相加是60",
        ),
        (
            [
                ("村", "矛盾纠纷", "", "合计（件）"),
                ("", "受理（件）", "化解（件）", ""),
                ("东村", "12", "11", "23"),
                ("西村", "20", "18", "37"),
            ],
            "error",
            "“西村”行“合计（件）”列为37，而各格（矛盾纠纷·受理（件） 20、"
            "矛盾纠纷·化解（件） 18）相加是38",
        ),
    ],
)
def test_a_total_that_its_cells_do_not_come_to(rows: Rows, severity: str, words: str) -> None:
    assert told(rows) == [(severity, words)]


@pytest.mark.parametrize(
    "rows",
    [
        [*VILLAGES[:3], ("合计", "32", "29")],
        [*OFFICES[:2], ("市监", "20", "18", "38", "3.40", "4"), *OFFICES[3:]],
        [("合计", "一季度", "二季度", "三季度"), ("90件", "30件", "30件", "30件")],
        # Rounded cells may miss their total by as much as they are rounded.
        [("村", "罚款（万元）"), ("东村", "1.2"), ("西村", "3.4"), ("合计", "4.7")],
        # A part of a part is none of the whole.
        [("类别", "件数"), ("婚姻", "12"), ("邻里", "20"), ("其中：宅基地", "8"), ("合计", "31")],
        # It adds up what the table does not show.
        [*VILLAGES[:3], ("合计", "133", "129")],
        [("类别", "件数"), ("婚姻", "12"), ("邻里", "20"), ("合计", "96")],
        # Of another measure word, and a share.
        [("单位", "案件（件）", "罚款（元）", "合计（件）"), ("城管", "12", "300", "12")],
        [
            ("村", "受理（件）", "化解率"),
            ("东村", "12", "90"),
            ("西村", "20", "80"),
            ("合计", "32", "84"),
        ],
        [("单位", "立案（件）", "办结（件）"), ("城管", "12", "11"), ("市监", "20", "18")],
    ],
)
def test_totals_that_come_out_or_cannot_be_told(rows: Rows) -> None:
    assert told(rows) == []


def test_a_table_without_totals_in_words_is_left_alone(audited: Audited) -> None:
    assert audited("table", "受理纠纷32件，合计33件。") == []
