"""From the answers of coders to one answer a unit: where they agree, or what was settled after.

`answers.json` in the sample's folder holds them; estimates are made of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from fazhi.errors import NotFoundError, ReadError
from fazhi.mentions import Correction
from fazhi.trust.review.agree import Answers, differ
from fazhi.trust.review.answers import Answer
from fazhi.trust.review.columns import INSTEAD, OWN, PART
from fazhi.trust.review.sample import Asked, Sample
from fazhi.trust.review.units import MENTION

ANSWERS = "answers.json"
EXACT, YEAR = "exact", "year"


class Settled(msgspec.Struct, frozen=True):
    """One answer a unit, and how it came about: `agreed`, `settled` or by `one` coder alone."""

    answer: Answer
    by: str


def settled(coders: Sequence[Answers], after: Answers) -> tuple[dict[str, Settled], list[str]]:
    """The answers that stand, by key; and the keys on which coders disagree and nobody settled.

    Args:
        coders: the answers of each.
        after: what was settled later; it stands above all.
    """
    stand: dict[str, Settled] = {}
    open_: list[str] = []
    for key in sorted({key for answers in coders for key in answers} | set(after)):
        given = [answers[key] for answers in coders if key in answers]
        if key in after:
            stand[key] = Settled(after[key], "settled")
        elif differ(given):
            open_.append(key)
        else:
            stand[key] = Settled(given[0], "agreed" if len(given) > 1 else "one")
    return stand, open_


def keep_answers(stand: Mapping[str, Settled], folder: Path) -> None:
    """Write what stands beside the sample."""
    rows = [stand[key] for key in sorted(stand)]
    content = msgspec.json.format(msgspec.json.encode(rows), indent=1)
    (folder / ANSWERS).write_bytes(content)


def kept_answers(folder: Path) -> dict[str, Settled]:
    """The answers of a sample's folder by key.

    Raises `NotFoundError` where there are none, `ReadError` where they are damaged.
    """
    file = folder / ANSWERS
    if not file.exists():
        hint = "Read the coders' workbooks first: fazhi review read."
        raise NotFoundError("the sample has no answers yet", where=str(folder), hint=hint)
    try:
        rows = msgspec.json.decode(file.read_bytes(), type=list[Settled])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"these are no answers ({error})", where=str(file)) from error
    return {one.answer.key: one for one in rows}


def corrections_of(stand: Mapping[str, Settled], sample: Sample) -> list[Correction]:
    """What of the answers differs from the machine's, of the mentions that it found, by mention.

    What a coder left empty is as the machine has it. Figures that the machine missed are in
    `fazhi.trust.review.missed`.
    """
    asked = {one.key: one for one in sample.units if one.kind == MENTION}
    found = ((stand[key], asked[key]) for key in sorted(stand.keys() & asked.keys()))
    return [
        replace(said, by=one.by)
        for one, machine in found
        if (said := _correction(one, machine)) != _as_is(machine)
    ]


def _correction(one: Settled, machine: Asked) -> Correction:
    answer = one.answer
    return replace(
        _as_is(machine),
        indicator=None if answer.indicator in INSTEAD else answer.indicator,
        value=machine.value if answer.value is None else answer.value,
        unit=answer.unit or machine.unit,
        approx=answer.approx or machine.approx or EXACT,
        period=answer.period or machine.period or YEAR,
        part=answer.counted == PART if answer.counted in (OWN, PART) else machine.part,
    )


def _as_is(machine: Asked) -> Correction:
    """The machine's answer in the form of a correction."""
    return Correction(
        mention=machine.key,
        indicator=machine.indicator,
        value=machine.value,
        unit=machine.unit,
        approx=machine.approx or EXACT,
        period=machine.period or YEAR,
        part=machine.part,
    )
