"""What the codebook knows of collecting: `collecting.yaml`."""

from __future__ import annotations

import re

import msgspec

from fazhi.codebook.book import Codebook, derived


class Collecting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `collecting.yaml`; its head says what each entry is."""

    heads: dict[str, tuple[str, ...]]
    documents: tuple[str, ...]
    packed: tuple[str, ...]
    beside: tuple[str, ...]
    attached: str
    no_report: str
    says_nothing: str
    year: str


class Expressions(msgspec.Struct, frozen=True):
    """The expressions of the book, ready to run.

    Args:
        document: an address or words that end like a document, packed folder or the like.
        attached, no_report, says_nothing, year: as the book has them.
    """

    document: re.Pattern[str]
    attached: re.Pattern[str]
    no_report: re.Pattern[str]
    says_nothing: re.Pattern[str]
    year: re.Pattern[str]


@derived
def collecting(book: Codebook) -> Collecting:
    """The book, read once."""
    return book.book("collecting", Collecting)


@derived
def expressions(book: Codebook) -> Expressions:
    """The expressions, made once."""
    known = collecting(book)
    endings = "|".join((*known.documents, *known.packed, *known.beside))
    return Expressions(
        document=re.compile(rf"\.(?:{endings})(?![a-z0-9])", re.I),
        attached=re.compile(known.attached),
        no_report=re.compile(known.no_report),
        says_nothing=re.compile(known.says_nothing, re.I),
        year=re.compile(known.year),
    )
