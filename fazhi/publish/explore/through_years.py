"""Small multiples of one authority's figures through the years: a chart an indicator."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from fazhi.publish.charts.offline import drawn_here
from fazhi.publish.explore.shelf import Shelf
from fazhi.publish.pages import prose, theme
from fazhi.publish.pages.words import Words

WIDTH, HEIGHT, COLUMNS = 150, 90, 4
# A line needs two ends.
LEAST = 2


def figures(shelf: Shelf, place: str) -> pl.DataFrame:
    """The figures of an authority that it states in two years or more, by indicator and year.

    `piece` numbers the stretches within which each figure compares with the one before.
    """
    rows = (
        shelf.tables.scan("panel")
        .filter(pl.col("place_id") == place, pl.col("value").is_not_null())
        .filter(pl.len().over("indicator") >= LEAST)
        .sort("indicator", "report_year")
        .with_columns(
            piece=(~pl.col("comparable").fill_null(False)).cum_sum().over("indicator"),
        )
        .collect()
    )
    labels = [shelf.label(code) for code in rows["indicator"]]
    return rows.with_columns(pl.Series("label", labels, pl.String)).select(
        "label", "report_year", "value", "unit", "approx", "piece", "comparable", "why_not",
        "report_id", "indicator",
    )  # fmt: skip


def chart(rows: pl.DataFrame, name: str, words: Words) -> alt.FacetChart:
    """A line an indicator, broken where a figure does not compare; hollow marks approximate."""
    drawn_here()
    firm = [words("firm.exact"), words("firm.approx")]
    data = [
        {
            "label": row["label"],
            "year": str(row["report_year"]),
            "value": row["value"],
            "piece": row["piece"],
            "firm": firm[row["approx"] != "exact"],
            "shown": prose.amount({**row, "zero": row["value"] == 0}, words),
        }
        for row in rows.to_dicts()
    ]
    base = alt.Chart(alt.InlineData(values=data), width=WIDTH, height=HEIGHT).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=3)),
        tooltip=[alt.Tooltip(f"{one}:N", title=words(f"tip.{one}")) for one in ("label", "shown")],
    )
    lines = base.mark_line(color=theme.BLUE).encode(detail="piece:N")
    marks = base.mark_point(size=60, color=theme.BLUE, opacity=1).encode(
        fill=alt.condition(
            alt.FieldEqualPredicate(field="firm", equal=firm[0]),
            alt.value(theme.BLUE),
            alt.value("white"),
        )
    )
    labels = list(dict.fromkeys(row["label"] for row in data))
    facet = alt.Facet("label:N", sort=labels, header=alt.Header(title=None))
    told: dict[str, Any] = {"text": words("explore.series", name=name)}
    told |= {"subtitle": words("explore.series.how"), "subtitleColor": theme.INK}
    drawn: alt.FacetChart = (
        alt.layer(lines, marks)
        .facet(facet, columns=COLUMNS)
        .resolve_scale(y="independent")
        .properties(title=alt.Title(**told), description=f"{told['text']} {told['subtitle']}")
        .configure(**{**theme.config(), "aria": True, "background": "white"})
    )
    return drawn
