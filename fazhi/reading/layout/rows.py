"""Rows and columns of a page, from pieces of text and their boxes.

Lengths are in the unit of the format; y grows downwards. One em is the width of one Chinese
character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from fazhi.reading.layout.aligned import rows_in_columns
from fazhi.reading.symbols import raised

NARROW = re.compile(r"[\x00-\u02ff\u2010-\u2027]")
# Head and foot of a page lie within this share of its height.
EDGE = 0.12
# Bold type is often made by printing words twice; of a pile at one place so many are looked at.
OVERPRINTS = 8
# A sign of a head that is spread over the line; numerals and marks of choice are cells.
SPREAD = re.compile("[\u4e00-\u9fff\U00020000-\U0003ffff]+")
NO_SPREAD = re.compile("[一二三四五六七八九十甲乙丙丁是否有无男女]")
HEAD_MARK = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
UNEVEN = 0.25
# Lines of a column of prose have so many ems on average, or more; cells of tables seldom have.
LEAST_WIDE = 7
# Sentences this wide are prose, even where each is a paragraph and none fills its line.
SURELY_WIDE = 10
# A title is centred over columns within so many ems.
CENTRED = 1.5
# A line may stop this many ems before the margin without ending its paragraph: the next
# character may not begin a line, or a number may not be broken.
SLACK = 2.2
# Columns of text stand this far apart in ems, or farther; from the second on any two pieces do.
CLOSE, APART = 0.75, 1.6
FEWEST_ROWS = 8


# A raised digit is so high, at most, beside those on the line, and ends so much above their foot.
RAISED_HIGH, RAISED_BY = 0.8, 0.15


class Piece(NamedTuple):
    """Some characters in one row: text, box, confidence (0 to 1) and how the row is turned.

    `turn` is the way that the row runs, in degrees clockwise from left to right: 90 downwards
    (also for signs that stand upright one below the other), 180 upside down, 270 upwards.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float = 1.0
    turn: float = 0.0


class Rule(NamedTuple):
    """A straight line that is drawn along a page: its box."""

    left: float
    top: float
    right: float
    bottom: float


class Line(NamedTuple):
    """One line of a column: text, box, width of an em, confidence."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float
    confidence: float


def width_in_ems(text: str) -> float:
    """Width of a text in ems: Latin letters and digits are half as wide as Chinese characters."""
    return len(text) - 0.5 * len(NARROW.findall(text))


def find_lines(pieces: Iterable[Piece]) -> list[Line]:
    """Rows of pieces from top to bottom, each cut where a wide gap (another column) begins."""
    rows: list[list[Piece]] = []
    top = bottom = 0.0
    for piece in sorted(pieces, key=lambda piece: (piece.top + piece.bottom, piece.left)):
        if not piece.text.strip():
            continue
        overlap = min(bottom, piece.bottom) - max(top, piece.top)
        if rows and overlap > 0.5 * min(bottom - top, piece.bottom - piece.top):
            rows[-1].append(piece)
            top, bottom = min(top, piece.top), max(bottom, piece.bottom)
        else:
            rows.append([piece])
            top, bottom = piece.top, piece.bottom
    whole = [printed_once(row) for row in rows]
    gutter = _close_gutter(whole)
    return [line for row in whole for part in _parted(row, gutter) for line in _cut_row(part)]


def _close_gutter(rows: Sequence[list[Piece]]) -> float | None:
    """Middle of a white strip of about an em with running text on both sides; null without one."""
    if len(rows) < FEWEST_ROWS:
        return None
    gaps = [
        (piece.right, after.left)
        for row in rows
        for piece, after in pairwise(row)
        if CLOSE * _em(after) <= after.left - piece.right < APART * _em(after)
    ]
    if len(gaps) < FEWEST_ROWS or len(gaps) * 2 < len(rows):
        return None
    middle = median((left + right) / 2 for left, right in gaps)
    here = [(left, right) for left, right in gaps if left < middle < right]
    if len(here) < FEWEST_ROWS or len(here) * 2 < len(rows):
        return None
    parts = [_parted(row, middle) for row in rows]
    sides = [[_line(row[at]) for row in parts if len(row) == 2] for at in (0, 1)]
    return middle if all(map(_is_running_text, sides)) else None


def _parted(row: list[Piece], gutter: float | None) -> list[list[Piece]]:
    """A row as what stands on each side of a gutter; whole where none is, or it is crossed."""
    if gutter is None or any(piece.left < gutter < piece.right for piece in row):
        return [row]
    sides = (
        [piece for piece in row if piece.left < gutter],
        [piece for piece in row if piece.left >= gutter],
    )
    return [side for side in sides if side]


def printed_once(row: Iterable[Piece]) -> list[Piece]:
    """The pieces of a row from left to right, without what is printed over them for bold."""
    kept: list[Piece] = []
    # Of two pieces that begin at one place the longer comes first.
    for piece in sorted(row, key=lambda piece: (piece.left, -piece.right)):
        if not any(_is_printed_in(piece, other) for other in kept[-OVERPRINTS:]):
            kept.append(piece)
    return kept


def _is_printed_in(piece: Piece, other: Piece) -> bool:
    """Whether a piece repeats the part of another that stands at its place."""
    text, whole = piece.text.strip(), other.text
    em = _em(other)
    if not text or piece.right > other.right + 0.5 * em or text not in whole:
        return False
    at = whole.find(text)
    while at >= 0:
        if abs(other.left + width_in_ems(whole[:at]) * em - piece.left) < 0.2 * em + 0.5 * em * (
            at > 0
        ):
            return True
        at = whole.find(text, at + 1)
    return False


def _cut_row(row: list[Piece]) -> list[Line]:
    segments: list[list[Piece]] = []
    reach = float("-inf")
    for piece in row:
        em = _em(piece)
        if piece.left - reach < APART * em:
            segments[-1].append(piece)
            reach = max(reach, piece.right)
        else:
            segments.append([piece])
            reach = piece.right
    if _is_spaced_out(segments):
        return [_spaced_line(row)]
    return [_line(segment) for segment in segments]


def _is_spaced_out(segments: list[list[Piece]]) -> bool:
    """Whether a row is one head whose signs are spread over the line, and no row of cells."""
    if len(segments) < 2:
        return False
    pieces = [piece for segment in segments for piece in segment]
    signs = "".join(map(_bare, pieces))
    if len(signs) < 4 or len(signs) > 2 * len(pieces):
        return False
    words = HEAD_MARK.sub("", signs)
    if not SPREAD.fullmatch(words) or NO_SPREAD.search(words):
        return False
    places = [place for piece in pieces for place in _places(piece)]
    steps = [after - before for before, after in pairwise(places)]
    return max(steps) - min(steps) < UNEVEN * max(steps)


def _places(piece: Piece) -> list[float]:
    """Where each sign of a piece begins, its signs spread evenly over it."""
    count = len(_bare(piece))
    wide = min(piece.bottom - piece.top, piece.right - piece.left)
    step = (piece.right - piece.left - wide) / max(count - 1, 1)
    return [piece.left + step * at for at in range(count)]


def _bare(piece: Piece) -> str:
    return "".join(piece.text.split())


def _spaced_line(row: list[Piece]) -> Line:
    return _line(row)._replace(text="".join(map(_bare, row)))


def _em(piece: Piece) -> float:
    """Width of one Chinese character of a piece; where digits are as wide as one, they are."""
    wide, high = piece.right - piece.left, piece.bottom - piece.top
    em = wide / max(width_in_ems(piece.text), 0.5)
    if em > high > 0:
        em = max(wide / max(len(piece.text), 1), high)
    return max(em, 0.01)


def is_above(box: Sequence[float], base: Sequence[float]) -> bool:
    """Whether digits stand above the line of those before them, and are smaller.

    Boxes are left, top, right and bottom, y downwards.
    """
    high, own = base[3] - base[1], box[3] - box[1]
    return own <= RAISED_HIGH * high and box[3] <= base[3] - RAISED_BY * high


def _line(pieces: list[Piece]) -> Line:
    if len(pieces) == 1:
        text, left, top, right, bottom, *_ = one = pieces[0]
        return Line(text.strip(), left, top, max(left, right), bottom, _em(one), one.confidence)
    right = pieces[0].left
    weight = sum(len(piece.text) for piece in pieces)
    em = sum(_em(piece) * len(piece.text) for piece in pieces) / weight
    parts: list[str] = []
    base: Piece | None = None
    for piece in pieces:
        if parts and piece.left - right > 0.6 * em:
            parts.append(" ")
        is_note = base is not None and parts[-1][-1:].isdigit() and is_above(piece[1:5], base[1:5])
        parts.append(raised(piece.text) if is_note else piece.text)
        base = base if is_note else piece
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


def find_columns(lines: list[Line], height: float) -> list[list[Line]]:
    """The lines of a page as columns in reading order; one column where there is no gutter."""
    columns = _split(lines, height)
    if len(columns) > 1:
        return columns
    return [_rejoin_rows(lines)] if lines else []


def _split(lines: list[Line], height: float) -> list[list[Line]]:
    """The lines as columns, those that themselves have gutters split again."""
    # Heads and feet stand where they like.
    body = [line for line in lines if EDGE * height < line.top < (1 - EDGE) * height]
    heads = _heads(lines, body)
    gutter = _gutter([line for line in body if line not in heads])
    if gutter is None:
        return [lines]
    columns: list[list[Line]] = [[line] for line in heads]
    lines = lines[len(heads) :]
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.left < gutter < line.right:
            columns += [*_split(left, height), *_split(right, height), [line]]
            left, right = [], []
        elif line.right <= gutter:
            left.append(line)
        else:
            right.append(line)
    columns += [*_split(left, height), *_split(right, height)]
    return [column for column in columns if column]


def _heads(lines: list[Line], body: list[Line]) -> list[Line]:
    """The lines at the top, each alone in its row, that stand centred over all columns."""
    heads: list[Line] = []
    if not body:
        return heads
    middle = (min(line.left for line in body) + max(line.right for line in body)) / 2
    for line, after in pairwise(lines):
        centred = abs((line.left + line.right) / 2 - middle) < CENTRED * line.em
        if not centred or _same_height(line, after):
            break
        heads.append(line)
    return heads


def _gutter(lines: list[Line]) -> float | None:
    """Middle of the white strip between two columns of running text, null where there is none."""
    if len(lines) < 10:
        return None
    low, high = min(line.left for line in lines), max(line.right for line in lines)
    step = median(line.em for line in lines) / 4
    inked = [0] * (int((high - low) / step) + 2)
    for line in lines:
        if line.right - line.left < 0.55 * (high - low):
            for at in range(int((line.left - low) / step), int((line.right - low) / step) + 1):
                inked[at] += 1
    for strip in _white_strips(inked, len(lines) // 20):
        middle = low + (strip.start + strip.stop) / 2 * step
        sides = (
            [line for line in lines if line.right <= middle],
            [line for line in lines if line.left >= middle],
        )
        if all(map(_is_column, sides)):
            return middle
    return None


def _white_strips(inked: list[int], most: int) -> Iterator[range]:
    """Stretches of the middle half that the same few lines cross: a heading or a foot line may."""
    quarter = len(inked) // 4
    at = quarter
    for count, steps in groupby(inked[quarter : len(inked) - quarter]):
        wide = len(list(steps))
        if count <= most and wide > 1:
            yield range(at, at + wide)
        at += wide


def _is_column(lines: list[Line]) -> bool:
    """Whether lines are a column of running text, or several."""
    return len(lines) >= 4 and (_is_running_text(lines) or _gutter(lines) is not None)


def _is_running_text(lines: list[Line]) -> bool:
    """Whether lines reach the right edge, as those of a column do and cells do not.

    Where many are short, as between headings, they must read as sentences.
    """
    edge = max(line.right for line in lines)
    full = sum(1 for line in lines if line.right > edge - SLACK * line.em and len(line.text) > 6)
    if full >= 0.6 * len(lines):
        return True
    ended = sum("。" in line.text for line in lines)
    wide = sum(width_in_ems(line.text) for line in lines) / len(lines)
    if ended >= 0.5 * len(lines) and wide >= SURELY_WIDE:
        return True
    return full >= 0.25 * len(lines) and ended >= 2 and wide >= LEAST_WIDE


def _rejoin_rows(lines: list[Line]) -> list[Line]:
    """Put the cells of a table's row back into one line, with a tab between them."""
    rows: list[list[Line]] = []
    # The row so far as one line: as wide as its cells, as high as its first.
    right, first = 0.0, None
    for line in lines:
        if first and line.left >= right and _same_height(first, line):
            rows[-1].append(line)
        else:
            rows.append([line])
            first = line
        right = line.right
    return list(rows_in_columns(rows))


def _same_height(one: Line, two: Line) -> bool:
    overlap = min(one.bottom, two.bottom) - max(one.top, two.top)
    return overlap > 0.5 * min(one.bottom - one.top, two.bottom - two.top)
