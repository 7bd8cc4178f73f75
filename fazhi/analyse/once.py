"""What several checks and measures ask of one report, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from fazhi.codebook.book import Codebook
from fazhi.records import Report

T = TypeVar("T")


def once(make: Callable[[Report, Codebook], T]) -> Callable[[Report, Codebook], T]:
    """Keep the answer for the report that was asked about last, and for it alone.

    Reports are told apart as objects: comparing two would cost more than the answer.
    """
    last: tuple[Report, Codebook, T] | None = None

    @wraps(make)
    def asked(report: Report, book: Codebook) -> T:
        nonlocal last
        known = last
        if known is None or known[0] is not report or known[1] is not book:
            known = last = (report, book, make(report, book))
        return known[2]

    return asked
