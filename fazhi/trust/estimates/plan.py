"""How many reports to check for an interval of a given width, before any was checked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist, fmean

from fazhi.trust.estimates.design import CERTAIN, NONE, Stratum, strata
from fazhi.trust.estimates.estimate import LEVEL, REFUSED

# What is assumed of the machine where nothing is known yet: of ten figures one is invented, and
# for ten that it found one was missed (docs/validation.md).
INVENTED = 0.1
MISSED = 0.1


def half_width(figures: Sequence[float | None], n: int) -> float:
    """Half the interval to expect of the total when `n` reports are checked, as a share of it."""
    found = [abs(one) for one in figures if one]
    if not found:
        return math.inf
    made = [one for one in strata(figures, n) if one.name != CERTAIN]
    every = math.fsum(_variance(one, figures, found) for one in made)
    return NormalDist().inv_cdf(0.5 + LEVEL / 2) * math.sqrt(every) / math.fsum(found)


def _variance(one: Stratum, figures: Sequence[float | None], found: Sequence[float]) -> float:
    size, n = len(one.units), one.checked
    if not n:
        return math.inf
    if one.name == NONE:
        wrong, values = min(1.0, MISSED * len(found) / size), list(found)
    else:
        wrong, values = INVENTED, [abs(figures[unit] or 0.0) for unit in one.units]
    first, second = fmean(values), fmean(value * value for value in values)
    return size * size * (1 - n / size) / n * (wrong * second - (wrong * first) ** 2)


def enough(figures: Sequence[float | None], half: float) -> int:
    """The least number to check for half an interval of `half` (a share of the total).

    All of them where nothing less will do. Raises `ValueError` where `half` is not above 0.
    """
    if not half > 0:
        raise ValueError(f"no interval has half a width of {half}")
    low, high = min(REFUSED, len(figures)), len(figures)
    while low < high:
        middle = (low + high) // 2
        if half_width(figures, middle) <= half:
            high = middle
        else:
            low = middle + 1
    return low
