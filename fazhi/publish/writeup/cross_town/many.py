"""Figures of many reports: how many are in each state, where their values lie, year by year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from fazhi.publish.charts import common as charts
from fazhi.publish.charts import cross_town as charts_corpus
from fazhi.publish.charts.figure import Figure
from fazhi.publish.pages import slices
from fazhi.publish.pages.words import Words

Row = dict[str, Any]


class Many:
    """Draws rows of which each says by `report_id` whose it is.

    `place` gives where each report stands among all; `parts` the cells that can be chosen.
    """

    def __init__(
        self, words: Words, place: Mapping[str, int], parts: Sequence[slices.Cell]
    ) -> None:
        self._words, self._place, self._parts = words, place, parts

    def zeros(self) -> list[int]:
        """A count of none for every report."""
        return [0] * len(self._place)

    def states(self, rows: Sequence[Row], what: str, states: Sequence[str]) -> Figure:
        """How many reports are in each state, of those that `states` names by code."""
        words = self._words
        rank_of = {state: rank for rank, state in enumerate(states)}
        each = {label: self.zeros() for label in dict.fromkeys(row["label"] for row in rows)}
        for row in rows:
            each[row["label"]][self._place[row["report_id"]]] = rank_of[row["code"]]
        named = [words.of("state", state) for state in states]
        whole = [
            {"label": label, "state": name, "rank": rank, "n": some[rank]}
            for label, own in each.items()
            for some in [Counter(own)]
            for rank, name in enumerate(named)
        ]
        stack = list(zip(named, (charts.STATE_COLOURS[state] for state in states), strict=True))
        parts = slices.states(each, named, self._parts)
        return charts_corpus.counts(whole, words, f"{what}.many", stack, parts, what)

    def counts(
        self,
        each: Mapping[tuple[str, str, int], list[int]],
        what: str,
        stack: list[tuple[str, str]],
    ) -> Figure:
        """Counts of each label, state and rank, given how many each report has."""
        parts = slices.counts(list(each.values()), self._parts)
        whole = [
            {"label": label, "state": state, "rank": rank, "n": sum(some)}
            for (label, state, rank), some in each.items()
        ]
        return charts_corpus.counts(whole, self._words, what, stack, parts)

    def spreads(
        self,
        rows: Sequence[Row],
        what: str,
        label: str = "label",
        value: str = "value",
        labels: Sequence[str] = (),
        absent: float | None = None,
        log: bool = False,
    ) -> Figure:
        """Spreads of the values of each label, of a report none, one or several.

        Where a report has rows but none of a label, `absent` stands for its value.
        """
        there = {self._place[row["report_id"]] for row in rows}
        each: dict[str, dict[int, list[float]]] = {name: {} for name in labels}
        for row in rows:
            some = each.setdefault(row[label], {})
            some.setdefault(self._place[row["report_id"]], []).append(row[value])
        if absent is not None:
            for some in each.values():
                for at in there - some.keys():
                    some[at] = [absent]
        share = what not in charts_corpus.AMOUNTS
        parts = slices.spreads(each, self._parts, share, log)
        told = [
            {"label": name, **dict(zip(slices.SPREAD, slices.spread(flat), strict=True))}
            for name, some in each.items()
            for flat in [sorted(v for one in some.values() for v in one)]
        ]
        return charts_corpus.spreads(told, self._words, what, parts, log)

    def years(self, rows: Sequence[Row]) -> Figure:
        """The middle of the values of each label, year by year."""
        each: dict[tuple[str, int], dict[int, list[float]]] = defaultdict(dict)
        for row in rows:
            each[row["label"], row["year"]][self._place[row["report_id"]]] = [row["value"]]
        told = [
            {"label": label, "year": year, **dict(zip(slices.SPREAD, middle, strict=True))}
            for (label, year), some in each.items()
            for middle in [slices.spread(sorted(value for one in some.values() for value in one))]
        ]
        if not self._parts:
            return charts_corpus.years(told, self._words, {})
        named = {f"{label} {year}": some for (label, year), some in each.items()}
        parts = {**slices.spreads(named, self._parts, True, False), "labels": None}
        return charts_corpus.years(told, self._words, parts)
