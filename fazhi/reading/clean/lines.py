"""Spaces tidied, and lines made whole paragraphs: broken sentences joined, real ends kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi.reading.clean.draft import Edit
from fazhi.reading.clean.loss import Seam, lost
from fazhi.reading.clean.rows import LONGEST_WORD
from fazhi.reading.clean.seam import (
    MARKER,
    OPEN_END,
    SENTENCE_END,
    Pairs,
    Verdict,
    doubled,
    judge,
)
from fazhi.reading.clean.width import NOTHING
from fazhi.reading.clean.wrap import Gap, Layout, indent, layout_of

# White space from each of its signs on: looked for by its first sign, it is found much faster.
WHITE = f" \n\t{NOTHING}"
FROM = tuple((sign, re.compile(f"{sign}[{WHITE}]*")) for sign in WHITE)
# The rest of a line that a decision looks at: a page of text on one line is not copied.
SIGHT = 400
# A last line of running text that ends so goes on where the source does not.
LEAST_BODY = 40
ASKS_FOR_MORE = "，、（“《的和与及把将对"


class Tidied(NamedTuple):
    """Edits that tidy a text, and the stretches where its rest is lost."""

    edits: list[Edit]
    breaks: list[tuple[int, int]]


def tidy(text: str) -> Tidied:
    """Edits for spaces, blank lines and broken lines, in order and apart from each other."""
    edits: list[Edit] = []
    gaps: list[Gap] = []
    size = len(text)
    for start, end in _white_runs(text):
        white = text[start:end]
        if start == 0:
            edits.append(Edit(start, end, _empty_cells(text, end, white)))
        elif end == size:
            edits.append(Edit(start, end, ""))
        elif "\n" in white:
            gaps.append(Gap(start, end, white))
        else:
            edits.append(_inner_space(text, start, end, white))
    seams: list[Seam] = []
    edits += _paragraph_ends(text, gaps, seams)
    breaks: list[tuple[int, int]] = []
    pairs = Pairs(text)
    for seam, is_lost in zip(seams, lost(text, seams), strict=True):
        if is_lost:
            breaks.append((seam.start, seam.end))
            edits.append(Edit(seam.start, seam.end, "\n"))
        else:
            edits += _joined(seam, pairs)
    breaks += _unfinished_end(text)
    return Tidied(list(_outermost(sorted(edits))), breaks)


def _white_runs(text: str) -> list[tuple[int, int]]:
    """Where white space begins and ends, in order."""
    begins: dict[int, int] = {}
    for sign, pattern in FROM:
        if sign in text:
            for match in pattern.finditer(text):
                start, end = match.span()
                if begins.get(end, start) >= start:
                    begins[end] = start
    return [(begins[end], end) for end in sorted(begins)]


def _outermost(edits: list[Edit]) -> Iterator[Edit]:
    """The edits without those inside another: spaces in a stretch that is taken out whole."""
    done = 0
    for edit in edits:
        if edit.start >= done:
            yield edit
            done = edit.end


def _unfinished_end(text: str) -> list[tuple[int, int]]:
    """The end of the text where it is no end: behind a comma or a word that asks for more."""
    body = text.rstrip()
    line = body[body.rfind("\n") + 1 :]
    if len(line) < LEAST_BODY or line[-1] not in ASKS_FOR_MORE:
        return []
    return [(len(body), len(body))]


def _end_of_line(text: str, start: int, gap: Gap) -> str:
    """What stands for a gap at the end of a line that begins at `start`: empty cells are kept."""
    if "\t" not in gap.white:
        return "\n"
    cells = _empty_cells(text, gap.end, gap.white)
    tabs = gap.white[: gap.white.find("\n")].count("\t")
    is_row = tabs and _is_row(text, start, gap.start)
    return ("\t" * tabs if is_row else "") + "\n" + cells


def _is_row(text: str, start: int, end: int) -> bool:
    """Whether a line with empty cells at its ends is a row: it has two cells that are filled, or
    one word, no heading, beside a line that has."""
    # The first line of a text begins with its white space.
    start += len(text) - len(text.lstrip(WHITE)) if not start else 0
    if text.find("\t", start, end) >= 0:
        return True
    if end - start > LONGEST_WORD or MARKER.match(text, start):
        return False
    while start and text[start - 1] in WHITE:
        start -= 1
    above = text[text.rfind("\n", 0, start) + 1 : start]
    while end < len(text) and text[end] in WHITE:
        end += 1
    below = text[end : _line_end(text, end)]
    return "\t" in above.strip(WHITE) or "\t" in below.strip(WHITE)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _empty_cells(text: str, start: int, white: str) -> str:
    """The tabs of empty cells before the line at `start`; those of an indent are none."""
    tabs = white[white.rfind("\n") + 1 :].count("\t")
    end = _line_end(text, start) if tabs else 0
    if not tabs or text.find("\t", start, end) < 0:
        return ""
    while text[end - 1] in WHITE:
        end -= 1
    return "\t" * tabs if _is_row(text, start, end) else ""


def _inner_space(text: str, start: int, end: int, white: str) -> Edit:
    """White space inside a line: gone beside Chinese, one space between words or numbers."""
    if "\t" in white:
        return Edit(start, end, "\t" * white.count("\t"))
    before, after = text[start - 1], text[end]
    apart = before.isascii() and after.isascii() and before not in "([" and after not in "%)],.;:"
    digits_apart = before.isdigit() == after.isdigit() or not (before + after).isalnum()
    keep = apart and " " in white and digits_apart
    return Edit(start, end, " " if keep else "", "" if keep or " " not in white else "space")


def _paragraph_ends(text: str, gaps: list[Gap], seams: list[Seam]) -> Iterator[Edit]:
    """Edits for the ends of paragraphs; what ends inside a sentence is added to `seams`."""
    if not gaps:
        return
    layout = layout_of(text, gaps)
    line_start, margin = 0, ""
    line_ends = [gap.start for gap in gaps[1:]] + [len(text)]
    for gap, line_end in zip(gaps, line_ends, strict=True):
        quick = text[gap.start - 1] in SENTENCE_END and not layout.width
        seam = None if quick else _seam(text, gap, (line_start, line_end), layout, margin)
        if seam is not None:
            seams.append(seam)
        elif gap.white != "\n":
            yield Edit(gap.start, gap.end, _end_of_line(text, line_start, gap))
        line_start, margin = gap.end, gap.white


def _seam(text: str, gap: Gap, around: tuple[int, int], layout: Layout, margin: str) -> Seam | None:
    """The seam at a gap, nothing where a paragraph ends there; `margin`: the gap before."""
    before = text[max(around[0], gap.start - SIGHT) : gap.start]
    after = text[gap.end : min(around[1], gap.end + SIGHT)]
    if layout.opens(gap.white) and before[-1] not in OPEN_END:
        return None
    full = layout.fills(before, after, gap.white, indent(margin))
    verdict = judge(before, after, full, full and layout.sets_apart())
    return Seam(gap.start, gap.end, before, after) if verdict is Verdict.JOIN else None


def _joined(seam: Seam, pairs: Pairs) -> Iterator[Edit]:
    for low, high in doubled(seam.before, seam.after, pairs):
        yield Edit(seam.start + low, seam.start + high, "", "doubled")
    yield Edit(seam.start, seam.end, _between(seam.before, seam.after), "joined")


def _between(before: str, after: str) -> str:
    """What stands at a seam: a space between two English words, nothing between Chinese."""
    latin = before[-1].isascii() and before[-1].isalpha() and after[0].isascii()
    return " " if latin and after[0].isalpha() else ""
