"""Authorities with reports of two years or more: each has a page through its years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from fazhi.publish.pages import links
from fazhi.tables.view import Tables

COLUMNS = ("report_id", "place_id", "report_year", "previous_report_id", "gap", "why_not")
TWO_REPORTS = "two_reports"


@dataclass(frozen=True, slots=True)
class Series:
    """The reports of one authority.

    Args:
        place: its id in the table `authorities`.
        years: its reports by year, in the order of years; two of a year are set beside none.
        before: by report that of the year nearest before, and how many years between have none.
    """

    place: str
    years: Mapping[int, tuple[str, ...]]
    before: Mapping[str, tuple[str, int]]

    @property
    def page(self) -> str:
        """The stem of its page."""
        return links.years(self.place)

    @property
    def reports(self) -> list[str]:
        """Every report, in the order of years."""
        return [report for held in self.years.values() for report in held]

    @property
    def gaps(self) -> list[int]:
        """The years between without a report."""
        return sorted(set(range(min(self.years), max(self.years))) - set(self.years))


def every_series(tables: Tables) -> dict[str, Series]:
    """By authority, in the order of their ids, those with reports of two years or more."""
    return _series(tables.over("authorities", COLUMNS))


def series_of(tables: Tables, report: str) -> Series | None:
    """The series that a report stands in, where its authority has two years or more."""
    rows = tables.over("authorities", COLUMNS)
    own = rows.filter(report_id=report)["place_id"]
    found = _series(rows.filter(pl.col("place_id").is_in(own.implode())))
    return next((one for one in found.values() if report in one.reports), None)


def _series(rows: pl.DataFrame) -> dict[str, Series]:
    counts = pl.col("why_not").is_null() | (pl.col("why_not") == TWO_REPORTS)
    several = pl.col("report_year").n_unique().over("place_id") > 1
    known = pl.col("place_id").is_not_null() & pl.col("report_year").is_not_null()
    told = rows.filter(known & counts).filter(several).sort("place_id", "report_year", "report_id")
    found: dict[str, Series] = {}
    for (place,), held in told.partition_by("place_id", as_dict=True, maintain_order=True).items():
        years: dict[int, tuple[str, ...]] = {}
        before: dict[str, tuple[str, int]] = {}
        for row in held.iter_rows(named=True):
            year = int(row["report_year"])
            years[year] = (*years.get(year, ()), row["report_id"])
            if row["previous_report_id"]:
                before[row["report_id"]] = row["previous_report_id"], int(row["gap"])
        found[str(place)] = Series(str(place), years, before)
    return found
