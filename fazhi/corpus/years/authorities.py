"""Whose report each is through the years, and which of the same authority stands before and after.

`report_id`; `place_id`: the authority, the same in all its years: the code of its division, or
names where there is no code; behind a colon a bureau of it, behind two another kind of report;
`report_year`; `previous_report_id` and `next_report_id`: its nearest reports of a year before and
after; `gap`: how many years between this one and the report before have none; `why_not`: why it
stands in no series (`no_place`, `no_year`, `two_reports`: another of the same authority and year
says other words, and neither is preferred; `copy`: the same file as another; `earlier_capture`: the
page was captured again later with other words, which count). A neighbour year of two reports has a
`gap` and no id. `succession`: the entry of the book `successions` that tells what became of its
division: renamed or of another level it has the `place_id` of today, merged or split it stays on
its own. What is not told there is not guessed: another code is another authority. `perhaps_same`:
of a town the nearest report of one in its county whose name differs by the word for its level alone
(白碛镇, 白碛街道), where the reports of one end before those of the other begin and today's list
does not hold both: a hint, nothing is joined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fazhi.codebook.book import Codebook
from fazhi.corpus.years.perhaps import perhaps_same
from fazhi.corpus.years.places import COLUMNS, place_of
from fazhi.corpus.years.successions import followed
from fazhi.later import pl
from fazhi.tables.among import some_of
from fazhi.tables.kept import Kept
from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table

AUTHORITIES = Table(
    {
        "report_id": "String",
        "place_id": "String",
        "report_year": "Int16",
        "previous_report_id": "String",
        "next_report_id": "String",
        "gap": "UInt16",
        "why_not": "String",
        "succession": "String",
        "perhaps_same": "String",
    },
    ("report_id",),
)
NO_PLACE, NO_YEAR, TWO_REPORTS, COPY = "no_place", "no_year", "two_reports", "copy"
EARLIER = "earlier_capture"
# What says that a report is not one of its own: it is in another already.
NOT_OWN = (COPY, EARLIER)
OF_A_YEAR = ("place_id", "report_year")


@table_over("authorities", AUTHORITIES, ("reports",), keeps=True)
def authorities(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, kept: Kept | None = None
) -> pl.DataFrame:
    """One row a report."""
    kept = kept or Kept()
    told = tables["reports"].select(
        *("report_id", "report_year", "sha256", "captured_at", "level", "town"),
        pl.coalesce("final_url", "source_url").alias("page"),
    )
    every = told.collect().sort("report_id")
    digests = {one: kept.digest(one) for one in every["report_id"]}
    who = kept.by_report(digests, lambda reports: _made(tables, reports, book))
    placed = every.join(who, on="report_id", how="left", maintain_order="left")
    series = placed.with_columns(why_not=_why_not()).drop("captured_at", "page")
    counted = series.filter(pl.col("why_not").is_null() | (pl.col("why_not") == TWO_REPORTS))
    for joined in (_years(counted), perhaps_same(counted, book)):
        series = series.join(joined, on="report_id", how="left", maintain_order="left")
    return series.drop("level", "town")


def _made(
    tables: Mapping[str, pl.LazyFrame], reports: Sequence[str], book: Codebook
) -> pl.DataFrame:
    """Of some reports the authority, and what became of its division."""
    told = some_of(tables["reports"], "report_id", reports).select("report_id", *COLUMNS).collect()
    every = told.select(COLUMNS).to_dicts()
    known = [followed(about, book)[1] for about in every]
    return told.select(
        "report_id",
        place_id=pl.Series([place_of(about, book) for about in every], dtype=pl.String),
        succession=pl.Series([one and one.id for one in known], dtype=pl.String),
    )


def _why_not() -> pl.Expr:
    """Why a report stands in no series; of equal files the first by id stands for all."""
    # Of one page of one year only the last capture counts; a page that tells each year anew has
    # a report of its own in each capture.
    of_a_page = (*OF_A_YEAR, "page")
    is_earlier = (
        pl.col("page").is_not_null()
        & (pl.col("captured_at") < pl.col("captured_at").max().over(of_a_page))
    ).fill_null(False)
    of_a_year = pl.col("sha256").filter(~is_earlier).n_unique().over(OF_A_YEAR)
    is_first = pl.col("report_id") == pl.col("report_id").first().over(*OF_A_YEAR, "sha256")
    return (
        pl.when(pl.col("place_id").is_null())
        .then(pl.lit(NO_PLACE))
        .when(pl.col("report_year").is_null())
        .then(pl.lit(NO_YEAR))
        .when(is_earlier)
        .then(pl.lit(EARLIER))
        .when(~is_first)
        .then(pl.lit(COPY))
        .when(of_a_year > 1)
        .then(pl.lit(TWO_REPORTS))
    )


def _years(series: pl.DataFrame) -> pl.DataFrame:
    """`report_id` with its neighbours and the gap, for reports that are alone in their year."""
    years = (
        series.group_by(OF_A_YEAR)
        .agg(report_id=pl.when(pl.len() == 1).then(pl.col("report_id").first()))
        .sort(OF_A_YEAR)
    )
    step = pl.col("report_year") - pl.col("report_year").shift(1).over("place_id")
    return (
        years.with_columns(
            previous_report_id=pl.col("report_id").shift(1).over("place_id"),
            next_report_id=pl.col("report_id").shift(-1).over("place_id"),
            gap=step - 1,
        )
        .filter(pl.col("report_id").is_not_null())
        .drop(OF_A_YEAR)
    )
