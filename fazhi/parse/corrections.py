"""What people say of mentions, put in place of what the machine says, and what they add to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from msgspec.structs import replace

from fazhi.codebook.book import Codebook
from fazhi.language.clauses import bounds_of
from fazhi.language.units import dimension_of
from fazhi.mentions import ADDED, Correction, mention_key, place_of
from fazhi.parse.quantities import Places
from fazhi.records import Corrected, Outline, Place, Quantity, Text

# The rule of a mention that people coded.
BY_HAND = "by_hand"


def correct(
    text: Text,
    outline: Outline,
    quantities: Sequence[Quantity],
    corrections: Sequence[Correction],
    sha256: str,
    *,
    book: Codebook,
) -> tuple[tuple[Quantity, ...], tuple[Corrected, ...]]:
    """The quantities of a report as people have them, and what was changed of which.

    Corrections of other files, and of mentions or words that are no more, change nothing. Numbers
    of mentions are given anew where some were added.
    """
    told = {one.mention: one for one in corrections if one.kind != ADDED}
    made: list[Corrected] = []
    now: list[Quantity] = []
    for one in quantities:
        said = told.get(mention_key(sha256, one.place.start, one.place.end))
        now.append(_corrected(one, said) if said else one)
        if said:
            made.append(Corrected(one, now[-1], said.by))
    added = [one for one in corrections if one.kind == ADDED]
    if not added:
        return tuple(now), tuple(made)
    return _with_added(text, now, made, list(_placed(text, outline, added, book)))


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
        zero=said.value == 0,
        rule=BY_HAND,
        margin=None,
    )


def _placed(
    text: Text, outline: Outline, added: Sequence[Correction], book: Codebook
) -> Iterator[tuple[Correction, Quantity]]:
    """Each figure that people saw, as a mention where its words still stand."""
    places, bounds = Places(outline), bounds_of(text.clean)
    for said in added:
        start, end = place_of(said.mention)
        if not start < end <= len(text.raw) or _tight(text.raw[start:end]) != _tight(said.words):
            continue
        low, high = text.offsets.clean_stretch(start, end)
        if low == high:
            continue
        section, paragraph = places.at(low)
        yield (
            said,
            Quantity(
                quantity_id=0,
                place=Place(start, end, low, high),
                raw=text.quote(start, end),
                value=said.value,
                value_high=None,
                unit=said.unit,
                dimension=dimension_of(said.unit, book),
                approx=said.approx,
                period=said.period,
                zero=said.value == 0,
                clause=text.place(*bounds.clause(low, high)),
                section_id=section,
                paragraph_id=paragraph.paragraph_id if paragraph else 0,
                part=bool(said.part),
                indicator=said.indicator,
                rule=BY_HAND,
            ),
        )


def _tight(words: str) -> str:
    return "".join(words.split())


def _with_added(
    text: Text,
    now: list[Quantity],
    made: list[Corrected],
    placed: Sequence[tuple[Correction, Quantity]],
) -> tuple[tuple[Quantity, ...], tuple[Corrected, ...]]:
    """The mentions with those that people added, in reading order and numbered so.

    One that the machine sees by now at the same words is put in its place; where several lie under
    the words nobody can tell which is meant.
    """
    for said, one in placed:
        under = [other for other in now if _overlap(one.place, other.place)]
        if len(under) > 1 or any(other.rule == BY_HAND for other in under):
            continue
        now = [other for other in now if other not in under]
        now.append(one)
        made.append(Corrected(next(iter(under), None), one, said.by))
    order = sorted(now, key=lambda one: (one.place.start, one.place.end))
    numbers = dict(zip(map(id, order), count(1)))
    renewed = {id(one): replace(one, quantity_id=numbers[id(one)]) for one in order}
    changed = sorted(made, key=lambda one: numbers[id(one.now)])
    return (
        tuple(renewed[id(one)] for one in order),
        tuple(replace(one, now=renewed[id(one.now)]) for one in changed),
    )


def _overlap(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end
