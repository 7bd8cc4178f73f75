"""In which section or paragraph a place stands, without a look at every one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Generic, TypeVar

from fazhi.records import Paragraph, Place, Section

T = TypeVar("T")


class Stretches(Generic[T]):
    """Things that each stand at a place of clean text, no two of them overlapping."""

    def __init__(self, placed: Iterable[tuple[Place, T]]) -> None:
        self._placed = sorted(placed, key=lambda one: one[0].clean_start)
        self._starts = [place.clean_start for place, _ in self._placed]

    def at(self, position: int) -> T | None:
        """What stands over a position of clean text, if anything."""
        found = bisect_right(self._starts, position) - 1
        if found < 0:
            return None
        place, thing = self._placed[found]
        return thing if position < place.clean_end else None


def parts(sections: Iterable[Section]) -> Stretches[Section]:
    """The parts of a report, as far as each reaches."""
    return Stretches((one.place, one) for one in sections if one.level == 1)


def plans(paragraphs: Iterable[Paragraph]) -> Stretches[Paragraph]:
    """The paragraphs that tell what is planned."""
    return Stretches((one.place, one) for one in paragraphs if one.role == "plan")
