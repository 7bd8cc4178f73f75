"""What coders say of an indicator in a whole report, as corrections of the mentions it comes of.

The report then states what they say. The mention that tells their figure is known by the words that
they copied, or, where those are missing, by its figure among the machine's mentions of the
indicator. Other mentions that would be the report's figure are taken back, and all of them where
the report does not state the indicator. Nothing is changed where it is not known which mention was
read: that is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import Any, NamedTuple

from msgspec.structs import replace

from fazhi.codebook.book import Codebook
from fazhi.mentions import ADDED, Correction
from fazhi.parse.coding.combine import LEVELS
from fazhi.parse.quantities.amounts import find_amounts
from fazhi.trust.review.answers import Answer
from fazhi.trust.review.columns import INSTEAD, OWN, PART
from fazhi.trust.review.missed import added
from fazhi.trust.review.sample import Asked
from fazhi.trust.review.settle import EXACT, YEAR, Settled
from fazhi.trust.review.words import NUMERALS, Place, places

Row = Mapping[str, Any]


class Read(NamedTuple):
    """A report as the machine has it: raw text, and its mentions (rows of `quantities`).

    `touched` are the indicators whose mentions people corrected since.
    """

    raw: str
    mentions: Sequence[Row]
    touched: frozenset[str | None]
    book: Codebook


def differs(answer: Answer, unit: Asked) -> bool:
    """Whether an answer may say something else of the report than the machine does."""
    if answer.indicator in INSTEAD:
        return unit.indicator is not None
    alike = answer.value == unit.value and _is(answer.unit, unit.unit)
    told = answer.period not in (None, YEAR) or answer.counted not in (None, OWN)
    return not alike or not _is(answer.approx, unit.approx) or told


def _is(told: str | None, machine: str | None) -> bool:
    """Whether what a coder tells, if anything, is what the machine has."""
    return told is None or told == machine


def in_report(one: Settled, unit: Asked, indicator: str, read: Read) -> list[Correction] | None:
    """The corrections that make a report state what coders say; null where none can be told.

    Args:
        one: the answer that stands.
        unit: the report as it was asked about.
        indicator: the one it was asked for.
    """
    own = [row for row in read.mentions if row["indicator"] == indicator and _is_level(row)]
    answer = one.answer
    if answer.indicator in INSTEAD:
        return [_taken_back(row, one, unit) for row in own] or None
    same = (answer.value, indicator) == (unit.value, unit.indicator)
    same = same and indicator not in read.touched
    found = _told_by(answer, indicator, own, read)
    if found is None and same:
        # By its kinds, or several mentions together: the figure is what it was.
        return []
    if found is None:
        return None
    if isinstance(found, tuple):
        made = [added(one, unit, found, read.raw)]
        return made + _others(own, (), one, unit)
    made = [_said(row, one, unit, indicator, found) for row in found]
    now = [each for each, row in zip(made, found, strict=True) if each != _as_is(row, one, unit)]
    return now if same else now + _others(own, found, one, unit)


def _is_level(row: Row) -> bool:
    return row["period"] in LEVELS and not row["change"] and row["value"] is not None


def _told_by(
    answer: Answer, indicator: str, own: Sequence[Row], read: Read
) -> Sequence[Row] | Place | None:
    """The mentions that tell a figure, or where it stands without one; null where nobody knows."""
    if answer.said and (found := _at_words(answer, read)) is not None:
        return found
    if alike := [row for row in own if row["value"] == answer.value]:
        return alike
    if len(own) > 1 and fsum(row["value"] for row in own) == answer.value:
        return own
    return None


def _at_words(answer: Answer, read: Read) -> Sequence[Row] | Place | None:
    """What tells the figure where the words of a coder stand."""
    stand = places(read.raw, answer.said or "")
    under = {place: [row for row in read.mentions if _overlap(row, place)] for place in stand}
    alike = [row for rows in under.values() for row in rows if row["value"] == answer.value]
    if len(alike) == 1:
        return alike
    if alike or len(stand) != 1:
        return None
    (place,) = stand
    rows = under[place]
    if not rows:
        return place
    if len(rows) == 1 and not _has_number(read.raw, place, rows[0]):
        return rows
    return _narrowed(answer, place, rows, read)


def _overlap(row: Row, place: Place) -> bool:
    return bool(row["start"] < place[1] and place[0] < row["end"])


def _has_number(raw: str, place: Place, row: Row) -> bool:
    """Whether words tell a number besides that of a mention in them."""
    return any(
        sign in NUMERALS
        for at, sign in enumerate(raw[place[0] : place[1]], start=place[0])
        if not row["start"] <= at < row["end"]
    )


def _narrowed(answer: Answer, place: Place, rows: Iterable[Row], read: Read) -> Place | None:
    """The one place in the words where a figure stands that no mention has."""
    start, end = place
    found = [
        (start + one.start, start + one.end)
        for one in find_amounts(read.raw[start:end], read.book)
        if one.value == answer.value
    ]
    free = [one for one in found if not any(_overlap(row, one) for row in rows)]
    return free[0] if len(free) == 1 else None


def _others(
    own: Sequence[Row], found: Sequence[Row], one: Settled, unit: Asked
) -> list[Correction]:
    """Mentions that would be the report's figure and tell another one, taken back."""
    kept = {row["mention_key"] for row in found}
    return [
        _taken_back(row, one, unit)
        for row in own
        if row["mention_key"] not in kept and not row["part"] and row["value"] != one.answer.value
    ]


def _taken_back(row: Row, one: Settled, unit: Asked) -> Correction:
    return replace(_as_is(row, one, unit), indicator=None)


def _said(row: Row, one: Settled, unit: Asked, indicator: str, found: Sequence[Row]) -> Correction:
    """A mention as coders have it: the report's figure, or with others its sum."""
    answer = one.answer
    alone = len(found) == 1
    part = not alone and row["value"] != answer.value
    if answer.counted in (OWN, PART):
        part = answer.counted == PART
    elif answer.value == unit.value:
        part = row["part"]
    return replace(
        _as_is(row, one, unit),
        indicator=indicator,
        value=answer.value if alone else row["value"],
        unit=answer.unit or row["unit"],
        approx=answer.approx or row["approx"] or EXACT,
        period=answer.period or (row["period"] if row["period"] in LEVELS else YEAR),
        part=part,
    )


def _as_is(row: Row, one: Settled, unit: Asked) -> Correction:
    """The machine's answer in the form of a correction."""
    return Correction(
        mention=row["mention_key"],
        indicator=row["indicator"],
        value=row["value"],
        unit=row["unit"],
        approx=row["approx"] or EXACT,
        period=row["period"] or YEAR,
        part=row["part"],
        words=row["raw"],
        asked=unit.key,
        by=one.by,
    )


def as_machine(
    raw: str, mentions: Sequence[Row], corrections: Sequence[Row], book: Codebook
) -> Read:
    """A report as the machine had it, whatever was corrected since.

    Args:
        mentions: its rows of `quantities`.
        corrections: its rows of `corrections`.
    """
    made = {row["quantity_id"]: row for row in corrections}
    names = ("indicator", "value", "unit", "approx", "period", "part")
    had = [
        {**row, **{name: made[at][f"machine_{name}"] for name in names}} if at in made else row
        for row in mentions
        for at in [row["quantity_id"]]
        if made.get(at, {}).get("kind") != ADDED
    ]
    touched = {row[name] for row in corrections for name in ("indicator", "machine_indicator")}
    return Read(raw, had, frozenset(touched), book)
