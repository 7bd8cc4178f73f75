"""Departments by name: all of a county carry its code, and their names alone tell them apart."""

from __future__ import annotations

from collections.abc import Iterable

from fazhi.codebook.book import Codebook
from fazhi.parse.frame.chain import read_chain
from fazhi.parse.frame.words import RANKS
from fazhi.parse.identity.speaker import level_of


def office_of(name: str, book: Codebook) -> str:
    """The name of a department, or of a zone, which has no code of its own either (开发区管委会),
    without the divisions that it belongs to; empty of any other body.
    """
    chain = read_chain(name, book)
    is_zone = bool(chain.zone) and not chain.town
    if not is_zone and level_of(chain, book) != "department":
        return ""
    # One that says only its rank (州民宗局) goes by the rest of its name.
    rest = chain.rest if chain.names else RANKS.sub("", chain.rest, count=1)
    return f"{chain.zone if is_zone else ''}{rest}"


def own_name(
    level: str | None, issuers: Iterable[str], above: str | None, book: Codebook
) -> str | None:
    """By what name a body above the towns goes: a department or a zone by its own behind that of
    its division, a county by the division's. Null of a department that the report does not name.

    Args:
        level: as the report tells it; a zone speaks at that of a county.
        issuers: the bodies as the report names them.
        above: the division, the nearest one; null where none is known.
        book: with the words that bodies end in.
    """
    if level != "department":
        # A county and a zone in it may issue one report: the first of them speaks.
        issuers = tuple(issuers)[:1]
    issuers = tuple(issuers)
    named = next(filter(None, (office_of(one, book) for one in issuers)), "")
    if not named and level == "department":
        # The office of a government that told of itself (人民政府办公室).
        rests = (read_chain(one, book).rest for one in issuers)
        named = next((rest for rest in rests if "办公" in rest), "")
    if not named:
        return None if level == "department" else above
    return f"{above or ''}{named}"
