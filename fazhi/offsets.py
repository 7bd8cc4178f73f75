"""The exact map from clean text to raw text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of clean text and the stretch of raw text it stands for.

    Where both are of one length, characters correspond one to one; otherwise the two
    stretches correspond as wholes.
    """

    clean_start: int
    clean_end: int
    raw_start: int
    raw_end: int


class OffsetMap:
    """The exact map from clean text to raw text: sorted runs without gap in clean text."""

    __slots__ = ("_starts", "runs")

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self.runs = runs
        self._starts = [run.clean_start for run in runs]

    def _run(self, position: int) -> Run:
        return self.runs[max(bisect_right(self._starts, position) - 1, 0)]

    def raw_start(self, position: int) -> int:
        """Raw offset at which the clean character at `position` begins."""
        if not self.runs:
            return 0
        low, high, raw_low, raw_high = self._run(position)
        if high - low == raw_high - raw_low:
            return raw_low + position - low
        return raw_low if position < high else raw_high

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets of a clean stretch; quick where it begins in a one-to-one run."""
        at = bisect_right(self._starts, start) - 1
        if at >= 0:
            low, high, raw_low, raw_high = self.runs[at]
            if high - low == raw_high - raw_low:
                shift = raw_low - low
                return start + shift, end + shift if end <= high else self.raw_end(end)
        return self.raw_start(start), self.raw_end(end)

    def clean_stretch(self, start: int, end: int) -> tuple[int, int]:
        """The least clean stretch that stands for all of a raw one; empty where nothing does."""
        last = self.runs[-1].clean_end if self.runs else 0
        low = bisect_right(range(last), start, key=self.raw_start) - 1
        high = bisect_left(range(1, last + 1), end, key=self.raw_end) + 1
        low, high = max(low, 0), min(high, last)
        if low >= high or self.raw_end(high) <= start or self.raw_start(low) >= end:
            return low, low
        return low, high

    def raw_end(self, position: int) -> int:
        """Raw offset at which the clean character before `position` ends."""
        if not self.runs or position <= 0:
            return self.raw_start(0)
        low, high, raw_low, raw_high = self._run(position - 1)
        return raw_low + position - low if high - low == raw_high - raw_low else raw_high
