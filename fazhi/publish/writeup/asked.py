"""Which report is meant by an id, or by a place with or without its year."""

from __future__ import annotations

import re

import polars as pl

from fazhi.errors import NotFoundError
from fazhi.tables.view import Tables

YEAR = re.compile(r"\s*(\d{4})\s*年?\s*$")
SHOWN = 8


def report_asked(read: Tables, asked: str) -> str:
    """The id of the one report meant by an id, `平安镇` or `平安镇 2023`.

    Raises `NotFoundError` listing what is there where none is meant, or those that are meant.
    """
    known = read.reports()
    if asked in known:
        return asked
    dated = YEAR.search(asked)
    speaker = pl.coalesce("town", "county", "prefecture", "province")
    rows = read.frame("reports").filter(speaker == YEAR.sub("", asked).strip())
    if dated:
        rows = rows.filter(pl.col("report_year") == int(dated.group(1)))
    found = rows["report_id"].to_list()
    if len(found) == 1:
        return str(found[0])
    if found:
        listed = ", ".join(found[:SHOWN])
        hint = f"Give one of their ids: {listed}."
        raise NotFoundError(f"{len(found)} reports are meant", where=asked, hint=hint)
    raise NotFoundError(
        "the tables hold no such report",
        where=asked,
        hint=f"They hold {', '.join(known[:SHOWN])}.",
    )
