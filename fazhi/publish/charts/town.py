"""Charts of one report's write-up."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from fazhi.publish.charts.common import (
    COUNTS,
    Rows,
    chart_of,
    names_axis,
    palette,
    present,
    row_names,
    tips,
)
from fazhi.publish.charts.figure import NARROW, Figure, specification
from fazhi.publish.pages import theme
from fazhi.publish.pages.words import Words


def dispute_kinds(rows: Rows, words: Words) -> Figure:
    """Kinds of disputes, their sum, and every total the report states, on one scale."""
    groups = [words(f"disputes.{name}") for name in ("total", "sum", "kind")]
    colours = (theme.ORANGE, theme.GREY, theme.BLUE)
    return bars(rows, words, "dispute_kinds", groups, colours)


def bars(
    rows: Rows, words: Words, what: str, groups: Sequence[str], colours: Sequence[str]
) -> Figure:
    """Stated figures of a few groups on one scale, each with what is stated behind its bar."""
    # What is written behind the longest bar needs room.
    end = alt.ExprRef(f"{max(row['value'] for row in rows) or 1} * ({NARROW} ? 1.4 : 1.12)")
    room = alt.Scale(domainMin=0, domainMax=end, nice=False)
    base = chart_of(rows, "label").encode(
        y=row_names("label", [row["label"] for row in rows]),
        x=alt.X("value:Q", title=words(f"axis.{what}"), axis=COUNTS, scale=room),
        tooltip=tips(words, "label", "shown", "quote"),
    )
    drawn = base.mark_bar(height={"band": 0.7}, cursor="pointer").encode(
        color=palette("group", *present(rows, "group", groups, colours)),
        href=alt.Href("href:N"),
    )
    values = base.mark_text(align="left", dx=5, color=theme.INK).encode(text="shown:N")
    return Figure(
        words(f"chart.{what}"),
        words(f"chart.{what}.how"),
        specification(drawn + values),
        (words("tip.label"), words("tip.group"), words("tip.shown")),
        [(row["label"], row["group"], row["shown"]) for row in rows],
        chinese=(2,),
        can=words("chart.bars.how"),
    )


def fields(rows: Rows, words: Words) -> Figure:
    """How many figures the report states in each field, and how firmly."""
    kinds = [words(f"firm.{name}") for name in ("exact", "approx", "zero")]
    colours = (theme.BLUE, theme.ORANGE, theme.PURPLE)
    order = list(dict.fromkeys(row["field"] for row in rows))
    chart = (
        chart_of(rows, "field")
        .mark_bar(height={"band": 0.7})
        .encode(
            y=row_names("field", order),
            x=alt.X("n:Q", title=words("axis.mentions"), axis=COUNTS),
            color=palette("firm", *present(rows, "firm", kinds, colours)),
            order=alt.Order("rank:Q"),
            tooltip=tips(words, "field", "firm", "n", "quote"),
        )
    )
    return Figure(
        words("chart.fields"),
        words("chart.fields.how"),
        specification(chart),
        (words("tip.field"), words("tip.firm"), words("tip.n")),
        [(row["field"], row["firm"], str(row["n"])) for row in rows],
    )


def positions(rows: Rows, words: Words) -> Figure:
    """Where in the text figures and citations stand, part by part."""
    kinds = [words(f"position.{name}") for name in ("quantity", "citation")]
    order = list(dict.fromkeys(row["part"] for row in rows))
    chart = (
        chart_of(rows, "part", 38)
        .mark_tick(thickness=2.5, height=22, cursor="pointer")
        .encode(
            y=row_names("part", order),
            x=alt.X(
                "place:Q",
                title=words("axis.position"),
                scale=alt.Scale(domain=[0, 100]),
                axis=alt.Axis(labelExpr="datum.value + '%'"),
            ),
            color=palette("kind", *present(rows, "kind", kinds, (theme.BLUE, theme.ORANGE))),
            href=alt.Href("href:N"),
            tooltip=tips(words, "shown", "quote"),
        )
    )
    return Figure(
        words("chart.positions"),
        words("chart.positions.how"),
        specification(chart),
        (words("tip.part"), words("tip.kind"), words("tip.shown"), words("tip.place")),
        [
            (row["part"], row["kind"], row["shown"], f"{row['place']:.0f}%")
            for row in rows
            if row["shown"]
        ],
        chinese=(2,),
    )


def themes(rows: Rows, words: Words) -> Figure:
    """What share of its words a report gives to each theme; how many reports touch it, in words."""
    order = list(dict.fromkeys(row["label"] for row in rows))
    data = alt.InlineData(values=[dict(row) for row in rows])
    axis = names_axis()
    told = [alt.Tooltip(f"{name}:N", title=words(f"tip.{name}")) for name in TIPS]
    base = alt.Chart(data, height=28 * len(order)).encode(
        y=alt.Y("label:N", sort=order, title=None, axis=axis),
        x=alt.X(
            "share:Q",
            title=words("axis.theme_share"),
            axis=alt.Axis(format="%", tickCount=5),
            scale=alt.Scale(domainMin=0),
        ),
        tooltip=told,
    )
    bars = base.mark_bar(height={"band": 0.62}, color=theme.BLUE, cursor="pointer").encode(
        href=alt.Href("href:N")
    )
    values = base.mark_text(align="left", dx=5, color=theme.INK).encode(text="shown:N")
    return Figure(
        words("chart.themes"),
        words("chart.themes.how"),
        specification(bars + values),
        [words(f"tip.{name}") for name in TIPS],
        [[str(row[name]) for name in TIPS] for row in rows],
        can=words("chart.bars.how"),
    )


def rivals(rows: Rows, words: Words) -> Figure:
    """Figures of one thing that do not agree, and the others of their kind beside them."""
    groups = [words("story.rival"), words("story.near")]
    return bars(rows, words, "rivals", groups, (theme.ORANGE, theme.BLUE))


TIPS = ("label", "shown", "others")
