"""Authorities through their years, all side by side: figures, plans, shortcomings that return."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.series import every_series
from fazhi.publish.pages.words import Words, indicator_order
from fazhi.tables.among import among
from fazhi.tables.view import Tables

# So many indicators are drawn; up to so many authorities have a line, or a row of a table, each.
DRAWN, LINES, ROWS = 12, 20, 40
SEVERAL = 2
QUARTERS = (("lower", 0.25), ("median", 0.5), ("upper", 0.75))
STATES = ("spoken", "not_spoken_of", "figure_met", "figure_not_met")
SPOKEN = ("spoken_of", "figure_met", "figure_not_met")
ASKED = (*SPOKEN, "not_spoken_of", "next_report_incomplete")
Row = dict[str, Any]


class Through:
    """The series of the reports of a write-up, and what the tables hold of them."""

    def __init__(self, tables: Tables, found: Sequence[Reading], words: Words) -> None:
        self._tables, self._words = tables, words
        self._series = every_series(tables)
        reading = {one.report: one for one in found}
        self._names = {
            place: reading[one.reports[-1]].named
            for place, one in self._series.items()
            if one.reports[-1] in reading
        }
        self._reports = [report for one in self._series.values() for report in one.reports]

    @property
    def many(self) -> bool:
        """Whether there are too many authorities for a line each."""
        return len(self._series) > LINES

    def rows(self) -> Iterator[Row]:
        """A row an indicator, authority (where many: quarter) and year, the most told first.

        None where a single authority has several years: its own page shows them.
        """
        if len(self._series) < SEVERAL:
            return
        told = self._told()
        most = told.group_by("indicator").agg(
            n=pl.col("place_id").n_unique(), top=pl.col("value").max()
        )
        place = indicator_order(self._words.book)
        last = (len(place), 0, 0)
        order = sorted(
            most.iter_rows(named=True),
            key=lambda row: (-row["n"], place.get(row["indicator"], last)),
        )
        for row in order[:DRAWN]:
            own = told.filter(indicator=row["indicator"])
            each = self._quarters(own) if self.many else self._lines(own)
            top = row["top"] or 1.0
            for one in each:
                yield {**self._named(row["indicator"]), **one, "scaled": one["value"] / top}

    def _told(self) -> pl.DataFrame:
        """The figures that an authority states in two years or more, by authority and year."""
        alone = pl.len().over("place_id", "indicator", "report_year") == 1
        return (
            self._tables.scan("panel")
            .filter(among("place_id", self._series), pl.col("value").is_not_null())
            .filter(alone)
            .filter(pl.len().over("place_id", "indicator") > 1)
            .sort("indicator", "place_id", "report_year")
            .with_columns(
                piece=(~pl.col("comparable").fill_null(False)).cum_sum().over("indicator")
            )
            .collect()
        )

    def _named(self, code: str) -> Row:
        words, unit = self._words, self._words.unit(code, None)
        name = words.indicator(code)
        label = words("label.unit", label=name, unit=unit) if unit else name
        return {"indicator": code, "label": label}

    def _lines(self, own: pl.DataFrame) -> Iterator[Row]:
        for row in own.iter_rows(named=True):
            yield {
                "report_id": row["report_id"],
                "town": self._names.get(row["place_id"], row["place_id"]),
                "year": row["report_year"],
                "value": row["value"],
                "piece": row["piece"],
                "firm": self._words("firm.exact" if row["approx"] == "exact" else "firm.approx"),
                "shown": prose.amount({**row, "zero": row["value"] == 0}, self._words),
                "href": f"{links.years(row['place_id'])}.html#figures",
            }

    def _quarters(self, own: pl.DataFrame) -> Iterator[Row]:
        """The middle of a year's figures, and a fourth of them below and above."""
        by_year = own.group_by("report_year").agg(
            *(pl.col("value").quantile(at, "linear").alias(name) for name, at in QUARTERS),
            n=pl.len(),
        )
        for row in by_year.sort("report_year").iter_rows(named=True):
            for name, _ in QUARTERS:
                shown = prose.rounded(row[name])
                told = self._words("through.of", shown=shown, n=row["n"])
                yield {
                    "town": self._words(f"tip.{name}"),
                    "year": row["report_year"],
                    "value": row[name],
                    "piece": name,
                    "firm": self._words("firm.exact"),
                    "shown": told,
                }

    def told(self) -> Html:
        """Plans and returning shortcomings counted, by year and, where few, by authority."""
        if not self._series:
            return Html("")
        followed = self._plans()
        shown = prose.line(self._words("through.plans.none"))
        if not followed.is_empty():
            shown = self._by_year(followed)
        return shown + (self._by_place(followed) if len(self._series) <= ROWS else Html(""))

    def _plans(self) -> pl.DataFrame:
        """The items of plans that a report follows, with place and year."""
        who = self._tables.frame("authorities").select("report_id", "place_id", "report_year")
        return (
            self._tables.scan("promises")
            .filter(among("status", ASKED))
            .select("report_id", "status")
            .collect()
            .join(who, on="report_id")
        )

    def _by_year(self, followed: pl.DataFrame) -> Html:
        words = self._words
        rows = [
            (str(year), str(own["place_id"].n_unique()), *_counted(own))
            for (year,), own in followed.sort("report_year").group_by(
                "report_year", maintain_order=True
            )
        ]
        head = [words(f"through.{one}") for one in ("year", "authorities", "items", *STATES)]
        note = Html(f"<p>{prose.text(words('through.plans'))}</p>")
        return note + prose.table(head, self._narrow(head, rows), "snnnnnn", words("through.plans"))

    def _by_place(self, followed: pl.DataFrame) -> Html:
        """A row an authority in the order of place codes: counts that lead to its page."""
        words = self._words
        again = (
            self._tables.scan("recurring")
            .select("place_id", "report_id", "start")
            .unique()
            .collect()
            .group_by("place_id")
            .len()
        )
        returning = dict(again.iter_rows())
        rows = []
        for place, one in self._series.items():
            counts = _counted(followed.filter(place_id=place))
            name = f'<span lang="zh">{prose.text(self._names.get(place, place))}</span>'
            way = prose.link(f"{one.page}.html#plans", name, "heading")
            n = str(returning.get(place, 0))
            to = prose.link(f"{one.page}.html#returning", n, "heading") if n != "0" else n
            rows.append((way, *counts, to))
        head = [words(f"through.{name}") for name in ("authority", "items", *STATES, "returning")]
        return prose.table(head, self._narrow(head, rows), "snnnnnn", words("through.places"))

    @staticmethod
    def _narrow(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
        """The rows with the names of columns before their cells, where the page is narrow."""
        return [
            [
                f'<span class="narrow">{prose.text(name)} </span>{cell}' if at else cell
                for at, (name, cell) in enumerate(zip(head, row, strict=True))
            ]
            for row in rows
        ]


def _counted(own: pl.DataFrame) -> list[str]:
    """How many items there are, and of how many the next report says what."""
    states = dict(own.group_by("status").len().iter_rows())
    spoken = sum(states.get(one, 0) for one in SPOKEN)
    return [str(own.height), str(spoken), *(str(states.get(one, 0)) for one in STATES[1:])]
