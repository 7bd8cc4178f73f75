"""Figures of one authority, or of many, through the years: small multiples, a row an indicator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fazhi.publish.charts.common import (
    SHARES,
    Rows,
    chart_of,
    palette,
    present,
    row_names,
    tips,
    told,
)
from fazhi.publish.charts.figure import NARROW, Figure, specification
from fazhi.publish.pages import theme
from fazhi.publish.pages.words import Words

# Each row has a scale of its own from nothing to its largest; above it there is room for words.
STEP, ROOM = 54, 1.45
# Of more years a telephone has room for the words of the first and the last alone.
MANY_YEARS = 5
MARGIN = 0.35
QUARTER_COLOURS = (theme.GREY, theme.ORANGE, theme.GREY)
STATES = ("kept", "changed", "new")
STATE_COLOURS = (theme.GREY, theme.ORANGE, theme.BLUE)


def figures(rows: Rows, words: Words) -> Figure:
    """What an authority states through its years; joined only where a year compares with the last.

    `rows` have `label`, `year`, `value`, `scaled` (0 to 1 within the label), `piece` (years of one
    piece compare), `firm`, `figure`, `shown`, `note` (why a year is not joined), `href`.
    """
    years = sorted({row["year"] for row in rows})
    base = _base(rows, years)
    firm = [words("firm.exact"), words("firm.approx")]
    exact = alt.FieldEqualPredicate(field="firm", equal=firm[0])
    lines = base.mark_line(color=theme.BLUE, strokeWidth=2).encode(
        detail=["label:N", "piece:N"], order=alt.Order("year:Q")
    )
    marks = base.mark_point(
        size=80, strokeWidth=2, opacity=1, color=theme.BLUE, fill=theme.BLUE, cursor="pointer"
    ).encode(
        fillOpacity=alt.condition(exact, alt.value(0.95), alt.value(0.0)),
        shape=alt.Shape(
            "firm:N", scale=alt.Scale(domain=firm, range=["circle", "diamond"]), legend=None
        ),
        href=alt.Href("href:N"),
        tooltip=tips(words, "label", "year", "shown", "note"),
    )
    drawn = lines + marks + _told(base, years)
    apart = [row for row in rows if row["apart"]]
    if apart:
        drawn += _apart(base, words)
    return Figure(
        words("chart.figures"),
        words("chart.figures.how"),
        specification(drawn),
        tuple(words(f"tip.{name}") for name in ("label", "year", "shown", "note")),
        [(row["label"], str(row["year"]), row["shown"], row["note"]) for row in rows],
        chinese=(2,),
    )


def _base(rows: Rows, years: Sequence[int]) -> alt.Chart:
    """Rows of even height with the years from left to right."""
    order = list(dict.fromkeys(row["label"] for row in rows))
    data: list[dict[str, Any]] = [
        {name: row[name] for name in row if name not in ("report_id", "indicator")} for row in rows
    ]
    return alt.Chart(alt.InlineData(values=data), height=STEP * len(order)).encode(
        y=row_names("label", order),
        x=alt.X(
            "year:Q",
            title=None,
            scale=alt.Scale(domain=[years[0] - MARGIN, years[-1] + MARGIN], nice=False, zero=False),
            axis=alt.Axis(values=list(years), format="d", orient="top", grid=True, tickCount=12),
        ),
        yOffset=alt.YOffset("scaled:Q", scale=alt.Scale(domain=[ROOM, -0.15], zero=False)),
    )


def _told(base: alt.Chart, years: Sequence[int]) -> alt.Chart:
    """The figure above its mark."""
    told: alt.Chart = base.mark_text(dy=-11, fontSize=alt.ExprRef(f"{NARROW} ? 10 : 11.5"))
    told = told.encode(text="figure:N", color=alt.value(theme.INK))
    if len(years) <= MANY_YEARS:
        return told
    ends = f"datum.year === {years[0]} || datum.year === {years[-1]}"
    return told.encode(opacity=alt.condition(f"!{NARROW} || {ends}", alt.value(1), alt.value(0)))


def _apart(base: alt.Chart, words: Words) -> alt.Chart:
    """A sign between two years whose figures do not compare."""
    between = base.transform_filter("datum.apart").transform_calculate(year="datum.year - 0.5")
    signs: alt.Chart = between.mark_text(text="≠", fontSize=13, color=theme.ORANGE)
    return signs.encode(tooltip=tips(words, "label", "note"))


def changes(rows: Rows, words: Words) -> Figure:
    """What share of a report was kept, changed and new against the one before it, by part."""
    parts = list(dict.fromkeys(row["town"] for row in rows))
    states = [words.of("aligned", state) for state in STATES]
    chart = (
        chart_of(rows, "town", 34)
        .mark_bar(height={"band": 0.66})
        .encode(
            y=row_names("town", parts),
            x=alt.X(
                "share:Q", title=words("axis.changes"), scale=alt.Scale(domain=[0, 1]), axis=SHARES
            ),
            color=palette("part", *present(rows, "part", states, STATE_COLOURS)),
            order=alt.Order("rank:Q"),
            tooltip=tips(words, "part", "shown"),
        )
    )
    return Figure(
        words("chart.changes"),
        words("chart.changes.how"),
        specification(chart),
        (words("tip.part"), words("tip.state"), words("tip.shown")),
        [(row["town"], row["part"], row["shown"]) for row in rows],
    )


def several(rows: Rows, words: Words, many: bool) -> Figure:
    """Figures of several authorities through the years, a line each; where many, their quarters.

    `rows` are as for `figures`, with `town` in place of what a single authority needs not.
    """
    years = sorted({row["year"] for row in rows})
    towns = list(dict.fromkeys(row["town"] for row in rows))
    colour = (
        palette("town", towns, QUARTER_COLOURS if many else theme.TOWNS)
        if many or len(towns) <= len(theme.TOWNS)
        else alt.value(theme.BLUE)
    )
    base = _base(rows, years).encode(color=colour, tooltip=tips(words, "town", "label", "shown"))
    lines = base.mark_line(strokeWidth=1.5, opacity=0.8).encode(
        detail=["label:N", "town:N", "piece:N"], order=alt.Order("year:Q")
    )
    marks = base.mark_point(size=45, filled=True, opacity=0.9, cursor="pointer")
    drawn = lines + (marks if many else marks.encode(href=alt.Href("href:N")))
    how = "chart.through.many" if many else "chart.through.each"
    return Figure(
        words("chart.through"),
        told(words, "chart.through.how", how),
        specification(drawn),
        tuple(words(f"tip.{name}") for name in ("label", "town", "year", "shown")),
        [(row["label"], row["town"], str(row["year"]), row["shown"]) for row in rows],
        chinese=() if many else (1,),
    )
