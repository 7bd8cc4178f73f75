"""Whether what an address shows now is the article that it showed before, or another one.

Some portals show each year's report, or another town's, under one address. Nothing that a build
counts may take the place of another silently, so both are read as a build would read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.collect.kept.names import PLACES
from fazhi.errors import ReadError
from fazhi.parse.identity import find_identity
from fazhi.reading.formats.html.portals import bare
from fazhi.reading.limits import Limits
from fazhi.reading.reader import read_bytes

SECONDS = 20.0
# Of the lines of the shorter text so many are in the other, where an article was only amended.
SHARED = 0.2
# Lines of fewer signs stand in any report (一、主要举措).
LONG_LINE = 12
OF_A_YEAR = ("year", "published_date", "issued_date")


class Whose(NamedTuple):
    """Whose article it is, of which year, and its lines; all empty where it cannot be read."""

    title: str = ""
    places: Mapping[str, str] = {}
    year: str = ""
    lines: frozenset[str] = frozenset()


def whose(body: bytes, ending: str, book: Codebook) -> Whose:
    """What a file says of itself, its name and the list left aside."""
    try:
        text = read_bytes(body, f"x.{ending}", Limits(seconds=SECONDS), book=book)
    except ReadError:
        return Whose()
    told = find_identity(text, None, "", book=book)
    places = {name: value for name in PLACES if (value := getattr(told, name))}
    lines = (bare(line) for line in text.clean.splitlines())
    return Whose(
        bare(told.title or ""),
        places,
        str(told.report_year or ""),
        frozenset(line for line in lines if len(line) >= LONG_LINE),
    )


def is_another(before: Whose, after: Whose) -> bool:
    """Whether two texts are of another place, another year, or have next to nothing in common.

    What could not be read before is replaced by whatever comes after it.
    """
    if not before.lines:
        return False
    if not after.lines or _differ(before.places, after.places):
        return True
    if before.year and after.year and before.year != after.year:
        return True
    if before.title and before.title == after.title:
        return False
    shorter = min(len(before.lines), len(after.lines))
    return len(before.lines & after.lines) < SHARED * shorter


def without_others(stated: Mapping[str, str], found: Whose) -> dict[str, str]:
    """Of what a list states that which does not speak of another article than this one."""
    left = dict(stated)
    if found.year and left.get("year", found.year) != found.year:
        left = {name: value for name, value in left.items() if name not in OF_A_YEAR}
    if _differ(found.places, left):
        left = {name: value for name, value in left.items() if name not in PLACES}
    return left


def _differ(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return any(one[name] != other[name] for name in PLACES if one.get(name) and other.get(name))
