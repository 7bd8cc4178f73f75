"""Bounds of line, sentence and clause round a stretch of clean text."""

from __future__ import annotations

SENTENCE_ENDS = "。！？"
CLAUSE_ENDS = "，；：。！？"
# What a clause may consist of besides the mention and still lack a verb of its own.
FILLERS = "共计其中达约为有了合总，、已"


def line_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the line that holds `text[start:end]`."""
    high = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, high if high >= 0 else len(text)


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence that holds `text[start:end]`, without its full stop."""
    return _bounds(text, start, end, SENTENCE_ENDS)


def clause_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the clause that holds `text[start:end]`, wide enough to hold its verb.

    A clause that has nothing but the mention and particles takes in the one before it, within
    the sentence.
    """
    low, high = _bounds(text, start, end, CLAUSE_ENDS)
    while low and text[low - 1] not in SENTENCE_ENDS + "\n":
        rest = (text[low:start] + text[end:high]).strip(FILLERS)
        if len(rest) > 1:
            break
        low = _bounds(text, low - 1, start, CLAUSE_ENDS)[0]
    return low, high


def _bounds(text: str, start: int, end: int, ends: str) -> tuple[int, int]:
    low, high = line_bounds(text, start, end)
    for mark in ends:
        low = max(low, text.rfind(mark, low, start) + 1)
        at = text.find(mark, end, high)
        high = at if at >= 0 else high
    return low, high
