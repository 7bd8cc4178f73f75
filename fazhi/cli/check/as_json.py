"""What `fazhi check` says as plain values for other programs: totals, and a record a line."""

from __future__ import annotations

from fazhi.codebook.book import Codebook
from fazhi.pipeline.check import Outcome, Unread, Verdict, requirements_by_id
from fazhi.pipeline.drafts.doubts import Doubt
from fazhi.pipeline.drafts.offices import speaking
from fazhi.pipeline.drafts.roll import Roll, Row
from fazhi.pipeline.drafts.where import where
from fazhi.publish.check.against import NONE, Found, as_record
from fazhi.publish.check.words import doubt_words, reason_words
from fazhi.publish.pages.words import Words
from fazhi.records import Finding, Met

Record = dict[str, object]


def as_records(roll: Roll, book: Codebook, beside: Found = NONE) -> Record:
    """Totals, and a record for each line in the order of the list; `beside` where it was asked for.

    Offsets (`start`, `end`) count code points of the raw text; `where` is a kind with `n` and
    `heading` as `fazhi.pipeline.drafts.where` names them.
    """
    return {
        "year": roll.year,
        "totals": roll.totals(),
        "drafts": [
            _line(number, row, book, beside) for number, row in enumerate(roll.rows, start=1)
        ],
    }


def _line(number: int, row: Row, book: Codebook, beside: Found) -> Record:
    due, came = row.due, row.outcome
    stood = isinstance(came, Verdict) and beside.get(came.path)
    return {
        "number": number,
        "state": row.state,
        "due": due and {"town": due.town, "county": due.county, "contact": due.contact,
                        "phone": due.phone},
        **({"against": as_record(came, stood)} if stood and isinstance(came, Verdict) else {}),
        **_came(came, row.doubts, book),
    }  # fmt: skip


def _came(outcome: Outcome | None, doubts: tuple[Doubt, ...], book: Codebook) -> Record:
    if outcome is None:
        return {"path": None, "status": "missing"}
    return _unread(outcome, book) if isinstance(outcome, Unread) else _read(outcome, doubts, book)


def _unread(unread: Unread, book: Codebook) -> Record:
    return {
        "path": unread.path,
        "status": "unreadable",
        "reason": unread.error.code,
        "message_zh": reason_words(unread, Words("zh", book)),
        "message_en": reason_words(unread, Words("en", book)),
    }


def _read(verdict: Verdict, doubts: tuple[Doubt, ...], book: Codebook) -> Record:
    who, entries = verdict.report.identity, requirements_by_id(book)
    return {
        "path": verdict.path,
        "status": "read",
        "title": who.title,
        "place": speaking(verdict.report.identity, verdict.book),
        "town": who.town,
        "county": who.county,
        "report_year": who.report_year,
        "doubts": [_doubt(one, book) for one in doubts],
        "lacks": [str(one) for one in verdict.report.text.lacks],
        "met": {
            group: {"met": met, "of": every} for group, (met, every) in verdict.tallies().items()
        },
        "requirements": [
            {
                "requirement": one.requirement,
                "group": entries[one.requirement].group,
                "by_zh": entries[one.requirement].zh_by,
                "by_en": entries[one.requirement].en_by,
                "met": one.met,
                **_where(verdict, one),
            }
            for one in verdict.asked
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
    place, found = one.place, where(verdict, one)
    return {
        "where": found._asdict() if found else None,
        "start": place.start if place else None,
        "end": place.end if place else None,
        "quote": one.quote,
    }
