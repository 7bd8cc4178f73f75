"""Which figures of several reports may be set side by side: amounts of one kind of thing."""

from __future__ import annotations

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.indicators import indicators
from fazhi.language.units import kind_of


class Compared(msgspec.Struct, frozen=True):
    """What the write-ups' book says of comparing."""

    not_compared: frozenset[str]


@derived
def not_compared(book: Codebook) -> frozenset[str]:
    """The dimensions whose figures are no amounts to be compared between reports."""
    return book.book("writeup", Compared).not_compared


def kind_counted(code: str, unit: str | None, book: Codebook) -> str:
    """What a figure of an indicator counts; equal for units that may be set side by side.

    A figure without a unit counts what the indicator's own unit counts.
    """
    entry = indicators(book).entries.get(code)
    return kind_of(unit or (entry.unit if entry else ""), book)
