"""Altair charts of the explorer: house theme, a question for a title, quotes in the tooltips.

Altair itself shows a chart through a script from the network. The renderer enabled here hands
JupyterLab the specification in the form that it draws by itself, offline; a renderer that the
reader has chosen is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import polars as pl

from fazhi.publish import prose, theme
from fazhi.publish.figure import MIME
from fazhi.publish.words import Words

WIDTH, ROW = 520, 26
DECADES_APART = 100
RENDERER = "fazhi"
STATE_COLOURS = {"stated": theme.BLUE, "zero": theme.PURPLE, "conflicting": theme.ORANGE}


def _offline(spec: dict[str, Any], **_: object) -> dict[str, Any]:
    told = spec.get("description", "")
    return {MIME: {k: v for k, v in spec.items() if k != "$schema"}, "text/plain": told}


alt.renderers.register(RENDERER, _offline)
if alt.renderers.active == "default":
    alt.renderers.enable(RENDERER)


def compare(
    rows: pl.DataFrame, label: str, unit: str, words: Words, reports: int
) -> alt.LayerChart:
    """The values of one indicator, one row a report in the order of place codes."""
    state = {name: words.of("state", _short(name)) for name in STATE_COLOURS}
    firm = [words("firm.exact"), words("firm.approx")]
    drawn = _values(rows, words)
    order = list(dict.fromkeys(row["report"] for row in drawn))
    units = words("list.comma").join(rows["unit"].drop_nulls().unique(maintain_order=True))
    base = alt.Chart(_data(drawn), width=WIDTH, height=ROW * max(1, len(order))).encode(
        y=alt.Y("report:N", sort=order, title=None),
        x=alt.X(
            "value:Q",
            title=words("explore.axis.value", unit=units or unit),
            scale=_scale(drawn),
            axis=alt.Axis(tickCount=6),
        ),
        tooltip=_tips(words, report="town", shown="shown", state="state", quote="quote"),
    )
    points = base.mark_point(size=110, strokeWidth=2, opacity=1).encode(
        color=_colours("state", state),
        fill=_colours("state", state),
        fillOpacity=alt.condition(
            alt.FieldEqualPredicate(field="firm", equal=firm[0]), alt.value(0.95), alt.value(0.0)
        ),
        shape=alt.Shape(
            "firm:N", scale=alt.Scale(domain=firm, range=["circle", "diamond"]), legend=None
        ),
        **({"href": alt.Href("href:N")} if any(row["href"] for row in drawn) else {}),
    )
    named = base.mark_text(align="left", dx=11, color=theme.INK).encode(text="shown:N")
    stating = rows["report_id"].n_unique()
    finished: alt.LayerChart = _finished(
        points + named,
        words("explore.compare", label=label),
        words("explore.compare.how", stating=stating, reports=reports),
    )
    return finished


def _values(rows: pl.DataFrame, words: Words) -> list[dict[str, Any]]:
    """The values to draw; one without a definite number (数十次) has no place on the axis."""
    return [
        {
            "report": _report(row),
            "value": row["value"],
            "shown": prose.amount({**row, "zero": row["state"] == "zero"}, words),
            "state": words.of("state", _short(row["state"])),
            "firm": words("firm.exact" if row["approx"] == "exact" else "firm.approx"),
            "quote": row["quote"],
            "href": row["link"],
        }
        for row in rows.to_dicts()
        if row["value"] is not None
    ]


def states(rows: pl.DataFrame, who: pl.DataFrame, words: Words) -> alt.Chart:
    """Indicators by reports; a cell is coloured by its state, an empty one says nothing."""
    reports = [_report(row) for row in who.to_dicts()]
    state = {name: words.of("state", _short(name)) for name in STATE_COLOURS}
    drawn = [
        {
            "report": _report(row),
            "label": row["label"],
            "state": state[row["state"]],
            "shown": prose.amount({**row, "zero": row["state"] == "zero"}, words),
        }
        for row in rows.to_dicts()
    ]
    labels = list(dict.fromkeys(row["label"] for row in drawn))
    chart = (
        alt.Chart(_data(drawn), width=alt.Step(58), height=alt.Step(20))
        .mark_rect(stroke="#8a929b40")
        .encode(
            y=alt.Y("label:N", sort=labels, title=None),
            x=alt.X(
                "report:N",
                sort=reports,
                scale=alt.Scale(domain=reports),
                title=None,
                axis=alt.Axis(orient="top", labelAngle=-40, labelLimit=160),
            ),
            color=_colours("state", state),
            tooltip=_tips(words, report="town", label="label", state="state", shown="shown"),
        )
    )
    finished: alt.Chart = _finished(chart, words("explore.states"), words("explore.states.how"))
    return finished


def uses(rows: pl.DataFrame, word: str, who: pl.DataFrame, words: Words) -> alt.Chart:
    """How often each report uses a word, by part; reports without it are counted, not drawn."""
    roles = {words.of("role", role): role for role in theme.ROLES}
    counted = rows.group_by("report_id", "town", "year", "part", maintain_order=True).agg(
        pl.len().alias("n"),
        pl.format("…{}{}{}…", pl.col("left"), pl.col("keyword"), pl.col("right"))
        .first()
        .alias("quote"),
    )
    drawn = [
        {
            "report": _report(row),
            "part": words.of("role", row["part"] if row["part"] in theme.ROLES else "other"),
            "n": row["n"],
            "quote": row["quote"],
        }
        for row in counted.to_dicts()
    ]
    order = list(dict.fromkeys(row["report"] for row in drawn))
    chart = (
        alt.Chart(_data(drawn), width=WIDTH, height=ROW * max(1, len(order)))
        .mark_bar(height={"band": 0.7})
        .encode(
            y=alt.Y("report:N", sort=order, title=None),
            x=alt.X("n:Q", title=words("explore.axis.uses"), axis=alt.Axis(tickMinStep=1)),
            color=_colours("part", dict(zip(roles, roles, strict=True)), theme.ROLE_COLOURS),
            tooltip=_tips(words, report="town", part="part", n="n", quote="quote"),
        )
    )
    told = words("explore.uses.how", using=len(order), reports=who.height, n=rows.height)
    finished: alt.Chart = _finished(chart, words("explore.uses", word=word), told)
    return finished


def _report(row: Mapping[str, Any]) -> str:
    return f"{row['town']} {row['year']}" if row["year"] else str(row["town"])


def _short(state: str) -> str:
    return "conflict" if state == "conflicting" else state


def _data(rows: list[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=rows)


def _scale(rows: list[dict[str, Any]]) -> alt.Scale:
    """Logarithmic where values lie more than two decades apart and none is zero."""
    values = [row["value"] for row in rows]
    if values and min(values) > 0 and max(values) / min(values) > DECADES_APART:
        return alt.Scale(type="log", nice=True)
    return alt.Scale(zero=True, nice=True)


def _tips(words: Words, **fields: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N", title=words(f"tip.{tip}")) for name, tip in fields.items()]


def _colours(
    field: str, names: Mapping[str, str], colours: Sequence[str] = tuple(STATE_COLOURS.values())
) -> alt.Color:
    scale = alt.Scale(domain=list(names.values()), range=list(colours)[: len(names)])
    return alt.Color(f"{field}:N", scale=scale, legend=alt.Legend(title=None))


def _finished(chart: Any, question: str, told: str) -> Any:
    """The chart with its question, what is shown in words, and the house theme."""
    title = alt.Title(question, subtitle=told, subtitleColor=theme.INK, subtitlePadding=4)
    config = {**theme.config(), "aria": True, "background": "transparent"}
    return chart.properties(title=title, description=f"{question} {told}").configure(**config)
