"""The letters and seeds of passages, one passage after the other, in a few long columns."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from fazhi.corpus.reuse.finding.candidates import PASSAGE_BITS, in_order, keys_of
from fazhi.corpus.reuse.finding.letters import ranges, repeated
from fazhi.corpus.reuse.finding.met import Met, met_twice
from fazhi.corpus.reuse.finding.seeds import long_seeds_of, seeds_of

# Of so many pieces it is worth while to let go of seeds that one passage alone holds.
MANY = 2
# The largest number in two bytes.
SHORT = (1 << 16) - 1
# A passage has fewer letters: a place in it, or a passage, stands below a seed in one number.
PLACES = 1 << PASSAGE_BITS


class Passages(NamedTuple):
    """The letters and seeds of all passages.

    `codes` of the letters; `seeds` with the letters before each in one number (`PLACES` above), of
    equal ones of a passage the first, and none that one passage alone holds; of each passage how
    many letters and seeds it has, and how many are before its own.
    """

    codes: pl.Series
    lengths: pl.Series
    starts: pl.Series
    seeds: pl.Series
    counts: pl.Series
    firsts: pl.Series

    def words(self, passage: int, start: int, end: int) -> str:
        """The letters of a stretch of one passage."""
        codes = self.codes.slice(self.starts[passage] + start, end - start)
        return "".join(map(chr, codes.to_list()))

    def seeds_of(self, some: pl.Series) -> tuple[pl.Series, pl.Series]:
        """The seeds of some passages, and how many each has."""
        counts = self.counts.gather(some)
        return self.seeds.gather(ranges(self.firsts.gather(some), counts)), counts


class Taken(NamedTuple):
    """As above of some passages, numbered on: every seed of them, `keys` (seed and passage) and
    `ats` (letters before it), and their `long` seeds.

    `ordered`: keys of all seeds, sorted; `twice`: of those that stand in two places of them.
    """

    codes: pl.Series
    lengths: pl.Series
    keys: pl.Series
    ats: pl.Series
    counts: pl.Series
    long: pl.Series
    ordered: pl.Series
    twice: pl.Series


def taken(codes: pl.Series, lengths: pl.Series, first: int = 0) -> Taken:
    """The seeds of passages, none of them empty, from their letters; `first` numbers the first."""
    numbers = pl.int_range(len(lengths), dtype=pl.UInt32, eager=True)
    seeds = seeds_of(pl.DataFrame({"text": repeated(numbers, lengths), "code": codes}))
    keys, texts = keys_of(seeds, first), seeds["text"]
    at = seeds["row"] - (lengths.cum_sum() - lengths).gather(texts)
    ordered = in_order(keys)
    long = keys_of(long_seeds_of(seeds), first)
    once = ~_again(keys, ordered)
    counts = texts.filter(once).rle().struct.field("len")
    keys, at = keys.filter(once), at.filter(once)
    return Taken(codes, lengths, keys, at, counts, long, ordered, met_twice(ordered))


class Keeping:
    """Takes in passages, some at a time; `count` numbers the next."""

    def __init__(self, count: int = 0) -> None:
        self.count = count
        self.codes: list[pl.Series] = []
        self.lengths: list[pl.Series] = []
        self.keys: list[pl.Series] = []
        self.ats: list[pl.Series] = []
        self.counts: list[pl.Series] = []
        self.long: list[pl.Series] = []
        self._met: Met | None = None
        self._unmet: list[pl.Series] = []

    def add(self, some: Taken) -> None:
        """Take in passages, numbered from `count` on."""
        self.codes.append(some.codes)
        self.lengths.append(some.lengths)
        self.keys.append(some.keys)
        self._unmet += (some.ordered, some.twice)
        if len(self.keys) >= MANY:
            self._meet()
        self.ats.append(_narrowed(some.ats))
        self.counts.append(some.counts)
        self.long.append(some.long)
        self.count += len(some.lengths)

    def _meet(self) -> None:
        self._met = self._met or Met()
        for keys, twice in zip(self._unmet[::2], self._unmet[1::2], strict=True):
            self._met.add(keys, twice)
        self._unmet.clear()

    def let_go(self) -> None:
        """Let go of the seeds that one passage alone holds: they lead to no other."""
        if not self._met:
            return
        for at, keys in enumerate(self.keys):
            held = self._met.twice(keys)
            until = held.cum_sum().gather(self.counts[at].cum_sum() - 1)
            self.counts[at] = until - until.shift(1, fill_value=0)
            self.keys[at], self.ats[at] = keys.filter(held), self.ats[at].filter(held)

    def passages(self) -> Passages:
        """All that was taken in, which is let go here."""
        both = zip(self.keys, self.ats, strict=True)
        placed = [keys // PLACES * PLACES + ats for keys, ats in both]
        self.keys.clear()
        self.ats.clear()
        codes, lengths, seeds, counts = (
            _joined(pieces) for pieces in (self.codes, self.lengths, placed, self.counts)
        )
        starts, firsts = (one.cast(pl.Int64).cum_sum() - one for one in (lengths, counts))
        return Passages(codes, lengths, starts, seeds, counts, firsts)


def _again(keys: pl.Series, ordered: pl.Series) -> pl.Series:
    """Whether a key stood before: a text that repeats itself must not cost its square.

    Few do, and they are found in the keys sorted: to look up every one takes thrice the time.
    """
    often = ordered.filter(ordered == ordered.shift(1)).unique()
    rows = keys.is_in(often.implode()).arg_true()
    later = rows.filter(~keys.gather(rows).is_first_distinct())
    return pl.Series([False]).new_from_index(0, len(keys)).scatter(later, True)


def _narrowed(ats: pl.Series) -> pl.Series:
    """In half the room, where no passage is as long as a book."""
    return ats if ats.len() and ats.max() > SHORT else ats.cast(pl.UInt16)  # type: ignore[operator]


def _joined(pieces: list[pl.Series]) -> pl.Series:
    """All pieces as one; they are let go."""
    whole = pl.concat(pieces, rechunk=True)
    pieces.clear()
    return whole
