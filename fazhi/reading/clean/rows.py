"""Rows of tables that a file writes down cell by cell (Word, OpenDocument, RTF)."""

from __future__ import annotations

from collections.abc import Sequence

# A cell with more than this is no figure of a table but a page laid out in a table.
LONGEST_CELL = 300
# The name of a column, or a figure, that is all there is in a row with empty cells.
LONGEST_WORD = 20


def row_lines(cells: Sequence[Sequence[str]], *, is_merged: bool) -> tuple[list[str], bool]:
    """A row as one line with tabs, else the lines of its cells; and whether it is a line.

    `cells` are the lines in each column, which may be broken by hand; `is_merged` tells that one
    cell lies over all of them. The rows of a table in a cell are lines of that cell: they stay
    lines of their own, and one alone is part of the row around it.
    """
    filled = [lines for lines in cells if lines]
    is_page = any(
        sum(map(len, lines)) > LONGEST_CELL or sum("\t" in line for line in lines) > 1
        for lines in filled
    )
    if len(filled) == 1 and not is_page:
        one = filled[0]
        is_page = is_merged or len(one) > 1 or len(one[0]) > LONGEST_WORD
    if is_page or not filled:
        return [line for lines in filled for line in lines], False
    # A line broken by hand (126, below it 98) ends no row.
    return ["\t".join(" ".join(lines) for lines in cells).replace("\n", " ")], True
