"""Quantities by sentence: what the arithmetic checks look at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fazhi.analyse.once import once
from fazhi.codebook.book import Codebook
from fazhi.language.clauses import bounds_of
from fazhi.language.units import comparable
from fazhi.records import Quantity, Report

EXACT = "exact"
SEVERAL = 2
# What tells how many came in may stand behind the number (200件纠纷中化解190件).
AMONG = re.compile(r"[^\d，。；：、]{0,10}中(?![心介央国共小队学午旬期])")


class Sentence(NamedTuple):
    """A sentence of clean text and the quantities in it."""

    start: int
    end: int
    quantities: tuple[Quantity, ...]


def sentences(report: Report, wanted: int, book: Codebook) -> list[Sentence]:
    """The sentences that hold at least `wanted` quantities, in order."""
    among = _sentences(report, book) if wanted < SEVERAL else _with_several(report, book)
    return [one for one in among if len(one.quantities) >= wanted]


def sentence_parts(report: Report, wanted: int, book: Codebook) -> list[Sentence]:
    """The parts of sentences, between semicolons, that hold at least `wanted` quantities."""
    among = _parts(report, book) if wanted < SEVERAL else _parts_with_several(report, book)
    return [one for one in among if len(one.quantities) >= wanted]


@once
def _sentences(report: Report, _: Codebook) -> tuple[Sentence, ...]:
    return tuple(_between(bounds_of(report.text.clean).sentences, report))


@once
def _parts(report: Report, _: Codebook) -> tuple[Sentence, ...]:
    return tuple(_between(bounds_of(report.text.clean).parts, report))


# Most checks look at two figures side by side, most sentences hold one.
@once
def _with_several(report: Report, book: Codebook) -> tuple[Sentence, ...]:
    return tuple(one for one in _sentences(report, book) if len(one.quantities) >= SEVERAL)


@once
def _parts_with_several(report: Report, book: Codebook) -> tuple[Sentence, ...]:
    return tuple(one for one in _parts(report, book) if len(one.quantities) >= SEVERAL)


def _between(ends: Sequence[int], report: Report) -> Iterator[Sentence]:
    """The stretches between these ends that hold quantities."""
    size, found = len(report.text.clean), report.quantities
    starts = [one.place.clean_start for one in found]
    at = 0
    while at < len(found):
        after = bisect_left(ends, found[at].place.clean_end)
        high = ends[after] if after < len(ends) else size
        last = bisect_left(starts, high, at + 1)
        before = bisect_left(ends, starts[at])
        yield Sentence(ends[before - 1] + 1 if before else 0, high, found[at:last])
        at = last


def alike(one: Quantity, other: Quantity, book: Codebook) -> bool:
    """Whether two quantities count in measure words that may be added or compared."""
    return comparable(one.unit, other.unit, book=book)


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
