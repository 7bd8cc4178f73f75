"""Seeds: hashes of runs of letters, so few of them that a run shared by two has one in common.

Of each window of neighbouring runs the least hash is kept (winnowing, Schleimer, Wilkerson and
Aiken 2003): texts that share `size + window - 1` letters share a seed.
"""

from __future__ import annotations

import polars as pl

BASE = 0x9E3779B97F4A7C15
MIXED = 0xBF58476D1CE4E5B9
AGAIN = 0x94D049BB133111EB
WRAP = 1 << 64
LAST = pl.lit(WRAP - 1, dtype=pl.UInt64)


SIZE, WINDOW = 6, 2
# So many seeds that follow one another make a long one: some ten letters, which tell wording that
# many share where every short run of it is held by thousands.
CHAINED, LONG_WINDOW = 3, 3


def seeds_of(letters: pl.DataFrame) -> pl.DataFrame:
    """The seeds of texts: `SIZE` letters each, one of every `WINDOW`.

    Args:
        letters: `text` and `code`, texts one after the other.

    Returns `text`, `row` (number of the seed's first letter among all given) and `hash` (UInt64).
    """
    rolled = _rolled(pl.col("code").cast(pl.UInt64), SIZE)
    return _winnowed(letters.lazy(), rolled, SIZE, WINDOW).collect()


def long_seeds_of(seeds: pl.DataFrame) -> pl.DataFrame:
    """The long seeds of texts, `text`, `row` and `hash` as `seeds_of` gives them."""
    frame = seeds.lazy().select("text", "hash")
    return _winnowed(frame, _rolled(pl.col("hash"), CHAINED), CHAINED, LONG_WINDOW).collect()


def _winnowed(frame: pl.LazyFrame, rolled: pl.Expr, size: int, window: int) -> pl.LazyFrame:
    hashed = frame.select(
        "text",
        row=pl.int_range(pl.len(), dtype=pl.UInt32),
        hash=pl.when(pl.col("text") == pl.col("text").shift(1 - size))
        .then(mixed(rolled))
        .otherwise(LAST),
    )
    least = pl.min_horizontal([pl.col("hash").shift(-by) for by in range(window)])
    chosen = [pl.col("hash") == pl.col("least").shift(by) for by in range(window)]
    return (
        hashed.with_columns(least=least)
        .filter(pl.any_horizontal(chosen) & (pl.col("hash") < LAST))
        .select("text", "row", "hash")
    )


def _rolled(code: pl.Expr, size: int) -> pl.Expr:
    """The polynomial of `size` letters from each on, by doubling: few steps for long runs."""
    if size == 1:
        return code
    half = size // 2
    first, second = _rolled(code, half), _rolled(code, size - half).shift(-half)
    return first * pl.lit(pow(BASE, size - half, WRAP), dtype=pl.UInt64) + second


def mixed(value: pl.Expr) -> pl.Expr:
    """Every bit of the value in every bit of the hash, but for the last one, kept for `LAST`."""
    shift = pl.lit(1 << 31, dtype=pl.UInt64)
    value = value * pl.lit(MIXED, dtype=pl.UInt64)
    value = (value ^ (value // shift)) * pl.lit(AGAIN, dtype=pl.UInt64)
    return (value ^ (value // shift)) // 2
