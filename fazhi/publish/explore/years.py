"""One authority through the years: figures of an indicator, and what became of its words."""

from __future__ import annotations

import polars as pl

from fazhi.publish.explore.shared import BREAKS
from fazhi.publish.explore.shelf import Shelf, marked

# What stands in one row of the wide frame may be compared.
SERIES = ("place_id", "kind", "period", "months")
FIRST = ("place_id", "report_id", "town", "year")
TWO_REPORTS, NO_REPORT = "two_reports", "no_report"
# What is told of a year alone is no series.
LEAST = 2


def figures(shelf: Shelf, place: str) -> pl.DataFrame:
    """The figures of an authority that it states in two years or more, by indicator and year."""
    rows = (
        shelf.tables.scan("panel")
        .filter(pl.col("place_id") == place, pl.col("value").is_not_null())
        .filter(pl.len().over("indicator") >= LEAST)
        .sort("indicator", "report_year")
        .collect()
    )
    labels = [shelf.label(code) for code in rows["indicator"]]
    return rows.with_columns(pl.Series("label", labels, pl.String)).select(
        "label", "report_year", "value", "unit", "approx", "comparable", "why_not",
        "report_id", "indicator",
    )  # fmt: skip


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


def changes(shelf: Shelf, report: str | None = None) -> pl.DataFrame:
    """The table `changes` with town and year, and the year of the report before."""
    rows = shelf.named("changes", report)
    earlier = shelf.who.lazy().select(
        previous_report_id=pl.col("report_id"), previous_year=pl.col("year")
    )
    told = rows.join(earlier, on="previous_report_id", how="left", maintain_order="left")
    first = ("report_id", "town", "year", "role", "kept", "changed", "new", "moved", "dropped")
    return told.select(*first, pl.exclude(*first)).collect()


def aligned(shelf: Shelf, report: str | None = None) -> pl.DataFrame:
    """The table `aligned` with the words of both sides, in reading order."""
    rows = shelf.named("aligned", report)
    first = ("report_id", "town", "year", "heading", "state", "quote", "previous_quote")
    for side in ("", "previous_"):
        rows = _with_words(shelf, rows, side)
    return rows.select(*first, pl.exclude(*first)).collect()


def _with_words(shelf: Shelf, rows: pl.LazyFrame, side: str) -> pl.LazyFrame:
    """The rows with the words of one side, and the way to the paragraph that holds them."""
    report, start, end = f"{side}report_id", f"{side}start", f"{side}end"
    about = shelf.tables.scan("texts").join(shelf.who.lazy(), on="report_id")
    about = about.select(pl.col("report_id").alias(report), "raw_text", "page")
    paragraphs = shelf.tables.scan("paragraphs").select(
        pl.col("report_id").alias(report), pl.col("start").alias(start), "paragraph_id"
    )
    words = pl.col("raw_text").str.slice(start, pl.col(end) - pl.col(start))
    return (
        rows.with_row_index("row")
        .sort(start)
        .join_asof(paragraphs.sort(start), on=start, by=report, check_sortedness=False)
        .sort("row")
        .join(about, on=report, how="left", maintain_order="left")
        .with_columns(
            words.str.replace_all(BREAKS, "").alias(f"{side}quote"),
            marked("paragraph", "paragraph_id").alias(f"{side}link"),
        )
        .drop("row", "raw_text", "page", "paragraph_id")
    )
