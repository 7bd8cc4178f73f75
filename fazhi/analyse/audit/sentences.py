"""Quantities by sentence: what the arithmetic checks look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fazhi.records import Quantity, Report

SENTENCE = "\n。！？"
PART = "\n。；！？"
EXACT = "exact"
SAME_KIND = (
    frozenset(["件", "起", "宗", "例", "件次", "桩", "案"]),
    frozenset(["人", "名", "位"]),
    frozenset(["次", "场", "场次", "期"]),
    frozenset(["处", "个", "项", "条"]),
)


class Sentence(NamedTuple):
    """A sentence of clean text and the quantities in it."""

    start: int
    end: int
    quantities: tuple[Quantity, ...]


def sentences(report: Report, wanted: int = 2, signs: str = SENTENCE) -> Iterator[Sentence]:
    """The sentences (or parts of such) that hold at least `wanted` quantities, in order."""
    text, found = report.text.clean, report.quantities
    at = 0
    while at < len(found):
        start, end = found[at].place.clean_start, found[at].place.clean_end
        high = len(text)
        for sign in signs:
            # Each search ends where the one before has found something: no sign is looked for
            # through the whole text.
            nearer = text.find(sign, end, high)
            high = high if nearer < 0 else nearer
        last = at + 1
        while last < len(found) and found[last].place.clean_start < high:
            last += 1
        if last - at >= wanted:
            low = 0
            for sign in signs:
                low = max(low, text.rfind(sign, low, start) + 1)
            yield Sentence(low, high, found[at:last])
        at = last


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities count in measure words that may be added or compared."""
    if one.unit == other.unit:
        return True
    return any(one.unit in kind and other.unit in kind for kind in SAME_KIND)


def is_count(one: Quantity) -> bool:
    """An exact number of the year or of a state: no share, change, rate, plan or range."""
    return (
        one.approx == EXACT
        and one.value is not None
        and one.value_high is None
        and not (one.zero or one.change)
        and one.period in ("year", "stock")
        and one.dimension not in ("percent", "duration")
    )


def number(value: float | None) -> str:
    """A value as a reader writes it."""
    return "" if value is None else f"{value:g}" if value < 1e6 else f"{value:.0f}"


def before(report: Report, one: Quantity, low: int) -> str:
    """The words between the last comma (or `low`) and the mention."""
    text = report.text.clean
    start = one.place.clean_start
    cut = max(text.rfind(sign, low, start) for sign in "，：:、；")
    return text[max(cut + 1, low) : start]
