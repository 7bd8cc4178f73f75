"""Rows of cells and what only looks like one: empty cells at the ends of a line."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_bytes
from fazhi.reading.clean.rows import row_lines

BOOK = load_codebook()


def lines(text: str) -> list[str]:
    return read_bytes(text.encode(), "a.txt", book=BOOK).clean.split("\n")


@pytest.mark.parametrize(
    "rows",
    [
        ["\t矛盾纠纷\t\t", "村\t受理\t化解\t备注"],
        ["村\t受理\t化解", "红旗村\t\t2", "\t2\t", "合计\t2\t2"],
        ["村\t\t", "\t受理\t化解"],
    ],
)
def test_one_word_beside_rows_keeps_its_empty_cells(rows: list[str]) -> None:
    assert lines("\n".join([*rows, "二、存在的问题"])) == [*rows, "二、存在的问题"]


def test_a_page_with_empty_cells_beside_its_text_is_no_table() -> None:
    page = ["某某镇2024年法治政府建设年度报告", "一、主要工作", "组织学法6次。", "二、存在的问题"]
    assert lines("\n".join(f"\t{line}\t" for line in page)) == page
    assert lines("\n".join(f"{line}\t" for line in page)) == page


def test_a_heading_beside_rows_is_no_row() -> None:
    found = lines(
        "一、主要工作\n\t（一）化解矛盾\t\n村\t受理\t化解\n红旗村\t3\t2\n\t二、存在的问题\t"
    )
    assert [found[1], found[-1]] == ["（一）化解矛盾", "二、存在的问题"]


@pytest.mark.parametrize(
    ("cells", "is_merged", "made"),
    [
        ([["村"], ["受理"]], False, (["村\t受理"], True)),
        ([[], ["矛盾", "纠纷"]], False, (["矛盾", "纠纷"], False)),
        ([[], ["矛盾纠纷"], []], False, (["\t矛盾纠纷\t"], True)),
        ([["矛盾纠纷"], [], []], True, (["矛盾纠纷"], False)),
        ([["字" * 21], []], False, (["字" * 21], False)),
        ([["甲"], ["字" * 301]], False, (["甲", "字" * 301], False)),
        ([[], []], False, ([], False)),
        ([["甲村"], ["邻里\t12", "婚姻\t8"]], False, (["甲村", "邻里\t12", "婚姻\t8"], False)),
        ([["甲村"], ["邻里\t12"], ["5"]], False, (["甲村\t邻里\t12\t5"], True)),
    ],
)
def test_a_row_is_a_line_or_the_lines_of_a_page(
    cells: list[list[str]], is_merged: bool, made: tuple[list[str], bool]
) -> None:
    assert row_lines(cells, is_merged=is_merged) == made
