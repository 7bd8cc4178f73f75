"""Outdated and wrong terms, with the days from which they are wrong, as typed entries."""

from __future__ import annotations

from typing import Literal

import msgspec

from fazhi.codebook.book import Codebook, derived


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One term: how it is found, from when it is wrong, what is right (see `terms.yaml`)."""

    id: str
    check: Literal["outdated", "terminology"]
    pattern: str
    right: str
    needs: tuple[str, ...]
    severity: Literal["error", "warning", "note"]
    source: str
    message_zh: str
    message_en: str
    since: str = ""
    until: str = ""
    unless: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    right_use: tuple[str, ...] = ()

    def speaks_of(self, year: int | None) -> bool:
        """Whether the term is wrong for current work in a report of that year."""
        if not self.since:
            return True
        first = f"{year}-01-01" if year else ""
        return bool(first) and self.since <= first and (not self.until or first <= self.until)


@derived
def term_entries(book: Codebook) -> tuple[Term, ...]:
    """All terms in the order of the codebook."""
    return book.book("terms", tuple[Term, ...])
