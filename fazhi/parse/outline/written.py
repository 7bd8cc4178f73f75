"""How a heading stands in its source: its letters set apart, its words broken over two lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from fazhi.codebook.book import Codebook
from fazhi.parse.outline.lost import Line
from fazhi.parse.outline.markers import Head
from fazhi.parse.outline.words import roles_of
from fazhi.records import Text

BLANKS = re.compile("[ \u3000]+")
STOPS = re.compile("[，。、；：！？,;:“”‘’《》（）()]+")
# A line break alone: a blank line or an indent sets a paragraph apart.
NEXT_LINE = re.compile(r"[ \t]*\r?\n")
# Words of which every letter, or every number, stands by itself (法 治 责 任, 2023 年 工 作).
SET_APART = re.compile(r"(?:\d+|\S)(?:[ \u3000]+(?:\d+|\S))+")
# Shorter words are not broken, and the rest of a heading is no longer.
LEAST_BROKEN, LONGEST_REST = 8, 30
# What goes on with the words above, and what begins a sentence of its own.
GOES_ON = re.compile("[和与及的、并]")
NO_REST = re.compile(
    r"[。；：！？\t\d]|^(?:今年|全年|一年来|近年来|同时|其中|我[镇乡县区市局街]|现将)|^为[^，]{2,}$|(?:以下|如下)"
)
# Blanks at the ends of lines, and those that indent the next one.
LINE_END = re.compile(r"[ \t]*[\r\n\u2028\u2029\x0b\x0c\x85]\s*")


def closed_up(words: str) -> str:
    """A title without its line breaks and without the blanks that set all its letters apart.

    Other blanks, as between two slogans, stay; so does a wider one between two clauses that are
    both set apart.
    """
    words = LINE_END.sub("", words)
    if " " not in words and "\u3000" not in words:
        return words
    pieces = (piece.strip(" \u3000") for piece in STOPS.split(words))
    spaced = [piece for piece in pieces if BLANKS.search(piece)]
    if not spaced or not all(map(SET_APART.fullmatch, spaced)):
        return words
    narrow = min(_width(blanks) for blanks in BLANKS.findall(words))
    return BLANKS.sub(lambda match: " " if _width(match[0]) > 2 * narrow else "", words)


def _width(blanks: str) -> int:
    return len(blanks) + blanks.count("\u3000")


def join_broken(
    text: Text, heads: Sequence[Head], lines: Sequence[Line], book: Codebook
) -> set[int]:
    """Take into a heading the rest of it that stands on the line below; returns where these begin.

    A single line without a stop below a heading with a mark is its rest: nothing is divided into
    one. What names a part of a report is whole, but where the rest goes on with its words (和成效).
    """
    taken: set[int] = set()
    begins = attrgetter("start")
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        if head.inferred or head.title_end != head.line_end or not _counts_on(head, following):
            continue
        end = following.start if following else len(text.clean)
        below = lines[bisect_left(lines, head.line_end, key=begins) :]
        below = below[: bisect_left(below, end, key=begins)]
        alone = [line for line in below if line.form == "strong"] == below[:1]
        if below and _is_rest(text, head, below[0], book, alone=alone):
            taken.add(below[0].start)
            head.title_end = head.line_end = below[0].end
    return taken


def _counts_on(head: Head, following: Head | None) -> bool:
    """Whether no heading is missing between two: else a line there may be the missing one."""
    if following is None or following.level < head.level or following.number is None:
        return True
    if following.level > head.level:
        return following.number == 1
    return following.number == (head.number or 0) + 1


def _is_rest(text: Text, head: Head, line: Line, book: Codebook, *, alone: bool) -> bool:
    """Whether a line goes on with the heading above it; `alone` is one that could be a heading."""
    words = text.clean[line.start : line.end]
    if line.marked or len(words) > LONGEST_REST or NO_REST.search(words):
        return False
    between = text.raw[text.offsets.raw_start(head.line_end) : text.offsets.raw_start(line.start)]
    if not NEXT_LINE.fullmatch(between):
        return False
    title = text.clean[head.title_start : head.title_end]
    if GOES_ON.match(words):
        return True
    whole = len(title) < LEAST_BROKEN or roles_of(title, book) or roles_of(words, book)
    return alone and not whole
