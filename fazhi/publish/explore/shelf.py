"""What a corpus and its reports draw from: tables with places, years and links beside the ids."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from fazhi.codebook.divisions import province_of
from fazhi.codebook.indicators import ids_telling, indicators
from fazhi.codebook.names import name_in
from fazhi.codebook.told import as_it_speaks
from fazhi.publish.explore.corrected import INDICATOR, MENTION, with_corrected
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.folders import from_here
from fazhi.publish.pages.words import Words, indicator_order
from fazhi.records import CONFLICTING
from fazhi.tables.among import among
from fazhi.tables.view import Tables

PLACES = ("town", "county", "prefecture", "province")
ORDER = ("adcode", "report_year", "report_id")
MARKED = {"quantities": "quantity", "citations": "citation", "findings": "finding"}
# Up to this many reports a chart has a row or a column for each.
EACH = 40


class Shelf:
    """The tables of a folder, the words to tell them in, and the pages made of them.

    Args:
        tables: the folder of tables, read when asked for.
        words: the language of labels.
        site: the folder of pages, if any; it need not exist.
    """

    def __init__(self, tables: Tables, words: Words, site: Path | None) -> None:
        self.tables, self.words, self.site = tables, words, site
        self.book = words.book

    def label(self, code: str) -> str:
        """Name of an indicator; its id where the codebook has it no more."""
        entry = indicators(self.book).entries.get(code)
        return str(name_in(self.words.language, entry)) if entry else code

    @cached_property
    def reports(self) -> pl.DataFrame:
        """The table of reports by place code and year, never by value."""
        return self.tables.frame("reports").sort(ORDER, nulls_last=True)

    @cached_property
    def who(self) -> pl.DataFrame:
        """Id, speaking place, year, rank and marked page (null where none is made) of reports."""
        stem = pl.col("path").str.extract(r"([^/]+?)(?:\.[^./]*)?$")
        pages = [self.address(links.source(report)) for report in self.reports["report_id"]]
        return self.reports.select(
            "report_id",
            pl.coalesce(*PLACES, stem).alias("town"),
            pl.col("report_year").alias("year"),
            pl.int_range(pl.len(), dtype=pl.UInt32).alias("rank"),
            pl.Series("page", pages, pl.String),
        )

    @cached_property
    def groups(self) -> dict[str, str]:
        """Of many reports the province of each (the year, if all are of one); of few nothing."""
        if self.reports.height <= EACH:
            return {}
        rows = self.reports.to_dicts()
        named = [province_of(row, self.book) or self.words("place.unknown") for row in rows]
        if len(set(named)) == 1:
            named = [str(row["report_year"] or self.words("year.unknown")) for row in rows]
        return dict(zip(self.reports["report_id"], named, strict=True))

    def address(self, page: str) -> str | None:
        """Address of a page from the working folder; null where it has not been made."""
        if self.site is None or page not in self._made:
            return None
        return f"{from_here(self.site)}/{page}"

    @cached_property
    def _made(self) -> frozenset[str]:
        files = self.site.iterdir() if self.site and self.site.is_dir() else ()
        return frozenset(file.name for file in files)

    @cached_property
    def labels(self) -> pl.DataFrame:
        """Id, label and rank of every indicator of the codebook, field by field."""
        place = indicator_order(self.book)
        last = (len(place), 0)
        ids = sorted(indicators(self.book), key=lambda code: (*place.get(code, last), code))
        return pl.DataFrame(
            {
                "indicator": ids,
                "label": [self.label(code) for code in ids],
                "field_rank": range(len(ids)),
            },
            schema={"indicator": pl.String, "label": pl.String, "field_rank": pl.UInt32},
        )

    def named(self, table: str, report: str | None = None) -> pl.LazyFrame:
        """The rows of a table (of one report, if given) with place, year and link, unread.

        Raises `NotFoundError` where there is no such table.
        """
        rows = self.tables.scan(table)
        columns = rows.collect_schema().names()
        if "report_id" not in columns:  # Tables over reports, and files that could not be read.
            return rows
        if report is not None:
            rows = rows.filter(pl.col("report_id") == report)
        own = [name for name in columns if name != "report_id"]
        rows = rows.join(
            self.who.lazy(), on="report_id", how="left", maintain_order="left", suffix="_who"
        )
        rows = rows.sort("rank", maintain_order=True)
        kind = MARKED.get(table)
        extra = [marked(kind, f"{kind}_id")] if kind else []
        # The table of reports names its places itself.
        told = [name for name in ("town", "year") if name not in own]
        return rows.select("report_id", *told, *own, *extra)

    def indicators(self, report: str | None = None) -> pl.LazyFrame:
        """What reports state, one row a report and indicator, with label and state."""
        rows = self.named("indicators", report).join(
            self.labels.lazy(), on="indicator", how="left", maintain_order="left"
        )
        ranks = self.who.lazy().select("report_id", "rank", "page")
        return (
            rows.join(ranks, on="report_id", how="left")
            .pipe(with_corrected, self, INDICATOR)
            .sort("rank", "field_rank", "indicator", nulls_last=True)
            .select(
                "report_id",
                "town",
                "year",
                "indicator",
                pl.coalesce("label", "indicator").alias("label"),
                "value",
                "unit",
                "approx",
                "state",
                "mentions",
                "quantity_id",
                "by_kinds",
                "parts",
                "corrected",
                "machine",
                marked("quantity", "quantity_id"),
            )
        )

    def quantities(self, report: str | None = None) -> pl.LazyFrame:
        """Every mention of a quantity, with the label of its indicator."""
        rows = self.named("quantities", report)
        label = self.labels.lazy().select("indicator", "label")
        last = pl.col("corrected", "machine", "link")
        return (
            rows.join(label, on="indicator", how="left", maintain_order="left")
            .pipe(with_corrected, self, MENTION)
            .select(pl.exclude("corrected", "machine", "link"), last)
        )


# What a reader asks of tells its errors in the language it was loaded in.
speaking = as_it_speaks(lambda one: (one._shelf.words.language, one._shelf.book))


def marked(kind: str, number: str) -> pl.Expr:
    """Address of a mark in the source page, from the columns `page` and `number`."""
    sign = links.MARKS[kind]
    return pl.concat_str(pl.col("page"), pl.lit(f"#{sign}"), pl.col(number)).alias("link")


def wide(rows: pl.DataFrame, who: pl.DataFrame) -> pl.DataFrame:
    """One row a report, one column an indicator; a conflicting value is left empty and named.

    Named are also the indicators whose value people corrected.
    """
    sure = rows.filter(pl.col("state") != CONFLICTING)
    doubtful = rows.filter(pl.col("state") == CONFLICTING)
    codes = rows["indicator"].unique(maintain_order=True).to_list()
    table = sure.pivot("indicator", index="report_id", values="value")
    missing = [pl.lit(None, pl.Float64).alias(c) for c in codes if c not in table.columns]
    table = table.with_columns(missing).select("report_id", *codes)
    made = who.select("report_id", "town", "year").join(
        table, on="report_id", how="left", maintain_order="left"
    )
    for name, some in (("conflicting", doubtful), ("corrected", rows.filter(pl.col("corrected")))):
        named = some.group_by("report_id", maintain_order=True).agg(
            pl.col("indicator").str.join("; ").alias(name)
        )
        made = made.join(named, on="report_id", how="left", maintain_order="left")
    return made


def rivals(shelf: Shelf) -> dict[tuple[str, str], str]:
    """The figures that contradict one another, by report and indicator, as they are shown."""
    doubtful = shelf.indicators().filter(pl.col("state") == CONFLICTING)
    mentions = shelf.quantities().join(doubtful, on=["report_id", "indicator"], how="semi")
    found: dict[tuple[str, str], dict[str, None]] = {}
    for row in mentions.collect().to_dicts():
        shown = prose.amount(row, shelf.words)
        found.setdefault((row["report_id"], row["indicator"]), {})[shown] = None
    return {key: " / ".join(shown) for key, shown in found.items()}


def compared(shelf: Shelf, indicator: str) -> pl.DataFrame:
    """What each report states of one indicator: one row a value, all rivals of a conflict."""
    stated = shelf.indicators().filter(pl.col("indicator") == indicator).collect()
    every = ids_telling(indicator, (), shelf.book)
    mentions = shelf.quantities().filter(among("indicator", every)).collect()
    own: dict[str, list[dict[str, Any]]] = {}
    for mention in mentions.iter_rows(named=True):
        own.setdefault(mention["report_id"], []).append(mention)
    rows = []
    for row in stated.to_dicts():
        parts = row["parts"] or [row["quantity_id"]]
        some = own.get(row["report_id"], [])
        ids = ids_telling(indicator, {q["indicator"] for q in some}, shelf.book)
        some = [q for q in some if q["indicator"] in ids]
        groups = [[q for q in some if q["quantity_id"] in parts]]
        if row["state"] == CONFLICTING:
            groups += [[q] for q in some if q["quantity_id"] not in parts]
        groups = sorted(filter(None, groups), key=lambda group: int(group[0]["start"]))
        rows += [_compared(row, group) for group in groups]
    return pl.DataFrame(rows, schema=COMPARED, orient="row")


COMPARED = {
    "report_id": pl.String,
    "town": pl.String,
    "year": pl.Int16,
    "state": pl.String,
    "value": pl.Float64,
    "value_high": pl.Float64,
    "unit": pl.String,
    "approx": pl.String,
    "period": pl.String,
    "raw": pl.String,
    "quote": pl.String,
    "start": pl.UInt32,
    "end": pl.UInt32,
    "corrected": pl.Boolean,
    "machine": pl.String,
    "link": pl.String,
}


def _compared(row: dict[str, object], group: list[dict[str, object]]) -> tuple[object, ...]:
    """One value with its words; of several mentions added up, from the first to the last."""
    first, last = group[0], group[-1]
    told = row if len(group) > 1 else first
    return (
        row["report_id"],
        row["town"],
        row["year"],
        row["state"],
        told["value"],
        first["value_high"] if len(group) == 1 else None,
        told["unit"],
        told["approx"],
        first["period"],
        " + ".join(str(one["raw"]) for one in group),
        " … ".join(dict.fromkeys(str(one["quote"]) for one in group)),
        first["start"],
        last["end"],
        any(one["corrected"] for one in group),
        "; ".join(str(one["machine"]) for one in group if one["corrected"]) or None,
        first["link"],
    )
