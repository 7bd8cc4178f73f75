"""Whether a line carries on the sentence of the line before, or a stretch between is lost.

Only a sentence that ends unfinished comes here. It is called a loss on evidence that a page or
part is missing, not on doubt alone: a seam judged wrongly would cut a whole paragraph in two.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from fazhi.language.numerals import read_number


class Seam(NamedTuple):
    """The end of a line in the middle of a sentence.

    Args:
        start: where the white space between the lines begins.
        end: where it ends.
        before: the line before, or its end.
        after: the line after, or its start.
    """

    start: int
    end: int
    before: str
    after: str


COUNTING = re.compile(r"\d+|[一二三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?")
ONE_NUMERAL = "([一二三四五六七八九十]{1,3})"
# Numbered marks by level. A list numbered inside a sentence is kept apart from headings. Each
# begins with a line end, which a text without one is given: so they are found much faster.
LEVELS = (
    (re.compile(rf"\n[ \t]*{ONE_NUMERAL}、"), True),
    (re.compile(rf"\n[ \t]*（{ONE_NUMERAL}）"), True),
    (re.compile(r"\n[ \t]*(\d{1,2})[.、](?!\d)"), True),
    (re.compile(rf"[\n。；：，!]{ONE_NUMERAL}是"), False),
)
PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))
# One-character clauses of running text: 但, 即 ...
SHORT_CLAUSES = "但故且即如又是而让使有为对在不"
FRAGMENT = re.compile(r"([\u3400-\u9fff])[，。；、]")
SENTENCE = re.compile("[。！？；]")
# A sentence reaches over several lines where text is wrapped.
SIGHT = 300
CLAUSE_END = "，、；："


def lost(text: str, seams: Sequence[Seam]) -> list[bool]:
    """For each seam, in order, whether the rest of the sentence before it is missing.

    Numbers that jump tell that something between two marks is lost, not where: they convict a
    seam only where it is the one unfinished sentence between those marks.
    """
    verdicts = [_is_fragment(seam) or _unpaired(text, seam) for seam in seams]
    if all(verdicts):
        return verdicts
    lines = f"\n{text}"
    rows = [_Row(pattern, is_heading, lines) for pattern, is_heading in LEVELS]
    starts = [seam.start for seam in seams]
    for index, seam in enumerate(seams):
        jump = None if verdicts[index] else _numbers_jump(rows, seam)
        if jump is not None:
            verdicts[index] = bisect_left(starts, jump[1]) - bisect_left(starts, jump[0]) == 1
    return verdicts


class _Row:
    """All marks of one level in a text, sought once: a text may have a seam on every line."""

    def __init__(self, pattern: re.Pattern[str], is_heading: bool, lines: str) -> None:
        self.is_heading = is_heading
        self._pattern, self._lines = pattern, lines

    @cached_property
    def _marks(self) -> list[re.Match[str]]:
        return list(self._pattern.finditer(self._lines))

    # Before each mark in the text, and before the text, stands one sign more.
    @cached_property
    def starts(self) -> list[int]:
        """Where each mark begins, in order."""
        return [match.start() for match in self._marks]

    @cached_property
    def ends(self) -> list[int]:
        """Where each mark ends."""
        return [match.end() - 1 for match in self._marks]

    def number(self, at: int) -> int:
        """The number of a mark; 0 where its numerals make none (三十十, 二三)."""
        words = self._marks[at][1]
        return int(read_number(words) or 0) if COUNTING.fullmatch(words) else 0

    def around(self, seam: Seam) -> tuple[int, int] | None:
        """The last mark before the seam and the first after it, by their places in the row."""
        last = bisect_right(self.ends, seam.start) - 1
        following = bisect_left(self.starts, seam.end)
        return (last, following) if last >= 0 and following < len(self.starts) else None

    def has_between(self, low: int, high: int) -> bool:
        """Whether a mark lies whole in that stretch."""
        at = bisect_left(self.starts, low)
        return at < len(self.ends) and self.ends[at] <= high


def _is_fragment(seam: Seam) -> bool:
    """A clause is complete, and the next one would be a single character (…、/建，…)."""
    if seam.before[-1] not in CLAUSE_END:
        return False
    match = FRAGMENT.match(seam.after)
    return match is not None and match[1] not in SHORT_CLAUSES


def _unpaired(text: str, seam: Seam) -> bool:
    """A bracket or quotation mark is open, and what follows closes another or none."""
    tail = SENTENCE.split(text[max(0, seam.start - SIGHT) : seam.start])[-1]
    head = SENTENCE.split(text[seam.end : seam.end + SIGHT], maxsplit=1)[0]
    for opening, closing in PAIRS:
        is_open = tail.count(opening) > tail.count(closing)
        first_open, first_close = head.find(opening), head.find(closing)
        closes = first_close >= 0 and (first_open < 0 or first_close < first_open)
        if is_open != closes and (closes or len(head) > 60 or first_open >= 0):
            return True
    return False


def _numbers_jump(rows: Sequence[_Row], seam: Seam) -> tuple[int, int] | None:
    """The stretch between two marks of a level round the seam of which the second does not follow
    the first; nothing where numbers run on."""
    for row in rows:
        around = row.around(seam)
        if around is None:
            continue
        last, following = around
        before, after = row.number(last), row.number(following)
        if row.is_heading and after in (before + 1, 1):
            # This level goes on or begins again: deeper ones are inside it.
            return None
        skipped = after > before + 1
        repeated = not row.is_heading and 1 < after <= before
        low, high = row.ends[last], row.starts[following]
        inside = row.is_heading or not any(
            other.has_between(low, high) for other in rows if other.is_heading
        )
        if inside and (skipped or repeated):
            return row.starts[last], row.starts[following]
    return None
