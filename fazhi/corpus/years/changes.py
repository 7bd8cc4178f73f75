"""How much of a report stood in the one before it of the same authority.

A row two reports that follow each other (`report_id`, `previous_report_id`) of one authority
(`place_id`), with `gap` (how many years between them have no report), and a `role` of a part, or
`all`; or of all parts together a `theme` that either report speaks of (else `all`): the sentences
that hold a cue of it (`touched.py`), so that one may count for several.
`characters` and `previous_characters`: letters and figures of its sentences, headings left
out. Shares of the later report's `characters`: `kept` (the same words, wherever they stand now),
`changed` (similar words), `new`; together 1. `moved`: the share of those kept that stand in another
section or order. `dropped`: share of the earlier report's in sentences that nothing answers.
Shares are null where there are no characters. Which sentence is which tells the table `aligned`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fazhi.codebook.book import Codebook
from fazhi.corpus.years.alignment.sentences import CHANGED, DROPPED, KEPT, MOVED, NEW
from fazhi.corpus.years.touched import touched
from fazhi.later import pl
from fazhi.tables.among import some_of
from fazhi.tables.kept import Kept
from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table

CHANGES = Table(
    {
        "place_id": "String",
        "report_id": "String",
        "previous_report_id": "String",
        "gap": "UInt16",
        "role": "String",
        "theme": "String",
        "characters": "UInt32",
        "previous_characters": "UInt32",
        "kept": "Float64",
        "changed": "Float64",
        "new": "Float64",
        "moved": "Float64",
        "dropped": "Float64",
    },
    ("place_id", "report_id", "role", "theme"),
)
ALL = "all"
# The states whose letters count for a share.
SHARES = {"kept": (KEPT, MOVED), "changed": (CHANGED,), "new": (NEW,), "moved": (MOVED,)}


PREAMBLE = "preamble"
KEYS = ("report_id", "role", "theme")
LATER, EARLIER = ("", "letters"), ("previous_", "previous_letters")


@table_over("changes", CHANGES, ("aligned", "authorities", "texts"), keeps=True)
def changes(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, kept: Kept | None = None
) -> pl.DataFrame:
    """One row two reports and part or theme, and one for all parts together."""
    kept = kept or Kept()
    series = tables["authorities"].filter(pl.col("previous_report_id").is_not_null())
    about = series.select("report_id", "previous_report_id", "place_id", "gap").collect()
    digests = {
        report: kept.digest(report, previous, f"{place} {gap}")
        for report, previous, place, gap in about.iter_rows()
    }

    def made(reports: list[str]) -> pl.DataFrame:
        return _made(tables, reports, about, book)

    return kept.by_report(digests, made)


def _made(
    tables: Mapping[str, pl.LazyFrame],
    reports: Sequence[str],
    about: pl.DataFrame,
    book: Codebook,
) -> pl.DataFrame:
    """The rows of some reports, each beside the one before it."""
    kinds = CHANGES.types()
    rows = some_of(tables["aligned"], "report_id", reports).filter(~pl.col("heading"))
    if not reports or rows.head(1).collect().is_empty():
        return pl.DataFrame(schema=kinds)
    themes = touched(tables, _sentences(rows), book).lazy()
    later = _counted(rows, LATER, SHARES, themes).rename({"letters": "characters"})
    earlier = _counted(rows, EARLIER, {"dropped": (DROPPED,)}, themes).rename(
        {"previous_letters": "previous_characters"}
    )
    told = later.join(earlier, on=KEYS, how="full", coalesce=True)
    sizes = ("characters", "previous_characters")
    shares = [
        (pl.col(name) / pl.col(sizes[name == "dropped"])).fill_nan(None).alias(name)
        for name in (*SHARES, "dropped")
    ]
    return (
        told.join(about.lazy(), on="report_id")
        .with_columns(pl.col(sizes).fill_null(0))
        .with_columns(shares)
        .select(pl.col(name).cast(kind) for name, kind in kinds.items())
        .collect()
    )


def _counted(
    rows: pl.LazyFrame,
    side: tuple[str, str],
    states: Mapping[str, tuple[str, ...]],
    themes: pl.LazyFrame,
) -> pl.LazyFrame:
    """The letters of each report and part or theme, and those of some states."""
    before, letters = side
    sums = [
        pl.col(letters).filter(pl.col("state").is_in(some)).sum().alias(name)
        for name, some in states.items()
    ]
    own = rows.filter(pl.col(letters).is_not_null()).select(
        *("report_id", "state", letters),
        role=pl.col(f"{before}role"),
        theme=pl.lit(ALL),
        # Whose text the place is of.
        of=pl.col("previous_report_id" if before else "report_id"),
        at=pl.col(f"{before}start"),
    )
    every = pl.concat([own, own.with_columns(role=pl.lit(ALL)), _of_themes(own, themes)])
    return every.group_by(KEYS).agg(pl.col(letters).sum(), *sums)


def _sentences(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The sentences of both sides outside the preamble, each once: report, start and end."""
    sides = [
        rows.filter(
            pl.col(f"{before}start").is_not_null(), pl.col(f"{before}role") != PREAMBLE
        ).select(
            of="previous_report_id" if before else "report_id",
            start=f"{before}start",
            end=f"{before}end",
        )
        for before in ("", "previous_")
    ]
    return pl.concat(sides).unique()


def _of_themes(own: pl.LazyFrame, themes: pl.LazyFrame) -> pl.LazyFrame:
    """The sentences again for each theme that they touch."""
    return (
        own.drop("theme")
        .join(themes, on=["of", "at"])
        .with_columns(role=pl.lit(ALL))
        .select(own.collect_schema().names())
    )
