"""Which seeds were met in two passages: of all others nothing need be kept, sorted or joined."""

from __future__ import annotations

import polars as pl

from fazhi.corpus.reuse.finding.candidates import PASSAGE_BITS

# Seeds are told apart by so many bits here, the first of their keys: of those that one alone holds
# some are kept, too, the more the more seeds there are; none that two hold is lost. Two bits of
# memory for each number.
BITS = 26
REST = 1 << 63 - BITS


class Met:
    """Takes in keys (seed and passage) as passages come, none of them twice."""

    def __init__(self) -> None:
        self._once, self._twice = (
            pl.repeat(False, 1 << BITS, dtype=pl.Boolean, eager=True) for _ in range(2)
        )

    def add(self, keys: pl.Series, twice: pl.Series) -> None:
        """Take in keys of new passages, and those of seeds that two of these hold (`met_twice`)."""
        seeds = _bits(keys)
        known = seeds.filter(self._once.gather(seeds))
        self._twice = self._twice.scatter(known, True).scatter(_bits(twice), True)
        self._once = self._once.scatter(seeds, True)

    def twice(self, keys: pl.Series) -> pl.Series:
        """Whether the seed of each key may stand in two passages; where it does, it is true."""
        return self._twice.gather(_bits(keys))


def met_twice(ordered: pl.Series) -> pl.Series:
    """Of sorted keys the last of each seed that stands in two of them."""
    seeds = ordered // (1 << PASSAGE_BITS)
    again = seeds == seeds.shift(1)
    return ordered.filter(again & (seeds != seeds.shift(-1, fill_value=0)).fill_null(False))


def _bits(keys: pl.Series) -> pl.Series:
    return (keys // REST).cast(pl.UInt32)
