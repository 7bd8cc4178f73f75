"""Estimates of an indicator from the tables' figures and the answers to a sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

import polars as pl

from fazhi.errors import FazhiError, NotFoundError
from fazhi.parse.coding.combine import LEVELS
from fazhi.trust.estimates.design import NONE
from fazhi.trust.estimates.estimate import Case, Estimate, Of, estimate
from fazhi.trust.review.columns import COUNTED, OWN
from fazhi.trust.review.sample import Drawn
from fazhi.trust.review.settle import Settled
from fazhi.trust.review.units import GROUPS

ALL = ""


class Row(NamedTuple):
    """An estimate of one group of reports; the empty one is all, or those of no known group."""

    group: str
    estimate: Estimate


def estimates(
    drawn: Drawn, answers: Mapping[str, Settled], indicator: str, of: Of, by: str = ALL
) -> list[Row]:
    """What the sample tells of an indicator (id), of all reports or group by group.

    Args:
        of: `total`, `mean` over the reports that state one, or `share_stating`.
        by: `year`, `level`, `province` or `county`.

    Raises `FazhiError` where the sample was drawn for another indicator, or where one of
    mentions is asked what only one of reports can tell; `NotFoundError` for another `by`.
    """
    if of not in get_args(Of):
        hint = f"Of: {', '.join(get_args(Of))}."
        raise NotFoundError("there is no such estimate", where=str(of), hint=hint)
    sample = drawn.sample
    if sample.indicator and sample.indicator != indicator:
        what = f"the sample was drawn for {sample.indicator}"
        hint = f"Draw one for it: fazhi review sample --indicator {indicator}."
        raise FazhiError(what, where=indicator, hint=hint)
    if not sample.indicator and of != "total":
        what = f"a sample of mentions tells totals, no {of}"
        hint = f"Draw one of reports: fazhi review sample --indicator {indicator}."
        raise FazhiError(what, where=indicator, hint=hint)
    if by and by not in GROUPS:
        what = "estimates cannot be grouped by this"
        raise NotFoundError(what, where=by, hint=f"By: {', '.join(GROUPS)}.")
    cases = list(_cases(drawn, answers, indicator))
    if not by:
        return [Row(ALL, estimate(cases, of))]
    groups = drawn.population[by].fill_null("").to_list()
    return [
        Row(
            name,
            estimate(
                [case for case, group in zip(cases, groups, strict=True) if group == name], of
            ),
        )
        for name in sorted(set(groups))
    ]


def _cases(drawn: Drawn, answers: Mapping[str, Settled], indicator: str) -> Iterator[Case]:
    """A case a unit of the population: of mentions one for the indicator, the others as none."""
    whole = bool(drawn.sample.indicator)
    asked = {one.key for one in drawn.sample.units}
    columns = ("key", "stratum", "indicator", "figure")
    for key, stratum, coded, figure in drawn.population.select(columns).iter_rows():
        mine = coded == indicator
        machine = figure if mine else None
        checked = key in asked and key in answers
        hand = _hand(answers[key], indicator, machine) if checked else None
        named = stratum
        if not whole:
            named = f"{stratum} {indicator}" if machine is not None else _none(stratum)
        yield Case(named, machine, checked, hand)


def _none(stratum: str) -> str:
    return stratum if stratum.startswith(NONE) else f"{NONE}: {stratum}"


def _hand(one: Settled, indicator: str, machine: float | None) -> float | None:
    """What a unit adds by the coders: their figure where it counts, else nothing."""
    answer = one.answer
    if answer.indicator != indicator or answer.period not in (None, *LEVELS):
        return None
    if answer.counted not in (None, OWN) and answer.counted in COUNTED:
        return None
    if answer.value is None:
        return machine
    return answer.value


def as_frame(rows: Sequence[Row]) -> pl.DataFrame:
    """A row a group: what is coded, what is corrected, its bounds, and how many were checked."""
    told: list[dict[str, Any]] = [
        {
            "group": row.group,
            **row.estimate._asdict(),
            "weak": row.estimate.weak,
        }
        for row in rows
    ]
    return pl.DataFrame(
        told,
        schema={
            "group": pl.String,
            "machine": pl.Float64,
            "corrected": pl.Float64,
            "low": pl.Float64,
            "high": pl.Float64,
            "reports": pl.UInt32,
            "checked": pl.UInt32,
            "weak": pl.Boolean,
        },
    )
