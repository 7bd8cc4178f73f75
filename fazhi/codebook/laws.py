"""The laws codebook: which documents exist, under what names, and when each is in force."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from fazhi.codebook.loader import load

REPUBLIC = "中华人民共和国"
REGULAR = str.maketrans(
    {"(": "（", ")": "）", "—": "-", "–": "-", "－": "-", "〔": "（", "〕": "）"}
)
FILLERS = re.compile(r"[\s“”\"‘’]|(?<=\d)年(?=[-）])")


class Law(msgspec.Struct, frozen=True):
    """One document: titles, kind, and the days in force (ISO, perhaps cut short)."""

    id: str
    title: str
    kind: str
    source: str
    confidence: str
    short: tuple[str, ...] = ()
    adopted: str = ""
    latest_revision: str = ""
    in_force_since: str = ""
    effective: str = ""
    valid_to: str = ""
    successor: str = ""
    note: str = ""

    def status(self, first_day: str, last_day: str) -> str:
        """`in_force`, `superseded` (ended before the first day) or `not_yet_in_force`."""
        if self.valid_to and self.valid_to < first_day[: len(self.valid_to)]:
            return "superseded"
        began = self.in_force_since or self.adopted
        if began and began > last_day[: len(began)]:
            return "not_yet_in_force"
        return "in_force" if self.in_force_since or self.valid_to else "unknown"


def regular(title: str) -> str:
    """A title in the form under which it is looked up: brackets, dashes and spaces regular."""
    return FILLERS.sub("", title.translate(REGULAR)).removeprefix(REPUBLIC)


@cache
def load_laws() -> dict[str, tuple[Law, ...]]:
    """Every document by each of its regular titles; versions of one name stand together."""
    found: dict[str, list[Law]] = {}
    for law in load("laws", tuple[Law, ...]):
        for name in dict.fromkeys(regular(one) for one in (law.title, *law.short)):
            found.setdefault(name, []).append(law)
        without_years = re.sub(r"（\d{4}-\d{4}年?）$", "", regular(law.title))
        if without_years != regular(law.title) and law not in found.get(without_years, ()):
            found.setdefault(without_years, []).append(law)
    return {name: tuple(laws) for name, laws in found.items()}


@cache
def _by_id() -> dict[str, Law]:
    return {law.id: law for law in load("laws", tuple[Law, ...])}


def law_by_id(code: str | None) -> Law | None:
    """The document of that id; null where there is none."""
    return _by_id().get(code or "")


@cache
def _without_maker() -> dict[str, tuple[Law, ...]]:
    """The documents whose titles begin with their maker, by the rest: 《关于…的意见》."""
    found: dict[str, tuple[Law, ...]] = {}
    for name, laws in load_laws().items():
        at = name.find("关于")
        if at > 0 and name.endswith(("意见", "通知", "决定", "规划")):
            found[name[at:]] = (*found.get(name[at:], ()), *laws)
    return found


def find_law(title: str, first_day: str, last_day: str) -> Law | None:
    """The document of that title; of several versions the one in force between the days."""
    name = regular(title)
    laws = load_laws().get(name) or _without_maker().get(name, ())
    for law in laws:
        if law.status(first_day, last_day) == "in_force":
            return law
    return laws[0] if laws else None
