"""Between which figures the reports of a level lie: by indicator and kind of unit, never a rank.

`level` of the reports, `indicator`, `kind` of thing that the measure words count (figures of one
kind may stand side by side), `figures` (how many reports state one), then five figures of them:
`low` (the smallest), `tenth` (below it lies one tenth), `median`, `ninetieth` (above it lies one
tenth), `high` (the largest), all but the median with `_approx` and `_unit` as the report tells
them. A report that contradicts itself is left out: nobody can say which figure is its own. There
is a row only where three reports or more state a figure, and none for shares and durations.
"""

from __future__ import annotations

from collections.abc import Mapping

from fazhi.codebook.book import Codebook
from fazhi.language.side_by_side import kind_counted, not_compared
from fazhi.language.units import dimension_of
from fazhi.later import pl
from fazhi.tables.among import beside
from fazhi.tables.kept import Kept, hashed
from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table

LEAST = 3
TENTH = 0.1
ENDS = ("low", "tenth", "ninetieth", "high")
RANGES = Table(
    {
        "level": "String",
        "indicator": "String",
        "kind": "String",
        "figures": "UInt32",
        "low": "Float64",
        "low_approx": "String",
        "low_unit": "String",
        "tenth": "Float64",
        "tenth_approx": "String",
        "tenth_unit": "String",
        "median": "Float64",
        "ninetieth": "Float64",
        "ninetieth_approx": "String",
        "ninetieth_unit": "String",
        "high": "Float64",
        "high_approx": "String",
        "high_unit": "String",
    },
    ("level", "indicator", "kind"),
)


GROUP = ("level", "indicator", "kind")


@table_over("ranges", RANGES, ("reports", "indicators"), keeps=True)
def ranges(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, kept: Kept | None = None
) -> pl.DataFrame:
    """One row a level, indicator and kind of unit that at least `LEAST` reports state."""
    columns = ("report_id", "indicator", "value", "approx", "unit")
    rows = tables["indicators"].filter(pl.col("value").is_not_null()).select(columns).collect()
    levels = tables["reports"].select("report_id", "level").collect()
    figures = (
        rows.with_columns(beside(rows["report_id"], levels)["level"])
        .join(_kinds(rows, book), on=["indicator", "unit"], nulls_equal=True)
        .select(*GROUP, "value", pl.col("approx").fill_null("exact"), pl.col("unit").fill_null(""))
    )
    numbered = figures.select(*GROUP, number=hashed(("value", "approx", "unit")))
    every = numbered.group_by(GROUP, maintain_order=True).agg(pl.col("number").sum())
    told = every.select(group=_group(), number=pl.col("number").cast(pl.String))

    def made(groups: list[str]) -> pl.DataFrame:
        some = every.filter(_group().is_in(pl.Series(groups, dtype=pl.String).implode()))
        return _made(figures.join(some.select(GROUP), on=GROUP, nulls_equal=True))

    return (kept or Kept()).by_report(dict(told.iter_rows()), made, "group").drop("group")


def _group() -> pl.Expr:
    """The figures that are set side by side, as one text."""
    return pl.concat_str([pl.col(name).fill_null("\0") for name in GROUP], separator="\0")


def _made(figures: pl.DataFrame) -> pl.DataFrame:
    """The rows of some groups of figures, each given whole."""
    last = pl.len() - 1
    places = (0 * last, last * TENTH, last * (1 - TENTH), last)
    columns = {"": "value", "_approx": "approx", "_unit": "unit"}
    ends = [
        pl.col(column).get(place.round().cast(pl.Int64)).alias(f"{name}{suffix}")
        for name, place in zip(ENDS, places, strict=True)
        for suffix, column in columns.items()
    ]
    return (
        figures.sort("value", "approx", "unit")
        .group_by(GROUP, maintain_order=True)
        .agg(pl.len().alias("figures"), pl.col("value").median().alias("median"), *ends)
        .filter(pl.col("figures") >= LEAST)
        .select(*(pl.col(name).cast(kind) for name, kind in RANGES.types().items()), group=_group())
    )


def _kinds(rows: pl.DataFrame, book: Codebook) -> pl.DataFrame:
    """What each unit of an indicator counts, where it may be set side by side with others."""
    units = rows.select("indicator", "unit").unique(maintain_order=True).rows()
    return pl.DataFrame(
        [
            (code, unit, kind_counted(code, unit, book))
            for code, unit in units
            if dimension_of(unit, book) not in not_compared(book)
        ],
        schema={"indicator": pl.String, "unit": pl.String, "kind": pl.String},
        orient="row",
    )
