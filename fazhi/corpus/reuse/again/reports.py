"""Which reports are new, or tell something else than before."""

from __future__ import annotations

from hashlib import sha256

import polars as pl

from fazhi.corpus.reuse.before import NAMES
from fazhi.corpus.reuse.finding.batches import Reports
from fazhi.corpus.reuse.finding.seeds import BASE, mixed
from fazhi.tables.kept import Kept

SUM = pl.col("sum").fill_null(0)


def rows_of(reports: pl.Series, kept: Kept) -> pl.DataFrame:
    """`report_id` of each, and the digest of its `rows` in all tables, null where not known."""
    rows = pl.Series("rows", map(kept.rows_of, reports), dtype=pl.String)
    return pl.DataFrame([reports, rows])


def digests(some: Reports, kept: Kept) -> pl.DataFrame:
    """`report_id`, `rows`, and the `digest` of all that decides its letters and their places."""
    told = pl.DataFrame(
        {"report_id": list(some.texts), "digest": [_digest(some, one) for one in some.texts]},
        schema={"report_id": pl.String, "digest": pl.String},
    )
    for frame in (some.paragraphs, some.dropped):
        told = told.join(_summed(frame), on="report_id", how="left", maintain_order="left")
        told = told.select("report_id", digest=pl.format("{} {}", "digest", SUM))
    rows = rows_of(told["report_id"], kept)
    return rows.with_columns(told["digest"])


def _digest(some: Reports, report: str) -> str:
    told = "\0".join([*(name or "" for name in some.names[report]), some.texts[report]])
    return sha256(told.encode("utf-8", "replace")).hexdigest()


def _summed(frame: pl.DataFrame) -> pl.DataFrame:
    """Of each report a number that its rows of whole numbers decide, whatever their order."""
    value = pl.lit(0, dtype=pl.UInt64)
    for column in frame.columns[1:]:
        value = value * pl.lit(BASE, dtype=pl.UInt64) + pl.col(column).cast(pl.UInt64)
    hashed = mixed(frame.lazy().select("report_id", hash=value))
    return hashed.group_by("report_id").agg(sum=pl.col("hash").sum()).collect()


def authors_told(authors: pl.DataFrame) -> pl.DataFrame:
    """`report_id` of each, as one text `who` and when it was, and two of its names."""
    columns = [
        pl.col(name).cast(pl.String).fill_null("\0")
        for name in authors.columns
        if name not in {"report_id", "names"}
    ]
    return authors.select("report_id", *NAMES, who=pl.concat_str(columns, separator="\x1f"))
