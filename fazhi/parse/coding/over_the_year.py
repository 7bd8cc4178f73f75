"""What figures of parts of the year tell of the year as a whole (上半年12件，下半年15件: 27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi.records import Quantity

# A year told so far is told up to this month at least.
LATE = 9


class ForTheYear(NamedTuple):
    """The mentions that make the year's figure (more than one add up), or contradict."""

    mentions: tuple[Quantity, ...] = ()
    conflict: bool = False


def for_the_year(mentions: Sequence[Quantity], *, adds_up: bool) -> ForTheYear:
    """What mentions of one measure word, each of a part of the year, tell of the year as a whole.

    `adds_up` says whether what is counted may be added up over the year: cases are, persons not.
    """
    told: dict[tuple[int, int], list[Quantity]] = {}
    for one in mentions:
        first, last = map(int, str(one.months).split("-"))
        told.setdefault((first, last), []).append(one)
    if any(len({one.value for one in same}) > 1 for same in told.values()):
        return ForTheYear(tuple(mentions), conflict=True)
    for end in range(12, LATE - 1, -1):
        covers = [_cover(told, end, longest=way) for way in (True, False)]
        covers = [one for one in covers if one and (adds_up or len(one) == 1)]
        sums = {sum(one.value or 0.0 for one in cover) for cover in covers}
        if sums:
            most = max(one.value or 0.0 for one in mentions)
            conflict = len(sums) > 1 or most > max(sums)
            return ForTheYear(tuple(mentions) if conflict else covers[0], conflict)
    alone = next(iter(told))
    return ForTheYear((told[alone][0],) if len(told) == 1 and alone[0] == alone[1] else ())


def _cover(
    told: Mapping[tuple[int, int], list[Quantity]], end: int, *, longest: bool
) -> tuple[Quantity, ...]:
    """Mentions of stretches that follow each other from January on to a month; none if none do."""
    ways: dict[int, tuple[Quantity, ...]] = {end + 1: ()}
    for first, last in sorted(told, key=lambda span: (-span[0], span[1] if longest else -span[1])):
        if last + 1 in ways:
            ways[first] = (told[first, last][0], *ways[last + 1])
    return ways.get(1, ())
