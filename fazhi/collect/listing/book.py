"""What the codebook knows of lists: `listing.yaml`."""

from __future__ import annotations

import re

import msgspec

from fazhi.codebook.book import Codebook, derived


class Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of fields in lists that are data; each the best first."""

    titles: tuple[str, ...]
    addresses: tuple[str, ...]
    days: tuple[str, ...]
    pages: tuple[str, ...]
    entries: tuple[str, ...]
    sizes: tuple[str, ...]


class Listing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `listing.yaml`; its comments say what each entry is."""

    following: tuple[str, ...]
    loading: tuple[str, ...]
    no_entry: str
    details: str
    shortest_title: int
    day_heads: tuple[str, ...]
    week: str
    day_in_address: str
    data: Fields
    page_names: tuple[str, ...]
    offset_names: tuple[str, ...]


class Rules(msgspec.Struct, frozen=True):
    """The expressions of the book, ready to run."""

    no_entry: re.Pattern[str]
    details: re.Pattern[str]
    week: re.Pattern[str]
    day_in_address: re.Pattern[str]


@derived
def listing(book: Codebook) -> Listing:
    """The book, read once."""
    return book.book("listing", Listing)


@derived
def rules(book: Codebook) -> Rules:
    """The expressions, made once."""
    known = listing(book)
    return Rules(
        no_entry=re.compile(known.no_entry, re.I),
        details=re.compile(known.details),
        week=re.compile(known.week),
        day_in_address=re.compile(known.day_in_address, re.I),
    )
