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
PASSAGES = 1 << PASSAGE_BITS
# Keys sorted at a time: what a part of all seeds may take of memory.
KEYS_A_PART = 1 << 23
FEW = 12
# What rare seeds in common must weigh, or how many long ones there must be, or both with less: a
# seed alone may be chance.
LEAST_WEIGHT, LEAST_LONG, WITH_LONG = 2.5, 2, 1.0
PAIR = pl.lit(1 << 32, dtype=pl.UInt64)


def keys_of(seeds: pl.DataFrame) -> pl.Series:
    """Seed and passage in one number: `hash` above, the number of the passage below.

    Args:
        seeds: `text` (number of the passage, below 2 ** 24) and `hash`.
    """
    shift = pl.lit(PASSAGES, dtype=pl.UInt64)
    key = pl.col("hash") // shift * shift + pl.col("text").cast(pl.UInt64)
    return seeds.select(key=key).to_series()


def candidates(short: Sequence[pl.Series], long: Sequence[pl.Series]) -> pl.DataFrame:
    """Pairs of passages that may share words, `a` below `b`, and the `weight` of their rare seeds.

    Args:
        short, long: keys of all seeds, in pieces.
    """
    rare = _pairs(short, many=False).filter(pl.col("weight") >= WITH_LONG)
    common = _pairs(long, many=True).select("pair", "seeds")
    found = rare.select("pair", "weight").join(common, on="pair", how="full", coalesce=True)
    weight, seeds = pl.col("weight").fill_null(0), pl.col("seeds").fill_null(0)
    weighed = (
        found.with_columns(weight=weight)
        .filter(
            (weight >= LEAST_WEIGHT) | (seeds >= LEAST_LONG) | ((weight >= WITH_LONG) & (seeds > 0))
        )
        .sort("pair")
    )
    return weighed.select(
        a=(pl.col("pair") // PAIR).cast(pl.UInt32),
        b=(pl.col("pair") % PAIR).cast(pl.UInt32),
        weight="weight",
    )


def _pairs(keys: Sequence[pl.Series], many: bool) -> pl.DataFrame:
    """Pairs with their `weight`, summed over all `seeds`; with `many` also beside the first."""
    found = []
    for part in _parts(keys):
        held = _held(part)
        pairs = [_neighbours(held, by) for by in range(1, FEW)]
        if many:
            pairs.append(_beside_the_first(held))
        summed = pl.col("weight").sum(), pl.len().alias("seeds")
        found.append(pl.concat(pairs).group_by("pair").agg(*summed))
    return pl.concat(found).group_by("pair").agg(pl.col("weight", "seeds").sum())


def _parts(keys: Sequence[pl.Series]) -> Iterator[pl.Series]:
    """All keys, sorted, some at a time; keys of one seed are in one part."""
    count = 1 + sum(map(len, keys)) // KEYS_A_PART
    width = (1 << 63) // count + 1
    for number in range(count):
        low, high = number * width, (number + 1) * width
        some = [one.filter((one >= low) & (one < high)) for one in keys]
        if sum(map(len, some)) or not number:
            yield pl.concat(some).sort() if some else pl.Series(dtype=pl.UInt64)


def _held(keys: pl.Series) -> pl.DataFrame:
    """Seeds of more than one passage: `seed`, `passage`, `count` of holders and the `first`."""
    split = (
        pl.DataFrame({"key": keys})
        .lazy()
        .filter(pl.col("key") != pl.col("key").shift(1, fill_value=(1 << 64) - 1))
    )
    seed = pl.col("key") // pl.lit(PASSAGES, dtype=pl.UInt64)
    again = (pl.col("seed") == pl.col("seed").shift(1)) | (
        pl.col("seed") == pl.col("seed").shift(-1)
    )
    kept = (
        split.select(seed=seed, passage=(pl.col("key") % PASSAGES).cast(pl.UInt64))
        .filter(again.fill_null(False))
        .with_columns(run=pl.col("seed").rle_id())
        .collect()
    )
    runs = kept["run"].rle().struct.unnest().select(count="len")
    firsts = runs["count"].cum_sum() - runs["count"]
    return kept.with_columns(
        count=runs["count"].gather(kept["run"]),
        first=kept["passage"].gather(firsts.gather(kept["run"])),
    ).select("run", "passage", "count", "first")


def _neighbours(held: pl.DataFrame, by: int) -> pl.DataFrame:
    """Pairs of holders of a seed that few hold, so many places apart in its list."""
    return (
        held.lazy()
        .with_columns(other=pl.col("passage").shift(-by), same=pl.col("run").shift(-by))
        .filter((pl.col("run") == pl.col("same")) & (pl.col("count") <= FEW))
        .select(
            pair=pl.col("passage") * PAIR + pl.col("other"),
            weight=1 / (pl.col("count") - 1).cast(pl.Float64),
        )
        .collect()
    )


def _beside_the_first(held: pl.DataFrame) -> pl.DataFrame:
    """Each holder of a seed that many hold, with the first of them."""
    return (
        held.lazy()
        .filter((pl.col("count") > FEW) & (pl.col("passage") != pl.col("first")))
        .select(pair=pl.col("first") * PAIR + pl.col("passage"), weight=pl.lit(1.0))
        .collect()
    )
