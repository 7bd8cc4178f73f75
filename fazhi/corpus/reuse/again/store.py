"""The kept index: who holds a seed, and the letters of a passage.

Seeds lie sorted in parts, seed and passage in one number, as the build that began the index wrote
them; what reports brought since lies beside them. Passages keep their numbers as long as the index
lasts, those that no report holds any longer too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from fazhi.corpus.reuse.finding.candidates import PASSAGE_BITS, parts_of
from fazhi.corpus.reuse.finding.kept import Keeping
from fazhi.corpus.reuse.finding.letters import ranges
from fazhi.errors import TablesError
from fazhi.tables.kept import Kept

SHORT, LONG, CODES = "short", "long", "codes"
A_SEED = 1 << PASSAGE_BITS
VALUE = "value"
# What is new may be this share of the index: then a build from nothing is due.
NEW_SHARE = 1 / 8


class Store:
    """Seeds and letters of all passages, as `Kept` has them.

    Args:
        kept: holds them.
        parts: of each part `what` it holds (`SHORT`, `LONG`, `CODES`), its `name`, and `first`, of
            `CODES` the number of its first passage.
        lengths: of each passage the number of its letters.
        base: how many passages the parts hold.
        generation: names what is new since the parts were written; none where nothing is.
    """

    def __init__(
        self, kept: Kept, parts: pl.DataFrame, lengths: pl.Series, base: int, generation: str
    ) -> None:
        self._kept, self.parts, self.lengths, self.base = kept, parts, lengths, base
        self._new = {
            what: self._read(f"{generation} {what}") if generation else pl.Series(dtype=kind)
            for what, kind in ((SHORT, pl.UInt64), (LONG, pl.UInt64), (CODES, pl.UInt16))
        }

    def _read(self, name: str) -> pl.Series:
        frame = self._kept.former(name)
        if frame is None:
            raise TablesError("what a build kept of shared wording is damaged", where=name)
        return frame[VALUE]

    def add(self, new: Keeping) -> None:
        """Take in passages whose numbers follow."""
        for what, pieces in ((SHORT, new.keys), (LONG, new.long), (CODES, new.codes)):
            whole = pl.concat([self._new[what], *pieces])
            self._new[what] = whole if what == CODES else whole.sort()
        self.lengths = pl.concat([self.lengths, *new.lengths])

    def keep(self, generation: str) -> None:
        """Keep what is new under a name, and the parts as they are."""
        for name in self.parts["name"]:
            self._kept.hold(name)
        for what, values in self._new.items():
            self._kept.keep(f"{generation} {what}", values.to_frame(VALUE))

    def is_outgrown(self) -> bool:
        """Whether so much is new that the index had better be begun anew."""
        new = len(self.lengths) - self.base
        return new > NEW_SHARE * self.base or len(self.lengths) >= A_SEED

    def holders(self, what: str, seeds: pl.Series) -> pl.Series:
        """The keys, seed and passage, of every passage that holds one of the seeds.

        Args:
            what: `SHORT` or `LONG`.
            seeds: sorted, each once (`seeds_in`).
        """
        names = self.parts.filter(pl.col("what") == what)["name"]
        found = [_of(seeds, self._read(name)) for name in names]
        return pl.concat([*found, _of(seeds, self._new[what])])

    def codes(self, passages: pl.Series) -> pl.Series:
        """The letters of some passages, sorted by number, one after the other."""
        parts = self.parts.filter(pl.col("what") == CODES)
        named = [*parts.select("name", "first").iter_rows(), ("", self.base)]
        ends = [*(first for _, first in named[1:]), len(self.lengths)]
        found = [pl.Series(dtype=pl.UInt16)]
        for (name, first), end in zip(named, ends, strict=True):
            some = passages.filter(passages.is_between(first, end, closed="left"))
            if len(some):
                codes = self._read(name) if name else self._new[CODES]
                found.append(self._letters(codes, first, end, some))
        return pl.concat(found)

    def _letters(self, codes: pl.Series, first: int, end: int, some: pl.Series) -> pl.Series:
        """Those of some of the passages from `first` to `end`, whose letters are given."""
        some, lengths = some - first, self.lengths.slice(first, end - first)
        starts = lengths.cast(pl.Int64).cum_sum() - lengths
        return codes.gather(ranges(starts.gather(some), lengths.gather(some)))


def seeds_in(*keys: pl.Series) -> pl.Series:
    """The seeds of keys, sorted, each once."""
    return (pl.concat(keys) // A_SEED).unique().sort()


def written(kept: Kept, base: str, keys: dict[str, list[pl.Series]]) -> Iterator[tuple[str, str]]:
    """Write sorted parts of an index, and yield what each holds and its name."""
    for what, pieces in keys.items():
        for number, part in enumerate(parts_of(pieces, 1 << 63)):
            name = f"{base} {what} {number}"
            kept.keep(name, part.to_frame(VALUE))
            yield what, name


def _of(seeds: pl.Series, keys: pl.Series) -> pl.Series:
    """Of sorted keys those of some seeds."""
    low, high = (keys.search_sorted(some * A_SEED, "left") for some in (seeds, seeds + 1))
    return keys.gather(ranges(low, high - low))


def numbers(keys: pl.Series) -> pl.Series:
    """The passage of each key."""
    return (keys % A_SEED).cast(pl.UInt32)


def flags(count: int, some: Iterable[int]) -> pl.Series:
    """For each number below `count` whether it is one of some."""
    none = pl.repeat(False, count, dtype=pl.Boolean, eager=True)
    return none.scatter(pl.Series(some, dtype=pl.UInt32), True)
