"""What people say of mentions, put in place of what the machine says."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from fazhi.mentions import mention_key
from fazhi.records import Corrected, Correction, Quantity

# The rule of a mention that people coded.
BY_HAND = "by_hand"


def correct(
    quantities: Sequence[Quantity], corrections: Sequence[Correction], sha256: str
) -> tuple[tuple[Quantity, ...], tuple[Corrected, ...]]:
    """The quantities of a report as people have them, and what was changed of which.

    Corrections of other files, and of mentions that are no more, change nothing.
    """
    told = {one.mention: one for one in corrections}
    made: list[Corrected] = []
    now: list[Quantity] = []
    for one in quantities:
        said = told.get(mention_key(sha256, one.place.start, one.place.end))
        now.append(_corrected(one, said) if said else one)
        if said:
            made.append(Corrected(one, now[-1], said.by))
    return tuple(now), tuple(made)


def _corrected(one: Quantity, said: Correction) -> Quantity:
    return replace(
        one,
        indicator=said.indicator,
        value=said.value,
        value_high=one.value_high if said.value == one.value else None,
        unit=said.unit,
        approx=said.approx,
        period=said.period,
        part=one.part if said.part is None else said.part,
        rule=BY_HAND,
        margin=None,
    )
