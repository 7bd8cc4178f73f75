"""From what two share to families: a stretch of wording and all the passages that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import polars as pl

# Two stretches of one passage are one where they overlap by this share of both together.
SAME = 0.65
# Letters by which a stretch may stick out of one that holds it.
SLACK = 3
# What is shorter than this share of a stretch that holds another may lack the other.
AS_LONG = 0.8
# Of a stretch that holds another the other is such a part: where it is less, as a slogan in a long
# sentence that goes round in forms, most forms lack it.
PART = 0.25
WHOLE_PASSAGE = ("passage", "letters")


class Stretch(NamedTuple):
    """A stretch of a passage, half open, in letters."""

    passage: int
    start: int
    end: int


class Held(NamedTuple):
    """A stretch, the number it shares with those nearly equal, and its family."""

    family: int
    node: int
    at: Stretch


class Grouped(NamedTuple):
    """Stretches put together that hold the same wording.

    `held`: `family`, `passage`, `start` and `end`, a row a place where a passage holds wording of a
    family, families numbered from 0 on by their first place; `shared` and `whole`: the family of
    each row given.
    """

    held: pl.DataFrame
    shared: pl.Series
    whole: pl.Series


def families(shared: pl.DataFrame, whole: pl.DataFrame) -> Grouped:
    """Stretches put together that hold the same wording.

    Args:
        shared: what two passages share, as `stretches` gives it.
        whole: `passage` and `letters` of passages that several paragraphs hold as a whole.
    """
    sides = [
        [Stretch(*row) for row in shared.select(side, f"{side}_start", f"{side}_end").iter_rows()]
        for side in ("a", "b")
    ]
    alone = [Stretch(passage, 0, size) for passage, size in whole.select(WHOLE_PASSAGE).iter_rows()]
    nodes = _nodes({*sides[0], *sides[1], *alone})
    joined = _Joined(len(set(nodes.values())))
    for first, second in zip(*sides, strict=True):
        joined.join(nodes[first], nodes[second])
    numbers: dict[int, int] = {}
    held = [
        Held(numbers.setdefault(joined.root(node), len(numbers)), node, one)
        for one, node in sorted(nodes.items())
    ]
    of_each = (
        pl.Series([numbers[joined.root(nodes[one])] for one in some], dtype=pl.UInt32)
        for some in (sides[0], alone)
    )
    return Grouped(_frame(_apart(_united(held))), *of_each)


def nested(held: pl.DataFrame) -> pl.DataFrame:
    """Pairs of families: `outer` holds all of `inner` in some passage, as a good part of it.

    `letters`: so many a place of `outer` has at least that holds `inner`, too. Forms of a formula
    are one family, however much of it a place has.
    """
    places = held.lazy()
    inside = (pl.col("start") >= pl.col("start_right") - SLACK) & (
        pl.col("end") <= pl.col("end_right") + SLACK
    )
    size, around = pl.col("end") - pl.col("start"), pl.col("end_right") - pl.col("start_right")
    part = size >= PART * around
    return (
        places.join(places, on="passage")
        .filter((pl.col("family") != pl.col("family_right")) & inside & part)
        .group_by(inner="family", outer="family_right")
        .agg(letters=around.min() * AS_LONG)
        .sort("inner", "outer")
        .collect()
    )


def _nodes(some: Iterable[Stretch]) -> dict[Stretch, int]:
    """For each stretch a number; stretches of one passage that are nearly the same share it."""
    found: dict[Stretch, int] = {}
    near: list[tuple[Stretch, int]] = []
    count = 0
    for one in sorted(some):
        near = [(other, node) for other, node in near if _meet(other, one)]
        node = next((node for other, node in near if _share(other, one) >= SAME), None)
        if node is None:
            node = count
            count += 1
            near.append((one, node))
        found[one] = node
    return found


def _meet(first: Stretch, second: Stretch) -> bool:
    return first.passage == second.passage and second.start < first.end


def _share(first: Stretch, second: Stretch) -> float:
    """Letters in both over letters in either."""
    both = min(first.end, second.end) - max(first.start, second.start)
    return both / (max(first.end, second.end) - min(first.start, second.start))


class _Joined:
    """Numbers joined to groups (union-find with halved paths)."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, node: int) -> int:
        above = self._above
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    def join(self, first: int, second: int) -> None:
        first, second = self.root(first), self.root(second)
        self._above[max(first, second)] = min(first, second)


def _united(held: Iterable[Held]) -> Iterator[Held]:
    """Nearly equal stretches, that share a number, as the one that covers them."""
    ends: dict[tuple[int, int], Held] = {}
    for one in held:
        known = ends.setdefault((one.family, one.node), one)
        passage, start, end = known.at
        ends[one.family, one.node] = known._replace(
            at=Stretch(passage, min(start, one.at.start), max(end, one.at.end))
        )
    return iter(ends.values())


def _apart(held: Iterable[Held]) -> Iterator[Held]:
    """Of stretches of one family that overlap in a passage the longest.

    Where a formula goes round in many forms, the shortest is what the two least alike hold: too
    little to be told of any.
    """
    last: Held | None = None
    for one in sorted(held, key=lambda one: (one.family, one.at)):
        if last and one.family == last.family and _meet(last.at, one.at):
            last = max(last, one, key=lambda one: one.at.end - one.at.start)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _frame(held: Iterable[Held]) -> pl.DataFrame:
    kinds = {"family": pl.UInt32, "passage": pl.UInt32, "start": pl.Int32, "end": pl.Int32}
    return pl.DataFrame([(one.family, *one.at) for one in held], schema=kinds, orient="row")
