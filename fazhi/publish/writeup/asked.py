"""Which report is meant by what a person typed for it."""

from __future__ import annotations

import polars as pl

from fazhi.publish.pages.names import find_report
from fazhi.tables.view import Tables


def report_asked(read: Tables, asked: str) -> str:
    """The id of the one report meant by an id, `平安镇`, `平安镇 2023` or the name of its file.

    Raises `NotFoundError` listing what is near where none is meant, or those that are meant.
    """
    reports = read.frame("reports")
    who = reports.select(
        "report_id",
        town=pl.coalesce("town", "county", "prefecture", "province"),
        year="report_year",
    )
    return find_report(asked, reports, who, read.book)
