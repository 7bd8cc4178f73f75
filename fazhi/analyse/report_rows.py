"""All rows that one report gives, its tables and its audit, ready to be kept."""

from __future__ import annotations

from collections.abc import Mapping

from fazhi.analyse.measures import measures
from fazhi.analyse.tabulate import Rows, rows_of
from fazhi.records import Report


def report_rows(report: Report, stated: Mapping[str, str]) -> Rows:
    """Rows of every table that needs no other report; `stated` is the manifest's word on it."""
    rows = rows_of(report) | {"measures": [measures(report)]}
    if stated.get("source_url"):
        rows["reports"][0]["source_url"] = stated["source_url"]
    return rows
