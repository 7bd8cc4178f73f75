"""What each plan announces, and the passage of the next year's report that speaks of it.

`report_id`, `start`, `end` and `section_id` of the item in the plan; `action` (its verb) and
`subject` (what it is about) in simplified script; `figures`: those of the item that are to be
reached, as written; `next_report_id`: the same authority's report of the year after;
`next_start`, `next_end`: the passage of it, outside its own plan and shortcomings, that speaks of
the item, null where too little speaks for any; `score`: the share of the item that it holds, from 0
to 1, weighted by how few passages hold a word, null where none comes near; `evidence`: the share
with what else speaks for the passage (`evidence.py`), 1 or more; `words`: what both share, and of
fields that both tell of a word of each (旅游／景区);
`next_figures`: the figure of the account beside each of `figures`, empty where none counts the
same; `reached`: of each whether it is (`met`, `not_met`, `open`, `not_told`); `undone`: the passage
says that something was not done; `status`: `spoken_of`; `figure_met` or `figure_not_met` where both
tell figures that compare; `not_spoken_of`; `next_report_missing` (none of the year after, or two);
`next_report_incomplete` (nothing found, and a part of that report is lost). It is told what the
report says, never whether it was done.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.corpus.promises.figures import COLUMNS, Compared, Figure, compared, figures_in, is_undone
from fazhi.corpus.promises.items import accounts, items, spoken
from fazhi.corpus.promises.links.evidence import NEARLY, speaks, supported
from fazhi.corpus.promises.links.fields import shared_fields
from fazhi.corpus.promises.matching import Accounts, Found
from fazhi.corpus.promises.passages import (
    ACCOUNTS,
    NEEDS,
    PLAN,
    UNDIVIDED,
    Passage,
    paragraphs,
)
from fazhi.corpus.promises.weights import Weights, some_of
from fazhi.corpus.promises.words import held_in, shown
from fazhi.later import pl
from fazhi.tables.among import among
from fazhi.tables.kept import Kept
from fazhi.tables.registry import table_over
from fazhi.tables.schema import TEXTS, Table

# Logarithms differ in their last bit from machine to machine; tables do not.
PLACES = 6
PROMISES = Table(
    {
        "report_id": "String",
        "start": "UInt32",
        "end": "UInt32",
        "section_id": "UInt32",
        "action": "String",
        "subject": "String",
        "figures": TEXTS,
        "next_report_id": "String",
        "next_start": "UInt32",
        "next_end": "UInt32",
        "score": "Float64",
        "evidence": "Float64",
        "words": TEXTS,
        "next_figures": TEXTS,
        "reached": TEXTS,
        "undone": "Boolean",
        "status": "String",
    },
    ("report_id", "start", "end"),
)
SPOKEN, MET, NOT_MET = "spoken_of", "figure_met", "figure_not_met"
UNSPOKEN, MISSING, INCOMPLETE = "not_spoken_of", "next_report_missing", "next_report_incomplete"
# A figure from this on tells which thing is meant where it is told again.
TELLING = 30
AT_A_TIME = 400
START = itemgetter("start")
Rows = dict[str, list[dict[str, Any]]]


class Next(NamedTuple):
    """The report of the year after: its id, and whether all of it could be read."""

    report: str
    complete: bool | None


class Sides(NamedTuple):
    """What stands beside a plan: the accounts, and the figures of both reports."""

    accounts: Accounts
    planned: Sequence[dict[str, Any]]
    told: Sequence[dict[str, Any]]


@table_over("promises", PROMISES, (*NEEDS, "quantities", "authorities"), keeps=True)
def promises(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, kept: Kept | None = None
) -> pl.DataFrame:
    """One row an item of a plan."""
    kept = kept or Kept()
    every = tables["reports"].select("report_id").collect()["report_id"].sort().to_list()
    follow = _follow(tables)
    counted = some_of([one.report for one in follow.values()])
    common = kept.digest(*counted)

    def digest(report: str) -> str:
        after = follow.get(report)
        return kept.digest(report, after.report, common) if after else kept.digest(report)

    def made(reports: list[str]) -> pl.DataFrame:
        return _made(tables, reports, follow, counted, book)

    digests = {report: digest(report) for report in every}
    return kept.by_report(digests, made, key=PROMISES.key)


def _made(
    tables: Mapping[str, pl.LazyFrame],
    reports: Sequence[str],
    follow: Mapping[str, Next],
    counted: Sequence[str],
    book: Codebook,
) -> pl.DataFrame:
    """The rows of some plans; what words tell is `counted` in other reports."""
    planned = {
        report: found
        for report, held in paragraphs(tables, reports, (PLAN,), book)
        if (found := list(items(held, book)))
    }
    followed = {report: one for report, one in follow.items() if report in planned}
    alone = [
        _row(report, one, book) | {"status": MISSING}
        for report, found in planned.items()
        if report not in followed
        for one in found
    ]
    frames = [_frame(alone)]
    if followed:
        weights = _weights(tables, counted, book)
        frames += _followed(tables, planned, followed, weights, book)
    # Cells of a table that are joined on paper may tell the same place twice.
    return pl.concat(frames).unique(PROMISES.key, keep="first", maintain_order=True)


def _frame(rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=PROMISES.types())


def _follow(tables: Mapping[str, pl.LazyFrame]) -> dict[str, Next]:
    """By report the same authority's of the year after."""
    rows = (
        tables["authorities"]
        .filter((pl.col("gap") == 0) & pl.col("previous_report_id").is_not_null())
        .join(tables["reports"].select("report_id", "complete"), on="report_id")
        .select("previous_report_id", "report_id", "complete")
    )
    return {before: Next(*told) for before, *told in rows.collect().iter_rows()}


def _followed(
    tables: Mapping[str, pl.LazyFrame],
    planned: Mapping[str, Sequence[Passage]],
    follow: Mapping[str, Next],
    weights: Weights,
    book: Codebook,
) -> Iterator[pl.DataFrame]:
    """The items of plans that a report of the year after follows, some reports at a time."""
    before = {one.report: report for report, one in follow.items()}
    later = sorted(before)
    for some in (later[at : at + AT_A_TIME] for at in range(0, len(later), AT_A_TIME)):
        rows: list[dict[str, Any]] = []
        of_accounts = _figures(tables, some)
        of_plans = _figures(tables, [before[report] for report in some])
        told = dict(_told(tables, some, book))
        for report in some:
            plan = before[report]
            figures, passages = of_accounts.get(report, []), told.get(report, [])
            units = [_units(_rows_within(figures, one)) for one in passages]
            told_of = Accounts(passages, units, weights, book)
            sides = Sides(told_of, of_plans.get(plan, []), figures)
            rows += _rows(plan, planned[plan], follow[plan], sides, book)
        yield _frame(rows)


def _told(
    tables: Mapping[str, pl.LazyFrame], reports: Sequence[str], book: Codebook
) -> Iterator[tuple[str, list[Passage]]]:
    """What reports tell of their year."""
    for report, held in paragraphs(tables, reports, (*ACCOUNTS, *UNDIVIDED), book):
        divided = [one for one in held if one.role in ACCOUNTS]
        yield report, accounts(divided or held, book)


def _weights(tables: Mapping[str, pl.LazyFrame], reports: Sequence[str], book: Codebook) -> Weights:
    """What words tell, counted in the accounts of some reports."""
    weights = Weights(book)
    for _, held in _told(tables, reports, book):
        weights.add(held_in(one.told, book) for one in held)
    return weights


def _figures(tables: Mapping[str, pl.LazyFrame], reports: Sequence[str]) -> Rows:
    """The figures of some reports in the order of the text."""
    mine = among("report_id", reports) & pl.col("value").is_not_null()
    found: Rows = {}
    rows = tables["quantities"].filter(mine).select(COLUMNS).sort("report_id", "start", "end")
    for row in rows.collect().iter_rows(named=True):
        found.setdefault(row["report_id"], []).append(row)
    return found


def _row(report: str, one: Passage, book: Codebook) -> dict[str, Any]:
    action, subject = spoken(one.told, book)
    return {
        "report_id": report,
        "start": one.start,
        "end": one.end,
        "section_id": one.section or None,
        "action": action or None,
        "subject": subject or None,
    }


def _rows(
    report: str, items: Sequence[Passage], after: Next, sides: Sides, book: Codebook
) -> list[dict[str, Any]]:
    """The rows of the items of a plan, beside the passages that speak of them."""
    figures = [_within(sides.planned, one, book) for one in items]
    found = [
        sides.accounts.best(one, _units([figure.row for figure in mine]))
        for one, mine in zip(items, figures, strict=True)
    ]
    every = supported(items, found, sides.accounts, book)
    return [
        _answered(_row(report, one, book), one, mine, near, after, sides, book)
        for one, mine, near in zip(items, figures, every, strict=True)
    ]


def _answered(
    row: dict[str, Any],
    one: Passage,
    mine: Sequence[Figure],
    every: Sequence[Found],
    after: Next,
    sides: Sides,
    book: Codebook,
) -> dict[str, Any]:
    """The row of an item beside the passage that speaks of it, if any does."""
    row |= {"next_report_id": after.report}
    row["figures"] = [str(figure.row["raw"]) for figure in mine] or None
    if not every or not speaks(every[0]):
        lost = after.complete is False
        nearest = max((_rounded(found.score) for found in every), default=None)
        return row | {"score": nearest, "status": INCOMPLETE if lost else UNSPOKEN}
    found, beside = _with_figures(every, mine, sides, book)
    passage = sides.accounts.passages[found.number]
    undone = is_undone(found.shared, passage.told, book)
    if any(beside.told):
        row |= {
            "figures": beside.figures,
            "next_figures": beside.told,
            "reached": beside.reached,
        }
    reached = {True: SPOKEN if undone else MET, False: NOT_MET, None: SPOKEN}
    return row | {
        "next_start": passage.start,
        "next_end": passage.end,
        "score": _rounded(found.score),
        "evidence": _rounded(found.evidence),
        "words": shown(found.shared, one.told, passage.told, book)
        + shared_fields(one.told, passage.told, book),
        "undone": undone,
        "status": reached[beside.met],
    }


def _with_figures(
    every: Sequence[Found], mine: Sequence[Figure], sides: Sides, book: Codebook
) -> tuple[Found, Compared]:
    """The passage that speaks most of an item, or one nearly as near that tells its figure.

    One that counts the same by indicator or noun may be less near.
    """
    told = []
    for found in every if mine else every[:1]:
        passage = sides.accounts.passages[found.number]
        its = _within(sides.told, passage, book)
        near = speaks(found) and found.evidence >= every[0].evidence - NEARLY
        if near or not _things(mine).isdisjoint(_things(its)):
            told.append((found, compared(mine, its, passage.told, book)))
    return next((one for one in told if any(one[1].told)), told[0])


def _things(figures: Sequence[Figure]) -> set[Any]:
    """What figures count: indicators and nouns."""
    return {one.row[key] for one in figures for key in ("indicator", "noun")} - {None}


def _within(rows: Sequence[dict[str, Any]], one: Passage, book: Codebook) -> list[Figure]:
    return figures_in(one.start, one.told, _rows_within(rows, one), book)


def _rows_within(rows: Sequence[dict[str, Any]], one: Passage) -> Sequence[dict[str, Any]]:
    low = bisect_left(rows, one.start, key=START)
    return rows[low : bisect_left(rows, one.end, low, key=START)]


def _units(rows: Sequence[dict[str, Any]]) -> set[str]:
    """Measure words, and with them figures that recur by chance no more than words do."""
    counted = [row for row in rows if row["unit"]]
    return {str(row["unit"]) for row in counted} | {
        f"{row['value']:g}{row['unit']}" for row in counted if row["value"] >= TELLING
    }


def _rounded(share: float) -> float:
    return round(share, PLACES)
