"""One authority as the write-up of its years reads it: its reports in order, and their words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import Any

from fazhi.publish.pages import links, prose
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.series import Series, series_of
from fazhi.publish.pages.words import Words
from fazhi.tables.among import among
from fazhi.tables.view import Tables

LONGEST = 200
CLAUSE_ENDS = ("。", "；", "，", "、", "\n")
# What a plan of the year before can be set beside.
FOLLOWED = ("spoken_of", "figure_met", "figure_not_met", "not_spoken_of", "next_report_incomplete")
SPOKEN = FOLLOWED[:3]
WHOLE = "all"
Row = dict[str, Any]


class Place:
    """The reports of the authority of one report; `series` is nothing where that is its only year.

    Raises `NotFoundError` where the tables do not hold the report.
    """

    def __init__(self, tables: Tables, report: str, words: Words) -> None:
        self.words = words
        self.tables = tables
        self.asked = Reading(tables, report, words)
        self.series: Series | None = series_of(tables, report)
        own = self.series.reports if self.series else [report]
        self.readings = {
            one: self.asked if one == report else Reading(tables, one, words) for one in own
        }
        self.last = self.readings[own[-1]]

    @property
    def pairs(self) -> list[tuple[Reading, Reading, int]]:
        """A report, the one before it and the years between without one, the latest first."""
        before = self.series.before if self.series else {}
        found = [
            (one, self.readings[before[report][0]], before[report][1])
            for report, one in self.readings.items()
            if report in before
        ]
        return found[::-1]

    def rows(self, table: str) -> list[Row]:
        """The rows of all its reports in a table, in the order of the table."""
        return (
            self.tables.scan(table)
            .filter(among("report_id", list(self.readings)))
            .collect()
            .to_dicts()
        )

    @cached_property
    def promises(self) -> dict[str, list[Row]]:
        """By report the items of its plan in reading order, the latest report first."""
        return self._by_report("promises")

    @cached_property
    def recurring(self) -> dict[str, list[Row]]:
        """By report the shortcomings that earlier years tell of, too, the latest report first."""
        return self._by_report("recurring")

    @cached_property
    def changes(self) -> dict[str, dict[str, Row]]:
        """By report and part what share of it is kept, changed and new."""
        return self._changes("role", "theme")

    @cached_property
    def themes(self) -> dict[str, dict[str, Row]]:
        """The same by theme."""
        return self._changes("theme", "role")

    def _changes(self, by: str, whole: str) -> dict[str, dict[str, Row]]:
        found: dict[str, dict[str, Row]] = {}
        for row in self._changed:
            if row[whole] == WHOLE:
                found.setdefault(row["report_id"], {})[row[by]] = row
        return found

    @cached_property
    def _changed(self) -> list[Row]:
        return self.rows("changes")

    @cached_property
    def stale(self) -> list[Row]:
        """The figures told word for word again, the latest report's first."""
        found = self._by_report("stale_figures")
        return [row for rows in found.values() for row in rows]

    def _by_report(self, table: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in sorted(self.rows(table), key=lambda row: int(row["start"])):
            found.setdefault(row["report_id"], []).append(row)
        return {one: found[one] for one in reversed(self.readings) if one in found}

    def year(self, report: str) -> str:
        """The year of a report."""
        return str(self.readings[report].about["report_year"])

    def said(self, report: str, start: int, end: int) -> str:
        """The words of a report as a quote that leads to their paragraph (ready markup)."""
        reading = self.readings[report]
        tight = "".join(reading.raw[start:end].split()).strip("；。，;,")
        cut = tight if len(tight) <= LONGEST else f"{tight[:LONGEST]}…"
        address = links.source(report, "paragraph", reading.paragraph_at(start))
        return prose.link(address, prose.quote(cut, reading.script), "heading")

    def clause(self, report: str, start: int, end: int) -> str:
        """The same of the whole clause that holds some words."""
        raw = self.readings[report].raw
        low = max(raw.rfind(stop, 0, start) for stop in CLAUSE_ENDS) + 1
        ends = [at for stop in CLAUSE_ENDS if (at := raw.find(stop, end)) >= 0]
        return self.said(report, low, min(ends, default=len(raw)))

    def grouped_again(self, report: str) -> Iterator[list[Row]]:
        """The shortcomings of a report, each with a row an earlier year, the latest year first."""
        rows = sorted(
            self.recurring.get(report, []),
            key=lambda row: (row["start"], row["end"], self._place_of(row["earlier_report_id"])),
        )
        for _, held in groupby(rows, key=lambda row: (row["start"], row["end"])):
            yield list(held)[::-1]

    def _place_of(self, report: str) -> int:
        return list(self.readings).index(report)
