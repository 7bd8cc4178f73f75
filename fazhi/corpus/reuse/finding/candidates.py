"""Which passages may share words: those with rare seeds in common, or a long one.

A seed held by few counts for each two of its holders, the less the more there are, 1 / (holders -
1): what two alone share counts fully, formula nearly nothing. A long seed held by many is told
once for each, beside the first of its holders: never for every two of thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

# Signs of a key that tell the passage; the others tell the seed.
PASSAGE_BITS = 24
PASSAGES = pl.lit(1 << PASSAGE_BITS, dtype=pl.UInt64)
WEIGHTS = pl.lit(1 << 64 - 2 * PASSAGE_BITS, dtype=pl.UInt64)
# Numbers sorted at a time: what a part of all may take of memory. Parts end at multiples of `NEAR`,
# so that all keys of a seed are in one, and all weights of a pair.
A_PART, NEAR = 1 << 23, 1 << 64 - PASSAGE_BITS
FEW = 12
# What rare seeds in common must weigh, or how many long ones there must be, or both with less: a
# seed alone may be chance.
# Weights are counted in parts of `WHOLE`, which every number of holders divides: sums are exact.
WHOLE = 27_720
LEAST_WEIGHT, LEAST_LONG, WITH_LONG = WHOLE * 5 // 2, 2, WHOLE


def keys_of(seeds: pl.DataFrame) -> pl.Series:
    """Seed and passage in one number: `hash` above, the number of the passage below.

    Args:
        seeds: `text` (number of the passage, below 2 ** 24) and `hash`.
    """
    key = pl.col("hash") // PASSAGES * PASSAGES + pl.col("text").cast(pl.UInt64)
    return seeds.select(key=key).to_series()


def candidates(
    short: Sequence[pl.Series], long: Sequence[pl.Series], passages: int
) -> pl.DataFrame:
    """Pairs of passages that may share words, `a` below `b`, and the `weight` of their rare seeds.

    Args:
        short, long: keys of all seeds, in pieces.
        passages: how many there are.
    """
    common = _pairs(long, passages, many=True).select("pair", "seeds")
    rare = _pairs(short, passages, many=False).select("pair", "weight")
    found = rare.join(common, on="pair", how="full", coalesce=True)
    weight, seeds = pl.col("weight").fill_null(0), pl.col("seeds").fill_null(0)
    weighed = (
        found.with_columns(weight=weight)
        .filter(
            (weight >= LEAST_WEIGHT) | (seeds >= LEAST_LONG) | ((weight >= WITH_LONG) & (seeds > 0))
        )
        .sort("pair")
    )
    return weighed.select(
        a=(pl.col("pair") // PASSAGES).cast(pl.UInt32),
        b=(pl.col("pair") % PASSAGES).cast(pl.UInt32),
        weight="weight",
    )


def _pairs(keys: Sequence[pl.Series], passages: int, many: bool) -> pl.DataFrame:
    """Pairs with their `weight`, summed over all `seeds`; with `many` also beside the first.

    Without them those of too little weight are left out: of many millions few remain.
    """
    found = [pl.Series(dtype=pl.UInt64)]
    for part in _parts(keys, 1 << 63):
        held = _held(part)
        found += _neighbours(held)
        if many:
            found.append(_beside_the_first(held))
    least = 0 if many else WITH_LONG
    return pl.concat([_summed(part, least) for part in _parts(found, passages * NEAR)])


def _summed(weighed: pl.Series, least: int) -> pl.DataFrame:
    """Each pair with the sum of its weights, if it is enough, and how many `seeds` it has.

    Args:
        weighed: sorted, the pair above, the weight of one seed in the last `WEIGHTS`.
    """
    pair = pl.col("weighed") // WEIGHTS
    ends = (
        pl.DataFrame({"weighed": weighed})
        .lazy()
        .select(
            pair=pair,
            last=pair != pair.shift(-1, fill_value=0),
            weight=(pl.col("weighed") % WEIGHTS).cum_sum(),
            seeds=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32),
        )
        .filter("last")
    )
    until = pl.col("weight", "seeds")
    own = ends.select("pair", until - until.shift(1, fill_value=0))
    return own.filter(pl.col("weight") >= least).collect()


def _parts(numbers: Sequence[pl.Series], top: int) -> Iterator[pl.Series]:
    """All numbers below `top`, sorted, some at a time; near ones are in one part."""
    count = 1 + sum(map(len, numbers)) // A_PART
    width = (top // count // NEAR + 1) * NEAR
    for low in range(0, top, width):
        some = [one.filter(one.is_between(low, low + width, closed="left")) for one in numbers]
        yield pl.concat(some if count > 1 else numbers).sort()


def _held(keys: pl.Series) -> pl.DataFrame:
    """Seeds of more than one passage: `seed`, `passage`, `count` of holders and the `first`."""
    split = (
        pl.DataFrame({"key": keys})
        .lazy()
        .filter(pl.col("key") != pl.col("key").shift(1, fill_value=(1 << 64) - 1))
    )
    seed = pl.col("key") // PASSAGES
    again = (pl.col("seed") == pl.col("seed").shift(1)) | (
        pl.col("seed") == pl.col("seed").shift(-1)
    )
    kept = (
        split.select(seed=seed, passage=pl.col("key") % PASSAGES)
        .filter(again.fill_null(False))
        .select("passage", begins=(pl.col("seed") != pl.col("seed").shift(1)).fill_null(True))
        .with_columns(run=pl.col("begins").cum_sum() - 1)
        .collect()
    )
    starts = kept["begins"].arg_true()
    counts = starts.shift(-1, fill_value=len(kept)) - starts
    return kept.select(
        "run",
        "passage",
        count=counts.gather(kept["run"]),
        first=kept["passage"].gather(starts).gather(kept["run"]),
    )


def _neighbours(held: pl.DataFrame) -> Iterator[pl.Series]:
    """Pairs of holders of each seed that few hold, by how far apart they are in its list."""
    few = held.filter(pl.col("count") <= FEW)
    for by in range(1, FEW):
        few = few.filter(pl.col("count") > by)
        if few.is_empty():
            return
        yield (
            few.lazy()
            .with_columns(other=pl.col("passage").shift(-by), same=pl.col("run").shift(-by))
            .filter(pl.col("run") == pl.col("same"))
            .select(_weighed("passage", "other", WHOLE // (pl.col("count") - 1)))
            .collect()
            .to_series()
        )


def _beside_the_first(held: pl.DataFrame) -> pl.Series:
    """Each holder of a seed that many hold, with the first of them."""
    return (
        held.lazy()
        .filter((pl.col("count") > FEW) & (pl.col("passage") != pl.col("first")))
        .select(_weighed("first", "passage", pl.lit(0)))
        .collect()
        .to_series()
    )


def _weighed(first: str, second: str, weight: pl.Expr) -> pl.Expr:
    """Two passages and a weight as one number."""
    pair = pl.col(first) * PASSAGES + pl.col(second)
    return (pair * WEIGHTS + weight.cast(pl.UInt64)).alias("weighed")
