"""From pieces of text on pages to lines in reading order, page furniture and paragraphs marked.

Lengths are in the unit of the format; y grows downwards. One em is the width of one Chinese
character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from msgspec import structs

from fazhi.reading.layout.frames import Frame, find_frames, stamped
from fazhi.reading.layout.furniture import FramedPage, mark_furniture
from fazhi.reading.layout.rows import (
    SLACK,
    Line,
    Piece,
    Rule,
    find_columns,
    width_in_ems,
)
from fazhi.reading.layout.tables import lines_with_tables
from fazhi.reading.layout.wrapped import lines_with_wrapped_cells
from fazhi.records import Lack, Mark, RawText

# Signs that a file's fonts give no meaning.
# What stands for a sign that nobody can bring back.
GONE = "\ufffd"
UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff¤]")
UNPARTED = re.compile(r"[“‘（《〈【〔(]*[A-Za-z0-9.%-]+")
SENTENCE_END = "。！？!?…"
MARKER = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+[章节条]"
)
# A row of a table that begins with its number.
SERIAL_CELL = re.compile(r"\d{1,4}\t")
# Lines of a table of contents are as wide as the page: an entry with its page, the head of all.
ENTRY_END = re.compile(r"(?:…|[.．·][ .．·]{3})[ .．·…]{0,20}\d{1,3}$")
CONTENTS_HEAD = re.compile(r"目\s*[录錄次]")
DOUBTFUL = 0.8
# Paragraphs begin two ems in.
INDENTED = 2.6
# One line in so many, or more, reaches the right margin.
FULL_SHARE = 3
# Of the lines that reach a margin one in so many may go beyond it, no more.
MOST_BEYOND = 4


class PageLayout(NamedTuple):
    """One page: its size, its pieces in any order, whether it shows what could not be read, and
    the straight lines drawn on it."""

    width: float
    height: float
    pieces: Sequence[Piece]
    lost: bool = False
    rules: Sequence[Rule] = ()


class Margins(NamedTuple):
    """Left and right edge of a column of text."""

    left: float
    right: float


def lay_out(
    pages: Sequence[PageLayout], form: str, metadata: Mapping[str, str] | None = None
) -> RawText:
    """Turn pages of pieces into a raw text with pages, drops (furniture) and joins."""
    stamps = stamped([page.pieces for page in pages])
    made = [
        FramedPage(frame, number, find_columns(_lines(frame), frame.height))
        for number, page in enumerate(pages)
        for frame in find_frames(page.width, page.height, page.pieces, page.rules, stamps)
    ]
    mark_furniture(made, len(pages))
    joined = _joined_lines(made)
    raw = _written(made, joined, form, dict(metadata or {}))
    lost = [raw.pages[number] for number, page in enumerate(pages) if page.lost]
    return structs.replace(raw, losses=tuple(Mark("page", at, at) for at in lost))


def _lines(frame: Frame) -> list[Line]:
    if frame.rules:
        return lines_with_tables(frame.pieces, frame.rules, frame.height)
    return lines_with_wrapped_cells(frame.pieces)


def _written(
    pages: Sequence[FramedPage], joined: Container[int], form: str, metadata: dict[str, str]
) -> RawText:
    """The lines of the pages one after another, with what is known of each."""
    text: list[str] = []
    drops: list[Mark] = []
    joins: set[int] = set()
    doubtful: list[Mark] = []
    starts: list[int] = []
    at = kept = 0
    is_garbled = False
    weight = 0.0
    for page in pages:
        if page.number == len(starts):
            starts.append(at)
        for line in page.lines:
            end = at + len(line.text)
            if line in page.furniture:
                drops.append(Mark(page.furniture[line], at, end + 1))
            else:
                kept = end
                is_garbled = is_garbled or GONE in line.text
            if id(line) in joined:
                joins.add(end)
            if line.confidence < DOUBTFUL or UNKNOWN.search(line.text):
                doubtful.append(Mark("doubtful", at, end))
            weight += line.confidence * len(line.text)
            text.append(line.text)
            at = end + 1
    whole = "\n".join(text)
    letters = sum(map(len, text))
    return RawText(
        text=whole,
        format=form,
        metadata=metadata,
        drops=_closed(drops, kept, len(whole)),
        joins=frozenset(joins),
        pages=tuple(min(start, len(whole)) for start in starts),
        confidence=round(weight / letters, 4) if letters else 1.0,
        doubtful=tuple(doubtful),
        lacks=(Lack("garbled"),) if is_garbled else (),
    )


def _closed(drops: list[Mark], kept: int, length: int) -> tuple[Mark, ...]:
    """The drops, those behind the last line kept taking the line break before them instead."""
    return tuple(
        mark if mark.start < kept else Mark(mark.kind, max(mark.start - 1, 0), mark.end - 1)
        for mark in drops
        if mark.start < length
    )


def _joined_lines(pages: list[FramedPage]) -> set[int]:
    """Identities of the lines that go on in the next line, over columns and pages."""
    flow: list[tuple[Line, Margins]] = []
    bodies = [[line for line in page.lines if line not in page.furniture] for page in pages]
    common = _margins([line for body in bodies for line in body])
    for page, body in zip(pages, bodies, strict=True):
        own = _margins(body) if len(body) >= 8 else common
        for column in page.columns:
            lines = [line for line in column if line not in page.furniture]
            margins = own if len(page.columns) == 1 or len(column) < 4 else _margins(lines)
            flow += [(line, margins) for line in lines]
    goes_on = _rule(flow)
    titles = {id(line) for page in pages for line in _titles(page.columns)}
    return {
        id(line)
        for (line, margins), (after, after_margins) in pairwise(flow)
        if id(line) not in titles and goes_on(line, margins, after, after_margins)
    }


def _titles(columns: Sequence[list[Line]]) -> Iterator[Line]:
    """The lines that stand over the columns of a page, each a column of its own."""
    for column, after in pairwise(columns):
        if len(column) > 1:
            return
        if len(after) > 1:
            yield column[0]


def _margins(lines: list[Line]) -> Margins:
    """The outermost edges that enough lines share to be margins and no accidents."""
    if not lines:
        return Margins(0.0, 0.0)
    step = max(median(line.em for line in lines), 0.01)
    enough = max(2, len(lines) // 25) if len(lines) > 3 else 1
    lefts = sorted(line.left for line in lines)
    rights = sorted((line.right for line in lines), reverse=True)
    left = _first_shared(lefts, step / 2, enough)
    right = _first_shared(rights, step, enough)
    full = sum(abs(line.right - right) <= step for line in lines)
    whole = [line for line in lines if _begins_line(line, left, step)]
    beyond = sum(line.right > right + SLACK * step for line in whole)
    if whole and (full * FULL_SHARE < len(lines) or beyond * MOST_BEYOND > full):
        # Few lines are full: the longest that begins at the margin shows how long a line may be.
        right = max(line.right for line in whole)
    return Margins(left, right)


def _begins_line(line: Line, left: float, em: float) -> bool:
    return line.left - left < 2.6 * em and "\t" not in line.text


def _first_shared(values: list[float], step: float, enough: int) -> float:
    """The first of the sorted values that has `enough` values within a step of it."""
    for index, value in enumerate(values[: len(values) - enough + 1]):
        if abs(values[index + enough - 1] - value) <= step:
            return value
    return values[0]


def _rule(flow: list[tuple[Line, Margins]]) -> Callable[[Line, Margins, Line, Margins], bool]:
    """The rule that tells whether a line goes on, from what the document does everywhere."""
    indented = sum(1 for line, margins in flow if _indent(line, margins) > 1.2)
    uses_indents = indented * 12 >= len(flow)
    pitches = sorted(
        after.top - line.top for (line, _), (after, _) in pairwise(flow) if after.top > line.top
    )
    pitch = pitches[len(pitches) // 2] if pitches else 0.0

    def goes_on(line: Line, margins: Margins, after: Line, after_margins: Margins) -> bool:
        ended = line.text[-1] in SENTENCE_END
        # What may not be parted from the next line's first sign had no room either.
        word = None if ended else UNPARTED.match(after.text)
        slack = SLACK + (width_in_ems(word[0]) if word else 0.0)
        short = margins.right - line.right > slack * line.em
        gap = after.top - line.top
        sizes = min(len(line.text), len(after.text)) > 3 and not 0.8 < line.em / after.em < 1.25
        cells = "\t" in line.text or SERIAL_CELL.match(after.text)
        if short or sizes or cells or gap > 1.7 * pitch > 0:
            return False
        if ENTRY_END.search(line.text) or CONTENTS_HEAD.fullmatch(after.text):
            return False
        if _indent(after, after_margins) > 0.9:
            # A title too long for one line goes on centred below.
            return (
                not (ended or MARKER.match(line.text) or _begin_alike(line, after, margins))
                and _centred(line, margins)
                and _centred(after, after_margins)
            )
        after_short = after_margins.right - after.right > SLACK * after.em
        if ended and MARKER.match(after.text) and (after_short or not uses_indents):
            return False
        # Without indents only wider spacing tells; over a page or column there is none to see.
        return uses_indents or not ended or gap <= 1.25 * pitch

    return goes_on


def _begin_alike(line: Line, after: Line, margins: Margins) -> bool:
    """Whether two lines begin at one place, as far in as paragraphs do: a title's seldom do."""
    return abs(line.left - after.left) < 0.3 * line.em and _indent(line, margins) < INDENTED


def _centred(line: Line, margins: Margins) -> bool:
    return abs(line.left - margins.left - (margins.right - line.right)) < 1.2 * line.em


def _indent(line: Line, margins: Margins) -> float:
    return (line.left - margins.left) / line.em
