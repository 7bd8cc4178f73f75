"""What frames a report, found once: title, number, addressees, days, signature, attachments.

A report that comes below a letter or a notice (关于报送…的函) has the title of the report; whom it
addresses and who signs is taken from the letter where the report does not say it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fazhi.codebook.book import Codebook
from fazhi.parse.frame.close import (
    Closing,
    attached_from,
    find_closing,
    find_page_day_below,
)
from fazhi.parse.frame.head import (
    find_addressees,
    find_dated_body,
    find_days,
    find_doc_number,
    find_letterhead,
    find_opening,
    find_statements,
)
from fazhi.parse.frame.lines import Piece, head_lines
from fazhi.parse.frame.title import find_carried, find_other_title, find_title, is_letter
from fazhi.parse.frame.words import patterns
from fazhi.records import Text

__all__ = ["Frame", "attached_from", "find_frame"]


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of a report around its body, as places and words of the clean text.

    `body` and `closing` are clean stretches, `closing` empty where nobody signs; `letter` is the
    title of the letter above the report, `page_day` a day that the page shows without a label.
    """

    title: Piece | None
    letter: Piece | None
    doc_number: str | None
    letterhead: tuple[str, ...]
    addressees: tuple[str, ...]
    opening: str
    signature: tuple[str, ...]
    issued_date: str | None
    page_day: str | None
    statements: Mapping[str, str]
    body: tuple[int, int]
    closing: tuple[int, int]


def find_frame(text: Text, book: Codebook) -> Frame:
    """The frame of a report; what it lacks is null or empty."""
    head = head_lines(text)
    title, letter = _titles(head, book)
    after = title.end if title else 0
    opening_at, addressees = find_addressees(after, head, book)
    sent = letter and (not letter.words or patterns(book).sending.search(letter.words))
    if letter and sent and not addressees:
        addressees = find_addressees(letter.end, head, book)[1]
    own = find_closing(text.clean, max(opening_at, 0), book=book)
    carried = (
        find_closing(text.clean, letter.end, title.start, book=book)
        if letter and title
        else Closing()
    )
    first = letter or title
    before = [line for line in head if line.end <= (first.start if first else 0)]
    issued, page_day = find_days(text, head, title, book)
    return Frame(
        title=title,
        letter=letter,
        doc_number=find_doc_number(head, title, max(opening_at, after)),
        letterhead=find_letterhead(before, book) or find_dated_body(head, after, book),
        addressees=addressees,
        opening=find_opening(text.clean, opening_at),
        signature=own.names or carried.names,
        issued_date=own.day or issued or carried.day,
        page_day=page_day or find_page_day_below(text.clean, signed=own.day is not None, book=book),
        statements=find_statements(head, book),
        body=(opening_at, own.place[0] if own.place[1] else len(text.clean)),
        closing=own.place,
    )


def _titles(head: Sequence[Piece], book: Codebook) -> tuple[Piece | None, Piece | None]:
    """The report's title, and that of the letter above it."""
    found = find_title(head, book)
    if found and is_letter(found.words, book):
        carried = find_carried(head, found.end, known_letter=True, book=book)
        return (carried, found) if carried else (found, None)
    if found:
        return found, None
    carried = find_carried(head, 0, known_letter=False, book=book)
    if carried:
        return carried, Piece(head[0].start, head[0].start, "")
    return find_other_title(head, book), None
