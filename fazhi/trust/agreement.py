"""Krippendorff's alpha: how far coders agree beyond chance, whoever left something uncoded.

Written after K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), and Content
Analysis (4th ed., 2019), chapter 12: observed over expected disagreement in the table of
coincidences, for any number of coders.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import accumulate, permutations
from numbers import Real
from typing import Any

Counts = Counter[Any]
Distance = Callable[[Any, Any], float]
LEVELS = ("nominal", "ordinal", "interval", "ratio")


def alpha(units: Iterable[Sequence[Hashable | None]], level: str) -> float | None:
    """Agreement of the coders, 1 where they agree in all, 0 where only by chance.

    Args:
        units: for each unit the values that the coders gave it, null where one gave none; numbers
            for every level but `nominal`.
        level: `nominal`, `ordinal`, `interval` or `ratio`.

    Null where nothing can be told: no unit has two values, or all values are the same.
    Raises `ValueError` for another level, and for names where numbers are needed: sorted by their
    signs, 三级 would stand before 二级 (findings/third_level_stands_before_second.sh).
    """
    if level not in LEVELS:
        raise ValueError(f"no level of measurement {level!r}: {', '.join(LEVELS)}")
    coincidences: Counter[tuple[Any, Any]] = Counter()
    for unit in units:
        values = [value for value in unit if value is not None]
        for pair in permutations(values, 2):
            coincidences[pair] += 1 / (len(values) - 1)  # type: ignore[assignment]
    counts: Counts = Counter()
    for (value, _), times in coincidences.items():
        counts[value] += times
    if level != "nominal" and not all(isinstance(value, Real) for value in counts):
        raise ValueError(f"agreement on the level {level!r} needs numbers: names have no order")
    distance = _distance(level, counts)
    observed = sum(times * distance(*pair) for pair, times in coincidences.items())
    expected = _expected(level, counts, distance)
    return 1 - (sum(counts.values()) - 1) * observed / expected if expected else None


def _expected(level: str, counts: Counts, distance: Distance) -> float:
    """Disagreement of all pairs that could be drawn, times the number of values less one."""
    if level == "nominal":
        every: float = sum(counts.values())
        return every**2 - sum(times**2 for times in counts.values())
    return sum(
        counts[one] * counts[other] * distance(one, other) for one, other in permutations(counts, 2)
    )


def _distance(level: str, counts: Counts) -> Distance:
    """The square of how far two values lie apart."""
    if level == "ordinal":
        order = sorted(counts)
        up_to = accumulate(counts[value] for value in order)
        # The middle of each rank among all values: between two middles lie those between them.
        middle = {value: sum_ - counts[value] / 2 for value, sum_ in zip(order, up_to, strict=True)}
        return lambda one, other: float((middle[one] - middle[other]) ** 2)
    if level == "ratio":
        return lambda one, other: ((one - other) / (one + other)) ** 2 if one != other else 0.0
    if level == "interval":
        return lambda one, other: float((one - other) ** 2)
    return lambda one, other: float(one != other)
