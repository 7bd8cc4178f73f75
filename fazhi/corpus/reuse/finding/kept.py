"""The letters and seeds of passages, one passage after the other, in a few long columns."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from fazhi.corpus.reuse.finding.candidates import keys_of
from fazhi.corpus.reuse.finding.letters import ranges, repeated
from fazhi.corpus.reuse.finding.seeds import long_seeds_of, seeds_of


class Passages(NamedTuple):
    """The letters and seeds of all passages.

    `codes` of the letters; `keys` (seed and passage) and `ats` (letters before it) of the seeds,
    of equal ones of a passage the first; of each passage how many letters and seeds it has, and how
    many are before its own.
    """

    codes: pl.Series
    lengths: pl.Series
    starts: pl.Series
    keys: pl.Series
    ats: pl.Series
    counts: pl.Series
    firsts: pl.Series

    def words(self, passage: int, start: int, end: int) -> str:
        """The letters of a stretch of one passage."""
        return "".join(map(chr, self.codes.slice(self.starts[passage] + start, end - start)))

    def seeds(self, some: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
        """The seeds of some passages, `key` and `at`, and how many each has."""
        counts = self.counts.gather(some)
        rows = ranges(self.firsts.gather(some), counts)
        return pl.DataFrame({"key": self.keys.gather(rows), "at": self.ats.gather(rows)}), counts


class Keeping:
    """Takes in passages, some at a time."""

    def __init__(self) -> None:
        self.count = 0
        self.codes: list[pl.Series] = []
        self.lengths: list[pl.Series] = []
        self.keys: list[pl.Series] = []
        self.ats: list[pl.Series] = []
        self.counts: list[pl.Series] = []
        self.long: list[pl.Series] = []

    def add(self, codes: pl.Series, lengths: pl.Series) -> None:
        """Take in the letters of passages, none of them empty, which are numbered on."""
        end = self.count + len(lengths)
        numbers = pl.int_range(self.count, end, dtype=pl.UInt32, eager=True)
        seeds = seeds_of(pl.DataFrame({"text": repeated(numbers, lengths), "code": codes}))
        keys, texts = keys_of(seeds), seeds["text"]
        at = seeds["row"] - (lengths.cum_sum() - lengths).gather(texts - self.count)
        again = _again(keys)
        self.long.append(keys_of(long_seeds_of(seeds)))
        self.codes.append(codes)
        self.lengths.append(lengths)
        self.keys.append(keys.filter(~again))
        self.ats.append(at.filter(~again))
        self.counts.append(texts.filter(~again).rle().struct.field("len"))
        self.count = end

    def passages(self) -> Passages:
        """All that was taken in, which is let go here."""
        codes, lengths, keys, ats, counts = (
            _joined(pieces)
            for pieces in (self.codes, self.lengths, self.keys, self.ats, self.counts)
        )
        starts, firsts = (one.cast(pl.Int64).cum_sum() - one for one in (lengths, counts))
        return Passages(codes, lengths, starts, keys, ats, counts, firsts)


def _again(keys: pl.Series) -> pl.Series:
    """Whether a key stood before: a text that repeats itself must not cost its square.

    Few do, and they are found in the keys sorted: to look up every one takes thrice the time.
    """
    ordered = keys.sort()
    often = ordered.filter(ordered == ordered.shift(1)).unique()
    rows = keys.is_in(often.implode()).arg_true()
    later = rows.filter(~keys.gather(rows).is_first_distinct())
    return pl.Series([False]).new_from_index(0, len(keys)).scatter(later, True)


def _joined(pieces: list[pl.Series]) -> pl.Series:
    whole = pl.concat(pieces, rechunk=True)
    pieces.clear()
    return whole
