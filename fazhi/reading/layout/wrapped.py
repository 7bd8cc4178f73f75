"""Tables without rules whose cells have several lines, set in the middle of their rows.

Read line by line such a row gives its figures to the words of a neighbour: the serial number
beside the middle of two lines stands behind neither of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from fazhi.reading.layout.rows import Line, Piece, find_lines

# The lines of a cell stand nearer, in heights of a line, and the cells of a row farther apart.
LEADING = 0.4
GUTTER = 1.0
# The middles of the cells of a row differ by less.
CENTRED = 0.35
MOST_LINES = 8
# A line of a cell ends this many ems before its longest where it found no room for more.
ROOM = 1.9
FIGURE = re.compile(r"[\d.,%]+")


def lines_with_wrapped_cells(pieces: Iterable[Piece]) -> list[Line]:
    """Lines from top to bottom; rows of which some cells have more lines than others are one."""
    lines: list[Line] = []
    rest: list[Piece] = []
    for band in _bands(piece for piece in pieces if piece.text.strip()):
        cells = _cells(band)
        if cells is None:
            rest += band
            continue
        lines += [*find_lines(rest), _row(cells)]
        rest = []
    return [*lines, *find_lines(rest)]


def _bands(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces parted where white runs across the page."""
    band: list[Piece] = []
    reach = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.top):
        if band and piece.top > reach + LEADING * (piece.bottom - piece.top):
            yield band
            band = []
        reach = max(reach, piece.bottom) if band else piece.bottom
        band.append(piece)
    if band:
        yield band


def _cells(band: Sequence[Piece]) -> list[list[Line]] | None:
    """The lines of the cells of a row from left to right, nothing where the band is none."""
    if len(band) < 3:
        return None
    high = median(piece.bottom - piece.top for piece in band)
    if max(piece.bottom for piece in band) - min(piece.top for piece in band) > (
        MOST_LINES * 1.5 * high
    ):
        return None
    columns: list[list[Piece]] = []
    reach = 0.0
    for piece in sorted(band, key=lambda piece: piece.left):
        if not columns or piece.left > reach + GUTTER * high:
            columns.append([])
        reach = max(reach, piece.right) if columns[-1] else piece.right
        columns[-1].append(piece)
    cells = [find_lines(column) for column in columns]
    return cells if _are_cells(cells, CENTRED * high) else None


def _are_cells(cells: Sequence[Sequence[Line]], near: float) -> bool:
    counts = {len(lines) for lines in cells}
    figures = any(len(lines) == 1 and FIGURE.fullmatch(lines[0].text) for lines in cells)
    if len(counts) < 2 or not figures or max(counts) > MOST_LINES:
        return False
    middles = [(lines[0].top + lines[-1].bottom) / 2 for lines in cells]
    return max(middles) - min(middles) < near


def _row(cells: Sequence[Sequence[Line]]) -> Line:
    lines = [line for cell in cells for line in cell]
    return Line(
        text="\t".join(map(_words, cells)),
        left=lines[0].left,
        top=min(line.top for line in lines),
        right=max(line.right for line in lines),
        bottom=max(line.bottom for line in lines),
        em=median(line.em for line in lines),
        confidence=min(line.confidence for line in lines),
    )


def _words(lines: Sequence[Line]) -> str:
    edge = max(line.right for line in lines)
    text = lines[0].text
    for line, after in pairwise(lines):
        # The longest line seems full: two figures one below the other are none together.
        figures = line.text[-1].isascii() and after.text[0].isascii()
        full = edge - line.right < ROOM * line.em and not figures
        text += ("" if full else " ") + after.text
    return text
