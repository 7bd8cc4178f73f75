"""Altair charts of the explorer: house theme, a question for a title, quotes in the tooltips.

A row or a column for each report can be read while reports are few. Of many, `groups` gives the
province (or year) of each: rows then stand for groups, and indicators are counted over all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import polars as pl

from fazhi.publish.charts.common import COUNTS
from fazhi.publish.charts.offline import drawn_here
from fazhi.publish.pages import prose, theme
from fazhi.publish.pages.words import Words, indicator_order
from fazhi.records import CONFLICTING, NOT_STATED, STATED, ZERO

WIDTH, ROW = 520, 26
DECADES_APART = 100
STATE_COLOURS = {STATED: theme.BLUE, ZERO: theme.PURPLE, CONFLICTING: theme.ORANGE}
SILENT = "#8a929b30"


drawn_here()
Groups = Mapping[str, str]


def compare(
    rows: pl.DataFrame, label: str, unit: str, words: Words, reports: int, groups: Groups
) -> alt.LayerChart:
    """The values of one indicator, one row a report (or group) in the order of place codes."""
    state = {name: words.of("state", name) for name in STATE_COLOURS}
    firm = [words("firm.exact"), words("firm.approx")]
    drawn = _values(rows, words, groups)
    order = _order(drawn, groups)
    units = words("list.comma").join(rows["unit"].drop_nulls().unique(maintain_order=True))
    base = alt.Chart(_data(drawn), width=WIDTH, height=ROW * max(1, len(order))).encode(
        y=alt.Y("row:N", sort=order, title=None),
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
        # In a row of many marks their figures would cover each other: the tooltip has them.
        alt.layer(points) if groups else points + named,
        words("explore.compare", label=label),
        words("explore.compare.how", stating=stating, reports=reports) + _grouped(words, groups),
    )
    return finished


def _order(drawn: Sequence[Mapping[str, Any]], groups: Groups) -> list[str]:
    """Names of the rows: reports by place code as they come, groups by name."""
    names = dict.fromkeys(str(row["row"]) for row in drawn)
    return sorted(names) if groups else list(names)


def _grouped(words: Words, groups: Groups) -> str:
    return f" {words('explore.grouped')}" if groups else ""


def _values(rows: pl.DataFrame, words: Words, groups: Groups) -> list[dict[str, Any]]:
    """The values to draw; one without a definite number (数十次) has no place on the axis."""
    return [
        {
            "row": groups.get(row["report_id"], _report(row)),
            "report": _report(row),
            "value": row["value"],
            "shown": prose.amount({**row, "zero": row["state"] == ZERO}, words),
            "state": words.of("state", row["state"]),
            "firm": words("firm.exact" if row["approx"] == "exact" else "firm.approx"),
            "quote": row["quote"],
            "href": row["link"],
        }
        for row in rows.to_dicts()
        if row["value"] is not None
    ]


def states(
    rows: pl.DataFrame,
    who: pl.DataFrame,
    words: Words,
    groups: Groups,
    rivals: Mapping[tuple[str, str], str],
) -> alt.Chart:
    """Indicators by reports; a cell is coloured by its state, an empty one says nothing.

    `rivals` gives the figures of a conflict, which has no value, by report and indicator.
    """
    if groups:
        return _counted_states(rows, who.height, words)
    reports = [_report(row) for row in who.to_dicts()]
    state = {name: words.of("state", name) for name in STATE_COLOURS}
    drawn = [
        {
            "report": _report(row),
            "label": row["label"],
            "state": state[row["state"]],
            "shown": rivals.get((row["report_id"], row["indicator"]))
            or prose.amount({**row, "zero": row["state"] == ZERO}, words),
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


def _counted_states(rows: pl.DataFrame, reports: int, words: Words) -> alt.Chart:
    """How many of many reports state each indicator; silence is drawn as silence."""
    state = {name: words.of("state", name) for name in (*STATE_COLOURS, NOT_STATED)}
    counted: dict[str, dict[str, int]] = {}
    place, last = indicator_order(words.book), (len(indicator_order(words.book)), 0)
    told_of = rows.select("indicator", "label", "state").rows()
    for _, label, code in sorted(told_of, key=lambda row: (place.get(row[0], last), row[0])):
        told = counted.setdefault(label, dict.fromkeys(state, 0))
        told[code] += 1
    for told in counted.values():
        told[NOT_STATED] = reports - sum(told.values())
    drawn = [
        {"label": label, "state": state[code], "rank": rank, "n": n}
        for label, told in counted.items()
        for rank, (code, n) in enumerate(told.items())
        if n
    ]
    chart = (
        alt.Chart(_data(drawn), width=WIDTH, height=alt.Step(20))
        .mark_bar(height={"band": 0.75})
        .encode(
            y=alt.Y("label:N", sort=list(counted), title=None),
            x=alt.X("n:Q", title=words("axis.indicators.many"), axis=COUNTS),
            color=_colours("state", state, (*STATE_COLOURS.values(), SILENT)),
            order=alt.Order("rank:Q"),
            tooltip=_tips(words, label="label", state="state", n="n"),
        )
    )
    told_how = words("explore.states.many", reports=reports)
    finished: alt.Chart = _finished(chart, words("explore.states"), told_how)
    return finished


def uses(
    rows: pl.DataFrame, word: str, who: pl.DataFrame, words: Words, groups: Groups
) -> alt.Chart:
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
            "row": groups.get(row["report_id"], _report(row)),
            "report": _report(row),
            "part": words.of("role", row["part"] if row["part"] in theme.ROLES else "other"),
            "n": row["n"],
            "quote": row["quote"],
        }
        for row in counted.to_dicts()
    ]
    order, using = _order(drawn, groups), counted["report_id"].n_unique()
    chart = (
        alt.Chart(_data(drawn), width=WIDTH, height=ROW * max(1, len(order)))
        .mark_bar(height={"band": 0.7})
        .encode(
            y=alt.Y("row:N", sort=order, title=None),
            x=alt.X("n:Q", title=words("explore.axis.uses"), axis=COUNTS),
            color=_colours("part", dict(zip(roles, roles, strict=True)), theme.ROLE_COLOURS),
            tooltip=_tips(words, report="town", part="part", n="n", quote="quote"),
        )
    )
    told = words("explore.uses.how", using=using, reports=who.height, n=rows.height)
    told += _grouped(words, groups)
    finished: alt.Chart = _finished(chart, words("explore.uses", word=word), told)
    return finished


def _report(row: Mapping[str, Any]) -> str:
    return f"{row['town']} {row['year']}" if row["year"] else str(row["town"])


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
    config = {**theme.config(), "aria": True, "background": "white"}
    return chart.properties(title=title, description=f"{question} {told}").configure(**config)
