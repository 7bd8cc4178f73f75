"""From pairs of passages that may share words to the stretches they share, letter by letter.

Seeds in common that lie equally far apart in both passages (on one diagonal) make a run; every
letter between the first and the last is compared. Runs that follow one another in both passages
make a stretch: what was put in or left out lies between them. Where clauses were moved, runs cross
and make no stretch; then all of them together must cover most of both sides.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from fazhi.corpus.reuse.finding.alignment import letters_in_order
from fazhi.corpus.reuse.finding.candidates import LEAST_WEIGHT, in_order
from fazhi.corpus.reuse.finding.kept import PLACES, Passages
from fazhi.corpus.reuse.finding.letters import repeated
from fazhi.corpus.reuse.finding.seeds import SIZE, WINDOW

# Letters between two seeds of one run, or two runs of one stretch, that may have been changed.
GAP = 30
# Letters that the winnowing may have left out at the ends of a run.
AROUND = WINDOW + 1
# Of the letters of a run, and of a stretch, so many are equal.
LEAST_RUN, LEAST_STRETCH = 0.6, 0.5
# Letters of a shared stretch: of 24 characters some are marks, figures and names.
LEAST_LETTERS = 13
# Below this share, down to this one, letters between the runs decide, compared one by one.
DOUBTFUL = 0.2
LEAST_ALIKE = 0.55
# Letters at most of passages that are compared as wholes, where rare seeds suffice.
WORN_LETTERS = 400
# Of the longer side the share that moved clauses must cover, and their letters.
MOVED_SHARE, MOVED_LETTERS = 0.6, 24
# A hit as one number, sorted in a fourth of the time that three columns take: of a pair (below
# 2 ** 15) how far apart, and the place, both of passages of fewer than `PLACES` letters.
PAIRS_AT_A_TIME = 25_000
APART = 2 * PLACES
SIGNED = pl.Int32
ENDS = ("a_start", "a_end", "b_start", "b_end")
STRETCHES = {"a": pl.UInt32, "b": pl.UInt32} | dict.fromkeys((*ENDS, "equal"), SIGNED)


def stretches(pairs: pl.DataFrame, passages: Passages) -> pl.DataFrame:
    """What each pair shares.

    Args:
        pairs: `a` and `b`, numbers of passages, and `weight` of the rare seeds of both.

    Returns `a`, `b`, `a_start`, `a_end`, `b_start`, `b_end` (letters, half open) and `equal`, the
    letters that are equal.
    """
    found = [_stretches(some, passages) for some in pairs.iter_slices(PAIRS_AT_A_TIME)]
    none = pl.DataFrame(schema=STRETCHES)
    return pl.concat([none, *found]).unique().sort(none.columns)


def _stretches(pairs: pl.DataFrame, passages: Passages) -> pl.DataFrame:
    numbered = pairs.with_row_index("pair")
    widened = _widened(_runs(_hits(numbered, passages)), numbered, passages)
    runs = _outer(_compared(widened, passages))
    told = list(STRETCHES)
    found = pl.concat([_chained(runs, passages).select(told), _moved(runs).select(told)])
    return pl.concat([found, _worn(pairs.join(found, on=["a", "b"], how="anti"), passages)])


def _worn(pairs: pl.DataFrame, passages: Passages) -> pl.DataFrame:
    """Pairs of whole passages in which so much was changed that no stretch is left."""
    lengths = passages.lengths
    sizes = pairs.select(
        "a", "b", "weight", a_size=lengths.gather(pairs["a"]), b_size=lengths.gather(pairs["b"])
    )
    longer, shorter = pl.max_horizontal("a_size", "b_size"), pl.min_horizontal("a_size", "b_size")
    whole = sizes.filter(
        (pl.col("weight") >= LEAST_WEIGHT)
        & (shorter >= LEAST_ALIKE * longer)
        & (longer <= WORN_LETTERS)
    ).select(
        "a",
        "b",
        a_start=pl.lit(0, SIGNED),
        a_end=pl.col("a_size").cast(SIGNED),
        b_start=pl.lit(0, SIGNED),
        b_end=pl.col("b_size").cast(SIGNED),
        equal=pl.lit(0, SIGNED),
    )
    return _alike(whole, passages)


def _hits(pairs: pl.DataFrame, passages: Passages) -> pl.DataFrame:
    """Seeds in common: `pair`, `at` in the first passage, how far `apart` in the second.

    Args:
        pairs: as `stretches` has them, with their numbers from 0 on, `pair`.
    """
    different = pairs["b"].unique()
    (seeds, counts), (others, other_counts) = map(passages.seeds_of, (pairs["a"], different))
    at, at_b, hit, pair = (pl.col(name) for name in ("at", "at_b", "hit", "pair"))
    row = repeated(pairs["pair"], counts)
    sides = (
        pl.LazyFrame({"seed": some, "b": passage, **more})
        .with_columns(at=pl.col("seed") % PLACES)
        .select("at", *more, key=pl.col("seed") - pl.col("at") + pl.col("b"))
        for some, passage, more in (
            (seeds, pairs["b"].cast(pl.UInt64).gather(row), {"pair": row}),
            (others, repeated(different.cast(pl.UInt64), other_counts), {}),
        )
    )
    mine, theirs = sides
    found = (
        mine.join(theirs, on="key", suffix="_b")
        .select(hit=(pair.cast(pl.UInt64) * APART + PLACES + at_b - at) * PLACES + at)
        .collect()
    )
    return (
        pl.LazyFrame({"hit": in_order(found.to_series())})
        .select(
            pair=(hit // (APART * PLACES)).cast(pl.UInt32),
            at=(hit % PLACES).cast(SIGNED),
            apart=(hit // PLACES % APART).cast(SIGNED) - PLACES,
        )
        .collect()
    )


def _runs(hits: pl.DataFrame) -> pl.DataFrame:
    """Seeds of one diagonal, not too far from one another, put together."""
    begins = (
        (pl.col("pair") != pl.col("pair").shift(1))
        | (pl.col("apart") != pl.col("apart").shift(1))
        | (pl.col("at") - pl.col("at").shift(1) > GAP + SIZE)
    )
    return (
        hits.lazy()
        .with_columns(run=begins.fill_null(True).cum_sum())
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("pair", "apart").first(),
            start=pl.col("at").first(),
            end=pl.col("at").last() + SIZE,
        )
        .drop("run")
        .collect()
    )


def _widened(runs: pl.DataFrame, pairs: pl.DataFrame, passages: Passages) -> pl.DataFrame:
    """Runs with equal letters on both sides taken in, and the two passages of each."""
    lengths, starts = passages.lengths.cast(SIGNED), passages.starts.cast(pl.Int64)
    a, b = pairs["a"].gather(runs["pair"]), pairs["b"].gather(runs["pair"])
    runs = runs.with_columns(
        a=a,
        b=b,
        a_first=starts.gather(a),
        b_first=starts.gather(b) + runs["apart"],
        low=pl.max_horizontal(pl.lit(0, SIGNED), -pl.col("apart")),
        high=pl.min_horizontal(lengths.gather(a), lengths.gather(b) - runs["apart"]),
        growing=True,
        rising=True,
    )
    for _ in range(AROUND):
        for name, column, step, limit in (
            ("rising", "start", -1, "low"),
            ("growing", "end", 1, "high"),
        ):
            behind = 0 if step > 0 else -1
            inside = pl.col(column) < pl.col(limit) if step > 0 else pl.col(column) > pl.col(limit)
            at = pl.when(inside).then(pl.col(column) + behind).otherwise(pl.col("start"))
            places = runs.select(pl.col("a_first") + at, other=pl.col("b_first") + at)
            equal = passages.codes.gather(places["a_first"]) == passages.codes.gather(
                places["other"]
            )
            runs = runs.with_columns((pl.col(name) & inside & equal).alias(name)).with_columns(
                (pl.col(column) + step * pl.col(name).cast(SIGNED)).alias(column)
            )
    return runs


def _compared(runs: pl.DataFrame, passages: Passages) -> pl.DataFrame:
    """Runs of which most letters are equal, with `equal` and both ends in both passages."""
    told = runs.with_row_index("run").with_columns(
        at=pl.int_ranges(pl.col("start"), pl.col("end"), dtype=SIGNED)
    )
    letters = told.select("run", "a_first", "b_first", "at").explode("at")
    equal = passages.codes.gather(letters["a_first"] + letters["at"]) == passages.codes.gather(
        letters["b_first"] + letters["at"]
    )
    counted = (
        pl.DataFrame({"run": letters["run"], "equal": equal})
        .group_by("run", maintain_order=True)
        .agg(pl.col("equal").sum().cast(SIGNED))
    )
    return told.with_columns(equal=counted["equal"]).filter(
        pl.col("equal") >= LEAST_RUN * (pl.col("end") - pl.col("start"))
    ).select(
        "pair", "a", "b", "equal",
        a_start="start",
        a_end="end",
        b_start=pl.col("start") + pl.col("apart"),
        b_end=pl.col("end") + pl.col("apart"),
    )  # fmt: skip


def _chained(runs: pl.DataFrame, passages: Passages) -> pl.DataFrame:
    """Runs that follow one another in both passages, as one stretch."""
    before = {name: pl.col(name).shift(1) for name in ("pair", "a_end", "b_start", "b_end")}
    follows = (
        (pl.col("pair") == before["pair"])
        & (pl.col("a_start") - before["a_end"] <= GAP)
        & (pl.col("b_start") - before["b_end"] <= GAP)
        & (pl.col("b_start") > before["b_start"])
        & (pl.col("b_end") > before["b_end"])
    )
    size = _size()
    chains = (
        runs.lazy()
        .with_columns(chain=follows.fill_null(False).not_().cum_sum())
        .group_by("chain", maintain_order=True)
        .agg(*_together())
        .with_columns(equal=pl.min_horizontal("equal", size))
        .filter((pl.col("equal") >= LEAST_LETTERS) & (pl.col("equal") >= DOUBTFUL * size))
        .collect()
    )
    sure = pl.col("equal") >= LEAST_STRETCH * size
    return pl.concat([chains.filter(sure), _alike(chains.filter(~sure), passages)])


def _alike(doubtful: pl.DataFrame, passages: Passages) -> pl.DataFrame:
    """Stretches of which most letters are alike, though few runs of them are."""
    equal = []
    for one in doubtful.iter_rows(named=True):
        first = passages.words(one["a"], one["a_start"], one["a_end"])
        second = passages.words(one["b"], one["b_start"], one["b_end"])
        least = LEAST_ALIKE * max(len(first), len(second))
        # No more can be equal in order than stand in both at all: of most pairs that is too few.
        both = sum(map(set(first).__contains__, second))
        count = letters_in_order(first, second) if both >= least else 0
        equal.append(count if count >= least else 0)
    return doubtful.with_columns(equal=pl.Series(equal, dtype=SIGNED)).filter(pl.col("equal") > 0)


def _moved(runs: pl.DataFrame) -> pl.DataFrame:
    """Pairs of passages in which clauses were moved: all runs together, where they suffice."""
    size = _size()
    same = pl.col("pair") == pl.col("pair").shift(1)
    return (
        runs.lazy()
        .with_columns(crossed=same & (pl.col("b_start") < pl.col("b_start").shift(1)))
        .group_by("pair", maintain_order=True)
        .agg(*_together(), pl.col("crossed").any())
        .with_columns(equal=pl.min_horizontal("equal", size))
        .filter(
            pl.col("crossed")
            & (pl.col("equal") >= MOVED_SHARE * size)
            & (pl.col("equal") >= MOVED_LETTERS)
        )
        .collect()
    )  # fmt: skip


def _outer(runs: pl.DataFrame) -> pl.DataFrame:
    """The runs of each pair in their order, but for those within another of the same pair."""
    end = pl.col("pair").cast(pl.UInt64) * (1 << 32) + pl.col("a_end").cast(pl.UInt64)
    return (
        runs.lazy()
        .sort("pair", "a_start", pl.col("a_end"), descending=[False, False, True])
        .filter((end > end.cum_max().shift(1)).fill_null(True))
        .collect()
    )


def _size() -> pl.Expr:
    """Letters of the longer side."""
    return pl.max_horizontal(
        pl.col("a_end") - pl.col("a_start"), pl.col("b_end") - pl.col("b_start")
    )


def _together() -> Iterator[pl.Expr]:
    yield pl.col("a", "b").first()
    yield pl.col("a_start", "b_start").min()
    yield pl.col("a_end", "b_end").max()
    yield pl.col("equal").sum()
