"""Rows of a table by a list of keys, and keys by the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fazhi.later import pl


def among(column: str, values: Iterable[str]) -> pl.Expr:
    """Whether a column of text holds one of the values.

    As one value of the query: of a plain list polars works through every key to find what part of
    a file it need not read, which took longer than reading it (0.4 ms a key, version 2.1).
    """
    return pl.col(column).is_in(pl.Series(list(values), dtype=pl.String).implode())


def some_of(rows: pl.LazyFrame, column: str, values: Sequence[str]) -> pl.LazyFrame:
    """The rows that hold one of the values in a column of text.

    What of a file lies below the first or above the last of them is not read: tables of reports are
    sorted by their ids, and whose years are compared stand beside each other.
    """
    if not values:
        return rows.filter(pl.lit(False))
    return rows.filter(
        pl.col(column).is_between(pl.lit(min(values)), pl.lit(max(values))),
        among(column, values),
    )


def beside(rows: pl.Series, told: pl.DataFrame) -> pl.DataFrame:
    """What is told of the report of each row, null where nothing is.

    Args:
        rows: the report of each; those of one report mostly lie together, and are looked up once.
        told: a row a report, the first column its id.
    """
    runs = rows.rle_id()
    first = rows.filter(runs.ne_missing(runs.shift()))
    some = first.to_frame(told.columns[0]).join(
        told, on=told.columns[0], how="left", maintain_order="left"
    )
    return some.select(pl.all().gather(runs))
