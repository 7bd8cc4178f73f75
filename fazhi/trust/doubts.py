"""Which codings to look at first: those that are like the sentences of another entry.

The rules that code and the sentences of an entry are two witnesses. A figure whose surroundings
stand nearer to the sentences of another entry was coded by a word that fits, in a place that does
not. Statements of none are left out: their words are the mention, and nothing stands around it. How
much that tells, and that the `margin` of the rules tells less, is measured in docs/method.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl

from fazhi.codebook.book import Codebook
from fazhi.parse.corrections import BY_HAND
from fazhi.tables.view import Tables
from fazhi.trust.nearest import mention_of, nearest

COLUMNS = ("report_id", "quantity_id", "indicator", "raw", "quote", "margin")


class Doubt(NamedTuple):
    """A coded mention; `ahead` is by how much its own entry stands nearer than any other, -2 to 2.

    `rather` is the other entry where that stands nearer, else empty.
    """

    report: str
    quantity: int
    indicator: str
    raw: str
    quote: str
    margin: float | None
    ahead: float
    rather: str


def doubts(tables: Tables, most: int) -> list[Doubt]:
    """The codings whose entry is least ahead, by that, report and place; at most so many.

    What people had the last word on is in doubt no more.
    """
    rows = (
        tables.scan("quantities")
        .filter(pl.col("indicator").is_not_null(), ~pl.col("zero"), pl.col("rule") != BY_HAND)
        .sort("report_id", "quantity_id")
        .select(COLUMNS)
        .collect()
    )
    told = [_doubt(row, tables.book) for row in rows.iter_rows(named=True)]
    return sorted(told, key=lambda one: (round(one.ahead, 9), one.report, one.quantity))[:most]


def _doubt(row: Mapping[str, Any], book: Codebook) -> Doubt:
    scores = nearest(book).scores(mention_of(row["quote"], row["raw"], book))
    own = scores.pop(row["indicator"], 0.0)
    score, best = max(((score, key) for key, score in scores.items()), default=(0.0, ""))
    return Doubt(
        report=row["report_id"],
        quantity=row["quantity_id"],
        indicator=row["indicator"],
        raw=row["raw"],
        quote=row["quote"],
        margin=row["margin"],
        ahead=own - score,
        rather=best if score > own else "",
    )
