"""Where a finding lies in words that whoever opens the file can follow.

A line exists in a text file alone, a page where the format has pages; in a Word file or on a web
page one goes to the heading and counts paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from fazhi.pipeline.check import Verdict
from fazhi.records import Finding, Met, Section

WITH_LINES = frozenset(("txt", "md"))


class Where(NamedTuple):
    """`kind` is `page`, `line`, `heading`, `under` (the n-th paragraph under a heading), `head`
    (the n-th paragraph of the text) or `end` (behind the last part); `n` counts from 1.
    """

    kind: str
    n: int = 0
    heading: str = ""


def where(verdict: Verdict, one: Finding | Met) -> Where | None:
    """Where the words of a finding stand; null for what is missing, which stands nowhere."""
    if one.place is None:
        return None
    text, start = verdict.report.text, one.place.start
    if text.pages:
        return Where("page", max(bisect_right(text.pages, start), 1))
    if text.format in WITH_LINES:
        return Where("line", bisect_left(verdict.line_ends, start) + 1)
    return _by_heading(verdict, start)


def _by_heading(verdict: Verdict, start: int) -> Where:
    outline = verdict.report.outline
    before = bisect_right(verdict.paragraph_starts, start)
    if not before:
        return Where("head", 1)
    at = outline.paragraphs[before - 1].section_id
    if at is None and outline.closing and start >= outline.closing.start:
        return Where("end")
    heading = verdict.sections.get(at) if at is not None else None
    if heading is None:
        return Where("head", before)
    under = verdict.counted[before - 1]
    if start < heading.heading.end or not under:
        return Where("heading", 0, _named(heading))
    return Where("under", under, _named(heading))


def _named(heading: Section) -> str:
    return f"{heading.marker or ''}{heading.title}"
