"""Figures of one indicator through the years: a row an authority and year, or a column a year."""

from __future__ import annotations

import polars as pl

from fazhi.publish.explore.shelf import Shelf

# What stands in one row of the wide frame may be compared.
SERIES = ("place_id", "kind", "period", "months")
FIRST = ("place_id", "report_id", "town", "year")
TWO_REPORTS, NO_REPORT = "two_reports", "no_report"


def panel(shelf: Shelf, indicator: str) -> pl.DataFrame:
    """The rows of the table `panel` of one indicator with town and link, by place code and year."""
    own = pl.col("indicator") == indicator
    links = shelf.indicators().filter(own).select("report_id", "link")
    return (
        shelf.named("panel")
        .filter(own)
        .join(links, on="report_id", how="left", maintain_order="left")
        .drop("year")
        .rename({"report_year": "year"})
        .select(*FIRST, pl.exclude(*FIRST, "indicator", "link"), "link")
        .collect()
    )


def wide(rows: pl.DataFrame) -> pl.DataFrame:
    """A row an authority and way of counting, a column a year; what is empty is told why."""
    rows = rows.with_columns(
        period=pl.coalesce("period", pl.col("period").drop_nulls().first().over("place_id", "kind"))
    )
    doubled = (pl.col("why_not") == TWO_REPORTS) & (pl.len().over("place_id", "year") > 1)
    shown = pl.col("value").is_not_null() & ~doubled
    rows = rows.with_columns(shown=shown)
    told = _told(rows)
    valued = rows.filter("shown")
    spoken = rows.filter(pl.col("kind").is_not_null()).join(valued, on="place_id", how="anti")
    keys = pl.concat([valued, spoken]).group_by(SERIES, maintain_order=True)
    about = keys.agg(
        pl.col("town").last(),
        pl.col("unit").drop_nulls().unique(maintain_order=True).str.join("、"),
    )
    years = [str(year) for year in rows["year"].unique().sort()]
    cells = valued.pivot("year", index=SERIES, values="value")
    empty = [pl.lit(None, pl.Float64).alias(year) for year in years if year not in cells.columns]
    return (
        about.join(cells.with_columns(empty), on=SERIES, how="left", nulls_equal=True)
        .join(told, on="place_id", how="left", maintain_order="left")
        .select("place_id", "town", "unit", "period", "months", *years, "approximate", "empty")
    )


def _told(rows: pl.DataFrame) -> pl.DataFrame:
    """Of each authority the years whose figure is not exact, and those without one, with why."""
    why = pl.when(pl.col("value").is_not_null()).then(pl.lit(TWO_REPORTS)).otherwise("state")
    every = rows.select(pl.col("place_id").unique(maintain_order=True)).join(
        rows.select(pl.col("year").unique()), how="cross"
    )
    year = pl.col("year").cast(pl.String)
    told = pl.format("{} {}", year, pl.when("known").then(why).otherwise(pl.lit(NO_REPORT)))
    known = rows.with_columns(known=True)
    return (
        every.join(known, on=["place_id", "year"], how="left")
        .with_columns(pl.col("known", "shown").fill_null(False))
        .group_by("place_id")
        .agg(
            approximate=year.filter(pl.col("shown") & (pl.col("approx") != "exact"))
            .sort()
            .str.join("; "),
            empty=told.filter(~pl.col("shown")).unique().sort().str.join("; "),
        )
    )
