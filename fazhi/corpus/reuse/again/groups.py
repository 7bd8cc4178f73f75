"""Families once some pairs share other words: only those they touch are put together anew.

Touched is a family that has a stretch in a passage of which stretches came or went: all that may
become of it is told by its own stretches and the new ones.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from fazhi.corpus.reuse.finding.joining import families, nested

FAMILY = "family"


class Groups(NamedTuple):
    """What is shared, and by which families.

    `shared`: as `stretches` gives it, and the `family` of each; `whole`: `passage`, `letters` and
    `family` of passages that several paragraphs hold as a whole; `held` and `inner`: as `families`
    and `nested` give them; `free`: a number that no family ever had, and all above it.
    """

    shared: pl.DataFrame
    whole: pl.DataFrame
    held: pl.DataFrame
    inner: pl.DataFrame
    free: int


def grouped(shared: pl.DataFrame, whole: pl.DataFrame, free: int = 0) -> Groups:
    """All put together; families are numbered from `free` on."""
    found = families(shared, whole)
    held = found.held.with_columns(pl.col(FAMILY) + pl.lit(free, pl.UInt32))
    labels = (one.rename(FAMILY) + free for one in (found.shared, found.whole))
    first, second = (one.cast(pl.UInt32) for one in labels)
    end = free + held[FAMILY].n_unique()
    return Groups(shared.with_columns(first), whole.with_columns(second), held, nested(held), end)


def regrouped(former: Groups, shared: pl.DataFrame, whole: pl.DataFrame) -> Groups:
    """Those of today: `shared` and `whole` of all, without families, as `grouped` takes them."""
    stretch, passage = shared.columns, whole.columns
    kept, kept_whole = (
        old.join(new, on=on, how="semi")
        for old, new, on in ((former.shared, shared, stretch), (former.whole, whole, passage))
    )
    new = shared.join(former.shared, on=stretch, how="anti")
    new_whole = whole.join(former.whole, on=passage, how="anti")
    gone = former.shared.join(shared, on=stretch, how="anti")
    gone_whole = former.whole.join(whole, on=passage, how="anti")
    passages = pl.concat(
        [one[side] for one in (new, gone) for side in "ab"]
        + [one["passage"] for one in (new_whole, gone_whole)]
    ).unique()
    touched = _of_passages(former, passages)
    again = grouped(
        pl.concat([new, kept.filter(_among(touched)).select(stretch)]),
        pl.concat([new_whole, kept_whole.filter(_among(touched)).select(passage)]).sort("passage"),
        former.free,
    )
    held = pl.concat([former.held.filter(~_among(touched)), again.held])
    near = held.filter(pl.col("passage").is_in(again.held["passage"].unique().implode()))
    fresh = again.held[FAMILY].unique()
    inner = nested(near).filter(_among(fresh, "inner") | _among(fresh, "outer"))
    stays = former.inner.filter(~_among(touched, "inner") & ~_among(touched, "outer"))
    return Groups(
        pl.concat([kept.filter(~_among(touched)), again.shared]),
        pl.concat([kept_whole.filter(~_among(touched)), again.whole]),
        held,
        pl.concat([stays, inner]),
        again.free,
    )


def _of_passages(former: Groups, passages: pl.Series) -> pl.Series:
    """The families that have a stretch in some passages."""
    some = passages.implode()
    shared = former.shared.filter(pl.col("a").is_in(some) | pl.col("b").is_in(some))
    whole = former.whole.filter(pl.col("passage").is_in(some))
    return pl.concat([shared[FAMILY], whole[FAMILY]]).unique()


def _among(families: pl.Series, column: str = FAMILY) -> pl.Expr:
    return pl.col(column).is_in(families.implode())
