"""Whether a text is broken at a fixed width, as e-mail and copied PDF text is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

SENTENCE_END = "。！？!?：:；;"
FEWEST_LINES = 6
LEAST_SHARE = 0.5
NARROWEST, WIDEST = 24, 160
INDENT = re.compile(r"\n[^\n]*?( {2,}|\t)[^\n]*$")
WORD = re.compile(r"[A-Za-z0-9.%]+")


class Gap(NamedTuple):
    """White space with a line end in it, between two lines."""

    start: int
    end: int
    white: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a text are laid out.

    Args:
        width: the fixed width in half-width columns, 0 where lines are whole paragraphs.
        indented: paragraphs begin with an indent.
        spaced: paragraphs are set apart by blank lines.
    """

    width: int = 0
    indented: bool = False
    spaced: bool = False

    def fills(self, before: str, after: str, white: str, indented: int) -> bool:
        """Whether a line, itself `indented`, ends only because the next word found no room."""
        if not self.width:
            return False
        word = WORD.match(after)
        needed = max(columns(word[0]) if word else 2, 2)
        # A mark may not open a line, so the one before it moves down with it.
        return indented + columns(before) + needed + 2 > self.width and not self.opens(white)

    def sets_apart(self) -> bool:
        """Whether a wrapped text shows by indents or blank lines where paragraphs begin."""
        return self.width > 0 and (self.indented or self.spaced)

    def opens(self, white: str) -> bool:
        """Whether this white space sets a new paragraph or a table cell apart."""
        if "\t" in white or not self.width:
            return "\t" in white
        if self.indented:
            return is_indent(white)
        return self.spaced and white.count("\n") > 1


def columns(line: str) -> int:
    """Width of a line in half-width columns (a Chinese character takes two)."""
    return len(line.encode("gbk", "replace"))


def _is_wider(line: str, width: int) -> bool:
    # Each character takes a column or two: few lines must be measured.
    return len(line) > width or (2 * len(line) > width and columns(line) > width)


def indent(white: str) -> int:
    """Columns that the line after this white space is indented by, an ideographic space two."""
    tail = white[white.rfind("\n") + 1 :]
    return 2 * tail.count(" ") + 4 * tail.count("\t")


def is_indent(white: str) -> bool:
    """Whether the line after this white space is indented as a paragraph is."""
    return indent(white) >= 4


def layout_of(text: str, gaps: Sequence[Gap]) -> Layout:
    """The layout of a text whose lines are parted by `gaps`."""
    ends = [text[gap.start - 1] for gap in gaps]
    unfinished = [index for index, end in enumerate(ends) if end not in SENTENCE_END]
    if len(gaps) < FEWEST_LINES or len(unfinished) < LEAST_SHARE * len(gaps):
        return Layout()
    starts = [0, *(gap.end for gap in gaps[:-1])]
    widths = sorted(
        columns(text[starts[index] : gaps[index].start])
        for index in unfinished
        if gaps[index].start - starts[index] <= WIDEST
    )
    if not widths:
        return Layout()
    width = widths[-1 - len(widths) // 20]
    # Headings are of like width too; a text with longer lines between them is not wrapped at it.
    wider = sum(
        _is_wider(text[start : gap.start], width + 4)
        for start, gap in zip(starts, gaps, strict=True)
    )
    if wider > len(gaps) // 10:
        return Layout()
    full = sum(1 for size in widths if width - 6 <= size <= width + 4)
    if full < LEAST_SHARE * len(widths) or not NARROWEST <= width <= WIDEST:
        return Layout()
    indents = sum(1 for gap in gaps if is_indent(gap.white))
    blanks = sum(1 for gap in gaps if gap.white.count("\n") > 1)
    few = len(gaps) // 2
    return Layout(width, indented=2 <= indents <= few, spaced=2 <= blanks <= few)
