"""Under which name an authority is known through the years: never one guessed from another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fazhi.codebook.book import Codebook
from fazhi.codebook.divisions import divisions
from fazhi.codebook.divisions.former import apart, former
from fazhi.corpus.years.successions import followed

# Levels whose author is one of several in its division.
OF_A_PLACE = ("department", "other")
UPPER = ("province", "prefecture")
NAMES = (*UPPER, "county", "town")
COLUMNS = ("level", "adcode", *NAMES, "issuers", "title", "path", "report_year")


def place_of(about: Mapping[str, Any], book: Codebook) -> str | None:
    """The id of the authority that speaks, and of its series of reports.

    Where the book `successions` tells that its division goes on under another name or code, this is
    the one of today.

    The code of its division; where the text decides on none, that of its county and its name, or
    all names that are known; null where these do not tell it from another of its name. Behind a
    colon stands the body of which it is one of several (a bureau), and behind another what kind
    of report it is, where it is none of rule-of-law government.

    Args:
        about: `COLUMNS` of the table `reports`.
        book: what kinds of reports and which divisions there are.
    """
    about, _ = followed(about, book)
    place = about["adcode"] or _named(about, book)
    if place is None:
        return None
    if about["level"] in OF_A_PLACE:
        body = _body(about)
        if not body:
            return None
        place = f"{place}:{body}"
    kind = _other_kind(about, book)
    return f"{place}::{kind}" if kind else str(place)


def _named(about: Mapping[str, Any], book: Codebook) -> str | None:
    """A place without a code by its names; a town alone may be one of many."""
    county = about["county"]
    if county is None:
        return None
    above = [about[name] for name in UPPER]
    codes = [
        code
        for code in divisions(book).upper_codes(county)
        if all(name is None or name in divisions(book).ancestry(code) for name in above)
    ]
    year = about.get("report_year")
    past = former(county, "county", dict(zip(UPPER, above, strict=True)), year, book)
    if len(codes) == 1 and not apart(past, {*codes}):
        return f"{codes[0]}{about['town'] or ''}"
    return "".join(about[name] or "" for name in NAMES)


def _body(about: Mapping[str, Any]) -> str:
    """The body that signs, without the names of the places above it, which it may leave out."""
    body = str(about["issuers"][0]) if about["issuers"] else ""
    for name in NAMES:
        body = body.removeprefix(about[name] or "")
    return body


def _other_kind(about: Mapping[str, Any], book: Codebook) -> str:
    """What a report of another kind calls itself, by its title, else by its file."""
    from fazhi.parse.frame.words import patterns

    kinds = patterns(book)
    told = about["title"] or about["path"]
    found = None if kinds.own_kind.search(told) else kinds.other_kind.search(told)
    return found[0] if found else ""
