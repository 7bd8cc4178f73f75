"""Intervals of scores: what a count of so many says of what it was counted from.

A share has Wilson's interval (1927, Journal of the American Statistical Association 22(158)). F1 is
a function of one share, the right among all that either side has, J = right / (right + wrong +
missed): F1 = 2J / (1 + J). Its interval is that of J, carried over. Both take the mentions as
drawn independently; mentions of one report are alike, so true intervals are wider.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import NamedTuple

LEVEL = 0.95


class Interval(NamedTuple):
    """Bounds of a share, from 0 to 1."""

    low: float
    high: float


def wilson(right: float, of: float, level: float = LEVEL) -> Interval:
    """The interval of a share of `right` in `of`; 0 to 1 where nothing was counted.

    Raises `ValueError` where `right` is not between 0 and `of`.
    """
    if not 0 <= right <= of:
        raise ValueError(f"{right} of {of} is no share")
    if not of:
        return Interval(0.0, 1.0)
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share, weight = right / of, z * z / of
    middle = (share + weight / 2) / (1 + weight)
    half = z * math.sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def of_f1(right: int, wrong: int, missed: int, level: float = LEVEL) -> Interval:
    """The interval of F1 where so many were right, wrong (found, not there) and missed."""
    low, high = wilson(right, right + wrong + missed, level)
    return Interval(2 * low / (1 + low), 2 * high / (1 + high))
