"""Tables that go on: behind a row that names those below it, on a later page, under empty cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes
from tests.parse.quantities.test_table_heads import (
    Row,
    coded,
    docx_par,
    flat,
    odt_cell,
    odt_par,
    of_the_year,
    rows,
    table,
    word,
)

BOOK = load_codebook()
HEADS = "村\t受理矛盾纠纷（件）\t化解矛盾纠纷（件）"
FIRST, SECOND = "红旗村\t12\t11", "河口村\t2\t1"
OF_VILLAGES = of_the_year(
    ("12", "件", None), ("11", "件", None), ("2", "件", None), ("1", "件", None)
)
OF_ALL = [
    *OF_VILLAGES,
    *of_the_year(("14", "件", "disputes.accepted"), ("12", "件", "disputes.resolved")),
]
SUM = "合计\t14\t12"

TABLES: dict[str, tuple[str, list[Row]]] = {
    "rows named by a line": (
        "类别\t受理（件）\t办结（件）\n行政复议\t12\t11\n其他\n行政许可\t2\t1\n行政诉讼\t3\t3",
        of_the_year(
            *(("12", "件", "review.reconsideration"), ("11", "件", None)),
            *(("2", "件", "enforcement.licensing_cases"), ("1", "件", None)),
            *(("3", "件", "review.litigation"), ("3", "件", None)),
        ),
    ),
    "a line under the heads": (f"{HEADS}\n东片\n{FIRST}\n西片\n{SECOND}\n{SUM}", OF_ALL),
    "heads again": (f"{HEADS}\n{FIRST}\n{HEADS}\n{SECOND}\n{SUM}", OF_ALL),
    "heads again, told": (f"{HEADS}\n{FIRST}\n续表\n{HEADS}\n{SECOND}\n{SUM}", OF_ALL),
    "no heads, told": (f"{HEADS}\n{FIRST}\n（续上表）\n{SECOND}\n{SUM}", OF_ALL),
    "heads and measure word again": (
        "单位：件\n村\t受理矛盾纠纷\t化解矛盾纠纷\n红旗村\t12\t11\n续表\n单位：件\n"
        f"村\t受理矛盾纠纷\t化解矛盾纠纷\n{SECOND}\n{SUM}",
        OF_ALL,
    ),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_that_goes_on_is_one(kind: str) -> None:
    table, right = TABLES[kind]
    assert rows(table) == right


@pytest.mark.parametrize(
    "between",
    ["表2 学法情况表", "学法情况：", "单位：场", "以上情况已核实。", "甲\n乙"],
)
def test_another_table_does_not_take_the_heads_of_the_one_above(between: str) -> None:
    found = rows(f"类别\t受理（件）\n行政复议\t12\n{between}\n领导干部学法\t8")
    assert found == of_the_year(("12", "件", "review.reconsideration"))


def test_a_number_at_the_end_of_a_row_has_no_measure_word_from_the_row_below() -> None:
    assert rows("事项\t上报\n总数\t12\n村级\t3\n件数\t5\n场次\t6") == []


BODY = (
    ("村", "受理（件）", "化解（件）"),
    ("红旗村", "12", "11"),
    ("桥头村", "", ""),
    ("河口村", "2", "1"),
    ("合计", "14", "12"),
)
LINES = "一、主要工作", "有关情况见下表。"


def word_file() -> bytes:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{docx_par(text)}</w:tc>"

    head = cell("") + cell("矛盾纠纷", '<w:gridSpan w:val="2"/>')
    made = [head, *("".join(map(cell, row)) for row in BODY)]
    written = "".join(f"<w:tr>{row}</w:tr>" for row in made)
    return word(
        f"{''.join(map(docx_par, LINES))}<w:tbl>{written}</w:tbl>{docx_par('二、存在的问题')}"
    )


def open_document() -> bytes:
    head = odt_cell("") + odt_cell("矛盾纠纷", 2)
    made = table(head, *("".join(map(odt_cell, row)) for row in BODY))
    return flat("".join(map(odt_par, LINES)) + made + odt_par("二、存在的问题"))


def rich_text() -> bytes:
    def row(edges: tuple[int, ...], cells: tuple[str, ...]) -> str:
        places = "".join(rf"\cellx{edge}" for edge in edges)
        return rf"\trowd{places}\intbl " + "".join(f"{coded(c)}\\cell " for c in cells) + r"\row "

    made = row((1000, 3000), ("", "矛盾纠纷"))
    made += "".join(row((1000, 2000, 3000), one) for one in BODY)
    above = "".join(f"{coded(line)}\\par " for line in LINES)
    below = rf"\pard {coded('二、存在的问题')}\par "
    return (r"{\rtf1\ansi\ansicpg936 " + above + made + below + "}").encode("ascii")


@pytest.mark.parametrize(
    ("make", "name"),
    [(word_file, "a.docx"), (open_document, "a.fodt"), (rich_text, "a.rtf")],
)
def test_a_row_of_one_filled_cell_is_a_row(make: Callable[[], bytes], name: str) -> None:
    text = read_bytes(make(), name, book=BOOK)
    assert text.clean.split("\n") == [
        *LINES,
        "\t矛盾纠纷\t",
        "村\t受理（件）\t化解（件）",
        FIRST,
        "桥头村\t\t",
        SECOND,
        SUM,
        "二、存在的问题",
    ]
    found = understand(text, BOOK, name, "", {})
    assert [(one.raw, one.unit, one.indicator, one.period) for one in found.quantities] == OF_ALL
