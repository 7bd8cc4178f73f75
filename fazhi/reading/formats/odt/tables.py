"""The cells of a table of an ODT by column, whether or not the file writes down covered ones."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from fazhi.reading.formats.odt.lists import whole_number

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
CELL = f"{TABLE}table-cell"
COVERED = f"{TABLE}covered-table-cell"
ROWS = frozenset(
    f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")
)
WIDEST = 63
MOST_ROWS = 10_000


def columns(table: etree._Element) -> Iterator[list[etree._Element | None]]:
    """The cells of each row by column, null where a cell beside or above lies over the place.

    LibreOffice writes a covered cell for each such place, and what is in one is not shown; other
    programs write none.
    """
    rows = list(_rows(table))
    written = any(True for row in rows for _ in row.iterchildren(COVERED))
    # How many rows more a cell above covers each column.
    above: dict[int, int] = {}
    for row in rows:
        cells: list[etree._Element | None] = []
        for cell in row.iterchildren(CELL, COVERED):
            count = whole_number(cell.get(f"{TABLE}number-columns-repeated"), 1)
            for _ in range(min(count, WIDEST) if len(cells) < WIDEST else 1):
                if written:
                    cells.append(cell if cell.tag == CELL else None)
                else:
                    _place(cell, cells, above)
        _pass_covered(cells, above)
        yield cells


def _place(cell: etree._Element, cells: list[etree._Element | None], above: dict[int, int]) -> None:
    """Put a cell into the next free column, with the columns that it covers after it."""
    _pass_covered(cells, above)
    wide = min(whole_number(cell.get(f"{TABLE}number-columns-spanned"), 1), WIDEST)
    high = min(whole_number(cell.get(f"{TABLE}number-rows-spanned"), 1), MOST_ROWS)
    for at in range(len(cells), len(cells) + max(wide, 1)):
        if high > 1:
            above[at] = high - 1
    cells += [cell, *[None] * (wide - 1)]


def _pass_covered(cells: list[etree._Element | None], above: dict[int, int]) -> None:
    while above.get(len(cells), 0) > 0:
        above[len(cells)] -= 1
        cells.append(None)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, those of tables inside it left out."""
    for node in table.iterchildren(tag=etree.Element):
        if node.tag == f"{TABLE}table-row":
            yield node
        elif node.tag in ROWS:
            yield from _rows(node)
