"""Names of pages and anchors: the same in every room that writes or follows a link."""

from __future__ import annotations

import re
from hashlib import sha256

INDEX = "index.html"
CROSS_TOWN = "cross_town"
DATA = "data.html"
CODEBOOK = "codebook.html"
# What many pages share, beside them.
LOOK, DRAWING = "shared/page.css", "shared/drawing.js"
DEVICES = {
    "con",
    "nul",
    "aux",
    "prn",
    *(f"{port}{one}" for port in ("com", "lpt") for one in range(10)),
}
RESERVED = frozenset({"index", "data", "codebook", "shared", CROSS_TOWN, "explore", *DEVICES})
PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
# What stands behind the stem of a page of another kind.
SOURCE, YEARS, BESIDE = "-source", "-years", "-beside"
MARKS = {
    "quantity": "q",
    "citation": "c",
    "finding": "f",
    "section": "s",
    "paragraph": "p",
    "repair": "r",
    "shared": "w",
}


def page(report: str) -> str:
    """Stem of a report's page: the id where every system takes it as a name, else a digest."""
    if report not in RESERVED and not report.endswith((SOURCE, YEARS, BESIDE)):
        return _plain(report)
    return _digest(report)


def years(place: str) -> str:
    """Stem of the page of an authority through its years, by its id."""
    return f"{_plain(place)}{YEARS}"


def beside(report: str) -> str:
    """Address of the page that sets a report beside the one before it, relative to the site."""
    return f"{page(report)}{BESIDE}.html"


def town(report: str) -> str:
    """Address of the report's write-up, relative to the site."""
    return f"{page(report)}.html"


def definition(indicator: str) -> str:
    """Address of what an indicator means."""
    return f"{CODEBOOK}#{indicator}"


def source(report: str, kind: str = "", number: int | None = None) -> str:
    """Address of the report's marked text, at a mark (`quantity`, `citation`, ...) if given."""
    mark = f"#{MARKS[kind]}{number}" if kind and number is not None else ""
    return f"{page(report)}{SOURCE}.html{mark}"


def _plain(name: str) -> str:
    return name if PLAIN.fullmatch(name) else _digest(name)


def _digest(name: str) -> str:
    return f"r-{sha256(name.encode()).hexdigest()[:16]}"
