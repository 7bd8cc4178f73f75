"""The rows of one report after another: of a file or frame of many, without a look at all rows.

Every table of reports is sorted by their ids. So where a report's rows lie is known from the
column of ids, read once, and a file is read some reports at a time, in bounded memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from fazhi.later import pl
from fazhi.tables.state import check_file

# So many reports are read at once: who asks for one mostly asks for its neighbours next.
SOME = 64
OF = "report_id"
# So many rows of a table are a piece of it; those of `texts` hold whole reports.
ROWS, TEXTS = 20_000, 200
# A page reads some thirty tables.
TABLES_KEPT = 128
Read = Callable[[int, int], "pl.DataFrame"]


class Windows:
    """Where each report's rows lie in a table, and the rows of the reports round the last one.

    Args:
        ids: the table's column of ids.
        read: so many rows of the table from a place on: `read(place, rows)`.
    """

    def __init__(self, ids: pl.Series, read: Read) -> None:
        runs = ids.rle().struct.unnest()
        self._ids = runs["value"]
        ends = runs["len"].cast(pl.UInt64).cum_sum()
        self._starts = pl.concat([pl.Series([0], dtype=pl.UInt64), ends])
        self._read = read
        self._held: tuple[int, int, pl.DataFrame] = (0, 0, read(0, 0))
        # Of a table in another order a report's rows lie anywhere.
        self.is_sorted = not self._ids.has_nulls() and bool(
            (self._ids.head(-1) < self._ids.tail(-1)).all()
        )

    def of(self, report: str) -> pl.DataFrame:
        """The rows of one report, in the order of the table."""
        at = int(self._ids.search_sorted(report))
        if at == len(self._ids) or self._ids[at] != report:
            return self._held[2].clear()
        first, end, rows = self._held
        if not first <= at < end:
            first = at - at % SOME
            end = min(first + SOME, len(self._ids))
            rows = self._read(self._starts[first], self._starts[end] - self._starts[first])
            self._held = first, end, rows
        begin = self._starts[at]
        return rows.slice(begin - self._starts[first], self._starts[at + 1] - begin)


def of_frame(frame: pl.DataFrame) -> Windows:
    """Where the reports' rows lie in a frame in memory."""
    return Windows(frame[OF], frame.slice)


@lru_cache(maxsize=TABLES_KEPT)
def of_file(file: Path, digest: str) -> Windows:
    """The same of a file, held against its digest whenever it is read.

    Kept through the process: each write-up opens the tables anew, and asks for the next report.
    Raises `TablesError` where the file is not as it was written, now or later.
    """

    def read(place: int, rows: int) -> pl.DataFrame:
        check_file(file, digest)
        return lazy.slice(place, rows).collect()

    # A folder's name may hold what would else be taken for a pattern of names.
    lazy = pl.scan_parquet(file, glob=False)
    return Windows(lazy.select(OF).collect().to_series(), read)


def pieces(lazy: pl.LazyFrame, rows: int) -> Iterator[pl.DataFrame]:
    """A table in frames of so many rows, the last of fewer: never all of it in memory."""
    place = 0
    while True:
        piece = lazy.slice(place, rows).collect()
        if piece.is_empty():
            return
        yield piece
        place += rows
