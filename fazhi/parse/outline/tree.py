"""Levels by the logic of the document: which mark stands under which, and what is irregular."""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.language.numerals import write_number
from fazhi.parse.outline.markers import DIGITS, FORMAL, STEMS, Head
from fazhi.parse.outline.words import roles_of

RANKS = {"part": 0, "cn": 1, "paren": 2, "dot": 3, "bracket": 4, "circle": 4, "deeper": 5}
DEEPEST = 4
NUMBER = re.compile(f"[{DIGITS}]+|[0-9]+")


class Irregular(NamedTuple):
    """A fact about the numbering, before sections have their numbers.

    `due` is the number that should stand there in a mark like the heading's own.
    """

    kind: str
    head: Head
    expected: str
    due: int | None = None


def set_levels(clean: str, heads: list[Head], book: Codebook) -> list[Irregular]:
    """Give every heading its level; returns where first-level marks are used again inside."""
    lifted = _lift(heads)
    facts: list[Irregular] = []
    nested = _nested(clean, heads, book) if lifted >= 0 else set()
    depth = 0
    previous = top = None
    for index, head in enumerate(heads):
        if head.level:
            depth = 0
        elif head.kind == "cn" and index in nested:
            after_paren = previous is not None and previous.kind == "paren" and depth == 0
            depth = depth or (2 if after_paren else 1)
            head.level = min(1 + depth, DEEPEST)
            if head.number == 1 and top is not None and _alike(clean, top, head):
                facts.append(Irregular("restart", head, _expected(head, head.level)))
        else:
            if head.kind in ("cn", "part"):
                depth, top = 0, head
            head.level = max(1, min(RANKS[head.kind] - lifted + depth, DEEPEST))
        previous = head
    return facts


def _alike(clean: str, above: Head, below: Head) -> bool:
    """Whether two marks are of one row of signs: 甲、 or 一、 below 壹、 uses no number again."""
    first, other = clean[above.start], clean[below.start]
    return all((first in row) == (other in row) for row in (DIGITS, FORMAL, STEMS))


def _lift(heads: list[Head]) -> int:
    """How far ranks lie above levels: some reports begin with （一）, some with 第一部分."""
    kinds = {head.kind for head in heads if not head.inferred}
    if any(head.inferred and head.level == 1 for head in heads):
        return -1 if "cn" in kinds and _all_under_inferred(heads) else 0
    if "part" in kinds:
        return -1
    return min((RANKS[kind] for kind in kinds), default=1) - 1


def _all_under_inferred(heads: list[Head]) -> bool:
    """Whether every run of 一、 stands under a first-level heading without a mark."""
    fresh = False
    for head in heads:
        if head.inferred and head.level == 1:
            fresh = True
        elif head.kind == "cn":
            if head.number == 1 and not fresh:
                return False
            fresh = False
        else:
            fresh = False
    return True


def _nested(clean: str, heads: list[Head], book: Codebook) -> set[int]:
    """Which 一、 二、 … number the inside of a part instead of the parts."""
    marks = [(index, head) for index, head in enumerate(heads) if head.kind == "cn"]
    row = _Row([head for _, head in marks])
    nested: set[int] = set()
    titles: set[str] = set()
    top = inner = 0
    for position, (index, head) in enumerate(marks):
        number = head.number or 0
        title = clean[head.title_start : head.title_end]
        if inner:
            inside = number == inner + 1 or number == 1
            outside = number == top + 1
            if inside and outside:
                inside = not _opens_part(clean, head, row, position, book)
            if not inside and not outside:
                inside = number <= top
        else:
            # A number below that of the part begins a row inside it, even where 一、 is lost.
            inside = 0 < number < max(top, 2) and top >= 1 and title not in titles
        if inside:
            nested.add(index)
            inner = number
        else:
            top, inner = number, 0
            titles.add(title)
    return nested


class _Row:
    """Where each number stands in a row of marks, by their places in the row."""

    def __init__(self, marks: Sequence[Head]) -> None:
        self._places: dict[int | None, list[int]] = {}
        self._last_alone: dict[int | None, int] = {}
        for place, head in enumerate(marks):
            self._places.setdefault(head.number, []).append(place)
            if head.alone:
                self._last_alone[head.number] = place

    def after(self, place: int, number: int) -> int:
        """The next place of a number; beyond all where it does not come again."""
        places = self._places.get(number, [])
        at = bisect_right(places, place)
        return places[at] if at < len(places) else sys.maxsize

    def is_alone_after(self, place: int, number: int) -> bool:
        """Whether the number comes again on a line of its own."""
        return self._last_alone.get(number, -1) > place


def _opens_part(clean: str, head: Head, row: _Row, place: int, book: Codebook) -> bool:
    """Whether a mark that fits both rows goes on with the parts: by its words, then its rival."""
    if head.alone and roles_of(clean[head.title_start : head.title_end], book):
        return True
    number = head.number or 0
    rival = row.after(place, number)
    if rival < sys.maxsize and rival <= row.after(place, 1):
        return False
    return head.alone and not row.is_alone_after(place, number)


def _expected(head: Head, level: int) -> str:
    return marker_for(level, head.number or 1)


def marker_for(level: int, number: int) -> str:
    """The marker that a heading of this level and number should bear."""
    if level > 2:
        return f"{number}." if level == 3 else f"（{number}）"
    return f"{write_number(number)}、" if level == 1 else f"（{write_number(number)}）"


def marker_like(mark: str, due: int) -> str | None:
    """The mark that bears another number, written as this one is; null where that is not known.

    （四） gives （三）, 4、 gives 3、, ④ gives ③: a row without 一、 above it keeps its own marks.
    """
    written = NUMBER.search(mark)
    if written and written.group() != mark:
        number = str(due) if written.group().isdecimal() else write_number(due)
        return f"{mark[: written.start()]}{number}{mark[written.end() :]}"
    signs = [(at, sign) for at, sign in enumerate(mark) if sign in FORMAL + STEMS or _is_one(sign)]
    if len(signs) != 1:
        return None
    at, sign = signs[0]
    if _is_one(sign):
        other = chr(ord(sign) + due - int(unicodedata.numeric(sign)))
        known = _is_one(other) and unicodedata.numeric(other) == due
    else:
        row = FORMAL if sign in FORMAL else STEMS
        known = due <= len(row)
        other = row[due - 1] if known else ""
    return f"{mark[:at]}{other}{mark[at + 1 :]}" if known else None


def _is_one(sign: str) -> bool:
    """Whether a sign is a whole mark by itself (①, ⑴, ㈠, Ⅰ), and no digit."""
    return sign.isnumeric() and not sign.isdecimal() and sign not in DIGITS + FORMAL
