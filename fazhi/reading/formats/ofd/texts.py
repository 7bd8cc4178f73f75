"""The pieces of a text object of an OFD: its signs, cut where they leave the row."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple

from lxml import etree

from fazhi.reading.formats.ofd.clips import Clips, is_left
from fazhi.reading.formats.ofd.geometry import Box, Matrix, box_of, number, numbers
from fazhi.reading.layout.rows import NARROW, Piece

ASCENT = 0.86
# A step longer than this many signs leads to another column.
FARTHEST = 2.5


class _Pen(NamedTuple):
    """What all signs of a text object share."""

    matrix: Matrix
    size: float
    wide: float
    down: bool
    clips: Clips


@dataclass(slots=True)
class _Run:
    """Signs that follow each other one way: `down` null while there is only one."""

    x: float
    y: float
    signs: list[str] = field(default_factory=list)
    down: bool | None = None


def text_pieces(node: etree._Element, matrix: Matrix, clips: Clips = ()) -> Iterator[Piece]:
    """The pieces of a text object whose own space lies on the page as the matrix says.

    Signs outside the clips are left out.
    """
    size = abs((numbers(node.get("Size"), 1) or (4.0,))[0])
    wide = abs(number(node.get("HScale") or "1")) or 1.0
    turned = number(node.get("ReadDirection") or "0") % 180 == 90
    pen = _Pen(matrix, size, wide, turned, clips)
    x = y = 0.0
    for code in node.iterchildren("{*}TextCode"):
        # A missing place continues that of the text code before.
        x = (numbers(code.get("X"), 1) or (x,))[0]
        y = (numbers(code.get("Y"), 1) or (y,))[0]
        for piece in _code_pieces(code, pen, x, y):
            if not clips or is_left(Box(*piece[1:5]), clips):
                yield piece


def _code_pieces(code: etree._Element, pen: _Pen, x: float, y: float) -> Iterator[Piece]:
    """The signs of one text code, cut where they jump to another row or far along it."""
    text = (code.text or "").strip("\r\n")
    steps, drops = code.get("DeltaX"), code.get("DeltaY")
    if text and steps and not (drops or pen.clips or pen.down):
        length = _length_of_row(steps, len(text), pen.size)
        if length is not None:
            yield _piece(_Run(x, y, [text], down=False), pen, x + length, y)
            return
    across, down = _deltas(steps, len(text)), _deltas(drops, len(text))
    run = _Run(x, y)
    for sign in text:
        run.signs.append(sign)
        natural = pen.size * pen.wide * (0.5 if NARROW.match(sign) else 1.0)
        step = next(across, 0.0 if pen.down else natural)
        drop = next(down, natural if pen.down else 0.0)
        x, y = x + step, y + drop
        way = _way(step, drop, pen.size)
        # A clip may run through a row: under one, each sign is a piece of its own.
        if way is None or pen.clips or (run.down is not None and run.down != way):
            yield _piece(run, pen, x - step, y - drop)
            run = _Run(x, y)
        else:
            run.down = way
    if run.signs:
        yield _piece(run, pen, x - step, y - drop)


def _length_of_row(steps: str, signs: int, size: float) -> float | None:
    """How far the last sign of a plain row is from the first; null where it is no such row.

    Nearly all rows are: their steps are read at once, not sign by sign.
    """
    try:
        found = list(map(float, steps.split()))[: signs - 1]
    except ValueError:
        return None
    length = sum(found)
    is_row = len(found) == signs - 1 and (
        not found or (min(found) >= -0.1 and max(found) <= FARTHEST * size)
    )
    return length if is_row and math.isfinite(length) else None


def _way(step: float, drop: float, size: float) -> bool | None:
    """Whether a step leads down to the next sign, null where it leaves the row."""
    if abs(drop) <= 0.1 * size and -0.1 <= step <= FARTHEST * size:
        return False
    if abs(step) <= 0.1 * size and 0 < drop <= FARTHEST * size:
        return True
    return None


def _piece(run: _Run, pen: _Pen, x: float, y: float) -> Piece:
    """The piece of a run whose last sign stands at a place."""
    text = "".join(run.signs)
    last = pen.size * pen.wide * (0.5 if NARROW.match(text[-1]) else 1.0)
    down = bool(run.down) and len(run.signs) > 1
    high, low = run.y - ASCENT * pen.size, y + (1 - ASCENT) * pen.size
    right = run.x + pen.size * pen.wide if down else x + last
    box = box_of(pen.matrix, (run.x, high, right, low))
    turn = pen.matrix.turn(0.0, 1.0) if down else pen.matrix.turn(1.0, 0.0)
    return Piece(text, *box, turn=turn)


def _deltas(text: str | None, most: int) -> Iterator[float]:
    """Steps between signs: numbers, or `g count step` for a step repeated."""
    words = iter((text or "").split())
    for word in words:
        if word == "g":
            count, step = number(next(words, "0")), number(next(words, "0"))
            yield from repeat(step, max(min(int(count), most), 0))
        else:
            yield number(word)
