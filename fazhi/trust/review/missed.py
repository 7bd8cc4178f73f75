"""Figures that coders saw in sentences where the machine saw none, as corrections that add them.

A coder copies the words of such a figure from the workbook: they are its place. Without words it is
the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.mentions import ADDED, KEY_SIGNS, Correction
from fazhi.trust.review.answers import Answer
from fazhi.trust.review.columns import NO_FIGURE, NO_INDICATOR, NOT_STATED, OWN, PART
from fazhi.trust.review.sample import Asked
from fazhi.trust.review.settle import EXACT, YEAR, Settled
from fazhi.trust.review.words import Place, places

SILENT = (NO_FIGURE, NOT_STATED)


def is_missed(answer: Answer) -> bool:
    """Whether a coder has a figure where the machine has none."""
    return answer.indicator not in SILENT


def in_sentence(one: Settled, unit: Asked, raw: str) -> Correction | None:
    """The correction that adds a figure of a sentence; null where its words do not stand there."""
    said = (one.answer.said or "").strip()
    found = places(raw, said, unit.start, unit.end) if said else _whole(raw, unit)
    return added(one, unit, found[0], raw) if found else None


def _whole(raw: str, unit: Asked) -> Sequence[Place]:
    """The sentence without blanks around it."""
    words = raw[unit.start : unit.end]
    start = unit.start + len(words) - len(words.lstrip())
    return [(start, start + len(words.strip()))] if words.strip() else []


def added(one: Settled, unit: Asked, place: Place, raw: str) -> Correction:
    """A figure that stands at a place where the machine has none."""
    answer, (start, end) = one.answer, place
    return Correction(
        mention=f"{unit.key[:KEY_SIGNS]}:{start}-{end}",
        indicator=None if answer.indicator == NO_INDICATOR else answer.indicator,
        value=answer.value,
        unit=answer.unit,
        approx=answer.approx or EXACT,
        period=answer.period or YEAR,
        part=answer.counted == PART if answer.counted in (OWN, PART) else None,
        kind=ADDED,
        words=raw[start:end],
        asked=unit.key,
        by=one.by,
    )
