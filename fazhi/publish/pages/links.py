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
    if PLAIN.fullmatch(report) and report not in RESERVED and not report.endswith("-source"):
        return report
    return f"r-{sha256(report.encode()).hexdigest()[:16]}"


def town(report: str) -> str:
    """Address of the report's write-up, relative to the site."""
    return f"{page(report)}.html"


def definition(indicator: str) -> str:
    """Address of what an indicator means."""
    return f"{CODEBOOK}#{indicator}"


def source(report: str, kind: str = "", number: int | None = None) -> str:
    """Address of the report's marked text, at a mark (`quantity`, `citation`, ...) if given."""
    mark = f"#{MARKS[kind]}{number}" if kind and number is not None else ""
    return f"{page(report)}-source.html{mark}"
