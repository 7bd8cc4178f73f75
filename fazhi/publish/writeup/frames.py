"""The rows behind a figure, as a frame that can be sorted, filtered and changed before it is drawn.

Columns named as a figure's are what is drawn (`label`, `value`, `town`); `shown` is how the page
tells a value, `href` the address of its sentence in the pages, `rank` its place in a stack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

import polars as pl

Row = dict[str, Any]


def frame(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows as a frame, one a row, in their order; without columns where there are none.

    They are taken in one by one: a dictionary each of 100,000 rows takes 50 MB.
    """
    columns: dict[str, list[Any]] = {}
    for at, row in enumerate(rows):
        for name in row:
            if name not in columns:
                columns[name] = [None] * at
        for name, values in columns.items():
            values.append(row.get(name))
    return pl.DataFrame(columns, strict=False)


class Drawn(Sequence[Row]):
    """The rows of a frame, each made when it is asked for."""

    def __init__(self, rows: pl.DataFrame) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return self._rows.height

    def __iter__(self) -> Iterator[Row]:
        return self._rows.iter_rows(named=True)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return Drawn(self._rows[at])
        return self._rows.row(at, named=True)
