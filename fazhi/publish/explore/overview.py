"""What a corpus shows of itself."""

from __future__ import annotations

from collections import Counter

import polars as pl

from fazhi.publish.explore.cards import Card, Piece
from fazhi.publish.explore.shelf import Shelf


def overview(shelf: Shelf) -> Card:
    """Who is there, of which years, how complete, and three calls to begin with."""
    words, rows = shelf.words, shelf.reports
    comma = words("list.comma")
    levels = Counter(rows["level"])
    years = Counter(rows["report_year"].sort(nulls_last=True))
    lost = rows.filter(~pl.col("complete")).height
    failed = shelf.tables.scan("failures").select(pl.len()).collect().item()
    level = comma.join(f"{words.of('level', name)} {n}" for name, n in levels.items())
    told = comma.join(f"{year or '—'} ({n})" for year, n in years.items())
    places = rows.select(pl.coalesce("adcode", "report_id").n_unique()).item()
    provinces = rows["adcode"].str.head(2).drop_nulls().n_unique()
    lines = [
        ("explore.levels", level),
        ("explore.places", words("explore.places.n", places=places, provinces=provinces)),
        ("explore.years", told),
        ("explore.whole", words("explore.whole.n", whole=rows.height - lost, lost=lost)),
        ("explore.failed", words("explore.failed.n", n=failed)),
    ]
    first = shelf.who.row(0, named=True) if rows.height else {"town": "", "year": ""}
    calls = [
        (f'corpus["{first["town"]}", {first["year"]}]', words("explore.call.report")),
        ("corpus.indicators()", words("explore.call.indicators")),
        ('corpus.find("法律明白人")', words("explore.call.find")),
    ]
    return Card(
        words("explore.corpus", n=rows.height),
        [(words(name), [Piece(text)]) for name, text in lines],
        words("explore.next"),
        calls,
    )
