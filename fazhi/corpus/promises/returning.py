"""Shortcomings that an authority told of in an earlier year, too, perhaps in other words.

`place_id`: the authority; `report_id`, `start`, `end`: the shortcoming in the later report;
`earlier_report_id`, `earlier_start`, `earlier_end`: the most like it in a report of an earlier
year, a row for each year that has one; `score`: how like they are, from 0 to 1, by their words and
by what is lacking of what; `words`: what both share; `reason` and `earlier_reason`: whether a
reason is told there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fazhi.codebook.book import Codebook
from fazhi.corpus.promises.lacks import Lack, lacks, likeness
from fazhi.corpus.promises.passages import NEEDS, PROBLEMS, paragraphs
from fazhi.corpus.promises.weights import Weights, some_of
from fazhi.corpus.promises.words import held_in, shown, words_of
from fazhi.later import pl
from fazhi.tables.kept import Kept
from fazhi.tables.registry import table_over
from fazhi.tables.schema import TEXTS, Table

RECURRING = Table(
    {
        "place_id": "String",
        "report_id": "String",
        "start": "UInt32",
        "end": "UInt32",
        "earlier_report_id": "String",
        "earlier_start": "UInt32",
        "earlier_end": "UInt32",
        "score": "Float64",
        "words": TEXTS,
        "reason": "Boolean",
        "earlier_reason": "Boolean",
    },
    ("place_id", "report_id", "start", "earlier_report_id"),
)
# From this likeness on two shortcomings are one.
RETURNS = 0.45


@table_over("recurring", RECURRING, (*NEEDS, "authorities"), keeps=True)
def recurring(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, kept: Kept | None = None
) -> pl.DataFrame:
    """One row a shortcoming and an earlier year that tells of it."""
    kept = kept or Kept()
    series = _series(tables)
    counted = some_of([report for held in series.values() for report in held])
    common = kept.digest(*counted)
    before = {
        report: (place, held[:at])
        for place, held in series.items()
        for at, report in enumerate(held)
        if at
    }

    def made(reports: list[str]) -> pl.DataFrame:
        return _made(tables, {one: before[one] for one in reports}, counted, book)

    digests = {
        report: kept.digest(report, place, common, *earlier)
        for report, (place, earlier) in before.items()
    }
    rows = kept.by_report(digests, made)
    return rows.unique(RECURRING.key, keep="first", maintain_order=True)


def _made(
    tables: Mapping[str, pl.LazyFrame],
    before: Mapping[str, tuple[str, list[str]]],
    counted: Sequence[str],
    book: Codebook,
) -> pl.DataFrame:
    """The rows of some reports, given with their authority and its earlier ones.

    What words tell is `counted` in other reports.
    """
    if not before:
        return pl.DataFrame(schema=RECURRING.types())
    read = {report for _, earlier in before.values() for report in earlier}.union(before, counted)
    found = {
        report: list(lacks(held, book))
        for report, held in paragraphs(tables, sorted(read), (PROBLEMS,), book)
    }
    weights = Weights(book)
    weights.add(held_in(one.told, book) for each in counted for one in found.get(each, []))
    rows = [
        row
        for report, (place, held) in before.items()
        for earlier in held
        for row in _again(
            place, (report, found.get(report, [])), (earlier, found.get(earlier, [])), weights, book
        )
    ]
    return pl.DataFrame(rows, schema=RECURRING.types())


def _series(tables: Mapping[str, pl.LazyFrame]) -> dict[str, list[str]]:
    """By authority its reports in the order of years, where there are two or more."""
    rows = (
        tables["authorities"]
        .filter(pl.col("why_not").is_null())
        .sort("place_id", "report_year", "report_id")
        .select("place_id", "report_id")
        .collect()
    )
    found: dict[str, list[str]] = {}
    for place, report in rows.iter_rows():
        found.setdefault(place, []).append(report)
    return {place: held for place, held in found.items() if len(held) > 1}


def _again(
    place: str,
    later: tuple[str, list[Lack]],
    earlier: tuple[str, list[Lack]],
    weights: Weights,
    book: Codebook,
) -> list[dict[str, Any]]:
    """The shortcomings that a report of an earlier year tells, each with the most like it."""
    rows = []
    for one in later[1]:
        alike = [(likeness(one, other, weights, book), -at) for at, other in enumerate(earlier[1])]
        score, at = max(alike, default=(0.0, 0))
        if score < RETURNS:
            continue
        other = earlier[1][-at]
        rows.append(
            {
                "place_id": place,
                "report_id": later[0],
                "start": one.passage.start,
                "end": one.passage.end,
                "earlier_report_id": earlier[0],
                "earlier_start": other.passage.start,
                "earlier_end": other.passage.end,
                "score": score,
                "words": shown(_shared(one, other, book), one.told, other.told, book),
                "reason": one.reason,
                "earlier_reason": other.reason,
            }
        )
    return rows


def _shared(one: Lack, other: Lack, book: Codebook) -> list[str]:
    held = set(words_of(other.told, book))
    return [word for word in words_of(one.told, book) if word in held]
