"""Documents cited as in force that had ended, or that did not yet exist, in the report's year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.analyse.registry import ERROR, NOTE, WARNING, check, clip, found_at
from fazhi.analyse.stretches import Stretches, parts
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.cited.laws import Law, law_by_id
from fazhi.records import Citation, Finding, Report, Section

NEAR = 24
# 《条例》 or 《纲要》 may stand for any.
SHORTEST = 3


@check("validity")
def validity(report: Report, book: Codebook) -> Iterator[Finding]:
    """Citations whose state in the report's year does not fit their use."""
    year = report.identity.report_year
    seen: set[tuple[str, bool]] = set()
    standing = parts(report.outline.sections)
    for one in report.citations:
        if one.status not in ("superseded", "not_yet_in_force") or year is None:
            continue
        law = law_by_id(one.document_id, book)
        key = (one.document_id or one.title, one.bracketed)
        if law is None or len(one.title) < SHORTEST or (not one.bracketed and key in seen):
            continue
        seen.add(key)
        if one.status == "superseded":
            yield from _ended(report, one, law, book)
        else:
            yield from _not_yet(report, one, law, (year, standing), book)


def _around(report: Report, one: Citation) -> str:
    """The sentence around a citation, as far as a few words on either side."""
    text = report.text.clean
    start, end = one.place.clean_start, one.place.clean_end
    words = text[max(0, start - NEAR) : start].rpartition("。")[2]
    return words + text[end : end + NEAR].partition("。")[0]


@derived
def _history(book: Codebook) -> re.Pattern[str]:
    return re.compile("|".join(audit_words(book).cited.history))


@derived
def _coming(book: Codebook) -> re.Pattern[str]:
    return re.compile("|".join(audit_words(book).cited.coming))


def _ended(report: Report, one: Citation, law: Law, book: Codebook) -> Iterator[Finding]:
    if _history(book).search(_around(report, one)) or "普法" in one.title:
        return
    sure = one.bracketed and law.kind in ("law", "admin_regulation", "party_regulation", "local")
    severity = ERROR if sure and law.confidence.startswith("checked") else WARNING
    title = clip(one.title)
    successor_zh = f"，现为《{law.successor}》" if law.successor else ""
    successor_en = f"; it is replaced by 《{law.successor}》" if law.successor else ""
    yield found_at(
        report,
        "outdated",
        severity,
        one.place,
        (
            f"《{title}》已于{law.valid_to}失效{successor_zh}。",
            f"《{title}》 ended on {law.valid_to}{successor_en}.",
        ),
    )


def _not_yet(
    report: Report, one: Citation, law: Law, when: tuple[int, Stretches[Section]], book: Codebook
) -> Iterator[Finding]:
    """A law adopted but not in force may be studied; one not yet adopted cannot be cited.

    `when` is the report's year, and its parts: that of plans tells of the next year.
    """
    year, standing = when
    part = standing.at(one.place.clean_start)
    if _coming(book).search(_around(report, one)) or (part and part.role == "plan"):
        return
    last = max(f"{year}-12-31", report.identity.issued_date or "")
    adopted = law.adopted or law.in_force_since
    severity = ERROR if one.bracketed and adopted > last[: len(adopted)] else NOTE
    if severity == NOTE and not one.bracketed:
        return
    title = clip(one.title)
    yield found_at(
        report,
        "not_yet_in_force",
        severity,
        one.place,
        (
            f"《{title}》自{law.in_force_since}起施行，报告年度（{year}年）内尚未生效。",
            f"《{title}》 has been in force since {law.in_force_since}, not yet in {year}.",
        ),
    )
