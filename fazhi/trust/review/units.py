"""What coders can be asked about: every mention, every sentence without one, or whole reports.

A mention is a quantity that the machine found, coded or not. A sentence is one in which it found
none: only there what it missed altogether can be found. A report is asked for one indicator: what
it states of it, whatever the machine found. Each is a row of a frame (`POPULATION`), with its place
in the raw text; its key is made of the file's content and this place (as `mention_key` is), so
that it survives another name of the file and another codebook. `figure` is what the machine has
it add to its report's figure, null where it adds none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from fazhi.errors import NotFoundError
from fazhi.language.clauses import bounds_of
from fazhi.mentions import KEY_SIGNS
from fazhi.tables.view import Tables

MENTION, SENTENCE, REPORT = "mention", "sentence", "report"
# Shorter stretches without a mention are headings and remains of lists.
LEAST_SIGNS = 6
INDICATOR = "indicator"
# By which columns of `reports` a sample can be spread, besides the indicator.
GROUPS = {"year": "report_year", "level": "level", "province": "province", "county": "county"}
POPULATION = {
    "key": pl.String,
    "kind": pl.String,
    "report_id": pl.String,
    "start": pl.UInt32,
    "end": pl.UInt32,
    "indicator": pl.String,
    "value": pl.Float64,
    "unit": pl.String,
    "approx": pl.String,
    "period": pl.String,
    "part": pl.Boolean,
    "figure": pl.Float64,
    **dict.fromkeys(GROUPS, pl.String),
}


def check_groups(by: Sequence[str]) -> None:
    """Raise `NotFoundError` where a sample cannot be spread by a column."""
    known = (INDICATOR, *GROUPS)
    for name in by:
        if name not in known:
            what = "a sample cannot be spread by this"
            raise NotFoundError(what, where=name, hint=f"By: {', '.join(known)}.")


def mentions(tables: Tables) -> pl.DataFrame:
    """Every mention of the tables, in the order of the reports."""
    rows = (
        tables.scan("quantities")
        .join(_places(tables), on="report_id")
        .join(_adding(tables), on=["report_id", "quantity_id"], how="left")
        .sort("report_id", "quantity_id")
        .with_columns(
            pl.lit(MENTION).alias("kind"),
            pl.col("mention_key").alias("key"),
            pl.when(pl.col("adds")).then(pl.col("value")).alias("figure"),
        )
    )
    return _population(rows.collect())


def _population(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the columns of a population; those that are missing are null."""
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in POPULATION.items()
    )


def _adding(tables: Tables) -> pl.LazyFrame:
    """The mentions from which the figures of indicators are taken."""
    several = pl.col("parts").list.len() > 0
    return (
        tables.scan("indicators")
        .filter(pl.col("value").is_not_null(), ~pl.col("by_kinds"))
        .with_columns(
            pl.when(several).then(pl.col("parts")).otherwise(pl.concat_list("quantity_id"))
        )
        .select("report_id", pl.col("parts").alias("quantity_id"))
        .explode("quantity_id")
        .unique()
        .with_columns(pl.lit(True).alias("adds"))
    )


def _places(tables: Tables) -> pl.LazyFrame:
    columns = (pl.col(column).cast(pl.String).alias(name) for name, column in GROUPS.items())
    return tables.scan("reports").select("report_id", "sha256", *columns)


def sentences(tables: Tables) -> pl.DataFrame:
    """Every sentence of a paragraph in which the machine found no quantity."""
    spans = tables.scan("quantities").select("report_id", "start", "end").collect()
    found = {
        key[0]: list(zip(rows["start"], rows["end"], strict=True))
        for key, rows in spans.partition_by("report_id", as_dict=True).items()
    }
    raw = dict(tables.scan("texts").select("report_id", "raw_text").collect().iter_rows())
    paragraphs = tables.scan("paragraphs").select("report_id", "start", "end").collect()
    rows = [
        (report, low, high)
        for report, start, end in paragraphs.sort("report_id", "start").iter_rows()
        for low, high in _within(raw[report], start, end)
        if not any(low < last and first < high for first, last in found.get(report, ()))
    ]
    schema = {"report_id": pl.String, "start": pl.UInt32, "end": pl.UInt32}
    made = pl.DataFrame(rows, schema=schema, orient="row").lazy()
    return _population(
        made.join(_places(tables), on="report_id", maintain_order="left")
        .with_columns(
            pl.lit(SENTENCE).alias("kind"),
            pl.format(
                "{}:{}-{}", pl.col("sha256").str.head(KEY_SIGNS), pl.col("start"), pl.col("end")
            ).alias("key"),
        )
        .collect()
    )


def _within(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph, with their full stops, without blanks before them."""
    # A break of the page's lines ends no sentence here.
    words = raw[start:end].replace("\r", " ").replace("\n", " ")
    begin = 0
    for stop in [*bounds_of(words).sentences, len(words)]:
        told = words[begin:stop].strip()
        if len(told) >= LEAST_SIGNS:
            low = words.index(told, begin)
            yield start + low, start + min(stop + 1, len(words))
        begin = stop + 1


def whole_reports(tables: Tables, indicator: str) -> pl.DataFrame:
    """Every report with what the machine has for one indicator; no value where it conflicts."""
    stated = (
        tables.scan("indicators")
        .filter(pl.col("indicator") == indicator)
        .with_columns(
            pl.when(~pl.col("conflict")).then(pl.col(name)).alias(name)
            for name in ("unit", "approx")
        )
        .select("report_id", "indicator", "value", "unit", "approx")
    )
    rows = (
        _places(tables)
        .join(stated, on="report_id", how="left")
        .sort("report_id")
        .with_columns(
            pl.lit(REPORT).alias("kind"),
            pl.format("{}:{}", pl.col("sha256").str.head(KEY_SIGNS), pl.lit(indicator)).alias(
                "key"
            ),
            pl.col("value").alias("figure"),
            pl.lit(0).alias("start"),
            pl.lit(0).alias("end"),
        )
    )
    return _population(rows.collect())
