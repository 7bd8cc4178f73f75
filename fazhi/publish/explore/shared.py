"""Shared wording as a scholar reads it: both places with their words, side by side."""

from __future__ import annotations

import polars as pl

from fazhi.publish.explore.shelf import Shelf

BREAKS = r"[\r\n\x0b\x0c\x85\u2028\u2029]"


def shared(shelf: Shelf, report: str | None = None) -> pl.DataFrame:
    """The places of the table `reuse`, in reading order, with the words of both sides."""
    who = shelf.who.lazy().select("report_id", "town", "year", "page", "rank")
    texts = shelf.tables.scan("texts").select("report_id", "raw_text")
    rows = shelf.tables.scan("reuse")
    if report is not None:
        rows = rows.filter(pl.col("report_id") == report)
    about = who.join(texts, on="report_id")
    other = about.drop("page", "rank").rename(lambda name: f"other_{name}")
    return (
        rows.join(about, on="report_id")
        .join(other, on="other_report_id", how="left")
        .sort("rank", "start", "end", "family_id")
        .select(
            *("report_id", "town", "year", "start", "end"),
            quoted("").alias("quote"),
            *("kind", "changes", "similarity", "dated"),
            *("other_report_id", "other_town", "other_year", "other_start", "other_end"),
            quoted("other_").alias("other_quote"),
            "family_id",
            link="page",
        )
        .collect()
    )


def quoted(side: str) -> pl.Expr:
    """The author's words from `start` to `end` of the columns of one side, without line breaks."""
    start, end = pl.col(f"{side}start"), pl.col(f"{side}end")
    return pl.col(f"{side}raw_text").str.slice(start, end - start).str.replace_all(BREAKS, "")
