"""Of reports whose words changed the families that this bears on: not all that they hold.

A row of the table is told of the place where it stands, of the words there, of whether its line is
a note and of who holds them. Where all of these are as they were, whatever was written elsewhere in
the report, it is the same row.
"""

from __future__ import annotations

import polars as pl

from fazhi.corpus.reuse.changed import digest
from fazhi.corpus.reuse.said import Said

SPAN = ["family", "report_id", "start", "end"]


def touched(
    reports: pl.Series, former: pl.DataFrame, places: pl.DataFrame, told: pl.DataFrame, said: Said
) -> pl.Series:
    """The families that hold a place of some reports where something is not as it was.

    Args:
        reports: their ids.
        former: the places of all reports before.
        places: those of now, in the same columns.
        told: the rows of the table before, with the digest of the `words` of each place and whether
            its line is a `note`.
        said: reads what places say now.
    """
    mine = pl.col("report_id").is_in(reports.implode())
    was, now = (_counted(one.filter(mine)) for one in (former, places))
    moved = [one.join(other, on=one.columns, how="anti") for one, other in ((was, now), (now, was))]
    before = told.filter(mine).select(*SPAN, "words", "note").unique()
    # What no row was told of is too short, or alone of its family: so it is now.
    same = now.select(SPAN).unique().join(before, on=SPAN)
    words, noted = said.of(same, pl.int_range(same.height, eager=True, dtype=pl.UInt32))
    read = pl.Series([digest(*words[row]) for row in range(same.height)], dtype=pl.UInt64)
    notes = pl.Series([row in noted for row in range(same.height)], dtype=pl.Boolean)
    others = same.filter((same["words"] != read) | (same["note"] != notes))
    return pl.concat([one["family"] for one in (*moved, others)])


def _counted(places: pl.DataFrame) -> pl.DataFrame:
    return places.group_by(places.columns).agg(pl.len())
