"""From pieces of text on pages to lines in reading order, page furniture and paragraphs marked.

Lengths are in the unit of the format; y grows downwards. One em is the width of one Chinese
character.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from fazhi.records import Mark, RawText

NARROW = re.compile(r"[\x00-\u02ff\u2010-\u2027]")
PAGE_NUMBER = re.compile(
    r"[-—–―－─一·•~～\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*页)?"
    r"(?:\s*[/／,，、]?\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–―－─一·•~～\s]*",
    re.I,
)
# Signs that a file's fonts give no meaning.
UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff]")
DIGITS = re.compile(r"\d+")
SENTENCE_END = "。！？!?…"
MARKER = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+[章节条]"
)
# Head and foot of a page lie within this share of its height.
EDGE = 0.12
# A line may stop this many ems before the margin without ending its paragraph: the next
# character may not begin a line, or a number may not be broken.
SLACK = 2.2
DOUBTFUL = 0.8


class Piece(NamedTuple):
    """Some characters in one row: text, box and confidence (0 to 1)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float = 1.0


class PageLayout(NamedTuple):
    """One page: its size and its pieces in any order."""

    width: float
    height: float
    pieces: Sequence[Piece]


class Line(NamedTuple):
    """One line of a column: text, box, width of an em, confidence."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float
    confidence: float


class Margins(NamedTuple):
    """Left and right edge of a column of text."""

    left: float
    right: float


@dataclass(slots=True)
class _Page:
    """A page on its way: columns of lines in reading order, and which lines are furniture."""

    width: float
    height: float
    columns: list[list[Line]]
    furniture: dict[Line, str] = field(default_factory=dict)


def lay_out(
    pages: Sequence[PageLayout], form: str, metadata: Mapping[str, str] | None = None
) -> RawText:
    """Turn pages of pieces into a raw text with pages, drops (furniture) and joins."""
    made = [_Page(page.width, page.height, _columns(_lines(page.pieces))) for page in pages]
    _mark_furniture(made)
    joined = _joined_lines(made)
    text: list[str] = []
    drops: list[Mark] = []
    joins: set[int] = set()
    doubtful: list[Mark] = []
    starts: list[int] = []
    at = kept = 0
    weight = 0.0
    for page in made:
        starts.append(at)
        for line in (line for column in page.columns for line in column):
            end = at + len(line.text)
            if line in page.furniture:
                drops.append(Mark(page.furniture[line], at, end + 1))
            else:
                kept = end
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
        metadata=dict(metadata or {}),
        drops=_closed(drops, kept, len(whole)),
        joins=frozenset(joins),
        pages=tuple(min(start, len(whole)) for start in starts),
        confidence=round(weight / letters, 4) if letters else 1.0,
        doubtful=tuple(doubtful),
    )


def _closed(drops: list[Mark], kept: int, length: int) -> tuple[Mark, ...]:
    """The drops, those behind the last line kept taking the line break before them instead."""
    return tuple(
        mark if mark.start < kept else Mark(mark.kind, max(mark.start - 1, 0), mark.end - 1)
        for mark in drops
        if mark.start < length
    )


def _units(text: str) -> float:
    """Width of a text in ems: Latin letters and digits are half as wide as Chinese characters."""
    return len(text) - 0.5 * len(NARROW.findall(text))


def _lines(pieces: Iterable[Piece]) -> list[Line]:
    """Rows of pieces from top to bottom, each cut where a wide gap (another column) begins."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top + piece.bottom, piece.left)):
        if not piece.text.strip():
            continue
        if rows and _same_row(rows[-1][-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [line for row in rows for line in _cut_row(sorted(row, key=lambda piece: piece.left))]


def _same_row(before: Piece, piece: Piece) -> bool:
    height = min(before.bottom - before.top, piece.bottom - piece.top)
    centres = piece.top + piece.bottom - before.top - before.bottom
    return abs(centres) / 2 < 0.45 * height


def _cut_row(row: list[Piece]) -> list[Line]:
    segments: list[list[Piece]] = []
    reach = float("-inf")
    for piece in row:
        last = segments[-1][-1] if segments else None
        em = _em(piece)
        # Bold type is often made by printing the same words twice.
        if last and piece.text == last.text and abs(piece.left - last.left) < 0.2 * em:
            continue
        if piece.left - reach < 1.6 * em:
            segments[-1].append(piece)
            reach = max(reach, piece.right)
        else:
            segments.append([piece])
            reach = piece.right
    return [_line(segment) for segment in segments]


def _em(piece: Piece) -> float:
    return max((piece.right - piece.left) / max(_units(piece.text), 0.5), 0.01)


def _line(pieces: list[Piece]) -> Line:
    right = pieces[0].left
    weight = sum(len(piece.text) for piece in pieces)
    em = sum(_em(piece) * len(piece.text) for piece in pieces) / weight
    parts: list[str] = []
    for piece in pieces:
        if parts and piece.left - right > 0.6 * em:
            parts.append(" ")
        parts.append(piece.text)
        right = max(right, piece.right)
    return Line(
        text="".join(parts).strip(),
        left=pieces[0].left,
        top=min(piece.top for piece in pieces),
        right=right,
        bottom=max(piece.bottom for piece in pieces),
        em=em,
        confidence=sum(piece.confidence * len(piece.text) for piece in pieces) / weight,
    )


def _columns(lines: list[Line]) -> list[list[Line]]:
    """The lines of a page as columns in reading order; one column where there is no gutter."""
    gutter = _gutter(lines)
    if gutter is None:
        return [_rejoin_rows(lines)] if lines else []
    columns: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.left < gutter < line.right:
            columns += [left, right, [line]]
            left, right = [], []
        elif line.right <= gutter:
            left.append(line)
        else:
            right.append(line)
    return [column for column in (*columns, left, right) if column]


def _gutter(lines: list[Line]) -> float | None:
    """Middle of the white strip between two columns of running text, null where there is none."""
    if len(lines) < 10:
        return None
    low, high = min(line.left for line in lines), max(line.right for line in lines)
    em = median(line.em for line in lines)
    narrow = sorted(line for line in lines if line.right - line.left < 0.55 * (high - low))
    narrow.sort(key=lambda line: line.left)
    reach = low
    for index, line in enumerate(narrow):
        if line.left - reach > em and index >= 4 and len(narrow) - index >= 4:
            middle = (line.left + reach) / 2
            near_middle = low + 0.25 * (high - low) < middle < high - 0.25 * (high - low)
            sides = (narrow[:index], narrow[index:])
            if near_middle and all(_is_running_text(side) for side in sides):
                return middle
        reach = max(reach, line.right)
    return None


def _is_running_text(lines: list[Line]) -> bool:
    """Whether most lines reach the right edge, as those of a column do and cells do not."""
    edge = max(line.right for line in lines)
    full = sum(1 for line in lines if line.right > edge - SLACK * line.em and len(line.text) > 6)
    return full >= 0.6 * len(lines)


def _rejoin_rows(lines: list[Line]) -> list[Line]:
    """Put the cells of a table's row back into one line, with a tab between them."""
    rows: list[Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last and line.left >= last.right and _same_height(last, line):
            rows[-1] = last._replace(
                text=f"{last.text}\t{line.text}",
                right=line.right,
                confidence=min(last.confidence, line.confidence),
            )
        else:
            rows.append(line)
    return rows


def _same_height(one: Line, two: Line) -> bool:
    overlap = min(one.bottom, two.bottom) - max(one.top, two.top)
    return overlap > 0.5 * min(one.bottom - one.top, two.bottom - two.top)


def _mark_furniture(pages: list[_Page]) -> None:
    """Find page numbers, and titles that stand at one height of the edge on several pages."""
    seen: Counter[tuple[str, int]] = Counter()
    edges: list[tuple[_Page, Line, tuple[str, int]]] = []
    for page in pages:
        lines = [line for column in page.columns for line in column]
        for line in _edge_lines(lines, page.height):
            # Pages of one file differ by a hair; a hundred steps to a page forgive that.
            height = round((line.top + line.bottom) / 2 / page.height * 100)
            key = (DIGITS.sub("0", line.text), height)
            edges.append((page, line, key))
            seen[key] += 1
    for page, line, key in edges:
        text, height = key
        count = sum(seen[(text, near)] for near in (height - 1, height, height + 1))
        if PAGE_NUMBER.fullmatch(line.text):
            page.furniture[line] = "page_number"
        elif count >= 2 and count * 3 >= len(pages):
            page.furniture[line] = "running_title"


def _edge_lines(lines: list[Line], height: float) -> list[Line]:
    top = [line for line in lines if line.bottom < EDGE * height]
    bottom = [line for line in lines if line.top > (1 - EDGE) * height]
    return (
        sorted(top, key=lambda line: line.top)[:3] + sorted(bottom, key=lambda line: line.top)[-3:]
    )


def _joined_lines(pages: list[_Page]) -> set[int]:
    """Identities of the lines that go on in the next line, over columns and pages."""
    flow: list[tuple[Line, Margins]] = []
    bodies = [
        [line for column in page.columns for line in column if line not in page.furniture]
        for page in pages
    ]
    common = _margins([line for body in bodies for line in body])
    for page, body in zip(pages, bodies, strict=True):
        own = _margins(body) if len(body) >= 8 else common
        for column in page.columns:
            lines = [line for line in column if line not in page.furniture]
            margins = own if len(page.columns) == 1 or len(column) < 4 else _margins(lines)
            flow += [(line, margins) for line in lines]
    goes_on = _rule(flow)
    return {
        id(line)
        for (line, margins), (after, after_margins) in pairwise(flow)
        if goes_on(line, margins, after, after_margins)
    }


def _margins(lines: list[Line]) -> Margins:
    """The outermost edges that enough lines share to be margins and no accidents."""
    if not lines:
        return Margins(0.0, 0.0)
    step = max(median(line.em for line in lines), 0.01)
    enough = max(2, len(lines) // 25) if len(lines) > 3 else 1
    lefts = sorted(line.left for line in lines)
    rights = sorted((line.right for line in lines), reverse=True)
    return Margins(
        _first_shared(lefts, step / 2, enough),
        _first_shared(rights, step, enough),
    )


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
        short = margins.right - line.right > SLACK * line.em
        gap = after.top - line.top
        sizes = min(len(line.text), len(after.text)) > 3 and not 0.8 < line.em / after.em < 1.25
        if short or sizes or "\t" in line.text or gap > 1.7 * pitch > 0:
            return False
        ended = line.text[-1] in SENTENCE_END
        if _indent(after, after_margins) > 0.9:
            # A title too long for one line goes on centred below.
            return not ended and _centred(line, margins) and _centred(after, after_margins)
        after_short = after_margins.right - after.right > SLACK * after.em
        if ended and MARKER.match(after.text) and (after_short or not uses_indents):
            return False
        # Without indents only wider spacing tells; over a page or column there is none to see.
        return uses_indents or not ended or gap <= 1.25 * pitch

    return goes_on


def _centred(line: Line, margins: Margins) -> bool:
    return abs(line.left - margins.left - (margins.right - line.right)) < 1.2 * line.em


def _indent(line: Line, margins: Margins) -> float:
    return (line.left - margins.left) / line.em
