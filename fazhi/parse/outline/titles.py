"""Where a heading's title ends, and whether text of its own section stands on its line."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from fazhi.codebook.book import Codebook
from fazhi.parse.outline.lost import COUNTS
from fazhi.parse.outline.markers import Head
from fazhi.parse.outline.words import body_words, opening_words
from fazhi.records import Text

# A first sentence up to this length is the heading; a longer one may be text already.
LONGEST_ALIKE = 45
# So long may a heading be before its own text, if it gives no figures, and so long on a line alone.
LONGEST_RUN_IN = 65
# A heading of so many characters may be run into the first item below it (夯实思想根基一是…).
LEAST_TITLE = 6
NEXT_ITEM = 600
FIRST_ITEM = re.compile("(?<![统唯之万专第其如同])一是")
# So many clauses before its text are a sentence of it: the first of them is the heading.
MOST_CLAUSES = 3
LONGEST_ALONE = 80
# Shorter ones are never looked at for a paragraph joined to them.
LONGEST_WHOLE = 24
INDENT = re.compile(r"[\r\n]?(?:\u3000\u3000|[\r\n][ \t]{2,})\s*")
LINE_BREAK = re.compile(r"\s*[\r\n]\s*")
SHORT_LINE = 0.6
# No paragraph ends behind these.
OPEN_END = "，、,"
FIGURE = re.compile(r"\d+[^\d年月日-]")
# Headings of two slogans with a space between them go on behind the space.
SLOGAN = re.compile(r"[^，。；：,.;:]{4,16}")
# Bounded, so that a page of opening marks without their closing ones costs no more.
QUOTED = r"“[^”\n]{0,80}”|‘[^’\n]{0,80}’|《[^》\n]{0,80}》|[（(][^）)\n]{0,80}[）)]"
# A second mark on the line of the first is no part of its title: 一、主要做法（一）….
BELOW = r"[（(][一二三四五六七八九十]{1,3}[）)]"
SENTENCE = re.compile(rf"(?:[^。！？；：\n“‘《（(]+|(?!{BELOW})(?:{QUOTED}|[“‘《（(]))*")
CLAUSE = re.compile(rf"(?:[^，。！？；：,\n“‘《（(]+|{QUOTED}|[“‘《（(])*")
LAYOUT_BREAK = re.compile(r"(?<=[^\x00-\x7f])[ \u3000\t\r\n]+(?=[^\x00-\x7f])")
# Where one ends whose section is one sentence, its first clause may be the heading.
NEXT_MARK = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)")
LEAST_CLAUSE = 4
TRAILING = "。．.：:；;，,、！!？? "
# What closes round a heading, where it was opened before its words.
CLOSES = {"】": "【", "〗": "〖"}


def set_title(text: Text, head: Head, book: Codebook) -> bool:
    """Find where the title ends; false where the mark has no words behind it."""
    clean = text.clean
    if head.inline:
        head.title_end = _clause_end(clean, head.title_start, head.end, book)
    else:
        head.title_end = _heading_end(text, head, book)
    stretch = clean[head.title_start : head.title_end]
    head.title_start += len(stretch) - len(stretch.lstrip(TRAILING))
    head.title_end -= len(stretch) - len(stretch.rstrip(TRAILING))
    last = clean[head.title_end - 1]
    if CLOSES.get(last) == clean[head.title_start - 1 : head.title_start]:
        head.title_end -= 1
    return head.title_end > head.title_start


def _heading_end(text: Text, head: Head, book: Codebook) -> int:
    clean, start = text.clean, head.title_start
    match = SENTENCE.match(clean, start, head.line_end)
    end = match.end() if match else start
    if (item := FIRST_ITEM.search(clean, start + LEAST_TITLE, end)) and clean.find(
        "二是", item.end(), item.end() + NEXT_ITEM
    ) >= 0:
        head.alone = False
        return item.start()
    head.alone = head.line_end - end <= 1
    told = _before_what_it_counts(clean, start, end, head.line_end)
    head.alone = head.alone and not told
    length = end - start
    if told or length <= LONGEST_WHOLE:
        return told or end
    if joined := _indented_text(text, start, end):
        return joined
    if length <= LONGEST_ALIKE:
        return end
    if end == head.line_end:
        limit = LONGEST_ALONE
    else:
        tells = clean.count("，", start, end) >= MOST_CLAUSES or FIGURE.search(clean, start, end)
        counts = head.alone or tells
        limit = LONGEST_ALIKE if counts else LONGEST_RUN_IN
    if length <= limit:
        return end
    head.alone = False
    begun = body_words(book).search(clean, start + 4, start + LONGEST_ALIKE)
    return (
        _layout_end(text, start, end)
        or (begun.start() if begun else 0)
        or _clause_end(clean, start, head.line_end, book)
    )


def _before_what_it_counts(clean: str, start: int, end: int, line_end: int) -> int:
    """The end of the first clause of a sentence that is all of its section and goes on to give
    figures, or 0: （一）加快立法，推动2部法规出台。（二）…."""
    is_all = clean.startswith("。", end) and (
        end + 1 == line_end or NEXT_MARK.match(clean, end + 1) is not None
    )
    comma = clean.find("，", start + LEAST_CLAUSE, end) if is_all else -1
    if comma < 0 or COUNTS.search(clean, start, comma):
        return 0
    return comma if COUNTS.search(clean, comma, end) else 0


def _indented_text(text: Text, start: int, end: int) -> int:
    """Where a paragraph that was joined to the heading began, or 0.

    A break is the end of a paragraph where an indent follows, or where the line before it is
    much shorter than the lines of the source are.
    """
    place = text.place(start, end)
    raw = text.raw
    match = INDENT.search(raw, place.start, place.end)
    if not match:
        match = LINE_BREAK.search(raw, place.start, place.end)
        before = match.start() - raw.rfind("\n", 0, match.start()) if match else 0
        if not match or before > SHORT_LINE * _longest_line(raw):
            return 0
    if raw[match.start() - 1] in OPEN_END and _is_whole(text.clean, start, end):
        return 0
    return start + bisect_left(range(start, end), match.end(), key=text.offsets.raw_start)


def _is_whole(clean: str, start: int, end: int) -> bool:
    """Whether a heading broken behind a comma is all of its line, and counts nothing."""
    return (
        end - start <= LONGEST_ALONE
        and clean[end : end + 1] in "\n"
        and not FIGURE.search(clean, start, end)
    )


@lru_cache(maxsize=1)
def _longest_line(raw: str) -> int:
    """Length of the longest line of a text, whose headings ask for it one after the other."""
    return max(map(len, raw.split("\n")))


def _layout_end(text: Text, start: int, end: int) -> int:
    """Where the author set the heading off from its text by spaces or a new line, or 0."""
    place = text.place(start, min(start + LONGEST_ALIKE, end))
    breaks = [match.span() for match in LAYOUT_BREAK.finditer(text.raw, place.start, place.end)]
    if not breaks:
        return 0
    high = breaks[0][1]
    for low, next_high in breaks[1:]:
        if not SLOGAN.fullmatch(text.raw, high, low):
            break
        high = next_high
    return start + bisect_left(range(start, end), high, key=text.offsets.raw_start)


def _clause_end(clean: str, start: int, limit: int, book: Codebook) -> int:
    """End of the first clause that says something."""
    match = CLAUSE.match(clean, start, limit)
    end = match.end() if match else start
    while end < limit and clean[end] in "，," and opening_words(book).fullmatch(clean, start, end):
        match = CLAUSE.match(clean, end + 1, limit)
        end = match.end() if match else limit
    return end
