"""A text under repair that never forgets where its characters came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from fazhi.offsets import OffsetMap, Run
from fazhi.records import Mark


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

    def replace_same_length(self, text: str) -> None:
        """Put in a text whose characters correspond one to one to the present ones."""
        if len(text) != len(self.text):
            raise ValueError("lengths differ: use apply")
        self.text = text

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make the edits, which lie in order and do not overlap."""
        text = self.text
        todo = [edit for edit in edits if text[edit.start : edit.end] != edit.new]
        if not todo:
            return
        pieces: list[str] = []
        composer = _Composer(self._runs)
        done = 0
        for edit in todo:
            if edit.start < done or edit.end < edit.start:
                raise ValueError(f"edits overlap at {edit.start}")
            pieces.append(text[done : edit.start])
            composer.keep(edit.start)
            raw_start, raw_end = composer.put(edit.end, len(edit.new))
            pieces.append(edit.new)
            if edit.kind:
                self.repairs.append(Mark(edit.kind, raw_start, raw_end))
            done = edit.end
        pieces.append(text[done:])
        composer.keep(len(text))
        self.text = "".join(pieces)
        self._runs = composer.made


class _Composer:
    """Walks once through the old runs and writes the new ones."""

    def __init__(self, runs: list[Run]) -> None:
        self._old = runs
        self._at = 0
        self._done = 0
        self._length = 0
        self.made: list[Run] = []

    def keep(self, end: int) -> None:
        """Take over the old text up to `end` as it is."""
        done, length = self._done, self._length
        while done < end:
            clean_start, clean_end, raw_start, raw_end = self._old[self._at]
            high = min(clean_end, end)
            shift = raw_start - clean_start
            if raw_end - clean_end == shift:
                self._add(length, high - done, done + shift, high + shift)
            else:
                self._add_whole(length, high - done, raw_start, raw_end)
            length += high - done
            done = high
            if high == clean_end:
                self._at += 1
        self._done, self._length = done, length

    def put(self, end: int, size: int) -> tuple[int, int]:
        """Stand `size` new characters for the old text up to `end`; tells its raw stretch."""
        inside = self._put_inside(end, size)
        if inside is not None:
            return inside
        start = self._done
        cuts = self._cuts(start)
        raw_start = self._raw(start, at_end=False)
        raw_end = raw_start
        if end > start:
            while self._old[self._at].clean_end < end:
                self._at += 1
            cuts = cuts or self._cuts(end)
            raw_end = self._raw(end, at_end=True)
            if self._old[self._at].clean_end == end:
                self._at += 1
        # What follows may stand for a part of the same raw stretch.
        cuts = cuts or (self._at < len(self._old) and self._old[self._at].raw_start < raw_end)
        return self._set(end, size, (raw_start, raw_end), cuts)

    def _put_inside(self, end: int, size: int) -> tuple[int, int] | None:
        """The same, quickly, where one run that corresponds one to one goes on behind `end`."""
        if self._at == len(self._old):
            return None
        run_start, run_end, run_raw_start, run_raw_end = self._old[self._at]
        shift = run_raw_start - run_start
        if end >= run_end or run_raw_end - run_end != shift:
            return None
        raw_start, raw_end = self._done + shift, end + shift
        return self._set(end, size, (raw_start, raw_end), run_raw_start < raw_end)

    def _set(self, end: int, size: int, raw: tuple[int, int], cuts: bool) -> tuple[int, int]:
        """Let so many signs stand for a raw stretch, as a whole where it shares that one."""
        if size and cuts:
            self._add_whole(self._length, size, *raw)
        elif size:
            self.made.append(Run(self._length, self._length + size, *raw))
        self._done = end
        self._length += size
        return raw

    def _cuts(self, position: int) -> bool:
        """Whether the position lies inside a run that corresponds as a whole."""
        if self._at == len(self._old):
            return False
        run = self._old[self._at]
        one_to_one = run.clean_end - run.clean_start == run.raw_end - run.raw_start
        return not one_to_one and run.clean_start < position < run.clean_end

    def _add_whole(self, start: int, size: int, raw_start: int, raw_end: int) -> None:
        """Add a stretch that corresponds as a whole, even where lengths are equal by chance."""
        if size == raw_end - raw_start and size > 1:
            self.made.append(Run(start, start + 1, raw_start, raw_end))
            self.made.append(Run(start + 1, start + size, raw_start, raw_end))
        else:
            self.made.append(Run(start, start + size, raw_start, raw_end))

    def _raw(self, position: int, at_end: bool) -> int:
        if self._at == len(self._old):
            return self._old[-1].raw_end if self._old else 0
        run = self._old[self._at]
        if run.clean_end - run.clean_start == run.raw_end - run.raw_start:
            return run.raw_start + position - run.clean_start
        return run.raw_end if at_end else run.raw_start

    def _add(self, start: int, size: int, raw_start: int, raw_end: int) -> None:
        """Add a run, grown onto the last one where both are one to one and touch."""
        if self.made and raw_end - raw_start == size:
            last_start, last_end, last_raw_start, last_raw_end = self.made[-1]
            touches = last_raw_end == raw_start
            if touches and last_end - last_start == last_raw_end - last_raw_start:
                self.made[-1] = Run(last_start, start + size, last_raw_start, raw_end)
                return
        self.made.append(Run(start, start + size, raw_start, raw_end))
