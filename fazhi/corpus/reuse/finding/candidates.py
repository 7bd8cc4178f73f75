"""Which passages may share words: those with rare seeds in common, or a long one.

A seed held by few counts for each two of its holders, the less the more there are, 1 / (holders -
1): what two alone share counts fully, formula nearly nothing. A long seed held by many is told
once for each, beside the first of its holders: never for every two of thousands. Who is first is
told by the letters, not by the order of the reports: one more report leaves the others' pairs.
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
FEW_CORES = 4
# Of fewer holders all pairs are found at once: to ask twelve times takes longer.
AT_ONCE = 1 << 15
# What rare seeds in common must weigh, or how many long ones there must be, or both with less: a
# seed alone may be chance.
# Weights are counted in parts of `WHOLE`, which every number of holders divides: sums are exact.
WHOLE = 27_720
LEAST_WEIGHT, LEAST_LONG, WITH_LONG = WHOLE * 5 // 2, 2, WHOLE


def keys_of(seeds: pl.DataFrame, first: int = 0) -> pl.Series:
    """Seed and passage in one number: `hash` above, the number of the passage below.

    Args:
        seeds: `text` (number of the passage, from `first` on; below 2 ** 24) and `hash`.
    """
    key = pl.col("hash") // PASSAGES * PASSAGES + (pl.col("text").cast(pl.UInt64) + first)
    return seeds.select(key=key).to_series()


def candidates(short: Sequence[pl.Series], long: list[pl.Series], marks: pl.Series) -> pl.DataFrame:
    """Pairs of passages that may share words: `pair` of two, the lower number above, and why.

    Args:
        short, long: keys of all seeds, in pieces; the long ones are let go when they are paired.
        marks: of each passage what only equal letters have: it tells which is the first of many.

    `weight` is that of rare seeds in common, 0 where it does not count, and `seeds` how many long
    ones there are.
    """
    return likely(weighed(short, long, marks, WITH_LONG))


def weighed(
    short: Sequence[pl.Series], long: list[pl.Series], marks: pl.Series, least: int
) -> pl.DataFrame:
    """Pairs with any seed in common, `pair`, `weight` and `seeds`; no `weight` below the least."""
    common = _pairs(long, marks, 0, many=True).select("pair", "seeds")
    long.clear()
    rare = _pairs(short, marks, least, many=False).select("pair", "weight")
    return _together(rare, common)


def _together(rare: pl.DataFrame, common: pl.DataFrame) -> pl.DataFrame:
    """Pairs of either with the `weight` of one and the `seeds` of the other; 0 where it has none.

    Both are sorted: to look each up so takes a third of what a join takes.
    """
    if not len(common):
        return rare.with_columns(seeds=pl.lit(0, pl.UInt32))
    pairs = common["pair"]
    at = pairs.search_sorted(rare["pair"]).clip(upper_bound=len(pairs) - 1)
    both = pairs.gather(at) == rare["pair"]
    rows = at.filter(both)
    none = pl.repeat(0, len(rare), dtype=pl.UInt32, eager=True)
    seeds = none.scatter(both.arg_true(), common["seeds"].gather(rows))
    left = pl.repeat(True, len(pairs), dtype=pl.Boolean, eager=True).scatter(rows, False)
    alone = common.filter(left).select("pair", pl.lit(0, pl.UInt64).alias("weight"), "seeds")
    return pl.concat([rare.with_columns(seeds=seeds), alone])


def likely(pairs: pl.DataFrame) -> pl.DataFrame:
    """Those of pairs that share enough; a weight that does not count is 0."""
    weight, seeds = pl.col("weight"), pl.col("seeds")
    enough = (
        (weight >= LEAST_WEIGHT) | (seeds >= LEAST_LONG) | ((weight >= WITH_LONG) & (seeds > 0))
    )
    counts = pl.when(weight >= WITH_LONG).then(weight).otherwise(0)
    return pairs.filter(enough).with_columns(weight=counts.cast(pl.UInt64)).sort("pair")


def sides(pairs: pl.DataFrame, marks: pl.Series) -> pl.DataFrame:
    """Pairs as `a` and `b`, that of the lesser mark first: so the same whatever the numbers."""
    low, high = pl.col("pair") // PASSAGES, pl.col("pair") % PASSAGES
    both = pairs.select("weight", a=low.cast(pl.UInt32), b=high.cast(pl.UInt32))
    turned = marks.gather(both["a"]) > marks.gather(both["b"])
    first, second = (
        pl.when(turned).then(pl.col(other)).otherwise(pl.col(one)) for one, other in ("ab", "ba")
    )
    return both.select("weight", a=first, b=second)


def _pairs(keys: Sequence[pl.Series], marks: pl.Series, least: int, many: bool) -> pl.DataFrame:
    """Pairs with their `weight`, summed over all `seeds`; with `many` also beside the first.

    Those of less weight are left out: of many millions few remain.
    """
    found = [pl.Series(dtype=pl.UInt64)]
    for part in parts_of(keys, 1 << 63):
        held = _held(part)
        found.append(_neighbours(held))
        if many:
            found.append(_beside_the_first(held, marks))
    return pl.concat([_summed(part, least) for part in parts_of(found, len(marks) * NEAR)])


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


def parts_of(numbers: Sequence[pl.Series], top: int) -> Iterator[pl.Series]:
    """All numbers below `top`, sorted, some at a time; near ones are in one part."""
    count = 1 + sum(map(len, numbers)) // A_PART
    width = (top // count // NEAR + 1) * NEAR
    for low in range(0, top, width):
        some = [one.filter(one.is_between(low, low + width, closed="left")) for one in numbers]
        yield in_order(pl.concat(some if count > 1 else numbers))


def in_order(numbers: pl.Series) -> pl.Series:
    """Numbers sorted; on few cores by one thread, which ends as soon for half the work of two."""
    return numbers.sort(multithreaded=pl.thread_pool_size() > FEW_CORES)


def _held(keys: pl.Series) -> pl.DataFrame:
    """Seeds of more than one passage: `run` (which), `passage`, and `count` of holders."""
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
    return kept.select("run", "passage", count=counts.gather(kept["run"]))


def _neighbours(held: pl.DataFrame) -> pl.Series:
    """Pairs of holders of each seed that few hold."""
    few = held.filter(pl.col("count") <= FEW)
    weight = WHOLE // (pl.col("count") - 1)
    if len(few) <= AT_ONCE:
        both = few.lazy().join(few.lazy(), on="run", suffix="_other")
        beside = both.filter(pl.col("passage") < pl.col("passage_other"))
        return beside.select(_weighed("passage", "passage_other", weight)).collect().to_series()
    # By how far apart they are in the list of the seed's holders.
    pairs, by = [pl.DataFrame(schema={"weighed": pl.UInt64})], 1
    while len(few):
        pairs.append(
            few.lazy()
            .with_columns(other=pl.col("passage").shift(-by), same=pl.col("run").shift(-by))
            .filter(pl.col("run") == pl.col("same"))
            .select(_weighed("passage", "other", weight))
            .collect()
        )
        by += 1
        # Most seeds have two holders.
        few = few.filter(pl.col("count") > by)
    return pl.concat(pairs).to_series()


def _beside_the_first(held: pl.DataFrame, marks: pl.Series) -> pl.Series:
    """Each holder of a seed that many hold, with the first of them: that of the least mark."""
    many = held.lazy().filter(pl.col("count") > FEW).select("run", "passage").collect()
    marked = many.with_columns(mark=marks.gather(many["passage"]))
    firsts = marked.lazy().filter(pl.col("mark") == pl.col("mark").min().over("run"))
    beside = marked.lazy().join(firsts.select("run", first="passage"), on="run")
    return (
        beside.filter(pl.col("passage") != pl.col("first"))
        .select(
            low=pl.min_horizontal("first", "passage"), high=pl.max_horizontal("first", "passage")
        )
        .select(_weighed("low", "high", pl.lit(0)))
        .collect()
        .to_series()
    )


def _weighed(first: str, second: str, weight: pl.Expr) -> pl.Expr:
    """Two passages and a weight as one number."""
    pair = pl.col(first) * PASSAGES + pl.col(second)
    return (pair * WEIGHTS + weight.cast(pl.UInt64)).alias("weighed")
