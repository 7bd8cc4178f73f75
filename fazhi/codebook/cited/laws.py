"""The laws codebook: which documents exist, under what names, and when each is in force."""

from __future__ import annotations

import re

import msgspec

from fazhi.codebook.book import Codebook, derived

REPUBLIC = "中华人民共和国"
REGULAR = str.maketrans(
    {"(": "（", ")": "）", "—": "-", "–": "-", "－": "-", "〔": "（", "〕": "）"}
)
# Kinds of which an amendment takes none out of force.
ENACTED = ("law", "admin_regulation")
YEARS = re.compile(r"（\d{4}-\d{4}年?）$")
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
        # Of an old law the first day is not always told; what was amended was in force.
        amended = self.kind in ENACTED and self.latest_revision
        return "in_force" if self.in_force_since or self.valid_to or amended else "unknown"


def regular(title: str) -> str:
    """A title in the form under which it is looked up: brackets, dashes and spaces regular."""
    return FILLERS.sub("", title.translate(REGULAR)).removeprefix(REPUBLIC)


@derived
def laws(book: Codebook) -> tuple[Law, ...]:
    """All documents in the order of the codebook."""
    return book.book("laws", tuple[Law, ...])


@derived
def laws_by_title(book: Codebook) -> dict[str, tuple[Law, ...]]:
    """Every document by each of its regular titles; versions of one name stand together."""
    found: dict[str, list[Law]] = {}
    for law in laws(book):
        names = dict.fromkeys(map(regular, (law.title, *law.short)))
        for name in names:
            found.setdefault(name, []).append(law)
        title = next(iter(names))
        without_years = YEARS.sub("", title) if title.endswith("）") else title
        if without_years != title and law not in found.get(without_years, ()):
            found.setdefault(without_years, []).append(law)
    return {name: tuple(laws) for name, laws in found.items()}


@derived
def _by_id(book: Codebook) -> dict[str, Law]:
    return {law.id: law for law in laws(book)}


def law_by_id(code: str | None, book: Codebook) -> Law | None:
    """The document of that id; null where there is none."""
    return _by_id(book).get(code or "")


@derived
def _without_maker(book: Codebook) -> dict[str, tuple[Law, ...]]:
    """The documents whose titles begin with their maker, by the rest: 《关于…的意见》."""
    found: dict[str, tuple[Law, ...]] = {}
    for name, some in laws_by_title(book).items():
        at = name.find("关于")
        if at > 0 and name.endswith(("意见", "通知", "决定", "规划")):
            found[name[at:]] = (*found.get(name[at:], ()), *some)
    return found


def find_law(title: str, first_day: str, last_day: str, book: Codebook) -> Law | None:
    """The document of that title; of several versions the one in force between the days."""
    name = regular(title)
    named = laws_by_title(book).get(name) or _without_maker(book).get(name, ())
    for law in named:
        if law.status(first_day, last_day) == "in_force":
            return law
    return named[0] if named else None
