"""From the answers of coders to one answer a unit: where they agree, or what was settled after.

`answers.json` in the sample's folder holds them; estimates are made of it. `coders.json` holds what
each coder answered as it was last read, whatever their files are called.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from fazhi.errors import FazhiError, NotFoundError, ReadError
from fazhi.mentions import Correction
from fazhi.trust.review.agree import Answers, differ
from fazhi.trust.review.answers import Answer
from fazhi.trust.review.columns import INSTEAD, OWN, PART
from fazhi.trust.review.sample import Asked, Sample
from fazhi.trust.review.units import MENTION

ANSWERS, CODERS = "answers.json", "coders.json"
SETTLED, AGREED, ONE = "settled", "agreed", "one"
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
            stand[key] = Settled(after[key], SETTLED)
        elif differ(given):
            open_.append(key)
        else:
            stand[key] = Settled(given[0], AGREED if len(given) > 1 else ONE)
    return stand, open_


def settled_before(folder: Path) -> dict[str, Answer]:
    """What was settled when a sample was read before."""
    before = kept_answers(folder) if (folder / ANSWERS).exists() else {}
    return {key: one.answer for key, one in before.items() if one.by == SETTLED}


def check_kept(
    stand: Mapping[str, Settled], open_: Sequence[str], coders: Collection[str], folder: Path
) -> None:
    """Raise `FazhiError` where answers of a sample that were read before would be lost."""
    if not (folder / ANSWERS).exists():
        return
    hint = "Name every coder's workbook, mend what is told above, or forget the former: --anew."
    former = kept_coders(folder)
    if len(coders) < len(former):
        what = f"workbooks read before: {len(former)} ({', '.join(former)}), and now {len(coders)}"
        raise FazhiError(what, where=str(folder), hint=hint)
    here = stand.keys() | set(open_)
    lost = [
        key
        for key, one in kept_answers(folder).items()
        if key not in here or (one.by == AGREED and key in stand and stand[key].by == ONE)
    ]
    if lost:
        what = f"rows answered before are so no more: {len(lost)}, the first is {lost[0]}"
        raise FazhiError(what, where=str(folder), hint=hint)


def keep_answers(
    stand: Mapping[str, Settled], folder: Path, coders: Mapping[str, Answers] | None = None
) -> None:
    """Write what stands beside the sample, and what each coder answered where that is given."""
    rows = [stand[key] for key in sorted(stand)]
    (folder / ANSWERS).write_bytes(_json(rows))
    if coders is not None:
        told = {name: [some[key] for key in sorted(some)] for name, some in coders.items()}
        (folder / CODERS).write_bytes(_json(told))


def _json(content: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content), indent=1)


def kept_coders(folder: Path) -> dict[str, Answers]:
    """What each coder answered, by name; nothing where that was not kept.

    Raises `ReadError` where it is damaged.
    """
    file = folder / CODERS
    if not file.exists():
        return {}
    try:
        told = msgspec.json.decode(file.read_bytes(), type=dict[str, list[Answer]])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"these are no answers ({error})", where=str(file)) from error
    return {name: {one.key: one for one in some} for name, some in told.items()}


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
