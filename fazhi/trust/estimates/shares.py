"""Bounds of a share of reports by score intervals, put together of parts.

The interval of a variance is as long to either side, and too short where few errors were met. Of
reports without a figure, and of those with one, the share that state one is a proportion, with
Wilson's interval: in strata at the number of checked reports that would tell as much (E. L. Korn
and B. I. Graubard, Confidence Intervals for Proportions with Small Expected Number of Positive
Counts Estimated from Survey Data, Survey Methodology 24, 1998; equal probabilities assumed within a
part). The distances of their bounds add up as squares (R. G. Newcombe, Statistics in Medicine 17,
1998, method 10; G. Y. Zou and A. Donner, Statistics in Medicine 27, 2008).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fazhi.trust.interval import wilson


class Held(NamedTuple):
    """A stratum: how many reports, how many of them checked, and how many of those state it."""

    size: int
    checked: int
    stating: int


def distances(parts: Iterable[Sequence[Held]], level: float) -> tuple[float, float]:
    """How far the bounds lie below and above the estimated number of reports that state a figure.

    Args:
        parts: strata of like errors, each with some reports checked and some not.
    """
    below, above = zip(*(_part(part, level) for part in parts if part), strict=True)
    return math.hypot(*below), math.hypot(*above)


def _part(strata: Sequence[Held], level: float) -> tuple[float, float]:
    size = sum(one.size for one in strata)
    share = math.fsum(one.size * one.stating / one.checked for one in strata) / size
    # Reports that were read have no error: what is left of the others' spreads over fewer.
    spread = math.fsum(one.size**2 * (1 - one.checked / one.size) / one.checked for one in strata)
    worth = size**2 / spread
    low, high = wilson(share * worth, worth, level)
    return size * (share - low), size * (high - share)
