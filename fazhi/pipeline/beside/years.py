"""Two reports of one authority and of different years: what became of each sentence."""

from __future__ import annotations

from typing import Any, NamedTuple

import polars as pl

from fazhi.codebook.book import Codebook
from fazhi.corpus.years.aligned import aligned
from fazhi.corpus.years.alignment.reading import NEEDS
from fazhi.corpus.years.places import COLUMNS, place_of
from fazhi.pipeline.beside.compare import table_of_one
from fazhi.records import Report

EARLIER, LATER = "1", "2"


class Sentences(NamedTuple):
    """The report of the year before, the later one, and the rows of the table `aligned`."""

    earlier: Report
    later: Report
    rows: list[dict[str, Any]]


def sentences(first: Report, second: Report, book: Codebook) -> Sentences | None:
    """What became of each sentence; nothing where they are not one authority's of two years."""
    years = first.identity.report_year, second.identity.report_year
    places = {_place(report, book) for report in (first, second)}
    if None in (*years, *places) or len(places) > 1 or years[0] == years[1]:
        return None
    earlier, later = sorted((first, second), key=lambda one: one.identity.report_year or 0)
    of_both = ((EARLIER, earlier), (LATER, later))
    tables = {
        name: pl.concat([table_of_one(name, one, told) for one, told in of_both]).lazy()
        for name in NEEDS
        if name != "authorities"
    }
    pair = {"report_id": [LATER], "previous_report_id": [EARLIER], "place_id": [""]}
    rows = aligned({**tables, "authorities": pl.LazyFrame(pair)}, book)
    return Sentences(earlier, later, rows.sort("number").to_dicts())


def _place(report: Report, book: Codebook) -> str | None:
    told = {name: getattr(report.identity, name, None) for name in COLUMNS}
    return place_of({**told, "path": report.path}, book)
