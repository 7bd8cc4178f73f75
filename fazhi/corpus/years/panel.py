"""What each authority states through the years, and what compares with the year before.

A row an authority (`place_id`), year (`report_year`), report (`report_id`) and `indicator` that it
states in any of its years. `value`, `value_high` (of a range), `unit`, `approx` as in `indicators`;
`state`: `stated`, `zero`, `conflicting` (no value), `not_stated`, or `unreadable` where it is not
stated and a part of the text is lost. `comparable`: whether it may be set beside the figure of the
year before; `why_not`, the first that holds: `two_reports` (this year or the one before has two),
`no_year_before`, `not_stated`, `not_stated_before`, `unreadable` and `conflicting` (either year),
`definition` (one is told by its kinds alone, see `by_kinds`), `period` (one of the year, one of a
state), `unit`, `part_of_year` (not of the same months). An approximate figure is comparable: see
`approx`. `kind`: what its measure word counts, equal where these compare; `period`: of the year or
a state (`stock`), null of none; `months` that it covers where these are not the whole year
(`1-10`). Years without report have no row, nor has what stands in no series (`authorities`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fazhi.codebook.book import Codebook
from fazhi.codebook.entries import plain_unit
from fazhi.codebook.indicators import indicators
from fazhi.corpus.years.authorities import NOT_OWN, TWO_REPORTS
from fazhi.corpus.years.book import years
from fazhi.corpus.years.mentions import mentions
from fazhi.language.units import comparable, kind_of
from fazhi.later import pl
from fazhi.records import CONFLICTING, NOT_STATED, UNREADABLE, ZERO
from fazhi.tables.among import among, some_of
from fazhi.tables.kept import Kept
from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table

PANEL = Table(
    {
        "place_id": "String",
        "report_year": "Int16",
        "report_id": "String",
        "indicator": "String",
        "value": "Float64",
        "value_high": "Float64",
        "unit": "String",
        "approx": "String",
        "state": "String",
        "comparable": "Boolean",
        "why_not": "String",
        "kind": "String",
        "period": "String",
        "months": "String",
        "by_kinds": "Boolean",
    },
    ("place_id", "report_year", "indicator", "report_id"),
)
WHOLE_YEAR = "1-12"
BEFORE = "_before"
# What must be alike in both years.
ALIKE = ("state", "by_kinds", "period", "kind", "months")


# What an authority's rows are made of beside what its reports hold.
TOLD = ("report_year", "previous_report_id", "gap", "alone")


@table_over("panel", PANEL, ("authorities", "reports", "indicators", "quantities"), keeps=True)
def panel(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, kept: Kept | None = None
) -> pl.DataFrame:
    """One row an authority, year, report and indicator of the authority."""
    kept = kept or Kept()
    about = (
        tables["authorities"]
        .filter(
            pl.col("place_id").is_not_null(),
            pl.col("report_year").is_not_null(),
            ~pl.col("why_not").fill_null("").is_in(NOT_OWN),
        )
        .rename({"why_not": "alone"})
        .select("place_id", "report_id", *TOLD)
        .collect()
    )

    def made(reports: list[str]) -> pl.DataFrame:
        return _made(tables, reports, about, book)

    return kept.by_report(_digests(about, kept), made, key=PANEL.key)


def _digests(about: pl.DataFrame, kept: Kept) -> dict[str, str]:
    """By report the digest of all that its authority's reports hold."""
    told = pl.concat_str(
        [pl.col(name).cast(pl.String).fill_null("") for name in TOLD], separator=" "
    )
    series = about.group_by("place_id", maintain_order=True).agg("report_id", told=told)
    return {
        report: digest
        for place, reports, some in series.iter_rows()
        for digest in [kept.digest(place, *reports, *some)]
        for report in reports
    }


def _made(
    tables: Mapping[str, pl.LazyFrame], reports: Sequence[str], about: pl.DataFrame, book: Codebook
) -> pl.DataFrame:
    """The rows of some reports: all that their authorities have."""
    kinds = PANEL.types()
    some = about.filter(among("report_id", reports))
    of_them = {
        name: some_of(tables[name], "report_id", reports)
        for name in ("reports", "indicators", "quantities")
    }
    complete = of_them["reports"].select("report_id", "complete").collect()
    rows = _with_silence(some.join(complete, on="report_id"), _stated(of_them, book))
    before = rows.select(
        pl.col("report_id").alias("previous_report_id"),
        "indicator",
        *(pl.col(name).alias(f"{name}{BEFORE}") for name in ALIKE),
    )
    beside = rows.join(
        before,
        on=["previous_report_id", "indicator"],
        how="left",
        maintain_order="left",
    )
    why_not = beside.with_columns(why_not=_why_not())
    told = why_not.with_columns(comparable=pl.col("why_not").is_null())
    return told.select(pl.col(name).cast(kind) for name, kind in kinds.items())


def _stated(tables: Mapping[str, pl.LazyFrame], book: Codebook) -> pl.DataFrame:
    """What reports state, with the bounds, period and months of the mentions it is made of."""
    own = (
        mentions(tables, ("value_high", "period", "months"))
        .group_by("report_id", "indicator")
        .agg(
            value_high=pl.when(pl.len() == 1).then(pl.col("value_high").first()),
            period=pl.col("period").sort_by("quantity_id").first(),
            months=_months(),
        )
    )
    columns = ("report_id", "indicator", "value", "unit", "approx", "state", "by_kinds")
    rows = tables["indicators"].select(columns).join(own, on=["report_id", "indicator"]).collect()
    # A state holds at its day, and not for months; none is none of the year and of a state, and of
    # whatever is counted.
    months = pl.when(pl.col("period") == "year").then(pl.col("months"))
    period = pl.when(pl.col("state") != ZERO).then(pl.col("period"))
    kind = pl.when(pl.col("state") != ZERO).then(_kinds(rows, book))
    return rows.with_columns(kind=kind, months=months, period=period)


def _months() -> pl.Expr:
    """From the first to the last month that the mentions cover; null for the whole year."""
    first, last = (
        pl.col("months").str.extract(one).cast(pl.UInt8) for one in (r"^(\d+)-", r"-(\d+)$")
    )
    covered = pl.format("{}-{}", first.min(), last.max())
    whole = pl.col("months").is_null().any() | (covered == WHOLE_YEAR)
    return pl.when(~whole).then(covered)


def _kinds(rows: pl.DataFrame, book: Codebook) -> pl.Series:
    """What each figure counts: the indicator's own unit, or that of words which do not compare.

    Sittings and times (场, 次) are two, though a report may add them up.
    """
    entries, sittings = indicators(book).entries, years(book).sittings

    def kind(indicator: str, unit: str | None) -> str:
        entry = entries.get(indicator)
        own = entry.unit if entry else ""
        among = entry.units if entry else ()
        alike = (plain_unit(unit) in sittings) == (own in sittings)
        if unit is None or (own and alike and comparable(unit, own, among, book=book)):
            return own
        return kind_of(unit, book)

    told = rows.select("indicator", "unit").unique(maintain_order=True)
    named = told.with_columns(
        kind=pl.Series([kind(*one) for one in told.iter_rows()], dtype=pl.String)
    )
    return rows.select("indicator", "unit").join(
        named, on=["indicator", "unit"], how="left", nulls_equal=True, maintain_order="left"
    )["kind"]


def _with_silence(about: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """A row for every report and each indicator that its authority states in any year."""
    whose = about.select("report_id", "place_id")
    codes = stated.select("report_id", "indicator").join(whose, on="report_id")
    wanted = about.join(codes.select("place_id", "indicator").unique(), on="place_id")
    silent = (
        pl.when(pl.col("complete").fill_null(True))
        .then(pl.lit(NOT_STATED))
        .otherwise(pl.lit(UNREADABLE))
    )
    return wanted.join(stated, on=["report_id", "indicator"], how="left").with_columns(
        pl.col("state").fill_null(silent)
    )


def _why_not() -> pl.Expr:
    """The first reason why a figure may not be set beside that of the year before."""
    previous = pl.col(f"state{BEFORE}")
    next_to = pl.col("gap") == 0
    reasons = {
        TWO_REPORTS: (pl.col("alone") == TWO_REPORTS)
        | (next_to & pl.col("previous_report_id").is_null()),
        "no_year_before": ~next_to.fill_null(False),
        NOT_STATED: pl.col("state") == NOT_STATED,
        "not_stated_before": previous == NOT_STATED,
        UNREADABLE: (pl.col("state") == UNREADABLE) | (previous == UNREADABLE),
        CONFLICTING: (pl.col("state") == CONFLICTING) | (previous == CONFLICTING),
        "definition": pl.col("by_kinds") != pl.col(f"by_kinds{BEFORE}"),
        "period": pl.col("period") != pl.col(f"period{BEFORE}"),
        "unit": pl.col("kind") != pl.col(f"kind{BEFORE}"),
        "part_of_year": pl.col("months").ne_missing(pl.col(f"months{BEFORE}")),
    }
    told = [pl.when(holds.fill_null(False)).then(pl.lit(why)) for why, holds in reasons.items()]
    return pl.coalesce(told)
