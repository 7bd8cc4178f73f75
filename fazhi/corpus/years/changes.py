"""How much of a report stood in the one before it of the same authority.

A row two reports that follow each other (`report_id`, `previous_report_id`) of one authority
(`place_id`), with `gap` (how many years between them have no report), and a `role` of a part, or
`all`. `characters` and `previous_characters`: letters and figures of its sentences, headings left
out. Shares of the later report's `characters`: `kept` (the same words, wherever they stand now),
`changed` (similar words), `new`; together 1. `moved`: the share of those kept that stand in another
section or order. `dropped`: share of the earlier report's in sentences that nothing answers.
Shares are null where there are no characters. Which sentence is which tells the table `aligned`.
"""

from __future__ import annotations

from collections.abc import Mapping

from fazhi.codebook.book import Codebook
from fazhi.corpus.years.alignment.sentences import CHANGED, DROPPED, KEPT, MOVED, NEW
from fazhi.later import pl
from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table

CHANGES = Table(
    {
        "place_id": "String",
        "report_id": "String",
        "previous_report_id": "String",
        "gap": "UInt16",
        "role": "String",
        "characters": "UInt32",
        "previous_characters": "UInt32",
        "kept": "Float64",
        "changed": "Float64",
        "new": "Float64",
        "moved": "Float64",
        "dropped": "Float64",
    },
    ("place_id", "report_id", "role"),
)
ALL = "all"
# The states whose letters count for a share.
SHARES = {"kept": (KEPT, MOVED), "changed": (CHANGED,), "new": (NEW,), "moved": (MOVED,)}


@table_over("changes", CHANGES, ("aligned", "authorities"))
def changes(tables: Mapping[str, pl.LazyFrame], book: Codebook) -> pl.DataFrame:
    """One row two reports and part, and one for all parts together."""
    rows = tables["aligned"].filter(~pl.col("heading"))
    if rows.head(1).collect().is_empty():
        return pl.DataFrame(schema=CHANGES.types())
    later = _counted(rows, "role", "letters", SHARES).rename({"letters": "characters"})
    earlier = _counted(rows, "previous_role", "previous_letters", {"dropped": (DROPPED,)}).rename(
        {"previous_letters": "previous_characters"}
    )
    told = later.join(earlier, on=["report_id", "role"], how="full", coalesce=True)
    about = tables["authorities"].select("report_id", "place_id", "previous_report_id", "gap")
    sizes = ("characters", "previous_characters")
    shares = [
        (pl.col(name) / pl.col(sizes[name == "dropped"])).fill_nan(None).alias(name)
        for name in (*SHARES, "dropped")
    ]
    return (
        told.join(about, on="report_id")
        .with_columns(pl.col(sizes).fill_null(0))
        .with_columns(shares)
        .collect()
    )


def _counted(
    rows: pl.LazyFrame, role: str, letters: str, states: Mapping[str, tuple[str, ...]]
) -> pl.LazyFrame:
    """The letters of each report and part, and those of some states."""
    sums = [
        pl.col(letters).filter(pl.col("state").is_in(some)).sum().alias(name)
        for name, some in states.items()
    ]
    own = rows.filter(pl.col(letters).is_not_null()).select(
        "report_id", "state", letters, role=pl.col(role)
    )
    every = pl.concat([own, own.with_columns(role=pl.lit(ALL))])
    return every.group_by("report_id", "role").agg(pl.col(letters).sum(), *sums)
