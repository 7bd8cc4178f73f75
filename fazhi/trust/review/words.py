"""Where words that a coder copied stand in a report's raw text.

Blanks, breaks of lines and full or half width make no difference. Words that begin or end with a
number stand only where the number does: 46件 is not in 146件.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from fazhi.language.numerals import CHINESE_DIGITS, FORMAL, MULTIPLIERS

Place = tuple[int, int]
DIGITS = frozenset("0123456789")
NUMERALS = DIGITS | frozenset(CHINESE_DIGITS + FORMAL + MULTIPLIERS)
INSIDE = frozenset(".,")


def places(raw: str, said: str, low: int = 0, high: int | None = None) -> list[Place]:
    """Every stretch of raw text from `low` to `high` in which the words stand, in order."""
    stop = len(raw) if high is None else min(high, len(raw))
    signs = [(sign, at) for at in range(low, stop) for sign in _plain(raw[at])]
    text, words = "".join(sign for sign, _ in signs), "".join(map(_plain, said))
    return [
        (start, end)
        for at in (_all(text, words) if words else ())
        for start, end in [(signs[at][1], signs[at + len(words) - 1][1] + 1)]
        if not _splits(raw, start, end)
    ]


def _all(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _plain(sign: str) -> str:
    """A sign as it counts: blanks do not, full width is half width."""
    return "" if sign.isspace() else unicodedata.normalize("NFKC", sign)


def _splits(raw: str, start: int, end: int) -> bool:
    """Whether a number goes on beyond either end."""
    around = [_plain(raw[at : at + 1]) if at >= 0 else "" for at in range(start - 2, start + 1)]
    behind = [_plain(raw[at : at + 1]) for at in range(end + 1, end - 2, -1)]
    return any(_goes_on(*signs) for signs in (around, behind))


def _goes_on(beyond: str, next_: str, last: str) -> bool:
    """Whether the number that a sign is of goes on in the next one (or the one beyond a point)."""
    if last not in NUMERALS:
        return False
    return next_ in NUMERALS or (next_ in INSIDE and last in DIGITS and beyond in DIGITS)
