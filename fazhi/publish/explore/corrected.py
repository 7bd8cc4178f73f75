"""What people corrected, beside the rows of frames: whether, and what the machine had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from fazhi.publish.pages import corrected

if TYPE_CHECKING:
    from fazhi.publish.explore.shelf import Shelf

MENTION, INDICATOR = "quantity_id", "indicator"


def with_corrected(rows: pl.LazyFrame, shelf: Shelf, what: str) -> pl.LazyFrame:
    """Rows with `corrected`, and in `machine` what the machine had instead, in words.

    Args:
        what: of what rows are: `MENTION`, or `INDICATOR` of a report, of which corrections also
            tell that take a figure away from it.
    """
    found: dict[tuple[str, Any], list[str]] = {}
    for row in shelf.tables.frame("corrections").iter_rows(named=True):
        for one in _of(row, what):
            had = corrected.machine([row], shelf.words)
            found.setdefault((row["report_id"], one), []).append(had)
    keys = ("report_id", what)
    told = pl.LazyFrame(
        [(*key, shelf.words("list.semicolon").join(some)) for key, some in found.items()],
        schema={**{name: rows.collect_schema()[name] for name in keys}, "machine": pl.String},
        orient="row",
    )
    joined = rows.join(told, on=keys, how="left", maintain_order="left")
    return joined.with_columns(corrected=pl.col("machine").is_not_null())


def _of(row: Mapping[str, Any], what: str) -> Iterator[Any]:
    """Of which rows a correction tells."""
    if what == MENTION:
        yield row[MENTION]
    else:
        yield from {row["indicator"], row["machine_indicator"]} - {None}
