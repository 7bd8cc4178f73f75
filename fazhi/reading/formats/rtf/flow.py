"""Lines on their way: the paragraph, cell and row that are being written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

from fazhi.reading.clean.rows import row_lines
from fazhi.reading.pictures import IN_LINE, settled
from fazhi.records import Mark

# Edges of cells that lie nearer (in twentieths of a point) are one: no column is as narrow.
SAME_EDGE = 60
WIDEST = 63


class _Row(NamedTuple):
    """A row written as a line: its number, its cells, and the edges of these from the left."""

    line: int
    cells: list[str]
    edges: list[int]


@dataclass(slots=True)
class Flow:
    """A body, note or box: its lines so far, and what stands behind the open paragraph.

    `contents` and `lost` are numbers of lines: those of an automatic table of contents, and
    those behind which something could not be read.
    """

    lines: list[str] = field(default_factory=list)
    contents: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)
    boxes: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    # The numbers of the pieces that a line goes through.
    _struck: set[int] = field(default_factory=set)
    _number: str = ""
    _has_sign: bool = False
    _cell: list[str] = field(default_factory=list)
    # The cells of the open row of a table in the open cell, and which of its lines are such rows.
    _nested: list[str] = field(default_factory=list)
    _inner: list[int] = field(default_factory=list)
    _row: list[list[str]] = field(default_factory=list)
    _table: list[_Row] = field(default_factory=list)

    def write(self, text: str, *, is_struck: bool = False) -> None:
        """Add signs to the open paragraph."""
        if is_struck:
            self._struck.add(len(self._pieces))
        self._pieces.append(text)

    def show_sign(self) -> None:
        """Add a picture that may be part of the line."""
        self._pieces.append(IN_LINE)
        self._has_sign = True

    def number(self, marker: str) -> None:
        """Set the list number of the open paragraph."""
        self._number = marker

    @property
    def has_number(self) -> bool:
        """Whether the open paragraph has its list number."""
        return bool(self._number)

    def lose(self) -> None:
        """Note that something at the open paragraph could not be read."""
        self.lost.add(len(self.lines))

    def end_paragraph(self, *, in_table: bool, is_contents: bool = False) -> None:
        """Close the open paragraph, as a line or as a part of the open cell."""
        text = self._taken()
        if in_table:
            self._cell += [one for one in (text, *self.boxes) if one.strip()]
        else:
            self._end_table()
            if is_contents:
                self.contents.add(len(self.lines))
            self.lines += [text, *self.boxes]
        self.boxes = []

    def end_nested_cell(self) -> None:
        """Close a cell of a table in the open cell."""
        self._nested.append(self._taken())

    def end_nested_row(self) -> None:
        """Close a row of a table in the open cell, as a line of this."""
        if any(one.strip() for one in self._nested):
            self._inner.append(len(self._cell))
            self._cell.append("\t".join(self._nested))
        self._nested = []

    def end_cell(self) -> None:
        """Close the open cell."""
        self.end_nested_row()
        self.end_paragraph(in_table=True)
        if len(self._inner) == 1:
            self._cell[self._inner[0]] = self._cell[self._inner[0]].replace("\t", " ")
        self._inner = []
        # A picture alone in a cell beside words stands for a figure.
        is_sign = self._has_sign and not self._cell and any(self._row)
        self._row.append([IN_LINE] if is_sign else self._cell)
        self._cell, self._has_sign = [], False

    def end_row(self, edges: Sequence[int] = ()) -> None:
        """Close the row: a line with tabs, or paragraphs where it only lays out a page.

        The edges are the left one of the row and the right one of each cell.
        """
        row, self._row = self._row, []
        lines, is_line = row_lines(row, is_merged=len(row) == 1)
        if is_line and len(edges) == len(row) + 1:
            cells = [" ".join(cell) for cell in row]
            self._table.append(_Row(len(self.lines), cells, list(edges)))
        self.lines += lines

    def finish(self) -> list[str]:
        """Close what is open; all lines."""
        if self._pieces or self.boxes or self._number:
            self.end_paragraph(in_table=False)
        self._end_table()
        return self.lines

    def _taken(self) -> str:
        shown = "".join(one for at, one in enumerate(self._pieces) if at not in self._struck)
        # What an author takes back in a report is a word or a figure; a paragraph is kept.
        text = self._number + (shown if shown.strip() else "".join(self._pieces))
        self._pieces, self._struck, self._number = [], set(), ""
        # Signs beyond the basic plane come as halves.
        return settled(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))

    def _end_table(self) -> None:
        """Give a cell that spans columns of other rows the empty ones after it."""
        self._abandon_row()
        rows, self._table = self._table, []
        if len({tuple(row.edges) for row in rows}) < 2:
            return
        grid = _grid([edge for row in rows for edge in row.edges])
        for row in rows:
            places = [_place(edge, grid) for edge in row.edges]
            texts = [""] * places[0]
            for cell, (left, right) in zip(row.cells, pairwise(places), strict=True):
                texts += [cell, *[""] * (right - left - 1)]
            self.lines[row.line] = "\t".join(texts)

    def _abandon_row(self) -> None:
        if self._cell:
            self._row.append(self._cell)
            self._cell = []
        if self._row:
            self.end_row()


def _grid(edges: list[int]) -> list[int]:
    """The edges of the columns of a table, each once."""
    grid: list[int] = []
    for edge in sorted(edges):
        if (not grid or edge - grid[-1] > SAME_EDGE) and len(grid) <= WIDEST:
            grid.append(edge)
    return grid


def _place(edge: int, grid: list[int]) -> int:
    return bisect_right(grid, edge) - 1


def line_marks(lines: list[str], flow: Flow, pictures: Collection[int]) -> list[Mark]:
    """Marks of contents, and of what is lost at lines; what no line follows is at the last."""
    ends = list(accumulate(len(line) + 1 for line in lines))
    marks = [
        Mark("contents", ends[index] - 1 - len(lines[index]), ends[index] - 1)
        for index in sorted(flow.contents)
    ]
    for kind, lost in (("part", flow.lost), ("picture", pictures)):
        for index in sorted(lost):
            at = ends[min(index, len(ends) - 1)] - 1 if ends else 0
            marks.append(Mark(kind, at, at))
    return marks
