"""Divisions that became others, as told in the book `successions`: nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.divisions import TOWNSHIP_DIGITS, divisions
from fazhi.errors import CodebookError

# After these the authority goes on; after others there is another one.
GOES_ON = ("renamed", "level_changed")
COUNTY_DIGITS = 6


class Old(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A division that is no more: its name, what lay above it, its code where it is known."""

    name: str
    province: str
    prefecture: str = ""
    code: str = ""


class Succession(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What became of a division in a year, and who says so; `new` are codes of today's list."""

    id: str
    kind: Literal["renamed", "merged", "split", "level_changed"]
    year: int
    old: Old
    new: tuple[str, ...]
    source: str

    def is_of(self, about: Mapping[str, Any]) -> bool:
        """Whether a report is by this division, or from within it."""
        code = about["adcode"]
        if code:
            return bool(self.old.code) and code[:COUNTY_DIGITS] == self.old.code
        own = about["county"] if self.old.prefecture else about["prefecture"]
        above = [("province", self.old.province)]
        if self.old.prefecture:
            above.append(("prefecture", self.old.prefecture))
        elif about["county"]:
            return False
        return own == self.old.name and all(about[rank] in (None, name) for rank, name in above)


@derived
def successions(book: Codebook) -> tuple[Succession, ...]:
    """Every succession; raises `CodebookError` where one leads to no division of today."""
    found = book.book("successions", tuple[Succession, ...])
    known = divisions(book)
    for one in found:
        for code in one.new:
            if not any(known.ancestry(code)) or len(code) != COUNTY_DIGITS:
                raise CodebookError(
                    f"no division has the code {code}",
                    where=f"successions, {one.id}, new",
                    hint="Give six digits of the list of divisions (fazhi codebook --books).",
                )
        if one.kind in GOES_ON and len(one.new) != 1:
            raise CodebookError(
                f"{one.kind} leads to {len(one.new)} divisions",
                where=f"successions, {one.id}, new",
                hint="Give one code, or call it split.",
            )
    return found


@derived
def _by_old(book: Codebook) -> dict[str, list[Succession]]:
    """Successions by the name and by the code of what is no more."""
    found: dict[str, list[Succession]] = {}
    for one in successions(book):
        for key in filter(None, (one.old.name, one.old.code)):
            found.setdefault(key, []).append(one)
    return found


def followed(
    about: Mapping[str, Any], book: Codebook
) -> tuple[Mapping[str, Any], Succession | None]:
    """A report as by the authority's place of today, and the succession that says so.

    Of a merger or split the report stays as it is. Args as of `place_of`.
    """
    own = about["adcode"] or about["county"] or about["prefecture"] or ""
    own = own[:COUNTY_DIGITS] if about["adcode"] else own
    one = next((each for each in _by_old(book).get(own, ()) if each.is_of(about)), None)
    if one is None or one.kind not in GOES_ON:
        return about, one
    (code,) = one.new
    names = divisions(book).ancestry(code)._asdict()
    return {**about, **names, "adcode": _within(about["town"], code, book)}, one


def _within(town: str | None, code: str, book: Codebook) -> str | None:
    """The code of a town within a division of today, if there is one; of none the division's."""
    if not town:
        return code
    codes = [one for one in divisions(book).township_codes(town) if one.startswith(code)]
    return codes[0] if len(codes) == 1 and len(codes[0]) == TOWNSHIP_DIGITS else None
