"""What a draft shares with the reports of a folder of tables, and what it left over of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.finding import NEEDS
from fazhi.corpus.reuse.leftovers import left_over
from fazhi.corpus.reuse.shared import reuse
from fazhi.corpus.reuse.shares import shares
from fazhi.records import Report
from fazhi.tables.among import among
from fazhi.tables.schema import TABLES
from fazhi.tables.tabulate import tables_of
from fazhi.tables.view import Tables

# Behind every other id: tables are read in the order of the ids.
DRAFT = "\U0010ffff"


class Against(NamedTuple):
    """A draft beside other reports.

    `left_over` and `shared` are its rows of the tables of these names (`reuse`), `shares` its row
    of `wording`; by their ids, `named` gives place and year of every report, `texts` the raw text
    of those that share something with the draft.
    """

    left_over: list[dict[str, object]]
    shared: list[dict[str, object]]
    shares: Mapping[str, float]
    named: Mapping[str, str]
    texts: Mapping[str, str]


def against(draft: Report, tables: Tables, book: Codebook) -> Against:
    """Set a draft beside the reports of some tables, but for its own of the same year.

    Raises `TablesError` where the tables are not those of one whole build.
    """
    own = _own(draft, tables)
    given = {name: pl.concat([_others(tables, name, own), _draft(draft, name)]) for name in NEEDS}
    found = reuse(given, book).lazy()
    mine = pl.col("report_id") == DRAFT
    given |= {"reuse": found}
    held = {name: given[name].filter(mine) for name in ("paragraphs", "texts")}
    told = shares({**held, "reuse": found.filter(mine)}, book).drop("report_id").to_dicts()
    reports = tables.frame("reports")
    place = pl.coalesce("town", "county", "prefecture", "province", "report_id")
    names = reports.select("report_id", pl.concat_str(place, "report_year", ignore_nulls=True))
    shared = found.filter(mine & pl.col("other_report_id").ne_missing(DRAFT)).collect()
    beside = among("report_id", shared["other_report_id"].drop_nulls().unique())
    texts = tables.scan("texts").filter(beside).select("report_id", "raw_text").collect()
    return Against(
        left_over({**given, "reuse": found.filter(mine)}, book).to_dicts(),
        shared.to_dicts(),
        told[0] if told else {},
        dict(names.iter_rows()),
        dict(texts.iter_rows()),
    )


def _own(draft: Report, tables: Tables) -> list[str]:
    """The draft's own report, should the tables hold it: the same file, or place and year."""
    who, rows = draft.identity, tables.frame("reports")
    same = pl.col("sha256") == draft.sha256
    if who.adcode and who.report_year:
        same |= (pl.col("adcode") == who.adcode) & (pl.col("report_year") == who.report_year)
    return rows.filter(same)["report_id"].to_list()


def _others(tables: Tables, name: str, own: list[str]) -> pl.LazyFrame:
    return tables.scan(name).filter(~among("report_id", own)).select(_columns(name))


def _draft(draft: Report, name: str) -> pl.LazyFrame:
    """The draft's rows of a table, as the tables hold them."""
    columns = tables_of(draft).get(name, {})
    kinds = TABLES[name].types()
    rows = max(map(len, columns.values()), default=0)
    series = []
    for column in _columns(name)[1:]:
        # What the audit or a manifest would tell is not told of a draft.
        values = columns.get(column) or [None] * rows
        dates = kinds[column] == pl.Date
        one = pl.Series(column, values, dtype=pl.String if dates else kinds[column])
        series.append(one.str.to_date("%Y-%m-%d") if dates else one)
    frame = pl.DataFrame(series)
    return frame.select(pl.lit(DRAFT).alias("report_id"), pl.all()).lazy()


def _columns(name: str) -> list[str]:
    """The id, then the other columns of a table."""
    return ["report_id", *(one for one in TABLES[name].columns if one != "report_id")]
