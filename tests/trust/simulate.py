"""How often estimates hold the truth: `python -m tests.trust.simulate [RUNS] [CHECKED ...]`.

Made populations of 8,000 reports whose truth is known, of which seven in ten state a skewed figure,
coded by machines that err in known ways, and samples of them checked by a person who does not err.
Printed for each kind of error: what the total as coded is off, and of the corrected one half the
width of its interval, how often that holds the truth, and the same of the sample alone.

The machine alone read every report, so that what it states has no error of sampling, and an
interval without width: it holds the truth where all errors happen to cancel. Who takes the reports
for a sample of many more (what they are not) gets an interval; it holds the truth as long as errors
cancel to less than its width, as those made to be in balance do, and cannot tell whether they do.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from random import Random
from statistics import fmean, variance
from typing import NamedTuple

from fazhi.trust.estimates.design import by_unit, draw, strata
from fazhi.trust.estimates.estimate import Case, Of, estimate

REPORTS = 8000
STATING = 0.7
Figures = list[float | None]
Machine = Callable[[Figures, Random], Figures]


class Seen(NamedTuple):
    """Of a run: what is off as coded; of two estimates half the width, and whether they hold."""

    off: float
    half: float
    holds: bool
    half_alone: float
    holds_alone: bool
    machine_holds: bool
    half_machine: float
    as_sample_holds: bool


def truth(chance: Random, spread: float = 1.0) -> Figures:
    """What the reports state: whole numbers of a skewed distribution, or nothing."""
    return [
        float(round(math.exp(chance.gauss(3, spread))) + 1) if chance.random() < STATING else None
        for _ in range(REPORTS)
    ]


def machine(
    missed: float, invented: float, parts: float = 0.0, hundredfold: float = 0.0
) -> Machine:
    """A machine that misses and invents, adds a part to its total, or loses a 万."""

    def code(true: Figures, chance: Random) -> Figures:
        return [_coded(one, chance) for one in true]

    def _coded(one: float | None, chance: Random) -> float | None:
        if one is None:
            found = chance.random() < invented
            return float(round(math.exp(chance.gauss(2.7, 1))) + 1) if found else None
        if chance.random() < missed:
            return None
        if chance.random() < parts:
            return one + float(round(one * chance.random()))
        return one * 100 if chance.random() < hundredfold else one

    return code


MACHINES = {
    "balanced": machine(0.08, 0.187),
    "part and total": machine(0.08, 0.1, parts=0.06),
    "one-sided": machine(0.15, 0.05),
    "hundredfold": machine(0.04, 0.0, hundredfold=0.01),
}


def run(kind: str, checked: int, seed: int, of: Of = "total", spread: float = 1.0) -> Seen:
    """One population, one machine, one sample."""
    chance = Random(f"{kind} {seed}")
    true = truth(chance, spread)
    coded = MACHINES[kind](true, chance)
    made = strata(coded, checked)
    drawn = {one.unit for one in draw(made, seed)}
    where = by_unit(made)
    cases = [
        Case(where[at], coded[at], at in drawn, true[at] if at in drawn else None)
        for at in range(REPORTS)
    ]
    found = estimate(cases, of)
    right = _right(true, of)
    assert found.low is not None and found.high is not None and found.machine is not None
    alone, half_alone = _alone(true, checked, chance, of)
    half = (found.high - found.low) / 2
    return Seen(
        off=found.machine / right - 1,
        half=half / right,
        holds=found.low <= right <= found.high,
        half_alone=half_alone / right,
        holds_alone=abs(alone - right) <= half_alone,
        machine_holds=math.isclose(found.machine, right, rel_tol=1e-12),
        half_machine=(naive := _naive(coded, of)) / right,
        as_sample_holds=abs(found.machine - right) <= naive,
    )


def _right(true: Figures, of: Of) -> float:
    stated = [one for one in true if one is not None]
    return {
        "total": math.fsum(stated),
        "mean": fmean(stated),
        "share_stating": len(stated) / len(true),
    }[of]


def _alone(true: Figures, checked: int, chance: Random, of: Of) -> tuple[float, float]:
    """The estimate of a plain random sample checked by hand, and half its interval."""
    some = chance.sample(true, checked)
    if of == "mean":
        values = [one for one in some if one is not None]
        return fmean(values), 1.97 * math.sqrt(variance(values) / len(values))
    values = [one or 0.0 if of == "total" else float(one is not None) for one in some]
    times = REPORTS if of == "total" else 1
    rest = 1 - checked / REPORTS
    return times * fmean(values), 1.97 * times * math.sqrt(rest * variance(values) / checked)


def _naive(coded: Figures, of: Of) -> float:
    """Half the interval of one who takes the machine's figures for a sample of many more."""
    values = [one or 0.0 if of == "total" else float(one is not None) for one in coded]
    if of == "mean":
        values = [one for one in coded if one is not None]
    times = REPORTS if of == "total" else 1
    return 1.96 * times * math.sqrt(variance(values) / len(values))


def table(runs: int, sizes: list[int], of: Of = "total", spread: float = 1.0) -> Iterator[str]:
    """A line a kind of error and size of the sample."""
    for kind in MACHINES:
        for checked in sizes:
            seen = [run(kind, checked, seed, of, spread) for seed in range(runs)]
            yield (
                f"{of:<14}{kind:<16}{checked:>5} as coded {fmean(one.off for one in seen):+8.1%}, "
                f"holds {fmean(one.machine_holds for one in seen):.3f} (as a sample "
                f"± {fmean(one.half_machine for one in seen):.1%}, "
                f"{fmean(one.as_sample_holds for one in seen):.3f}); corrected "
                f"± {fmean(one.half for one in seen):.1%}, "
                f"holds {fmean(one.holds for one in seen):.3f}; sample alone "
                f"± {fmean(one.half_alone for one in seen):.1%}, "
                f"holds {fmean(one.holds_alone for one in seen):.3f}"
            )


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]] or [500]
    for what in ("total", "mean", "share_stating"):
        for line in table(asked[0], asked[1:] or [200, 400], what):  # type: ignore[arg-type]
            print(line, flush=True)
