"""How many reports of each level state an indicator, meet a requirement or touch a theme.

`level` of the reports; `kind` of what is counted: `indicator` (stated, zero or contradicting
itself), `asked` (a requirement holds for the report), `met` (it is met in full), `theme` (touched
in some paragraph), `report` (all reports of the level); `code` of the indicator, requirement or
theme (`all` for `report`); `reports`, how many.
"""

from __future__ import annotations

from collections.abc import Mapping

from fazhi.codebook.book import Codebook
from fazhi.later import pl
from fazhi.tables.among import some_of
from fazhi.tables.kept import Kept
from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table

# What is counted, with its table and column.
COUNTED: Mapping[str, tuple[str, str]] = {
    "report": ("reports", "level"),
    "indicator": ("indicators", "indicator"),
    "asked": ("requirements", "requirement"),
    "met": ("requirements", "requirement"),
    "theme": ("themes", "theme"),
}
PEERS = Table(
    {"level": "String", "kind": "String", "code": "String", "reports": "UInt32"},
    ("level", "kind", "code"),
)


@table_over("peers", PEERS, ("reports", "indicators", "requirements", "themes"), keeps=True)
def peers(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, kept: Kept | None = None
) -> pl.DataFrame:
    """One row a level, kind and code; every report counts once."""
    reports = tables["reports"].select("report_id").collect()["report_id"].sort().to_list()
    counted = (kept or Kept()).by_bucket(reports, lambda some: _made(tables, some))
    return counted.group_by(PEERS.key).agg(pl.col("reports").sum())


def _made(tables: Mapping[str, pl.LazyFrame], some: pl.DataFrame) -> pl.DataFrame:
    """The rows of some reports, counted in each `bucket` of them."""
    held = {
        name: some_of(tables[name], "report_id", some["report_id"].to_list())
        for name, _ in COUNTED.values()
    }
    levels = held["reports"].select("report_id", "level").join(some.lazy(), on="report_id")
    counted = []
    for kind, (table, column) in COUNTED.items():
        kept = pl.col("met") == "yes" if kind == "met" else pl.lit(True)
        code = pl.lit("all") if kind == "report" else pl.col(column)
        counted.append(
            held[table]
            .filter(kept)
            .select("report_id", code.alias("code"))
            .unique()
            .join(levels, on="report_id")
            .group_by("bucket", "level", "code")
            .agg(pl.len().alias("reports"))
            .with_columns(kind=pl.lit(kind))
        )
    return pl.concat(counted).collect()
