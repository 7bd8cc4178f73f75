"""A text under repair that never forgets where its characters came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from fazhi.records import Mark, OffsetMap, Run


class Edit(NamedTuple):
    """Replace `text[start:end]` by `new`; `kind` names the repair, empty for none worth telling."""

    start: int
    end: int
    new: str
    kind: str = ""


class Draft:
    """Clean text in the making: every edit keeps the map to the raw text exact."""

    def __init__(self, raw: str) -> None:
        self.text = raw
        self.repairs: list[Mark] = []
        self._runs: list[Run] = [Run(0, len(raw), 0, len(raw))] if raw else []

    @property
    def offsets(self) -> OffsetMap:
        """The map as it stands."""
        return OffsetMap(tuple(self._runs))

    def translate(self, table: dict[int, str]) -> None:
        """Replace single characters by single characters."""
        self.text = self.text.translate(table)

    def replace_same_length(self, text: str) -> None:
        """Put in a text whose characters correspond one to one to the present ones."""
        if len(text) != len(self.text):
            raise ValueError("lengths differ: use apply")
        self.text = text

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make the edits, which lie in order and do not overlap."""
        todo = [edit for edit in edits if self.text[edit.start : edit.end] != edit.new]
        if not todo:
            return
        offsets = self.offsets
        pieces: list[str] = []
        runs: list[Run] = []
        done = length = cursor = 0
        for edit in todo:
            if edit.start < done or edit.end < edit.start:
                raise ValueError(f"edits overlap at {edit.start}")
            cursor = self._keep(runs, done, edit.start, length, cursor)
            pieces += (self.text[done : edit.start], edit.new)
            length += edit.start - done
            raw_start = offsets.raw_start(edit.start)
            raw_end = offsets.raw_end(edit.end) if edit.end > edit.start else raw_start
            if edit.new:
                runs.append(Run(length, length + len(edit.new), raw_start, raw_end))
                length += len(edit.new)
            if edit.kind:
                self.repairs.append(Mark(edit.kind, raw_start, max(raw_end, raw_start)))
            done = edit.end
        self._keep(runs, done, len(self.text), length, cursor)
        pieces.append(self.text[done:])
        self.text = "".join(pieces)
        self._runs = _merge(runs)

    def _keep(self, runs: list[Run], start: int, end: int, at: int, cursor: int) -> int:
        """Copy the runs of an untouched stretch; returns the run to go on from."""
        old = self._runs
        while cursor < len(old) and old[cursor].clean_end <= start:
            cursor += 1
        index = cursor
        while index < len(old) and old[index].clean_start < end:
            run = old[index]
            low, high = max(run.clean_start, start), min(run.clean_end, end)
            raw_start, raw_end = run.raw_start, run.raw_end
            if run.clean_end - run.clean_start == raw_end - raw_start:
                raw_start += low - run.clean_start
                raw_end = raw_start + high - low
            if high > low:
                runs.append(Run(at + low - start, at + high - start, raw_start, raw_end))
            if run.clean_end > end:
                break
            index += 1
        return index


def _merge(runs: list[Run]) -> list[Run]:
    """Join neighbours that are one-to-one and touch in both texts."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if (
            last
            and last.clean_end == run.clean_start
            and last.raw_end == run.raw_start
            and last.clean_end - last.clean_start == last.raw_end - last.raw_start
            and run.clean_end - run.clean_start == run.raw_end - run.raw_start
        ):
            merged[-1] = Run(last.clean_start, run.clean_end, last.raw_start, run.raw_end)
        else:
            merged.append(run)
    return merged
