"""The mentions that make a report's value of an indicator: one, or several added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fazhi.later import pl


def mentions(tables: Mapping[str, pl.LazyFrame], columns: Iterable[str]) -> pl.LazyFrame:
    """One row a report, indicator and mention, with columns of the table `quantities`."""
    several = pl.col("parts").list.len() > 1
    ids = pl.when(several).then("parts").otherwise(pl.concat_list("quantity_id"))
    told = tables["quantities"].select("report_id", "quantity_id", *columns)
    return (
        tables["indicators"]
        .select("report_id", "indicator", quantity_id=ids)
        .explode("quantity_id")
        .join(told, on=["report_id", "quantity_id"])
    )
