"""Measure words as the codebook gives them, and the pattern that finds one behind a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

import msgspec

from fazhi.codebook.loader import load


class MeasureWord(msgspec.Struct, frozen=True):
    """One entry of `measure_words.yaml`; the file's head explains the fields."""

    word: str
    dimension: str
    group: str
    comparable: tuple[str, ...] = ()
    weakly: tuple[str, ...] = ()
    factor: float = 1.0
    not_before: tuple[str, ...] = ()
    digits_only: bool = False
    long_numerals: bool = False
    counts: str = ""
    note: str = ""
    en: tuple[str, ...] = ()
    en_outside_cases: tuple[str, ...] = ()


@cache
def measure_words() -> dict[str, MeasureWord]:
    """Every measure word of the codebook by its word."""
    return {entry.word: entry for entry in load("measure_words", tuple[MeasureWord, ...])}


def dimension_of(unit: str | None) -> str:
    """The dimension a unit measures; `count` where there is no unit (zero statements)."""
    entry = measure_words().get(unit or "")
    return entry.dimension if entry else "count"


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, branching once on the first character."""
    ordered = sorted(set(words), key=lambda word: (word[0], -len(word), word))
    branches = []
    for first, group in groupby(ordered, key=lambda word: word[0]):
        rests = [re.escape(word[1:]) for word in group]
        branches.append(re.escape(first) + (f"(?:{'|'.join(rests)})" if any(rests) else ""))
    return f"(?:{'|'.join(branches)})"


@cache
def unit_pattern() -> str:
    """A pattern for any measure word that is not the beginning of another word."""
    words = sorted(measure_words().values(), key=lambda entry: (entry.word[0], -len(entry.word)))
    branches = []
    for first, group in groupby(words, key=lambda entry: entry.word[0]):
        rests = [re.escape(entry.word[1:]) + _not_before(entry) for entry in group]
        branches.append(f"{re.escape(first)}(?:{'|'.join(rests)})")
    firsts = re.escape("".join(sorted({word.word[0] for word in words})))
    return f"(?=[{firsts}])(?:{'|'.join(branches)})"


def _not_before(entry: MeasureWord) -> str:
    return f"(?!{any_of(entry.not_before)})" if entry.not_before else ""
