"""What a report must hold, dated and sourced, as typed entries."""

from __future__ import annotations

from typing import Literal

import msgspec

from fazhi.codebook.book import Codebook, derived

How = Literal["part", "words", "title", "addressee", "signature", "date", "day"]
Group = Literal["content", "form", "day"]
# What the law asks a report to hold, what any official paper has, and when it is due.
GROUPS: tuple[Group, ...] = ("content", "form", "day")
Severity = Literal["", "error", "warning", "note"]


class Requirement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One requirement: how it is looked for, and what is said where it is not met.

    The fields are explained at the head of `requirements.yaml`.
    """

    id: str
    zh: str
    en: str
    how: How
    valid_from: str
    source: str
    zh_no: str
    en_no: str
    zh_partly: str
    en_partly: str
    valid_to: str = ""
    group: Group = "content"
    zh_by: str = ""
    en_by: str = ""
    role: str = ""
    day: Literal["", "issued", "published"] = ""
    limit: str = ""
    yes: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    no: Severity = ""
    partly_as: Severity = ""
    meet: tuple[str, ...] = ()
    fail: tuple[str, ...] = ()

    def by(self, language: str) -> str:
        """The article that asks for it: in English in any language but Chinese."""
        return self.zh_by if language == "zh" else self.en_by

    def holds_in(self, year: int | None) -> bool:
        """Whether it binds a report of that year; one of unknown year is held to those in force."""
        if year is None:
            return not self.valid_to
        last = f"{year}-12-31"
        return self.valid_from <= last and (not self.valid_to or last <= self.valid_to)


@derived
def requirement_entries(book: Codebook) -> tuple[Requirement, ...]:
    """All requirements in the order of the codebook."""
    return book.book("requirements", tuple[Requirement, ...])
