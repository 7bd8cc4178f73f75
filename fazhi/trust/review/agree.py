"""How far coders agree with each other and with the machine.

Krippendorff's alpha by variable (`fazhi.trust.agreement`), with a bootstrap interval: units are
drawn again with replacement and alpha is taken of each draw (after A. F. Hayes and K. Krippendorff,
Answering the Call for a Standard Reliability Measure, Communication Methods and Measures 1, 2007;
theirs draws pairs). Beside it the plain share of units with equal answers. Value, measure word,
approximation and period are compared only where both chose the same indicator: else the two speak
of different things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from random import Random
from typing import NamedTuple

from fazhi.trust.agreement import alpha
from fazhi.trust.review.answers import Answer
from fazhi.trust.review.columns import INSTEAD, NO_INDICATOR, NOT_STATED
from fazhi.trust.review.sample import Asked, Sample
from fazhi.trust.review.units import MENTION, REPORT

MACHINE = "machine"
VARIABLES = {
    "indicator": "nominal",
    "value": "ratio",
    "unit": "nominal",
    "approx": "nominal",
    "period": "nominal",
}
DRAWS = 1000
LEVEL = 0.95
Answers = Mapping[str, Answer]
Units = Sequence[tuple[Hashable | None, Hashable | None]]


class Agreement(NamedTuple):
    """Of two coders and one variable: units that both answered, equal ones, alpha and its bounds.

    Alpha is null where it is not defined (no variation), its bounds where half of the draws
    gave none.
    """

    one: str
    other: str
    variable: str
    units: int
    equal: int
    alpha: float | None
    low: float | None
    high: float | None


class Confused(NamedTuple):
    """Two indicators that two coders gave the same units, and how many."""

    one: str
    other: str
    units: int


def of_machine(sample: Sample) -> dict[str, Answer]:
    """What the machine answers of each unit, as a coder would."""
    return {one.key: _of_machine(one) for one in sample.units}


def _of_machine(one: Asked) -> Answer:
    instead = {REPORT: NOT_STATED, MENTION: NO_INDICATOR}.get(one.kind, "no_figure")
    return Answer(one.key, one.indicator or instead, one.value, one.unit, one.approx, one.period)


def agreements(coders: Mapping[str, Answers], seed: int) -> list[Agreement]:
    """Every two coders by variable, in their order."""
    names = list(coders)
    pairs = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]
    return [
        _agreement(one, other, variable, coders[one], coders[other], seed)
        for one, other in pairs
        for variable in VARIABLES
    ]


def _agreement(
    one: str, other: str, variable: str, left: Answers, right: Answers, seed: int
) -> Agreement:
    units = _units(variable, left, right)
    level = VARIABLES[variable]
    chance = Random(f"{seed} {one} {other} {variable}")
    draws = (alpha(chance.choices(units, k=len(units)), level) for _ in range(DRAWS) if units)
    found = sorted(drawn for drawn in draws if drawn is not None)
    low, high = _bounds(found) if len(found) > DRAWS / 2 else (None, None)
    equal = sum(a == b for a, b in units)
    return Agreement(one, other, variable, len(units), equal, alpha(units, level), low, high)


def _bounds(found: Sequence[float]) -> tuple[float, float]:
    tail = (1 - LEVEL) / 2
    last = len(found) - 1
    return found[round(tail * last)], found[round((1 - tail) * last)]


def _units(variable: str, left: Answers, right: Answers) -> Units:
    """The values that both gave, unit by unit in the order of the keys."""
    both = [(left[key], right[key]) for key in sorted(left.keys() & right.keys())]
    if variable != "indicator":
        both = [
            (a, b) for a, b in both if a.indicator == b.indicator and a.indicator not in INSTEAD
        ]
    values = ((getattr(a, variable), getattr(b, variable)) for a, b in both)
    return [(a, b) for a, b in values if a is not None and b is not None]


def confusions(left: Answers, right: Answers) -> list[Confused]:
    """Which indicators two coders gave the same units instead of each other, most often first."""
    met = Counter(
        (left[key].indicator, right[key].indicator)
        for key in left.keys() & right.keys()
        if left[key].indicator != right[key].indicator
    )
    return [
        Confused(*pair, n) for pair, n in sorted(met.items(), key=lambda one: (-one[1], one[0]))
    ]


def differ(answers: Sequence[Answer]) -> bool:
    """Whether answers to one unit disagree in what is counted, in what, or in how exactly.

    A measure word or an approximation that a coder left empty is as the program has it, and differs
    from nobody's.
    """
    if len({_said(one) for one in answers}) > 1:
        return True
    figures = [one for one in answers if one.indicator not in INSTEAD]
    return any(
        len({told for one in figures if (told := getattr(one, name)) is not None}) > 1
        for name in ("unit", "approx")
    )


def _said(one: Answer) -> tuple[Hashable, ...]:
    """What of an answer is never left to the program, once a figure is told."""
    if one.indicator in INSTEAD:
        return (one.indicator,)
    return (one.indicator, one.value, one.period or "year", one.counted or "own")
