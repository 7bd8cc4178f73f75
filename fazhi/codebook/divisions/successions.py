"""Divisions that became others, as told in the book `successions`: nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.divisions import divisions
from fazhi.errors import CodebookError

# After these the authority goes on; after others there is another one.
GOES_ON = ("renamed", "level_changed", "moved")
COUNTY_DIGITS = 6
NONE: Sequence[Any] = ()


class Old(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A division that is no more: its name, what lay above it, its code where it is known."""

    name: str
    province: str
    prefecture: str = ""
    code: str = ""

    @property
    def is_prefecture(self) -> bool:
        """Whether counties lay below it; a county may lie right below its province."""
        return self.code.endswith("00") if self.code else not self.prefecture

    @property
    def above(self) -> tuple[str, ...]:
        """The names above it."""
        return tuple(filter(None, (self.prefecture, self.province)))


class Succession(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What became of a division in a year, and who says so; `new` are codes of today's list."""

    id: str
    kind: Literal["renamed", "merged", "split", "level_changed", "moved"]
    year: int
    old: Old
    new: tuple[str, ...]
    source: str

    def fits(self, names: Mapping[str, Any]) -> bool:
        """Whether the names that are stated above a division of this name speak for this one."""
        above = {"province": self.old.province}
        if self.old.prefecture:
            above["prefecture"] = self.old.prefecture
        return all(names.get(rank) in (None, name) for rank, name in above.items())

    def namesakes(self, book: Codebook) -> list[str]:
        """The codes of today's divisions that bear its name, counties or prefectures as it was."""
        codes = divisions(book).upper_codes(self.old.name)
        return [code for code in codes if code.endswith("00") == self.old.is_prefecture]


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
    """By the name of what is no more, and by its code, unless another bears that today."""
    known = divisions(book)
    found: dict[str, list[Succession]] = {}
    for one in successions(book):
        code = one.old.code
        for key in (one.old.name, *([code] if code and not known.is_listed(code) else ())):
            found.setdefault(key, []).append(one)
    return found


def became(name_or_code: str, book: Codebook) -> Sequence[Succession]:
    """What became of the divisions that had a name or a code once, the earliest first."""
    return _by_old(book).get(name_or_code, NONE)
