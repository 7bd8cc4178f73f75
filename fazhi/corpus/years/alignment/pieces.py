"""A report as headings and sentences, each with its place in the raw text and its letters.

Letters are what stays of words when only the page is another: simplified script, letters and
figures, no punctuation, no blanks, and no mark of a list before them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add
from typing import NamedTuple

from fazhi.codebook.book import Codebook, derived

DIGITS = "一二三四五六七八九十"
# A sentence ends here; so does an item of a list, which semicolons set apart.
SENTENCE = re.compile(r"[^。！？；!?;]*[。！？；!?;]+[”’」』）)]*|[^。！？；!?;]+")
ENDED = re.compile(r"[。！？；!?;][”’」』）)]*\s*$")
ITEM_MARK = re.compile(
    rf"[{DIGITS}]{{1,2}}(?:是|要)|其[{DIGITS}]|首先|其次|再次|第[{DIGITS}][，、]"
)
# What may be left of the words before a sentence.
LEADING = " \t\r\n\u3000\xa0，、：,:"
FIGURES = re.compile(rf"[\d{DIGITS}百千万亿两零〇]+")
# Fewer letters say nothing of their own.
LEAST_LETTERS = 4
# Parts in which lines without an end are a title, addressees or a signature.
AROUND = ("preamble", "other")


class Piece(NamedTuple):
    """A heading or a sentence: `start` and `end` in the raw text, section and role it stands in.

    `words` are its letters with every figure as one sign, `grams` the pairs of these.
    """

    start: int
    end: int
    section_id: int | None
    role: str | None
    letters: str
    words: str
    grams: frozenset[str]


class Section(NamedTuple):
    """A heading that does not stand within a sentence, and its extent in the raw text."""

    section_id: int
    level: int
    role: str
    start: int
    end: int
    heading_end: int


class Paragraph(NamedTuple):
    """A paragraph's extent in the raw text, and where it stands."""

    section_id: int | None
    role: str
    start: int
    end: int


@dataclass(slots=True)
class Pieces:
    """What a report consists of, in reading order.

    Args:
        sections: its headings' extents.
        headings: a piece for each section.
        sentences: all that stands below.
        inside: for each sentence the places in `sections` of those that hold it, the widest first.
        spread: in how many sentences each gram stands, `titles` in how many headings.
    """

    sections: Sequence[Section]
    headings: list[Piece]
    sentences: list[Piece]
    inside: list[tuple[int, ...]]
    spread: dict[str, int]
    titles: dict[str, int]


class _Letters(dict[int, int | None]):
    """For `str.translate`: the letter of each sign, found when it is first met."""

    def __init__(self, folded: Mapping[str, str]) -> None:
        super().__init__({ord(old): ord(new) for old, new in folded.items()})

    def __missing__(self, code: int) -> int | None:
        sign = chr(code)
        lower = sign.lower() if sign.isalnum() else ""
        self[code] = letter = ord(lower) if len(lower) == 1 else None
        return letter


@derived
def letters(book: Codebook) -> Mapping[int, int | None]:
    """The table with which `str.translate` keeps letters alone, in simplified script."""
    from fazhi.reading.clean.script import folding

    return _Letters(folding(book))


def pieces_of(
    raw: str, sections: Sequence[Section], paragraphs: Iterable[Paragraph], book: Codebook
) -> Pieces:
    """The headings and sentences of a raw text; both kinds of rows in reading order."""
    table = letters(book)
    headings = [
        _piece(raw, section.start, section.heading_end, section.section_id, section.role, table)
        for section in sections
    ]
    sentences = [
        piece
        for paragraph, start, end in _bodies(sections, paragraphs)
        for piece in _sentences(raw, start, end, paragraph, table)
    ]
    inside = list(_inside(sections, sentences))
    return Pieces(sections, headings, sentences, inside, _spread(sentences), _spread(headings))


def _spread(pieces: Iterable[Piece]) -> dict[str, int]:
    return dict(Counter(chain.from_iterable(piece.grams for piece in pieces)))


def _inside(sections: Sequence[Section], sentences: Iterable[Piece]) -> Iterator[tuple[int, ...]]:
    """The places of the sections that hold each sentence, in reading order of both."""
    held: tuple[int, ...] = ()
    place = 0
    for sentence in sentences:
        while place < len(sections) and sections[place].start <= sentence.start:
            held = (*held, place)
            place += 1
        held = tuple(one for one in held if sections[one].end > sentence.start)
        yield held


def _bodies(
    sections: Sequence[Section], paragraphs: Iterable[Paragraph]
) -> Iterator[tuple[Paragraph, int, int]]:
    """What is left of paragraphs between headings."""
    starts = [section.start for section in sections]
    for paragraph in paragraphs:
        low = paragraph.start
        # A heading may begin in the paragraph before and end in this one.
        at = max(bisect_right(starts, low) - 1, 0)
        for section in sections[at:]:
            if section.start >= paragraph.end:
                break
            if section.heading_end > low:
                if section.start > low:
                    yield paragraph, low, section.start
                low = section.heading_end
        if low < paragraph.end:
            yield paragraph, low, paragraph.end


def _sentences(
    raw: str, start: int, end: int, paragraph: Paragraph, table: Mapping[int, int | None]
) -> Iterator[Piece]:
    words = raw[start:end]
    framed = paragraph.section_id is None and paragraph.role in AROUND
    for found in SENTENCE.finditer(words):
        if framed and not ENDED.search(found[0]):
            continue
        low = start + found.end() - len(found[0].lstrip(LEADING))
        high = start + found.start() + len(found[0].rstrip())
        piece = _piece(raw, low, high, paragraph.section_id, paragraph.role, table)
        if len(piece.letters) >= LEAST_LETTERS:
            yield piece


def _piece(
    raw: str, start: int, end: int, section: int | None, role: str, table: Mapping[int, int | None]
) -> Piece:
    from fazhi.parse.outline.markers import LINE_MARK

    told = raw[start:end]
    mark = LINE_MARK.match(told) or ITEM_MARK.match(told)
    kept = (told[mark.end() :] if mark else told).translate(table)
    words = FIGURES.sub("0", kept)
    grams = frozenset(map(add, words, words[1:]))
    return Piece(start, end, section, role, kept, words, grams)
