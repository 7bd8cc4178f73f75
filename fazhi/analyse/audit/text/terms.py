"""Terms that are outdated or wrong, and short titles that nobody can resolve."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.analyse.registry import WARNING, check, clip, finding, found_at
from fazhi.analyse.scope import is_annual
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.terms import Term, term_entries
from fazhi.records import Citation, Finding, Report

# 三中全会《决定》 tells by its meeting which is meant.
MEETING = re.compile(r"(?:全会|大会|会议)$")
SENTENCE_ENDS = "。！？；\n"
# How far a sentence is looked at before and after a term.
FAR = 2_000


@check("terms")
def terms(report: Report, book: Codebook) -> Iterator[Finding]:
    """Terms of the codebook that are wrong for a report of this year."""
    text, year = report.text.clean, report.identity.report_year
    # A general work report looks back on a whole term, in which a past campaign has its place.
    annual = is_annual(report, book)
    for term, pattern, unless in _terms(book):
        if term.check == "outdated" and not annual:
            continue
        if not any(word in text for word in term.needs) or not term.speaks_of(year):
            continue
        for match in pattern.finditer(text):
            if not (unless and unless.search(_sentence(text, match.start(), match.end()))):
                words = (term.message_zh, term.message_en)
                yield finding(report, term.check, term.severity, match.span(), words)


@derived
def _terms(book: Codebook) -> tuple[tuple[Term, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (
            term,
            re.compile(term.pattern),
            re.compile("|".join(map(re.escape, term.unless))) if term.unless else None,
        )
        for term in term_entries(book)
    )


def _sentence(text: str, start: int, end: int) -> str:
    reach, far = max(0, start - FAR), end + FAR
    low = max(text.rfind(sign, reach, start) for sign in SENTENCE_ENDS) + 1 or reach
    highs = [at for sign in SENTENCE_ENDS if (at := text.find(sign, end, far)) >= 0]
    return text[low : min(highs, default=far)]


@check("short_title")
def short_titles(report: Report, book: Codebook) -> Iterator[Finding]:
    """《条例》 and the like, where no full title in the text tells which is meant."""
    titles = [one.title for one in report.citations]
    seen: set[str] = set()
    for one in report.citations:
        if (
            not one.bracketed
            or one.title not in audit_words(book).cited.short_titles
            or one.title in seen
        ):
            continue
        seen.add(one.title)
        if not _resolved(report, one, titles):
            yield found_at(
                report,
                "terminology",
                WARNING,
                one.place,
                (
                    f"只写“《{one.title}》”，全文没有全称，无法判断所指文件。请写明全称。",
                    f"Only 《{clip(one.title)}》 is cited, with no full title anywhere: nobody can "
                    "tell which document is meant.",
                ),
            )


def _resolved(report: Report, one: Citation, titles: list[str]) -> bool:
    """Whether a full title ends in the short one, or the text itself says what it stands for."""
    if any(title != one.title and one.title in title for title in titles):
        return True
    text, start = report.text.clean, one.place.clean_start
    if MEETING.search(text, max(0, start - 4), start):
        return True
    return re.search(f"(?:简称|称)[：:为]?[“《]{{1,2}}{one.title}", text) is not None
