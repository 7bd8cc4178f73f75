"""Which reports to check by hand: a stratified random sample that always holds the largest figures.

The machine's answer tells how much a report can do to a total, so it makes the strata: the largest
figures and those far beyond the usual one are checked each (a lost 万 is among them), reports of
which the machine found no figure are one stratum and get more than their share (what was missed is
only there), the others are strata of equal sums. Within a stratum every report is as likely as
another; `Drawn.probability` keeps how likely. After W. G. Cochran, Sampling Techniques (3rd ed.,
1977), chapters 5 and 5A, and N. Egami et al., Using Imperfect Surrogates for Downstream Inference
(NeurIPS 2023), where known probabilities make the correction unbiased. The shares below were
chosen by simulation (`python -m tests.trust.simulate`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from random import Random
from statistics import median
from typing import NamedTuple

# Of a sample: the share that the largest figures get, and of what is left that of reports without.
LARGEST = 0.1
NONE_FOUND = 0.6
# A figure so many times the median may have lost or won a 万: checked, up to this share.
OUTLIER = 20
OUTLIERS = 0.6
STRATA = 10
# A variance needs two; so many make one that can be trusted a little.
LEAST_OF_STRATUM = 4
CERTAIN = "certain"
NONE = "none"


class Stratum(NamedTuple):
    """Some units, by their places in the population, of which `checked` are to be drawn."""

    name: str
    units: tuple[int, ...]
    checked: int


class Drawn(NamedTuple):
    """A unit that was drawn: its place in the population, its stratum, how likely it was."""

    unit: int
    stratum: str
    probability: float


def strata(figures: Sequence[float | None], n: int) -> list[Stratum]:
    """The strata of a population and how many of each to check, `n` in all where there are so many.

    Args:
        figures: what the machine found for each unit; null where it found none.
        n: how many to check.

    Raises `ValueError` where `n` is less than one.
    """
    if n < 1:
        raise ValueError(f"a sample of {n} is none")
    order = sorted(
        (unit for unit, figure in enumerate(figures) if figure),
        key=lambda unit: (-abs(figures[unit] or 0), unit),
    )
    nothing = tuple(unit for unit, figure in enumerate(figures) if not figure)
    if n >= len(figures):
        return [Stratum(CERTAIN, tuple(range(len(figures))), len(figures))]
    largest = _largest([abs(figures[unit] or 0) for unit in order], n)
    left = n - largest
    among_none = min(len(nothing), round(NONE_FOUND * left))
    among_rest = min(len(order) - largest, left - among_none)
    among_none = min(len(nothing), left - among_rest)
    rest = order[: largest - 1 if largest else None : -1]
    made = [Stratum(CERTAIN, tuple(sorted(order[:largest])), largest)] if largest else []
    if nothing:
        made.append(Stratum(NONE, nothing, among_none))
    return made + list(_by_size(rest, figures, among_rest))


def _largest(figures: Sequence[float], n: int) -> int:
    """How many of the figures, the largest first, are checked whatever chance says."""
    if not figures:
        return 0
    far = OUTLIER * median(figures)
    outliers = sum(figure > far for figure in figures)
    return min(len(figures), max(int(LARGEST * n), min(outliers, int(OUTLIERS * n))))


def _by_size(rest: Sequence[int], figures: Sequence[float | None], n: int) -> Iterator[Stratum]:
    """Strata of about equal sums of the units left, the smallest figures first."""
    parts = max(1, min(STRATA, n // LEAST_OF_STRATUM))
    sums = list(accumulate(abs(figures[unit] or 0) for unit in rest))
    held: list[list[int]] = [[] for _ in range(parts)]
    for unit, up_to in zip(rest, sums, strict=True):
        part = min(parts - 1, int(parts * up_to / sums[-1]))
        held[part].append(unit)
    filled = [units for units in held if units]
    for at, checked in enumerate(_shared_out([len(units) for units in filled], n)):
        yield Stratum(f"size {at + 1}", tuple(sorted(filled[at])), checked)


def _shared_out(sizes: Sequence[int], n: int) -> list[int]:
    """`n` over strata evenly; what a small one cannot take goes to those that can."""
    taken = [0] * len(sizes)
    while n and (open_ := [at for at, size in enumerate(sizes) if taken[at] < size]):
        for at in open_[:n] if n < len(open_) else open_:
            more = min(max(1, n // len(open_)), sizes[at] - taken[at], n)
            taken[at] += more
            n -= more
    return taken


def draw(made: Sequence[Stratum], seed: int) -> list[Drawn]:
    """The sample of a seed: the same on every machine, by place in the population."""
    chance = Random(seed)
    drawn = [
        Drawn(unit, one.name, one.checked / len(one.units))
        for one in made
        if one.checked
        for unit in _some(one, chance)
    ]
    return sorted(drawn)


def _some(one: Stratum, chance: Random) -> Sequence[int]:
    return one.units if one.checked >= len(one.units) else chance.sample(one.units, one.checked)


def by_unit(made: Sequence[Stratum]) -> Mapping[int, str]:
    """The stratum of every unit of the population."""
    return {unit: one.name for one in made for unit in one.units}
