"""What `fazhi check` says as plain values for other programs: one record a file given."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.pipeline.check import Outcome, Unread, Verdict
from fazhi.pipeline.doubts import Doubt, all_doubts
from fazhi.publish.pages.check_words import doubt_words, reason_words
from fazhi.records import Finding, Met

Record = dict[str, object]


def as_records(outcomes: Sequence[Outcome]) -> list[Record]:
    """A record for each outcome, in their order; offsets count code points of the raw text."""
    pairs = zip(outcomes, all_doubts(outcomes), strict=True)
    return [
        _unread(one) if isinstance(one, Unread) else _read(one, doubts) for one, doubts in pairs
    ]


def _unread(unread: Unread) -> Record:
    return {
        "path": unread.path,
        "status": "unreadable",
        "reason": unread.error.code,
        "message_zh": reason_words(unread, "zh"),
        "message_en": reason_words(unread, "en"),
    }


def _read(verdict: Verdict, doubts: Sequence[Doubt]) -> Record:
    who = verdict.report.identity
    return {
        "path": verdict.path,
        "status": "read",
        "title": who.title,
        "town": who.town,
        "county": who.county,
        "report_year": who.report_year,
        "doubts": [_doubt(one) for one in doubts],
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


def _doubt(doubt: Doubt) -> Record:
    messages = {f"message_{one}": doubt_words(doubt, one) for one in ("zh", "en")}
    return {**doubt._asdict(), **messages}


def _where(verdict: Verdict, one: Finding | Met) -> Record:
    place = one.place
    return {
        "line": verdict.line(one),
        "start": place.start if place else None,
        "end": place.end if place else None,
        "quote": one.quote,
    }
