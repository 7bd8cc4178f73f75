"""Divisions as they were: what a name meant in the year of a report that no list of today has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

from fazhi.codebook.book import Codebook
from fazhi.codebook.divisions import divisions
from fazhi.codebook.divisions.successions import GOES_ON, Succession, became

# The ranks whose history the book `successions` tells.
RANKS = ("county", "prefecture")


def former(
    name: str, kind: str, names: Mapping[str, Any], year: int | None, book: Codebook
) -> list[Succession]:
    """The divisions of a name that are no more and that a report may mean.

    Args:
        name: of the division.
        kind: its rank.
        names: stated around it, by rank; what contradicts them is left out.
        year: of the report; null where it is not known. What was no more by then is left out where
            another division bears the name today.
        book: what became of which division.
    """
    if kind not in RANKS:
        return []
    return [
        one
        for one in became(name, book)
        if one.old.is_prefecture == (kind == "prefecture")
        and one.fits(names)
        and (year is None or year <= one.year or not one.namesakes(book))
    ]


def apart(past: Sequence[Succession], codes: Set[str]) -> list[Succession]:
    """Those of them that did not become one of some codes of today, as one authority with it.

    A county that was put below another prefecture bears its name still: it is one, not two.
    """
    return [one for one in past if one.kind not in GOES_ON or codes.isdisjoint(one.new)]


def codes_then(
    name: str, kind: str, names: Mapping[str, Any], year: int | None, book: Codebook
) -> list[str]:
    """The codes of today in which what a name means lies, or lay in the year of the report."""
    past = former(name, kind, names, year, book)
    return [*divisions(book).upper_codes(name), *(code for one in past for code in one.new)]


def told(one: Succession) -> str:
    """A division that is no more as one of several that may be meant."""
    return f"{one.old.code} {''.join((one.old.province, one.old.prefecture, one.old.name))}".strip()
