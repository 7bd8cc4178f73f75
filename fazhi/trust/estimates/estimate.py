"""Totals, means and shares of reports from the machine's figures, corrected by a checked sample.

The machine's figure of every report is known, a person's of a random sample. The total is the
machine's total plus what the sample says of its errors, each error counted as often as its stratum
was thinned out: prediction-powered inference (A. N. Angelopoulos et al., Science 382, 2023) in its
stratified, finite form, which is design-based supervised learning (N. Egami et al., NeurIPS 2023)
with known probabilities of being drawn, and Cochran's difference estimator (1977, chapter 7).

What is new here is the variance, since errors are rare and figures skewed, so that a sample's own
variance is often too small, most so where the estimate is too low. It is the mean of the sample's
own and of a second one, both of what a report adds to the estimate (to a mean its error in the sum
less the mean times its error in the count):

- among reports with a figure, the error *as a share of the figure* is pooled over strata, and the
  spread of the figures, known for all, tells what it does to each stratum;
- among reports without, those missed are taken to be as spread as those found.

Bounds are those of Student's t with Satterthwaite's degrees of freedom; of a share, where score
intervals (`fazhi.trust.estimates.shares`) reach farther, theirs. How often they hold the
truth is measured by `python -m tests.trust.simulate`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from statistics import NormalDist, fmean, variance
from typing import Literal, NamedTuple

from fazhi.trust.estimates.design import NONE
from fazhi.trust.estimates.shares import Held, distances

LEVEL = 0.95
# Below the first an interval means little and none is given; below the second it is told as weak.
REFUSED = 30
WEAK = 200

Of = Literal["total", "mean", "share_stating"]


class Case(NamedTuple):
    """A report: its stratum, the machine's figure, and a person's where it was checked.

    A figure that is null is not stated; a person's is looked at only where `checked`.
    """

    stratum: str
    machine: float | None
    checked: bool = False
    hand: float | None = None


class Estimate(NamedTuple):
    """A figure as coded and as corrected, with the bounds of its interval.

    `corrected`, `low` and `high` are null where too few were checked to tell.
    """

    machine: float | None
    corrected: float | None
    low: float | None
    high: float | None
    reports: int
    checked: int

    @property
    def weak(self) -> bool:
        """Whether so few were checked that the interval may hold the truth less often than told."""
        return self.checked < min(WEAK, self.reports)


class _Part(NamedTuple):
    """A stratum's share in the correction of the sum and of the count.

    `variance` gives that of a combination: so many times the sum less so many times the count.
    """

    total: float
    number: float
    freedom: float
    variance: Callable[[float, float], float]


class _Law(NamedTuple):
    """How reports with a figure err: means over those checked.

    `share` is the error as a share of the figure, `number` −1 where one was invented; then their
    squares, and their product.
    """

    share: float
    number: float
    shares: float
    numbers: float
    both: float

    def variance(self, sums: float, counts: float, first: float, second: float) -> float:
        """Of figures with that mean and mean square."""
        square = sums**2 * self.shares * second - 2 * sums * counts * self.both * first
        return (
            square
            + counts**2 * self.numbers
            - (sums * self.share * first - counts * self.number) ** 2
        )


def estimate(cases: Sequence[Case], of: Of, level: float = LEVEL) -> Estimate:
    """The total of figures, their mean over the reports that state one, or the share that do.

    Raises `ValueError` for another `of`.
    """
    if of not in ("total", "mean", "share_stating"):
        raise ValueError(f"no estimate of {of!r}: total, mean or share_stating")
    told = [case.machine for case in cases if case.machine is not None]
    checked = sum(case.checked for case in cases)
    machine = _value(of, math.fsum(told), len(told), len(cases))
    parts = _parts(cases) if checked >= min(REFUSED, len(cases)) else None
    if not parts:
        return Estimate(machine, None, None, None, len(cases), checked)
    total = math.fsum(told) + math.fsum(part.total for part in parts)
    count = len(told) + math.fsum(part.number for part in parts)
    value = _value(of, total, count, len(cases))
    if value is None:
        return Estimate(machine, None, None, None, len(cases), checked)
    half = _half(of, parts, value, count, len(cases), level)
    low, high = value - half, value + half
    if of == "share_stating":
        below, above = _by_score(cases, level)
        low, high = min(low, value - below), max(high, value + above)
        low, value, high = (min(1.0, max(0.0, bound)) for bound in (low, value, high))
    return Estimate(machine, value, low, high, len(cases), checked)


def _value(of: Of, total: float, count: float, reports: int) -> float | None:
    if of == "total":
        return total
    if of == "mean":
        return total / count if count > 0 else None
    return count / reports if reports else None


def _half(
    of: Of, parts: Sequence[_Part], value: float, count: float, reports: int, level: float
) -> float:
    """Half the width of the interval: a ratio's variance is that of what it leaves of the sum."""
    weight = {"total": (1, 0, 1), "mean": (1, value, count), "share_stating": (0, -1, reports)}[of]
    sums, counts, scale = weight
    variances = [max(0.0, part.variance(sums, counts)) for part in parts]
    every = math.fsum(variances)
    if not every:
        return 0.0
    freedom = every**2 / math.fsum(
        one**2 / part.freedom for one, part in zip(variances, parts, strict=True) if one
    )
    return _student(freedom, level) * math.sqrt(every) / scale


def _student(freedom: float, level: float) -> float:
    """The quantile of Student's t after Hill's expansion of the normal one (1970)."""
    z = NormalDist().inv_cdf(0.5 + level / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def _parts(cases: Sequence[Case]) -> list[_Part] | None:
    """What each kind of stratum adds; null where one that can err has too few checked."""
    whole, none, sized = _strata(cases)
    open_ = none + sized
    if any(sum(case.checked for case in held) < 2 for held in open_):
        return None
    parts = [_counted(held) for held in whole]
    parts += [_of_none(held, _spread(cases)) for held in none]
    return parts + (_of_sizes(sized) if sized else [])


def _strata(
    cases: Sequence[Case],
) -> tuple[list[list[Case]], list[list[Case]], list[list[Case]]]:
    """Strata of which every report was checked, of none found, and of figures by size."""
    by_name: dict[str, list[Case]] = {}
    for case in cases:
        by_name.setdefault(case.stratum, []).append(case)
    whole = [held for held in by_name.values() if all(case.checked for case in held)]
    none = [held for name, held in by_name.items() if name.startswith(NONE) and held not in whole]
    sized = _joined([by_name[name] for name in by_name if not name.startswith(NONE)], whole)
    return whole, none, sized


def _by_score(cases: Sequence[Case], level: float) -> tuple[float, float]:
    """How far score intervals of the share lie below and above it."""
    _, none, sized = _strata(cases)
    if not none + sized:
        return 0.0, 0.0
    parts = [[_stating(held)] for held in none] + [[_stating(held) for held in sized]]
    below, above = distances(parts, level)
    return below / len(cases), above / len(cases)


def _stating(held: Sequence[Case]) -> Held:
    stating = sum(case.checked and case.hand is not None for case in held)
    return Held(len(held), _checked(held), stating)


def _joined(strata: Iterable[list[Case]], whole: Sequence[list[Case]]) -> list[list[Case]]:
    """Strata of figures, by size; one with too few checked goes together with its neighbour."""
    rest = sorted((held for held in strata if held not in whole), key=_middle)
    made: list[list[Case]] = []
    for held in rest:
        if made and min(_checked(made[-1]), _checked(held)) < 2:
            made[-1] = made[-1] + held
        else:
            made.append(held)
    return made


def _middle(held: Sequence[Case]) -> float:
    return fmean(abs(case.machine or 0.0) for case in held)


def _checked(held: Sequence[Case]) -> int:
    return sum(case.checked for case in held)


def _errors(held: Iterable[Case]) -> tuple[list[float], list[float]]:
    """Of the checked: by how much the figure is more than the machine's, and the count."""
    checked = [case for case in held if case.checked]
    sums = [(case.hand or 0.0) - (case.machine or 0.0) for case in checked]
    counts = [float((case.hand is not None) - (case.machine is not None)) for case in checked]
    return sums, counts


def _counted(held: Sequence[Case]) -> _Part:
    """A stratum of which every report was checked: nothing is left to chance."""
    sums, counts = _errors(held)
    return _Part(math.fsum(sums), math.fsum(counts), math.inf, lambda _sums, _counts: 0.0)


def _spread(cases: Iterable[Case]) -> tuple[float, float]:
    """Mean and mean square of the figures there are: the person's where checked."""
    figures = [case.hand if case.checked else case.machine for case in cases]
    stated = [figure for figure in figures if figure]
    return (fmean(stated), fmean(one * one for one in stated)) if stated else (0.0, 0.0)


def _of_none(held: Sequence[Case], spread: tuple[float, float]) -> _Part:
    """Reports of which the machine found no figure."""
    errors, missing = _errors(held)
    size, n = len(held), len(errors)
    missed = (sum(map(bool, missing)) + 0.5) / (n + 1)
    first, second = spread

    def of_both(sums: float, counts: float) -> float:
        square = sums * sums * second - 2 * sums * counts * first + counts * counts
        second_one = missed * square - (missed * (sums * first - counts)) ** 2
        return _thinned(size, n) * (_own(errors, missing, sums, counts) + second_one) / 2

    return _Part(size * fmean(errors), size * fmean(missing), n - 1, of_both)


def _thinned(size: int, n: int) -> float:
    """By what the variance of one report's error is multiplied where `n` of `size` were checked."""
    return size * size * (1 - n / size) / n


def _own(errors: Sequence[float], missing: Sequence[float], sums: float, counts: float) -> float:
    """The sample's own variance of a combination of both errors.

    Of counts alone half an error is added: none among seven is not none.
    """
    if not sums:
        wrong = (sum(map(bool, missing)) + 0.5) / (len(missing) + 1)
        return counts**2 * wrong * (1 - wrong)
    pairs = zip(errors, missing, strict=True)
    return variance([sums * error - counts * more for error, more in pairs])


def _of_sizes(strata: Sequence[Sequence[Case]]) -> list[_Part]:
    """Reports with a figure: the error as a share of it is pooled over the strata of sizes."""
    found = [_errors(held) for held in strata]
    figures = [[case.machine or 0.0 for case in held] for held in strata]
    means = [(fmean(some), fmean(one * one for one in some)) for some in figures]
    # Sums rest on every error alike. Of counts small figures, which stand in large strata, are
    # most: there errors count as often as in the population.
    alike, often = _law(strata, weighted=False), _law(strata, weighted=True)
    k = sum(len(errors) for errors, _ in found)

    def of_both(sums: float, counts: float) -> float:
        every = 0.0
        for held, (errors, missing), (first, second) in zip(strata, found, means, strict=True):
            pooled = (often if counts else alike).variance(sums, counts, first, second)
            own = _own(errors, missing, sums, counts) if len(errors) > 1 else pooled
            every += _thinned(len(held), len(errors)) * (own + pooled * k / (k - 1)) / 2
        return every

    total = math.fsum(len(held) * fmean(one[0]) for held, one in zip(strata, found, strict=True))
    number = math.fsum(len(held) * fmean(one[1]) for held, one in zip(strata, found, strict=True))
    return [_Part(total, number, k - 1, of_both)]


def _law(strata: Sequence[Sequence[Case]], *, weighted: bool) -> _Law:
    """The errors of all strata of sizes together, with half a report more that was invented.

    None invented among few is not none (as for those missed).
    """
    rows: list[tuple[float, float, float]] = []
    for held in strata:
        checked = [case for case in held if case.checked]
        weight = len(held) / len(checked) if weighted else 1.0
        for case, error, more in zip(checked, *_errors(held), strict=True):
            rows.append((weight, error / case.machine if case.machine else 0.0, more))
    every = math.fsum(weight for weight, _, _ in rows)
    # As many checked reports of equal weight would tell as much (Kish).
    worth = every**2 / math.fsum(weight**2 for weight, _, _ in rows)
    half = 0.5 / (worth + 1)
    means = [
        math.fsum(weight * value for weight, value in some) / every
        for some in (
            [(weight, share) for weight, share, _ in rows],
            [(weight, more) for weight, _, more in rows],
            [(weight, share * share) for weight, share, _ in rows],
            [(weight, more * more) for weight, _, more in rows],
            [(weight, share * more) for weight, share, more in rows],
        )
    ]
    return _Law(*(one - half for one in means[:2]), *(one + half for one in means[2:]))
