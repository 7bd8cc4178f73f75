"""Rows of tables without rules: where a cell is empty those behind it keep their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi.reading.layout.rows import Line

# So many cells make a row of a table, and so many rows that have them all show its columns.
FEWEST_CELLS, FEWEST_FULL = 3, 2
Spans = list[tuple[float, float]]


def rows_in_columns(rows: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """A line for each row of cells, tabs between them; an empty cell has its tab."""
    for is_table, run in groupby(rows, key=lambda row: len(row) > 1):
        held = list(run)
        spans = _columns(held) if is_table else []
        for row in held:
            yield _joined(row, _places(row, spans))


def _columns(rows: Sequence[Sequence[Line]]) -> Spans:
    """From where to where the columns of some rows run; empty where these do not show it."""
    most = max(map(len, rows))
    full = [row for row in rows if len(row) == most]
    if most < FEWEST_CELLS or len(full) < FEWEST_FULL or len(full) == len(rows):
        return []
    spans = [
        (min(cell.left for cell in column), max(cell.right for cell in column))
        for column in zip(*full, strict=True)
    ]
    return spans if all(one[1] <= two[0] for one, two in pairwise(spans)) else []


def _places(row: Sequence[Line], spans: Spans) -> list[int]:
    """The column of each cell; one after another where they do not each stand under one."""
    places = [
        [at for at, (left, right) in enumerate(spans) if cell.left < right and cell.right > left]
        for cell in row
    ]
    alone = [one[0] for one in places if len(one) == 1]
    if len(alone) == len(row) and all(one < two for one, two in pairwise(alone)):
        return alone
    return list(range(len(row)))


def _joined(row: Sequence[Line], places: Sequence[int]) -> Line:
    first = row[0]
    if len(row) == 1:
        return first
    words: list[str] = []
    for cell, place in zip(row, places, strict=True):
        words += [""] * (place - len(words))
        words.append(cell.text)
    return first._replace(
        text="\t".join(words),
        right=row[-1].right,
        confidence=min(cell.confidence for cell in row),
    )
