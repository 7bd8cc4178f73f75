"""Some reports of a table that has one row a report, those that are wanted among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fazhi.later import pl
from fazhi.tables.among import among

REPORTS_AT_A_TIME = 200


def slices(
    rows: pl.LazyFrame, wanted: Iterable[str], at_a_time: int = REPORTS_AT_A_TIME
) -> Iterator[pl.DataFrame]:
    """The rows of the reports that are wanted, in the order of the table, some at a time.

    Where none of some reports is wanted, their rows are not read.
    """
    ids = rows.select("report_id").collect()
    is_wanted = ids.select(among("report_id", wanted)).to_series()
    for first in range(0, len(ids), at_a_time):
        if is_wanted.slice(first, at_a_time).any():
            some = rows.slice(first, at_a_time).collect()
            yield some.filter(is_wanted.slice(first, at_a_time))
