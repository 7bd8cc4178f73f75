"""The book `years`: what recurs by itself, and what does not compare, from year to year."""

from __future__ import annotations

import msgspec

from fazhi.codebook.book import Codebook, derived


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Figures that a calendar gives, and measure words of what is held by it."""

    figures: frozenset[float]
    units: frozenset[str]


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a finding says, with blanks for `label`, `figure` and `year`."""

    zh: str
    en: str


class TownLevels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words at the end of a town's name that tell its level: plain, and an expression of others."""

    plain: tuple[str, ...]
    compound: str


class Years(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The book `years`; its head explains the fields."""

    least: float
    calendar: Calendar
    firm_digits: int
    finding: Message
    town_levels: TownLevels
    each_year: frozenset[str] = frozenset()
    standing: frozenset[str] = frozenset()
    sittings: frozenset[str] = frozenset()


@derived
def years(book: Codebook) -> Years:
    """What is known of figures from year to year."""
    return book.book("years", Years)
