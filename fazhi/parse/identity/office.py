"""Departments by name: all of a county carry its code, and their names alone tell them apart."""

from __future__ import annotations

from collections.abc import Iterable

from fazhi.codebook.book import Codebook
from fazhi.parse.frame.chain import read_chain
from fazhi.parse.identity.speaker import level_of


def office_of(name: str, book: Codebook) -> str:
    """A department's name without the divisions that it belongs to; empty of any other body."""
    chain = read_chain(name, book)
    return chain.rest if level_of(chain, book) == "department" else ""


def department(issuers: Iterable[str], above: str | None, book: Codebook) -> str | None:
    """The first department among those who issue a report, behind the division it belongs to.

    Args:
        issuers: the bodies as the report names them.
        above: the division, the nearest one; null where none is known.
        book: with the words that bodies end in.
    """
    named = next(filter(None, (office_of(one, book) for one in issuers)), "")
    return f"{above or ''}{named}" if named else None
