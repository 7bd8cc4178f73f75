"""Measures of a report as a text: how concrete, how candid, how wide. Shares from 0 to 1.

specificity: sentences of the achievements that hold a quantity, over all sentences there (after
Hope, Hu and Lu 2016, who count named entities and numbers over words). candour: characters of
paragraphs on problems over all characters of paragraphs. coverage: themes of the outline in
force that are touched outside the preamble, over all of them. Null where the base is empty.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from fazhi.analyse.attention import letters, paragraphs_of
from fazhi.codebook.book import Codebook
from fazhi.codebook.themes import outline_of, themes
from fazhi.records import Paragraph, Report

SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
SHORTEST_SENTENCE = 6


def measures(report: Report, book: Codebook) -> dict[str, object]:
    """The row of `measures` of one report; what needs other reports is filled in once these are."""
    return {
        "specificity": _specificity(report),
        "own_words": None,
        "candour": _share(report, "problems"),
        "coverage": _coverage(report, book),
        "quantities": len(report.quantities),
    }


def _specificity(report: Report) -> float | None:
    at = sorted(one.place.clean_start for one in report.quantities)
    held = total = 0
    for paragraph in report.outline.paragraphs:
        if paragraph.role == "achievements":
            for start, end in _sentences(report, paragraph):
                total += 1
                first = bisect_left(at, start)
                held += first < len(at) and at[first] < end
    return held / total if total else None


def _sentences(report: Report, paragraph: Paragraph) -> list[tuple[int, int]]:
    place = paragraph.place
    found = SENTENCE.finditer(report.text.clean, place.clean_start, place.clean_end)
    spans = [match.span() for match in found]
    return [(start, end) for start, end in spans if end - start >= SHORTEST_SENTENCE]


def _share(report: Report, role: str) -> float | None:
    sizes = [(one.role, letters(one)) for one in report.outline.paragraphs]
    total = sum(size for _, size in sizes)
    return sum(size for held, size in sizes if held == role) / total if total else None


def _coverage(report: Report, book: Codebook) -> float | None:
    group = outline_of(report.identity.report_year)
    frame = {theme.id for theme in themes(book) if theme.group == group}
    return len(frame.intersection(paragraphs_of(report))) / len(frame) if frame else None
