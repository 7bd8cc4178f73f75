"""What `fazhi check` says as plain values for other programs: one record a file given."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.codebook.book import Codebook
from fazhi.pipeline.check import Outcome, Unread, Verdict
from fazhi.pipeline.doubts import Doubt, all_doubts
from fazhi.publish.pages.check_words import doubt_words, reason_words
from fazhi.publish.pages.words import Words
from fazhi.records import Finding, Met

Record = dict[str, object]


def as_records(outcomes: Sequence[Outcome], book: Codebook) -> list[Record]:
    """A record for each outcome, in their order; offsets count code points of the raw text."""
    pairs = zip(outcomes, all_doubts(outcomes, book), strict=True)
    return [
        _unread(one, book) if isinstance(one, Unread) else _read(one, doubts, book)
        for one, doubts in pairs
    ]


def _unread(unread: Unread, book: Codebook) -> Record:
    return {
        "path": unread.path,
        "status": "unreadable",
        "reason": unread.error.code,
        "message_zh": reason_words(unread, Words("zh", book)),
        "message_en": reason_words(unread, Words("en", book)),
    }


def _read(verdict: Verdict, doubts: Sequence[Doubt], book: Codebook) -> Record:
    who = verdict.report.identity
    return {
        "path": verdict.path,
        "status": "read",
        "title": who.title,
        "town": who.town,
        "county": who.county,
        "report_year": who.report_year,
        "doubts": [_doubt(one, book) for one in doubts],
        "requirements": [
            {"requirement": one.requirement, "met": one.met, **_where(verdict, one)}
            for one in verdict.mets
        ],
        "findings": [
            {
                "check": one.check,
                "severity": one.severity,
                "message_zh": one.message_zh,
                "message_en": one.message_en,
                **_where(verdict, one),
            }
            for one in verdict.findings
        ],
        "counts": verdict.counts(),
    }


def _doubt(doubt: Doubt, book: Codebook) -> Record:
    messages = {f"message_{one}": doubt_words(doubt, Words(one, book)) for one in ("zh", "en")}
    return {**doubt._asdict(), **messages}


def _where(verdict: Verdict, one: Finding | Met) -> Record:
    place = one.place
    return {
        "line": verdict.line(one),
        "start": place.start if place else None,
        "end": place.end if place else None,
        "quote": one.quote,
    }
