"""Where checks register, and what all of them build findings with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from fazhi.codebook.book import Codebook
from fazhi.errors import CodebookError
from fazhi.records import Finding, Place, Report

Check = Callable[[Report, Codebook], Iterable[Finding]]
ERROR, WARNING, NOTE = "error", "warning", "note"
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Register the decorated function as the check of that name; two of one name are refused."""

    def register(function: Check) -> Check:
        if name in CHECKS:
            raise CodebookError(f"two checks are called {name}", where=function.__module__)
        CHECKS[name] = function
        return function

    return register


def finding(
    report: Report, name: str, severity: str, span: tuple[int, int], words: tuple[str, str]
) -> Finding:
    """The finding at a stretch of clean text, which must not be empty; `words` are zh and en."""
    return found_at(report, name, severity, report.text.place(*span), words)


def found_at(
    report: Report, name: str, severity: str, place: Place | None, words: tuple[str, str]
) -> Finding:
    """The finding at a place already known, or at none."""
    quote = report.text.quote(place.start, place.end) if place else None
    return Finding(name, severity, words[0], words[1], place, quote)


def first_line(report: Report) -> tuple[int, int] | None:
    """The title, else the first line of clean text: where a finding points that has no words."""
    if report.outline.title:
        return report.outline.title.clean_start, report.outline.title.clean_end
    match = re.search(r"[^\n]{1,60}", report.text.clean)
    return match.span() if match else None


def clip(words: str, size: int = 40) -> str:
    """Words short enough for a message."""
    return words if len(words) <= size else f"{words[: size - 1]}…"
