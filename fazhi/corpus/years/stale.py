"""Figures of the year that are told word for word as in the report of the year before.

A row a figure of `report_id` (`indicator`, `value`, `unit`, its place `start` and `end`, the clause
`quote`) that the same authority's report of the year before (`previous_report_id`) tells in the
same words (`previous_start`, `previous_end`). Only what is counted anew each year (book `years`):
villages, staff, inhabitants and rates may stay as they are. Figures below ten recur by chance and
are left out, as is what a calendar gives (12 of something held monthly); one of a single digit
before its zeros (5000) is told only where the clause is the same, too. `severity`: `warning` of
three digits or more, else `note`. `message_zh` and `message_en` ask to look. The same rows stand in
`findings` as `stale_figure`. A figure may well be right and the same: it is a fact to look at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fazhi.codebook.book import Codebook
from fazhi.codebook.indicators import indicators
from fazhi.corpus.years.alignment.pieces import letters
from fazhi.corpus.years.book import Years, years
from fazhi.corpus.years.mentions import mentions
from fazhi.later import pl
from fazhi.records import STATED
from fazhi.tables.among import among, some_of
from fazhi.tables.kept import Kept
from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table

STALE = Table(
    {
        "report_id": "String",
        "indicator": "String",
        "value": "Float64",
        "unit": "String",
        "start": "UInt32",
        "end": "UInt32",
        "quote": "String",
        "severity": "String",
        "message_zh": "String",
        "message_en": "String",
        "previous_report_id": "String",
        "previous_start": "UInt32",
        "previous_end": "UInt32",
    },
    ("report_id", "start", "end", "indicator"),
)
CHECK = "stale_figure"
NEEDS = ("panel", "authorities", "indicators", "quantities")
FIGURE = ("value", "value_high", "unit", "approx", "raw")
BEFORE = "_before"


def _in_findings(findings: pl.DataFrame, stale: pl.DataFrame) -> pl.DataFrame:
    """The findings with those of figures told again behind the others of each report."""
    last = findings.group_by("report_id").agg(last=pl.col("finding_id").max())
    number = pl.col("last").fill_null(0) + pl.int_range(1, pl.len() + 1).over("report_id")
    more = stale.join(last, on="report_id", how="left", maintain_order="left").with_columns(
        finding_id=number, check=pl.lit(CHECK)
    )
    columns = findings.columns
    return pl.concat([findings, more.select(columns)], how="vertical_relaxed")


# What decides beside what reports hold whether figures of two stand side by side.
TOLD = ("place_id", "report_year", "previous_report_id", "gap", "why_not")


@table_over("stale_figures", STALE, NEEDS, adds=("findings", _in_findings), keeps=True)
def stale(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, kept: Kept | None = None
) -> pl.DataFrame:
    """One row a figure of the year told word for word again."""
    kept = kept or Kept()
    told = pl.concat_str(
        [pl.col(name).cast(pl.String).fill_null("") for name in TOLD], separator=" "
    )
    series = tables["authorities"].select("report_id", "previous_report_id", told=told).collect()
    known = dict(series.select("report_id", "told").iter_rows())
    beside = {
        report: previous for report, previous, _ in series.iter_rows() if previous is not None
    }
    digests = {
        report: kept.digest(report, known[report], previous, known[previous])
        for report, previous in beside.items()
    }

    def made(reports: list[str]) -> pl.DataFrame:
        return _made(tables, reports, beside, book)

    return kept.by_report(digests, made)


def _made(
    tables: Mapping[str, pl.LazyFrame],
    reports: Sequence[str],
    beside: Mapping[str, str],
    book: Codebook,
) -> pl.DataFrame:
    """The rows of some reports, each `beside` the one before it."""
    from fazhi.parse.coding.combine import FLOWS

    known = years(book)
    entries = indicators(book).entries
    yearly = {code for code, entry in entries.items() if entry.unit in FLOWS} | known.each_year
    both = sorted({*reports, *(beside[one] for one in reports)})
    some = {name: some_of(rows, "report_id", both) for name, rows in tables.items()}
    rows = (
        some["panel"]
        .filter(among("report_id", reports))
        .filter(pl.col("comparable"), ~pl.col("by_kinds"), pl.col("value") >= known.least)
        .filter(period="year", state=STATED)
        .filter(among("indicator", sorted(yearly - known.standing)))
        .select("report_id", "indicator", "value", "value_high", "unit", "approx")
        .collect()
    )
    # Of single years there is nothing to compare, and nothing more is read.
    told = pl.DataFrame() if rows.is_empty() else _told_again(some, rows.lazy())
    found = [row for one in told.iter_rows(named=True) for row in _row(one, known, book)]
    return pl.DataFrame(found, schema=STALE.types())


def _told_again(tables: Mapping[str, pl.LazyFrame], rows: pl.LazyFrame) -> pl.DataFrame:
    """The figures whose words are those of the year before, with their places in both."""
    words = _words(tables)
    values = tables["panel"].select("report_id", *FIGURE[:-1], "indicator")
    before = words.join(values, on=["report_id", "indicator"]).rename(
        lambda name: name if name == "indicator" else f"{name}{BEFORE}"
    )
    previous = tables["authorities"].select(
        "report_id", pl.col("previous_report_id").alias(f"report_id{BEFORE}")
    )
    return (
        rows.join(words, on=["report_id", "indicator"])
        .join(previous, on="report_id")
        .join(before, on=[f"report_id{BEFORE}", "indicator"])
        .filter([pl.col(name).eq_missing(pl.col(f"{name}{BEFORE}")) for name in FIGURE])
        .join(_years(tables), on=f"report_id{BEFORE}")
        .sort("report_id", "start", "indicator")
        .collect()
    )


def _words(tables: Mapping[str, pl.LazyFrame]) -> pl.LazyFrame:
    """The figure of each value as written, its place and its clause."""
    first = [pl.col(name).sort_by("start").first() for name in ("start", "end", "quote")]
    return (
        mentions(tables, ("start", "end", "raw", "quote"))
        .group_by("report_id", "indicator")
        .agg(*first, raw=pl.col("raw").sort_by("start").str.join(" "))
    )


def _years(tables: Mapping[str, pl.LazyFrame]) -> pl.LazyFrame:
    return tables["authorities"].select(
        pl.col("report_id").alias(f"report_id{BEFORE}"), year="report_year"
    )


def _row(row: Mapping[str, Any], known: Years, book: Codebook) -> Iterator[dict[str, object]]:
    """The figure as it is told, if it does not recur by itself."""
    digits = len(f"{row['value']:.15g}".replace(".", "").strip("0"))
    calendar = known.calendar
    if row["value"] in calendar.figures and row["unit"] in calendar.units:
        return
    if digits == 1 and _bare(row["quote"], book) != _bare(row[f"quote{BEFORE}"], book):
        return
    entry = indicators(book).entries[row["indicator"]]
    told = {"figure": row["raw"], "year": row["year"]}
    yield {
        **{name: row[name] for name in STALE.columns if name in row},
        "severity": "warning" if digits >= known.firm_digits else "note",
        "message_zh": known.finding.zh.format(label=entry.zh, **told),
        "message_en": known.finding.en.format(label=entry.en, **told),
        "previous_report_id": row[f"report_id{BEFORE}"],
        "previous_start": row[f"start{BEFORE}"],
        "previous_end": row[f"end{BEFORE}"],
    }


def _bare(words: str, book: Codebook) -> str:
    return words.translate(letters(book))
