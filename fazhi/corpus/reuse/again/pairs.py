"""Which pairs of passages may share words once some passages came and others went.

Only pairs that have a seed of these in common are weighed again. A seed that one more holds counts
less for all others, so a pair that shared too little before still does; where holders went, pairs
that were not kept may count now, and are weighed from all their seeds.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from fazhi.corpus.reuse.again.store import A_SEED, LONG, SHORT, Store, numbers, seeds_in
from fazhi.corpus.reuse.finding.candidates import PASSAGES, likely, sides, weighed
from fazhi.corpus.reuse.finding.kept import Keeping, taken
from fazhi.corpus.reuse.finding.runs import STRETCHES, stretches


class Alive(NamedTuple):
    """Of every passage whether a report held it `before`, and whether one holds it `now`."""

    before: pl.Series
    now: pl.Series


class Seeds(NamedTuple):
    """Keys of seeds, seed and passage in one number."""

    short: pl.Series
    long: pl.Series

    def of(self, alive: pl.Series) -> Seeds:
        """Those of passages that are there."""
        return Seeds(*(keys.filter(alive.gather(numbers(keys))) for keys in self))


def pairs_now(known: pl.DataFrame, store: Store, alive: Alive, marks: pl.Series) -> pl.DataFrame:
    """The pairs of today as `candidates` gives them, from those `known` before."""
    touched = (alive.before != alive.now).arg_true().cast(pl.UInt32)
    held = _holders(store, _seeds(store, touched))
    before, now = (_weighed(held.of(one), marks) for one in alive)
    low, high = pl.col("pair") // PASSAGES, pl.col("pair") % PASSAGES
    changed = before.join(now, on="pair", how="full", coalesce=True, suffix="_now").select(
        "pair",
        *(pl.col(one).fill_null(0).cast(pl.Int64) for one in ("weight", "weight_now")),
        *(pl.col(one).fill_null(0).cast(pl.Int64) for one in ("seeds", "seeds_now")),
    )

    def both(pairs: pl.DataFrame, flags: pl.Series) -> pl.Series:
        ends = pairs.select(low.cast(pl.UInt32).alias("a"), high.cast(pl.UInt32).alias("b"))
        return flags.gather(ends["a"]) & flags.gather(ends["b"])

    changed = changed.filter(both(changed, alive.now))
    stayed = both(changed, alive.before)
    fresh = changed.filter(~stayed).select("pair", weight="weight_now", seeds="seeds_now")
    others = changed.filter(stayed).select(
        "pair",
        more=pl.col("weight_now") - pl.col("weight"),
        longer=pl.col("seeds_now") - pl.col("seeds"),
    )
    there = known.filter(both(known, alive.now)).cast({"weight": pl.Int64, "seeds": pl.Int64})
    told = there.join(others, on="pair", how="left").with_columns(
        pl.col("more", "longer").fill_null(0)
    )
    # Of a kept weight of 0 is known only that it did not count.
    doubtful = (pl.col("weight") == 0) & (pl.col("more") > 0)
    sure = told.filter(~doubtful).select(
        "pair",
        weight=pl.when(pl.col("weight") > 0).then(pl.col("weight") + pl.col("more")).otherwise(0),
        seeds=pl.col("seeds") + pl.col("longer"),
    )
    rising = others.join(there, on="pair", how="anti").filter(
        (pl.col("more") > 0) | (pl.col("longer") > 0)
    )
    again = pl.concat([told.filter(doubtful)["pair"], rising["pair"]])
    exact = _anew(again, store, alive.now, marks)
    return likely(pl.concat([one.select(PAIR) for one in (fresh, sure, exact)]).cast(KINDS))


PAIR = ("pair", "weight", "seeds")
KINDS = pl.Schema({"pair": pl.UInt64, "weight": pl.UInt64, "seeds": pl.UInt32})


def _seeds(store: Store, passages: pl.Series) -> Seeds:
    """All seeds of some passages, sorted by number, from their letters."""
    some = taken(store.codes(passages), store.lengths.gather(passages))
    return Seeds(*(_renumbered(keys, passages) for keys in (some.keys, some.long)))


def _renumbered(keys: pl.Series, passages: pl.Series) -> pl.Series:
    at = keys % A_SEED
    return keys - at + passages.cast(pl.UInt64).gather(at)


def _holders(store: Store, seeds: Seeds) -> Seeds:
    """Of seeds that some hold the keys of all who do, and did."""
    wanted = zip((SHORT, LONG), seeds, strict=True)
    return Seeds(*(store.holders(what, seeds_in(keys)) for what, keys in wanted))


def _weighed(held: Seeds, marks: pl.Series) -> pl.DataFrame:
    return weighed([held.short], [held.long], marks, 0)


def _anew(pairs: pl.Series, store: Store, alive: pl.Series, marks: pl.Series) -> pl.DataFrame:
    """Pairs weighed from all seeds that both have."""
    if not len(pairs):
        return pl.DataFrame(schema=KINDS).cast({"weight": pl.Int64, "seeds": pl.Int64})
    ends = pl.DataFrame({"pair": pairs}).select(
        "pair", low=pl.col("pair") // PASSAGES, high=pl.col("pair") % PASSAGES
    )
    passages = pl.concat([ends["low"], ends["high"]]).unique().sort().cast(pl.UInt32)
    both = Seeds(*(_in_both(ends, keys) for keys in _seeds(store, passages)))
    held = _holders(store, both).of(alive)
    weighed = _weighed(held, marks).join(ends, on="pair", how="semi")
    return weighed.cast({"weight": pl.Int64, "seeds": pl.Int64})


def _in_both(ends: pl.DataFrame, keys: pl.Series) -> pl.Series:
    """Keys of the seeds that both passages of a pair have."""
    of_each = pl.DataFrame({"seed": keys // A_SEED, "passage": keys % A_SEED})
    low = ends.join(of_each, left_on="low", right_on="passage")
    found = low.join(of_each, left_on=["high", "seed"], right_on=["passage", "seed"], how="semi")
    return found["seed"].unique() * A_SEED


def shared_by(pairs: pl.DataFrame, store: Store, marks: pl.Series) -> pl.DataFrame:
    """What each of some pairs shares, as `stretches` gives it, from letters alone."""
    if pairs.is_empty():
        return pl.DataFrame(schema=STRETCHES)
    told = sides(pairs, marks)
    passages = pl.concat([told["a"], told["b"]]).unique().sort()
    lengths = store.lengths.gather(passages)
    keeping = Keeping()
    keeping.add(taken(store.codes(passages), lengths))
    here = told.with_columns(
        passages.search_sorted(told[side]).cast(pl.UInt32).alias(side) for side in "ab"
    )
    found = stretches(here, keeping.passages())
    return found.with_columns(passages.gather(found[side]).alias(side) for side in "ab")
