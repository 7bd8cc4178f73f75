"""Tables of contents that were typed, or whose style the source lost: lines that stand again below.

Read as text they are the report's headings, all of them, before its first sentence: what follows
would stand under the last part.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from fazhi.reading.clean.draft import Edit
from fazhi.reading.clean.width import NOTHING

CONTENTS = "contents"
# A table of contents stands before the text, behind a cover and a letter at most.
SIGHT = 6_000
# Looked for by its first sign, and only then whether it is all of its line.
HEAD = re.compile(rf"目[ \t{NOTHING}]*[录次][ \t{NOTHING}]*[:：]?[ \t{NOTHING}]*(?:\n|$)")
# Dots, or blanks as wide, and the number of a page.
PAGE = r"[ \t]*[(（\-—–]?[ \t]*(?:\d{1,3}|[ivxIVX]{1,4})[ \t]*[)）\-—–]?[ \t]*$"
DOTTED = re.compile(
    rf"[ \t]*(?:…+|(?:[.．·・⋯_]|—(?=—)|-(?=-))[ \t]*){{3,}}{PAGE}|[ \t]*…{{1,}}{PAGE}"
)
NUMBERED = re.compile(PAGE)
BLANK = re.compile(rf"[ \t{NOTHING}]+")
LEAST = 2
MOST = 120
# Of a heading too long for its line the page stands behind the last of so many lines.
MOST_LINES = 3
SHORTEST, LONGEST = 2, 120
# So much of a text is asked whether it holds an entry's words again.
READ = 200_000


class _Line(NamedTuple):
    """A line: where it begins, where the next does, its words."""

    start: int
    end: int
    words: str


def typed_contents(text: str) -> list[Edit]:
    """The edit that takes a typed table of contents out, with its head; none where there is none.

    Under a head (目录) lines are its entries that begin a line below again, with or without
    page numbers; without a head those with dots and page numbers alone, of which most begin one.
    """
    for head in HEAD.finditer(text, 0, SIGHT):
        start = text.rfind("\n", 0, head.start()) + 1
        if not _bare(text[start : head.start()]):
            end = _end_of_entries(text, head.end())
            return [Edit(start, end, "", CONTENTS)] if end else _without_head(text)
    return _without_head(text)


def _end_of_entries(text: str, start: int) -> int:
    """Where the entries below a head end; 0 where there are fewer than two."""
    lines = _lines(text, start)
    below = _Below(text, start)
    at, count, end, paged = 0, 0, 0, False
    while at < len(lines) and count < MOST:
        if not _bare(lines[at].words):
            at += 1
            continue
        used, has_page = _entry(lines, at, below)
        # The title of the report itself follows entries that have pages, and has none.
        if not used or (paged and not has_page):
            break
        at, count, paged = at + used, count + 1, paged or has_page
        end = lines[at - 1].end
    return end if count >= LEAST else 0


def _entry(lines: list[_Line], at: int, below: _Below) -> tuple[int, bool]:
    """Over how many lines the entry at `at` runs, 0 where there is none; whether it has a page."""
    words = ""
    for count, (_, end, line) in enumerate(lines[at : at + MOST_LINES], 1):
        dotted = DOTTED.search(line)
        words += _bare(line[: dotted.start()] if dotted else line)
        if dotted and words:
            return count, True
        if below.begins(words, end):
            return count, False
        if (numbered := NUMBERED.search(line)) is not None:
            words = words[: len(words) - len(_bare(line[numbered.start() :]))]
            return (count, True) if below.begins(words, end) else (0, False)
    return 0, False


def _without_head(text: str) -> list[Edit]:
    """Entries with dots and page numbers, one after another and with no head above them."""
    top = text[:SIGHT]
    if "…" not in top and ".." not in top and "··" not in top:
        return []
    lines = _lines(text, 0)
    first = next((at for at, one in enumerate(lines) if DOTTED.search(one.words)), len(lines))
    run = list(
        takewhile(lambda one: not _bare(one.words) or DOTTED.search(one.words), lines[first:])
    )
    if len(run) < LEAST:
        return []
    below = _Below(text, run[0].start)
    entries = [_bare(DOTTED.split(line, maxsplit=1)[0]) for _, _, line in run if _bare(line)]
    again = sum(below.begins(words, run[-1].end) for words in entries)
    if len(entries) < LEAST or 2 * again < len(entries):
        return []
    return [Edit(run[0].start, run[-1].end, "", CONTENTS)]


class _Below:
    """The text behind a place, asked whether one of its lines begins with given words."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text[start : start + READ]
        self._start = start
        self._bare = ""
        self._begins: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)

    def begins(self, words: str, start: int) -> bool:
        """Whether a line behind `start` begins with the words, blanks and line ends left out."""
        if not SHORTEST <= len(words) <= LONGEST:
            return False
        if not self._bare:
            self._index()
        return any(
            place >= start and self._bare.startswith(words, at)
            for place, at in self._begins[words[:SHORTEST]]
        )

    def _index(self) -> None:
        """Lines by their first signs: the place of each in the text, and without blanks."""
        place, at = self._start, 0
        lines = self._text.split("\n")
        bare = [_bare(line) for line in lines]
        self._bare = "".join(bare)
        for line, words in zip(lines, bare, strict=True):
            if words:
                self._begins[self._bare[at : at + SHORTEST]].append((place, at))
            place, at = place + len(line) + 1, at + len(words)


def _bare(words: str) -> str:
    return BLANK.sub("", words)


def _lines(text: str, start: int) -> list[_Line]:
    """The lines from `start` to where contents may end; of one that is longer the first signs."""
    return list(_each_line(text, start, min(len(text), start + SIGHT)))


def _each_line(text: str, start: int, stop: int) -> Iterator[_Line]:
    while start < stop:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield _Line(start, min(end + 1, len(text)), text[start : min(end, start + 2 * LONGEST)])
        start = end + 1
