"""Promises and returning shortcomings as a scholar reads them: both years' words side by side."""

from __future__ import annotations

import polars as pl

from fazhi.publish.explore.shared import quoted
from fazhi.publish.explore.shelf import Shelf

FAMILY = "promise"


def promised(shelf: Shelf, report: str | None = None) -> pl.DataFrame:
    """The items of the table `promises`, in reading order, with the words of both reports."""
    words = shelf.words
    codes = words.codes(FAMILY)
    labels = {code: words.of(FAMILY, code) for code in codes}
    told = pl.col("status").replace_strict(labels, return_dtype=pl.String)
    return (
        _beside(shelf, "promises", "next_", report)
        .select(
            *("report_id", "town", "year", "start", "end"),
            quoted("").alias("quote"),
            *("action", "subject", "figures", "status", told.alias("label")),
            *("score", "evidence", "words"),
            *("undone", "next_figures", "reached"),
            *("next_report_id", "next_year", "next_start", "next_end"),
            quoted("next_").alias("next_quote"),
            link="page",
        )
        .collect()
    )


def returning(shelf: Shelf, report: str | None = None) -> pl.DataFrame:
    """The shortcomings of the table `recurring`, in reading order, with the words of both years."""
    return (
        _beside(shelf, "recurring", "earlier_", report)
        .select(
            *("place_id", "report_id", "town", "year", "start", "end"),
            quoted("").alias("quote"),
            *("reason", "score", "words"),
            *("earlier_report_id", "earlier_year", "earlier_start", "earlier_end"),
            quoted("earlier_").alias("earlier_quote"),
            "earlier_reason",
            link="page",
        )
        .collect()
    )


def _beside(shelf: Shelf, table: str, side: str, report: str | None) -> pl.LazyFrame:
    """The rows of a table with place, year and text of their report and of the one beside it."""
    who = shelf.who.lazy().select("report_id", "town", "year", "page", "rank")
    texts = shelf.tables.scan("texts").select("report_id", "raw_text")
    rows = shelf.tables.scan(table)
    if report is not None:
        rows = rows.filter(pl.col("report_id") == report)
    other = who.select("report_id", "year", "rank").join(texts, on="report_id")
    return (
        rows.join(who.join(texts, on="report_id"), on="report_id")
        .join(
            other.rename(lambda name: f"{side}{name}"),
            on=f"{side}report_id",
            how="left",
        )
        .sort("rank", "start", "end", f"{side}rank")
    )
