"""Parts without a figure: enforcement or disputes told in words alone, counts left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.analyse.registry import NOTE, check, finding
from fazhi.analyse.scope import is_annual
from fazhi.codebook.audit import Expected, audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.language.clauses import bounds_of
from fazhi.records import Finding, Report

SHORTEST = 80
UNCOUNTED = re.compile(r"在册([^，。；\d、和及与]{2,12})(?:和|、|及|与)\d+余?[名人位]")
APPEARANCES = re.compile(r"负责人出庭|出庭应诉")
CLAIMED = re.compile(r"职责|要求|均|全部|义务")
COURT = re.compile(r"行政诉讼|应诉案件")


@check("no_figures")
def no_figures(report: Report, book: Codebook) -> Iterator[Finding]:
    """Parts on enforcement or disputes in a report that gives no figure on them anywhere."""
    if not is_annual(report, book):
        return
    for kind, heading in _expected(book):
        found = any(
            one.indicator and one.indicator.startswith(kind.indicators) and one.period != "rate"
            for one in report.quantities
        )
        part = None if found else _part_on(report, heading)
        if part:
            yield finding(
                report,
                "no_figures",
                NOTE,
                part,
                (
                    f"关于{kind.zh}的部分没有任何数字。",
                    f"The part on {kind.en} gives no figure at all.",
                ),
            )


@derived
def _expected(book: Codebook) -> tuple[tuple[Expected, re.Pattern[str]], ...]:
    return tuple((one, re.compile(one.heading)) for one in audit_words(book).figures)


def _part_on(report: Report, heading: re.Pattern[str]) -> tuple[int, int] | None:
    """The heading of the first part of the achievements on that matter."""
    text = report.text.clean
    for one in report.outline.sections:
        place = one.heading
        long = one.place.clean_end - one.place.clean_start >= SHORTEST
        if one.inline or one.role != "achievements" or not long:
            continue
        if heading.search(text, place.clean_start, place.clean_end):
            return place.clean_start, place.clean_end
    return None


@check("left_out_count")
def left_out_counts(report: Report, book: Codebook) -> Iterator[Finding]:
    """A number given for one of two groups named together, or a duty claimed without its count."""
    text = report.text.clean
    for match in UNCOUNTED.finditer(text):
        yield finding(
            report,
            "missing_part",
            NOTE,
            match.span(),
            (
                f"“{match[1]}”没有写明人数，只写了后一类的人数。",
                f"No number is given for {match[1]}, only for those named after them.",
            ),
        )
    yield from _appearances(report)


def _appearances(report: Report) -> Iterator[Finding]:
    """Cases in court are counted, appearances of the head are claimed and not counted."""
    cases = [
        one
        for one in report.quantities
        if (one.indicator or "").startswith("review.litigation")
        and one.value
        and one.period != "previous"
    ]
    told = any(one.indicator == "review.head_appearances" for one in report.quantities)
    if not cases or told:
        return
    text, bounds = report.text.clean, bounds_of(report.text.clean)
    for match in APPEARANCES.finditer(text):
        start, end = bounds.part(*match.span())
        words = text[start:end]
        if not (COURT.search(words) and CLAIMED.search(words)):
            continue
        yield finding(
            report,
            "missing_part",
            NOTE,
            (start, end),
            (
                "称负责人均按要求出庭，但没有写明出庭次数。",
                "The head is said to have appeared in court as required; no number is given.",
            ),
        )
        return
