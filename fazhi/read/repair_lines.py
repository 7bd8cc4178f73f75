"""Spaces tidied, and lines made whole paragraphs: broken sentences joined, real ends kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi.read.draft import Edit
from fazhi.read.repair_seam import Verdict, doubled, judge
from fazhi.read.repair_width import NOTHING
from fazhi.read.repair_wrap import Gap, Layout, layout_of

GAP = re.compile(rf"[ \n\t{NOTHING}]+")
# The rest of a line that a decision looks at: a page of text on one line is not copied.
SIGHT = 400


class Tidied(NamedTuple):
    """Edits that tidy a text, and the stretches where its rest is lost."""

    edits: list[Edit]
    breaks: list[tuple[int, int]]


def tidy(text: str) -> Tidied:
    """Edits for spaces, blank lines and broken lines, in order and apart from each other."""
    edits: list[Edit] = []
    gaps: list[Gap] = []
    size = len(text)
    for match in GAP.finditer(text):
        start, end = match.span()
        white = match[0]
        if start == 0 or end == size:
            edits.append(Edit(start, end, ""))
        elif "\n" in white:
            gaps.append(Gap(start, end, white))
        else:
            edits.append(_inner_space(text, start, end, white))
    breaks: list[tuple[int, int]] = []
    edits += _lines(text, gaps, breaks)
    return Tidied(sorted(edits), breaks)


def _inner_space(text: str, start: int, end: int, white: str) -> Edit:
    """White space inside a line: gone beside Chinese, one space between words or numbers."""
    if "\t" in white:
        return Edit(start, end, "\t")
    before, after = text[start - 1], text[end]
    apart = before.isascii() and after.isascii() and before not in "([" and after not in "%)],.;:"
    digits_apart = before.isdigit() == after.isdigit() or not (before + after).isalnum()
    keep = apart and " " in white and digits_apart
    return Edit(start, end, " " if keep else "", "" if keep or " " not in white else "space")


def _lines(text: str, gaps: list[Gap], breaks: list[tuple[int, int]]) -> Iterator[Edit]:
    if not gaps:
        return
    layout = layout_of(text, gaps)
    last = len(gaps) - 1
    line_start = len(text) - len(text.lstrip(" \n\t" + NOTHING))
    for index, gap in enumerate(gaps):
        line_end = gaps[index + 1].start if index < last else len(text.rstrip(" \n\t" + NOTHING))
        yield from _one_gap(text, gap, (line_start, line_end), layout, breaks)
        line_start = gap.end


def _one_gap(
    text: str,
    gap: Gap,
    around: tuple[int, int],
    layout: Layout,
    breaks: list[tuple[int, int]],
) -> Iterator[Edit]:
    before = text[max(around[0], gap.start - SIGHT) : gap.start]
    after = text[gap.end : min(around[1], gap.end + SIGHT)]
    verdict = judge(before, after, layout.fills(before, after, gap.white))
    if verdict is Verdict.JOIN:
        twice = doubled(before, after, text)
        for low, high in twice:
            yield Edit(gap.start + low, gap.start + high, "", "doubled")
        yield Edit(gap.start, gap.end, _between(before, after), "joined")
        return
    if verdict is Verdict.BREAK:
        breaks.append((gap.start, gap.end))
    yield Edit(gap.start, gap.end, "\n")


def _between(before: str, after: str) -> str:
    """What stands at a seam: a space between two English words, nothing between Chinese."""
    latin = before[-1].isascii() and before[-1].isalpha() and after[0].isascii()
    return " " if latin and after[0].isalpha() else ""
