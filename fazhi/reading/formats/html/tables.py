"""Tables of a page: which show data, and which column each cell stands in."""

from __future__ import annotations

from fazhi.reading.formats.html.tree import CELLS, Element

# A table cell longer than this is a frame of the layout, not data.
LONGEST_CELL = 300
WIDEST, HIGHEST = 63, 10_000
# No cell reaches beyond the group of rows that it stands in.
GROUPS = frozenset(("thead", "tbody", "tfoot"))


class Grid:
    """Places the cells of a table, row after row: a cell may span columns, and rows below."""

    def __init__(self) -> None:
        # How many rows more a cell above covers each column.
        self._above: dict[int, int] = {}
        self._last = self._free = 0

    def begin_group(self) -> None:
        """Go on to a group of rows: the cells of the group before end with it."""
        self._above.clear()

    def begin_row(self) -> None:
        """Go to the first column of the next row."""
        for column, rows in self._above.items():
            # Columns before the free one were counted when they were passed.
            if column >= self._free and rows:
                self._above[column] = rows - 1
        self._last = self._free = 0

    def place(self, cell: Element) -> int:
        """Put a cell into its column; how many columns that is from the cell before it."""
        while self._above.get(self._free):
            self._above[self._free] -= 1
            self._free += 1
        step, self._last = self._free - self._last, self._free
        wide, high = _span(cell, "colspan", WIDEST), _span(cell, "rowspan", HIGHEST)
        # A span of no rows goes on to the end of the group.
        high = HIGHEST if cell.attributes.get("rowspan", "").strip() == "0" else high
        for column in range(self._free, self._free + wide):
            if high > 1:
                self._above[column] = high - 1
        self._free += wide
        return step


def _span(cell: Element, name: str, most: int) -> int:
    value = cell.attributes.get(name, "").strip()
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 6 else 1


def is_data(table: Element) -> bool:
    """Whether a table shows data, rather than laying out the page."""
    rows = cells = 0
    waiting = [one for one in table.children if isinstance(one, Element)]
    while waiting:
        one = waiting.pop()
        if one.name == "table":
            return False
        if one.name in CELLS:
            cells += 1
            if len(one.text()) > LONGEST_CELL:
                return False
        rows += one.name == "tr"
        waiting += [child for child in one.children if isinstance(child, Element)]
    return rows >= 2 and cells >= 2 * rows - 1
