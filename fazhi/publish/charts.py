"""The charts: each takes rows ready to draw and gives a figure that answers one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from fazhi.publish import theme
from fazhi.publish.figure import Figure, specification
from fazhi.publish.words import Words

Rows = Sequence[Mapping[str, Any]]
# On a telephone the names of rows give way to the marks; the whole name is in the tooltip.
NAMES = "containerSize()[0] < 480 ? 130 : 260"
SMALL = "containerSize()[0] < 480 ? 9.5 : 11.5"
MANY_TOWNS = 12
COUNTS = alt.Axis(tickMinStep=1, tickCount=6)
DECADES = [10**power for power in range(12)]


def _data(rows: Rows) -> alt.InlineData:
    return alt.InlineData(values=[dict(row) for row in rows])


def _chart(rows: Rows, field: str, step: int = 26) -> alt.Chart:
    """A chart as wide as the page lets it be, with a row of even height for each name."""
    named = len({row[field] for row in rows})
    return alt.Chart(_data(rows), width="container", height=step * named)


def _names(field: str, order: Sequence[str] | None) -> alt.Y:
    axis = alt.Axis(labelLimit=alt.ExprRef(NAMES), ticks=False)
    return alt.Y(f"{field}:N", sort=list(order) if order else None, title=None, axis=axis)


def _tips(words: Words, *fields: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N", title=words(f"tip.{name}")) for name in fields]


def _colours(field: str, names: Sequence[str], colours: Sequence[str]) -> alt.Color:
    scale = alt.Scale(domain=list(names), range=list(colours)[: len(names)])
    return alt.Color(f"{field}:N", scale=scale, legend=_legend(names))


def _legend(names: Sequence[str]) -> alt.Legend:
    """A legend above the chart, in as many columns as its longest name leaves room for."""
    widest = max(sum(12 if ord(sign) > 0x2E80 else 7 for sign in name) for name in names) + 30
    narrow, wide = max(1, 235 // widest), max(1, 700 // widest)
    columns = alt.ExprRef(f"containerSize()[0] < 480 ? {narrow} : {wide}")
    return alt.Legend(title=None, columns=columns)


def dispute_kinds(rows: Rows, words: Words) -> Figure:
    """Kinds of disputes, their sum, and every total the report states, on one scale."""
    groups = [words(f"disputes.{name}") for name in ("kind", "sum", "total")]
    base = _chart(rows, "label").encode(
        y=_names("label", [row["label"] for row in rows]),
        x=alt.X("value:Q", title=words("axis.cases"), axis=COUNTS),
        tooltip=_tips(words, "label", "shown", "quote"),
    )
    bars = base.mark_bar(height={"band": 0.7}, cursor="pointer").encode(
        color=_colours("group", groups, (theme.BLUE, theme.GREY, theme.ORANGE)),
        href=alt.Href("href:N"),
    )
    values = base.mark_text(align="left", dx=5, color=theme.INK).encode(text="shown:N")
    return Figure(
        words("chart.dispute_kinds"),
        words("chart.dispute_kinds.how"),
        specification(bars + values),
        (words("tip.label"), words("tip.group"), words("tip.shown")),
        [(row["label"], row["group"], row["shown"]) for row in rows],
    )


def fields(rows: Rows, words: Words) -> Figure:
    """How many figures the report states in each field, and how firmly."""
    kinds = [words(f"firm.{name}") for name in ("exact", "approx", "zero")]
    order = list(dict.fromkeys(row["field"] for row in rows))
    chart = (
        _chart(rows, "field")
        .mark_bar(height={"band": 0.7})
        .encode(
            y=_names("field", order),
            x=alt.X("n:Q", title=words("axis.mentions"), axis=COUNTS),
            color=_colours("firm", kinds, (theme.BLUE, theme.ORANGE, theme.PURPLE)),
            order=alt.Order("rank:Q"),
            tooltip=_tips(words, "field", "firm", "n", "quote"),
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
        _chart(rows, "part", 38)
        .mark_tick(thickness=2.5, height=22, cursor="pointer")
        .encode(
            y=_names("part", order),
            x=alt.X(
                "place:Q",
                title=words("axis.position"),
                scale=alt.Scale(domain=[0, 100]),
                axis=alt.Axis(labelExpr="datum.value + '%'"),
            ),
            color=_colours("kind", kinds, (theme.BLUE, theme.ORANGE)),
            href=alt.Href("href:N"),
            tooltip=_tips(words, "shown", "quote"),
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
    )


def space(rows: Rows, words: Words) -> Figure:
    """What share of its words a report, or each of several, gives to each part."""
    roles = [words.of("role", role) for role in theme.ROLES]
    towns = list(dict.fromkeys(row["town"] for row in rows))
    chart = (
        _chart(rows, "town", 34)
        .mark_bar(height={"band": 0.66})
        .encode(
            y=_names("town", towns),
            x=alt.X(
                "share:Q",
                title=words("axis.share"),
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format="%"),
            ),
            color=_colours("part", roles, theme.ROLE_COLOURS),
            order=alt.Order("rank:Q"),
            tooltip=_tips(words, "town", "part", "shown"),
        )
    )
    return Figure(
        words("chart.space" if len(towns) > 1 else "chart.space.one"),
        words("chart.space.how"),
        specification(chart),
        (words("tip.town"), words("tip.part"), words("tip.shown")),
        [(row["town"], row["part"], row["shown"]) for row in rows],
    )


def citations(rows: Rows, words: Words) -> Figure:
    """Which kinds of documents are cited, by each report."""
    towns = list(dict.fromkeys(row["town"] for row in rows))
    kinds = [words.of("cited", kind) for kind in CITED]
    chart = (
        _chart(rows, "town", 34)
        .mark_bar(height={"band": 0.66})
        .encode(
            y=_names("town", towns),
            x=alt.X("n:Q", title=words("axis.citations"), axis=COUNTS),
            color=_colours("kind", kinds, CITED_COLOURS),
            order=alt.Order("rank:Q"),
            tooltip=_tips(words, "town", "kind", "n", "quote"),
        )
    )
    return Figure(
        words("chart.citations"),
        words("chart.citations.how"),
        specification(chart),
        (words("tip.town"), words("tip.kind"), words("tip.n"), words("tip.quote")),
        [(row["town"], row["kind"], str(row["n"]), row["quote"]) for row in rows],
    )


CITED = ("law", "admin_regulation", "party_regulation", "local", "plan", "other")
CITED_COLOURS = (theme.BLUE, theme.GREEN, theme.ORANGE, theme.PURPLE, "#c3b36b", theme.GREY)
STATES = ("stated", "zero", "conflict", "absent")
STATE_COLOURS = {
    "stated": theme.BLUE,
    "zero": theme.PURPLE,
    "conflict": theme.ORANGE,
    "absent": "#8a929b18",
    "own": theme.BLUE,
    "none": "#8a929b18",
}


def _columns(towns: int) -> alt.Axis:
    """Names above the columns of a grid, upright where they have no room to lie."""
    upright = "true" if towns > MANY_TOWNS else "containerSize()[0] < 480"
    return alt.Axis(
        orient="top",
        ticks=False,
        labelAngle=alt.ExprRef(f"{upright} ? -90 : 0"),
        labelAlign=alt.ExprRef(f"{upright} ? 'left' : 'center'"),
        labelBaseline=alt.ExprRef(f"{upright} ? 'middle' : 'bottom'"),
        labelLimit=90,
        labelOverlap=False,
        labelFontSize=alt.ExprRef(SMALL),
    )


def grid(rows: Rows, words: Words, what: str, states: Sequence[str] = STATES) -> Figure:
    """A grid of rows by towns whose cells tell their state apart by colour and by word."""
    names = [words.of("state", state) for state in states]
    colours = [STATE_COLOURS[state] for state in states]
    towns = list(dict.fromkeys(row["town"] for row in rows))
    base = _chart(rows, "label").encode(
        y=_names("label", list(dict.fromkeys(row["label"] for row in rows))),
        x=alt.X(
            "town:N",
            sort=towns,
            title=None,
            axis=_columns(len(towns)),
        ),
        tooltip=_tips(words, "town", "label", "state", "shown", "quote"),
    )
    cells = base.mark_rect(stroke="#8a929b40", strokeWidth=1, cursor="pointer").encode(
        color=_colours("state", names, colours), href=alt.Href("href:N")
    )
    marks = base.mark_text(fontSize=alt.ExprRef(SMALL), tooltip=None).encode(
        text="glyph:N",
        color=alt.condition(
            alt.FieldOneOfPredicate("state", names[: len(names) - 1]),
            alt.value("#ffffff"),
            alt.value(theme.GREY),
        ),
        tooltip=alt.value(None),
    )
    drawn = cells if len(towns) > MANY_TOWNS else cells + marks
    return Figure(
        words(f"chart.{what}"),
        words(f"chart.{what}.how"),
        specification(drawn),
        (words("tip.label"), words("tip.town"), words("tip.state"), words("tip.shown")),
        [(row["label"], row["town"], row["state"], row["shown"]) for row in rows],
    )


def states(rows: Rows, words: Words, what: str, kept: Sequence[str] = STATES) -> Figure:
    """How many of many reports are in each state, row by row: a grid where towns are few."""
    names = [words.of("state", state) for state in kept]
    order = list(dict.fromkeys(row["label"] for row in rows))
    chart = (
        _chart(rows, "label", 20)
        .mark_bar(height={"band": 0.8})
        .encode(
            y=_names("label", order),
            x=alt.X("n:Q", title=words("axis.reports"), axis=COUNTS),
            color=_colours("state", names, [STATE_COLOURS[state] for state in kept]),
            order=alt.Order("rank:Q"),
            tooltip=_tips(words, "label", "state", "n"),
        )
    )
    return Figure(
        words(f"chart.{what}.many"),
        words(f"chart.{what}.how"),
        specification(chart),
        (words("tip.label"), words("tip.state"), words("tip.n")),
        [(row["label"], row["state"], str(row["n"])) for row in rows],
    )


def compared(rows: Rows, words: Words) -> Figure:
    """Stated figures of several towns, one indicator a row, on a logarithmic scale."""
    towns = list(dict.fromkeys(row["town"] for row in rows))
    order = list(dict.fromkeys(row["label"] for row in rows))
    firm = [words(f"firm.{name}") for name in ("exact", "approx")]
    few = len(towns) <= len(theme.TOWNS)
    colour = _colours("town", towns, theme.TOWNS) if few else alt.value(theme.BLUE)
    base = _chart(rows, "label", 30).encode(
        y=_names("label", order),
        x=alt.X(
            "value:Q",
            title=words("axis.log"),
            scale=alt.Scale(type="log", nice=True),
            axis=alt.Axis(format=",", values=DECADES),
        ),
    )
    lines = base.mark_rule(color=theme.GREY, opacity=0.5).encode(
        x=alt.X("min(value):Q"), x2=alt.X2("max(value):Q")
    )
    points = base.mark_point(size=110, strokeWidth=2, opacity=1, cursor="pointer").encode(
        color=colour,
        fill=colour,
        fillOpacity=alt.condition(
            alt.FieldEqualPredicate(field="firm", equal=firm[0]), alt.value(0.95), alt.value(0.0)
        ),
        shape=alt.Shape(
            "firm:N",
            scale=alt.Scale(domain=firm, range=["circle", "diamond"]),
            legend=None,
        ),
        href=alt.Href("href:N"),
        tooltip=_tips(words, "town", "label", "shown", "quote"),
    )
    return Figure(
        words("chart.compared"),
        words("chart.compared.how"),
        specification(lines + points),
        (words("tip.label"), words("tip.town"), words("tip.shown"), words("tip.quote")),
        [(row["label"], row["town"], row["shown"], row["quote"]) for row in rows],
    )


def concreteness(rows: Rows, words: Words) -> Figure:
    """How many figures each report states in a thousand characters of each part."""
    towns = list(dict.fromkeys(row["town"] for row in rows))
    roles = [words.of("role", role) for role in theme.ROLES[:4]]
    base = _chart(rows, "town", 46).encode(
        y=_names("town", towns),
        yOffset=alt.YOffset("part:N", sort=roles),
        x=alt.X("density:Q", title=words("axis.density"), axis=COUNTS),
    )
    points = base.mark_point(filled=True, size=95, opacity=1).encode(
        color=_colours("part", roles, theme.ROLE_COLOURS),
        shape=alt.Shape(
            "part:N",
            scale=alt.Scale(domain=roles, range=["circle", "square", "diamond", "triangle-up"]),
            legend=_legend(roles),
        ),
        tooltip=_tips(words, "town", "part", "shown"),
    )
    return Figure(
        words("chart.concreteness"),
        words("chart.concreteness.how"),
        specification(points),
        (words("tip.town"), words("tip.part"), words("tip.shown")),
        [(row["town"], row["part"], row["shown"]) for row in rows],
    )
