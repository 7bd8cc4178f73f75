"""Tables with rules: what stands in one cell belongs together, however many lines it has."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from fazhi.reading.layout.rows import Line, Piece, Rule, find_lines, width_in_ems
from fazhi.reading.layout.wrapped import lines_with_wrapped_cells

# Pieces times rules of a page: more than any table has.
MOST_WORK = 2_000_000
# Rules this near each other, in ems, are one.
NEAR = 0.4
# A cell as high as this share of its page is a frame round text, no cell.
FRAME = 0.5
# A line of a cell ends this many ems before the rule where it found no room for more.
ROOM = 1.9


class _Cell(NamedTuple):
    """A cell by the rules around it."""

    top: float
    left: float
    bottom: float
    right: float


def lines_with_tables(pieces: Sequence[Piece], rules: Sequence[Rule], height: float) -> list[Line]:
    """The lines of a page from top to bottom; of tables that rules draw, a line a row."""
    across = [rule for rule in rules if rule.right - rule.left > rule.bottom - rule.top]
    down = [rule for rule in rules if rule.right - rule.left <= rule.bottom - rule.top]
    if min(len(across), len(down)) < 2 or len(pieces) * len(rules) > MOST_WORK:
        return lines_with_wrapped_cells(pieces)
    near = NEAR * median(piece.bottom - piece.top for piece in pieces) if pieces else 1.0
    cells: dict[_Cell, list[Piece]] = defaultdict(list)
    rest: list[Piece] = []
    parts = [part for piece in pieces for part in _cut(piece, down, near)]
    for piece in parts:
        cell = _around(piece, across, down, near)
        (rest if cell is None or cell.bottom - cell.top > FRAME * height else cells[cell]).append(
            piece
        )
    found: list[Line] = []
    for table in _tables(cells, near):
        if _has_rows_of_cells(table):
            found += _rows(table, cells, near)
        else:
            rest += [piece for cell in table for piece in cells[cell]]
    if not found:
        return lines_with_wrapped_cells(pieces)
    return sorted([*find_lines(rest), *found], key=lambda line: line.top)


def _cut(piece: Piece, down: Sequence[Rule], near: float) -> list[Piece]:
    """A piece cut at the rules that it crosses, as where two cells stand close."""
    middle = (piece.top + piece.bottom) / 2
    places = sorted(
        {
            (rule.left + rule.right) / 2
            for rule in down
            if rule.top <= middle <= rule.bottom
            and piece.left + near < rule.left
            and rule.right < piece.right - near
        }
    )
    if not places:
        return [piece]
    em = (piece.right - piece.left) / max(width_in_ems(piece.text), 0.5)
    ends = [piece.left + em * width_in_ems(piece.text[:at]) for at in range(len(piece.text) + 1)]
    cuts = [0, *(min(bisect_left(ends, place - em / 2), len(piece.text)) for place in places)]
    parts = []
    for low, high in zip(cuts, [*cuts[1:], len(piece.text)], strict=True):
        if piece.text[low:high].strip():
            parts.append(
                piece._replace(text=piece.text[low:high], left=ends[low], right=ends[high])
            )
    return parts


def _around(
    piece: Piece, across: Sequence[Rule], down: Sequence[Rule], near: float
) -> _Cell | None:
    """The cell that the middle of a piece stands in; nothing where a side is open."""
    x, y = (piece.left + piece.right) / 2, (piece.top + piece.bottom) / 2
    heights = [rule.top for rule in across if rule.left - near <= x <= rule.right + near]
    widths = [rule.left for rule in down if rule.top - near <= y <= rule.bottom + near]
    top = max((height for height in heights if height <= y), default=None)
    bottom = min((height for height in heights if height > y), default=None)
    left = max((width for width in widths if width <= x), default=None)
    right = min((width for width in widths if width > x), default=None)
    if top is None or bottom is None or left is None or right is None:
        return None
    # One rule drawn twice, or in stretches, lies at one place.
    return _Cell(*(round(place / near) * near for place in (top, left, bottom, right)))


def _tables(cells: Iterable[_Cell], near: float) -> list[list[_Cell]]:
    """Cells that lie one below the other without a gap, as groups."""
    groups: list[list[_Cell]] = []
    reach = float("-inf")
    for cell in sorted(cells):
        if cell.top > reach + 2 * near:
            groups.append([])
        groups[-1].append(cell)
        reach = max(reach, cell.bottom) if groups[-1][0] is not cell else cell.bottom
    return groups


def _has_rows_of_cells(table: list[_Cell]) -> bool:
    tops = [cell.top for cell in table]
    return len(set(tops)) > 1 and len(set(tops)) < len(tops)


def _rows(table: list[_Cell], cells: Mapping[_Cell, list[Piece]], near: float) -> list[Line]:
    """A line for each row; a cell over several rows stands in the first, empty below it."""
    rows: list[list[_Cell]] = []
    for cell in sorted(table):
        if rows and cell.top - rows[-1][0].top < 2 * near:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    made = []
    edges = _edges(table, near)
    for row in rows:
        ordered = sorted(row, key=lambda cell: cell.left)
        texts = [_cell_line(cells[cell], cell) for cell in ordered]
        made.append(
            Line(
                text=_in_columns(ordered, texts, edges, near),
                left=texts[0].left,
                top=min(line.top for line in texts),
                right=texts[-1].right,
                bottom=max(line.bottom for line in texts),
                em=median(line.em for line in texts),
                confidence=min(line.confidence for line in texts),
            )
        )
    return made


def _edges(table: Iterable[_Cell], near: float) -> list[float]:
    """Where the columns of a table begin, from left to right."""
    edges: list[float] = []
    for left in sorted({cell.left for cell in table}):
        if not edges or left - edges[-1] >= 2 * near:
            edges.append(left)
    return edges


def _in_columns(
    row: Sequence[_Cell], texts: Sequence[Line], edges: Sequence[float], near: float
) -> str:
    """The cells of a row under one another's heads: those empty, or parts of another, are kept."""
    words: list[str] = []
    for cell, line in zip(row, texts, strict=True):
        column = sum(edge < cell.left + near for edge in edges) - 1
        words += [""] * (column - len(words))
        words.append(line.text)
    return "\t".join(words)


def _cell_line(pieces: list[Piece], cell: _Cell) -> Line:
    """The lines of a cell as one: those that fill it run on, others are set apart by a blank."""
    lines = find_lines(pieces)
    text = ""
    for number, line in enumerate(lines):
        full = number and cell.right - lines[number - 1].right < ROOM * line.em
        text += ("" if full or not number else " ") + line.text
    return Line(
        text=text,
        left=min(line.left for line in lines),
        top=min(line.top for line in lines),
        right=max(line.right for line in lines),
        bottom=max(line.bottom for line in lines),
        em=median(line.em for line in lines),
        confidence=min(line.confidence for line in lines),
    )
