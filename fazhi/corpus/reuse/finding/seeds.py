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
    frame = letters.lazy().select("text", value=pl.col("code").cast(pl.UInt64))
    return _winnowed(frame, SIZE, WINDOW).collect()


def long_seeds_of(seeds: pl.DataFrame) -> pl.DataFrame:
    """The long seeds of texts, `text`, `row` and `hash` as `seeds_of` gives them."""
    frame = seeds.lazy().select("text", value="hash")
    return _winnowed(frame, CHAINED, LONG_WINDOW).collect()


def _winnowed(frame: pl.LazyFrame, size: int, window: int) -> pl.LazyFrame:
    """Of every run of so many values of one text its hash, where it is the least of a window."""
    hash_, text = pl.col("hash"), pl.col("text")
    whole = text == text.shift(1 - size)
    hashed = mixed(_rolled(frame, "value", size)).select(
        "text",
        row=pl.int_range(pl.len(), dtype=pl.UInt32),
        hash=pl.when(whole).then(hash_).otherwise(LAST),
    )
    beside = [by for by in range(1 - window, window) if by]
    # The first text has as much before it as any other: nothing that is less.
    least = [hash_ <= hash_.shift(-by, fill_value=WRAP - 1) for by in beside]
    windows = [range(first, first + window) for first in range(1 - window, 1)]
    chosen = [pl.all_horizontal(f"least{by}" for by in one if by) for one in windows]
    return (
        hashed.with_columns(one.alias(f"least{by}") for by, one in zip(beside, least, strict=True))
        .filter(pl.any_horizontal(chosen) & (hash_ < LAST))
        .select("text", "row", "hash")
    )


def _rolled(frame: pl.LazyFrame, value: str, size: int) -> pl.LazyFrame:
    """Adds `hash`, the polynomial of `size` values from each on, by doubling.

    Each step is a column of its own: an expression that names a part twice would count it twice.
    """
    steps: dict[int, str] = {1: value}

    def step(size: int) -> str:
        nonlocal frame
        if size not in steps:
            half = size // 2
            first, rest = step(half), step(size - half)
            factor = pl.lit(pow(BASE, size - half, WRAP), dtype=pl.UInt64)
            rolled = pl.col(first) * factor + pl.col(rest).shift(-half)
            steps[size] = f"{value}{size}"
            frame = frame.with_columns(rolled.alias(steps[size]))
        return steps[size]

    name = step(size)
    return frame.with_columns(hash=name)


def mixed(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Every bit of `hash` in every bit of it, but for the last one, kept for `LAST`."""
    shift, value = pl.lit(1 << 31, dtype=pl.UInt64), pl.col("hash")
    return (
        frame.with_columns(hash=value * pl.lit(MIXED, dtype=pl.UInt64))
        .with_columns(hash=(value ^ (value // shift)) * pl.lit(AGAIN, dtype=pl.UInt64))
        .with_columns(hash=(value ^ (value // shift)) // 2)
    )
