"""What a check says beside its findings, in words: doubts about the draft, reasons, the total."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.language.printable import printable
from fazhi.pipeline.check import Outcome, Unread
from fazhi.pipeline.doubts import Doubt
from fazhi.publish.pages.words import FALLBACK, Words


def doubt_words(doubt: Doubt, words: Words) -> str:
    """Why to ask whether this is the draft that was meant."""
    return words(f"doubt.{doubt.kind}", **doubt._asdict())


def reason_words(unread: Unread, words: Words) -> str:
    """Why a file was not read and what to do."""
    error = unread.error
    # Errors speak English themselves, and say more than their kind.
    told = error.code if words.language == FALLBACK else words.of("reason", error.code)
    return f"{error.message}. {error.hint}".strip() if told == error.code else told


def total_words(
    outcomes: Sequence[Outcome], doubts: Sequence[Sequence[Doubt]], words: Words
) -> str:
    """How many files were given, read and not read, and how many to look at first."""
    unread = sum(isinstance(one, Unread) for one in outcomes)
    return words(
        "check.total",
        n=len(outcomes),
        read=len(outcomes) - unread,
        unread=unread,
        doubtful=sum(map(bool, doubts)),
    )


def shown_path(outcome: Outcome) -> str:
    """The path in one line, control signs written out."""
    return printable(outcome.path)
