"""Charts of many reports at once: heat, dots and, where they are hundreds, spreads and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from fazhi.publish.charts.common import (
    COUNTS,
    DECADES,
    MANY_TOWNS,
    SHARES,
    WITH_LATIN,
    Rows,
    chart_of,
    palette,
    present,
    row_names,
    tips,
    told,
    town_columns,
    words_in_cells,
)
from fazhi.publish.charts.figure import NARROW, Figure, specification
from fazhi.publish.pages import prose, theme
from fazhi.publish.pages.slices import SPREAD
from fazhi.publish.pages.words import Words

Parts = Mapping[str, Any]
# What a spread is taken of, where it is no share.
AMOUNTS = ("compared", "disputes", "concreteness", "citations")
# A spread and the reports that it is taken of lie one above the other in a row of this height; on
# paper, where rows stand closer, they are that much smaller, and none reaches the row beside it.
ROW = 30
ABOVE, UNDER = -5, 7
LARGEST, CHOSEN = 160, 95
# Away from the names of rows by more than half of the largest dot, which may stand at zero.
AWAY = 12
# Spreads that are also taken of reports without a word on it, or leave some out, say so.
WITH_SILENT = ("disputes", "space", "all_themes", "citations", "measures")
# So dark that the page's words can still be read on it, in light and in dark mode.
DARKEST = 0.55
WHOLE_NUMBERS = ("compared", "disputes", "citations")
SEVERITY_COLOURS = (theme.RED, theme.ORANGE, theme.GREY)


def counts(
    rows: Rows,
    words: Words,
    what: str,
    stack: Sequence[tuple[str, str]],
    parts: Parts,
    meant: str = "",
) -> Figure:
    """How many of many are in each state, row by row; `stack` gives names and colours.

    `meant` names the chart that says what the states mean, where it is another one.
    """
    order = list(dict.fromkeys(row["label"] for row in rows))
    told_apart = [name for name, _ in stack], [colour for _, colour in stack]
    chart = (
        chart_of(rows, "label", 22)
        .mark_bar(height={"band": 0.75})
        .encode(
            y=row_names("label", order),
            x=alt.X("n:Q", title=words(f"axis.{what}"), axis=COUNTS),
            color=palette(
                "state", *present([row for row in rows if row["n"]], "state", *told_apart)
            ),
            order=alt.Order("rank:Q"),
            tooltip=tips(words, "label", "state", "n"),
        )
    )
    return Figure(
        words(f"chart.{what}"),
        told(words, f"chart.{what}.how", *([f"chart.{meant}.how"] if meant else [])),
        specification(chart),
        (words("tip.label"), words("tip.state"), words("tip.n")),
        [(row["label"], row["state"], str(row["n"])) for row in rows],
        parts=parts,
    )


def spreads(rows: Rows, words: Words, what: str, parts: Parts, log: bool = False) -> Figure:
    """Where the middle half and the middle eight tenths of many reports lie, row by row."""
    order = list(dict.fromkeys(row["label"] for row in rows))
    share = what not in AMOUNTS
    plain = SHARES if share else alt.Axis(tickCount=6)
    if what in WHOLE_NUMBERS:
        plain = COUNTS
    axis = DECADES if log else plain
    scale = alt.Scale(type="log", nice=True) if log else alt.Scale(zero=True)
    title = words("axis.log" if log else f"axis.{what}")
    base = chart_of(rows, "label", ROW).encode(
        y=row_names("label", order, AWAY),
        tooltip=_tips_of_spread(words, ".1%" if share else ",.4~g"),
    )
    drawn = specification(_spread(base, order, alt.X("low:Q", title=title, scale=scale, axis=axis)))
    drawn["layer"].append(_dots(words, order, title, scale, axis))
    drawn["datasets"]["dots"] = []
    return Figure(
        words("chart.disputes.many" if what == "disputes" else f"chart.{what}"),
        told(
            words,
            f"chart.{what}.how",
            "chart.spread.how",
            *([f"chart.{what}.silent"] if what in WITH_SILENT else []),
        ),
        drawn,
        (words("tip.label"), *(words(f"tip.{name}") for name in SPREAD[:-1]), words("tip.reports")),
        [(row["label"], *(_plain(row[name], share) for name in SPREAD)) for row in rows],
        parts=parts,
    )


def _tips_of_spread(words: Words, shown: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title=words("tip.label")),
        *(
            alt.Tooltip(f"{name}:Q", title=words(f"tip.{name}"), format=shown)
            for name in SPREAD[:-1]
        ),
        alt.Tooltip("n:Q", title=words("tip.reports")),
    ]


def _spread(base: alt.Chart, order: Sequence[str], low: alt.X) -> alt.LayerChart:
    """Eight tenths as a thin line, half as a thick one, and the middle."""
    above = _near(ABOVE, order)
    wide = base.mark_rule(color=theme.GREY, strokeWidth=1.5, yOffset=above).encode(
        x=low, x2=alt.X2("high:Q")
    )
    half = base.mark_rule(color=theme.BLUE, strokeWidth=_near(8, order), yOffset=above).encode(
        x=alt.X("lower:Q"), x2=alt.X2("upper:Q")
    )
    middle = base.mark_tick(color=theme.ORANGE, thickness=3, height=11, yOffset=above).encode(
        x=alt.X("median:Q")
    )
    drawn: alt.LayerChart = wide + half + middle
    return drawn


def _near(size: float, order: Sequence[str], power: int = 1) -> alt.ExprRef:
    """A size in pixels of a row, smaller as rows stand closer; areas by the power of 2."""
    return alt.ExprRef(f"{size} * pow(height / {ROW * len(order)}, {power})")


def _dots(
    words: Words, order: Sequence[str], title: str, scale: alt.Scale, axis: alt.Axis
) -> dict[str, Any]:
    """A layer of single reports under each spread; the page fills it in from `parts`."""
    dots = (
        alt.Chart(alt.NamedData("dots"))
        .mark_point(
            color=theme.GREY,
            opacity=0.85,
            yOffset=_near(UNDER, order),
            # Of those that are chosen; of the others it is how many they are.
            size=_near(CHOSEN, order, 2),
            cursor="pointer",
            strokeWidth=1,
        )
        .encode(
            y=row_names("label", order, AWAY),
            x=alt.X("value:Q", title=title, scale=scale, axis=axis),
            size=alt.Size(
                "n:Q",
                scale=alt.Scale(type="sqrt", domainMin=0, range=[0, _near(LARGEST, order, 2)]),
                legend=None,
            ),
            tooltip=tips(words, "town", "label", "shown"),
        )
    )
    made = specification(dots)
    return {name: made[name] for name in ("data", "mark", "encoding")}


def years(rows: Rows, words: Words, parts: Parts) -> Figure:
    """The middle of each year's reports and their middle half, a line a measure."""
    names = list(dict.fromkeys(row["label"] for row in rows))
    told = [alt.Tooltip(f"{name}:N", title=words(f"tip.{name}")) for name in ("label", "year")]
    told += [
        alt.Tooltip(f"{name}:Q", title=words(f"tip.{name}"), format=".1%")
        for name in ("lower", "median", "upper")
    ]
    told.append(alt.Tooltip("n:Q", title=words("tip.n.reports")))
    data = alt.InlineData(values=[dict(row) for row in rows])
    base = alt.Chart(data, height=280).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
        color=palette("label", names, (theme.BLUE, theme.ORANGE, theme.GREEN)),
        tooltip=told,
    )
    scale = alt.Scale(domain=[0, 1.12], nice=False)
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
    side = alt.Y("median:Q", title=words("axis.measures"), scale=scale, axis=axis)
    band = base.mark_area(opacity=0.2).encode(y=alt.Y("lower:Q"), y2=alt.Y2("upper:Q"))
    line = base.mark_line(strokeWidth=2.5).encode(y=side)
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(y=side)
    spread = SPREAD[:-1]
    return Figure(
        words("chart.years"),
        words("chart.years.how"),
        specification(band + line + dots + _how_many(data, words, names[0])),
        (
            *(words(f"tip.{name}") for name in ("label", "year", *spread)),
            words("tip.n.reports"),
        ),
        [
            (row["label"], str(row["year"]), *(_plain(row[name], True) for name in SPREAD))
            for row in rows
        ],
        parts=parts,
    )


def _how_many(data: alt.InlineData, words: Words, of: str) -> alt.Chart:
    """Over each year, how many reports it has a value of."""
    told: alt.Chart = (
        alt.Chart(data)
        .transform_filter(f"datum.label == {of!r} && datum.n > 0")
        .transform_calculate(told=f"datum.n + ({NARROW} ? '' : {words('years.unit')!r})")
        .mark_text(color=theme.INK, fontSize=11)
        .encode(x=alt.X("year:O"), y=alt.datum(1.08), text=alt.Text("told:N"))
    )
    return told


def _plain(value: float | int | None, share: bool) -> str:
    if value is None:
        return "—"
    return f"{value:.1%}" if share and isinstance(value, float) else prose.rounded(value)


def heat(rows: Rows, words: Words, what: str) -> Figure:
    """Rows by towns, the darker the more; the number stands in the cell while towns are few."""
    towns = list(dict.fromkeys(row["town"] for row in rows))
    # Places in two scripts take two lines.
    step = 28 if any(WITH_LATIN.search(row["label"]) for row in rows) else 24
    labels = list(dict.fromkeys(row["label"] for row in rows))
    base = chart_of(rows, "label", step).encode(
        y=row_names("label", labels),
        x=alt.X("town:N", sort=towns, title=None, axis=town_columns(towns, labels)),
        tooltip=tips(words, "town", "label", "shown"),
    )
    top = max((row["value"] for row in rows), default=0) or 1
    cells = base.mark_rect(stroke=theme.EDGE, strokeWidth=1, fill=theme.BLUE).encode(
        fillOpacity=alt.FillOpacity(
            "value:Q", scale=alt.Scale(domain=[0, top], range=[0, DARKEST]), legend=None
        )
    )
    marks = words_in_cells(base.transform_filter("datum.value > 0"), "shown").encode(
        color=alt.value(theme.STRONG), tooltip=alt.value(None)
    )
    drawn = cells if len(towns) > MANY_TOWNS else cells + marks
    return Figure(
        words(f"chart.{what}"),
        words(f"chart.{what}.how"),
        specification(drawn),
        (words("tip.label"), words("tip.town"), words("tip.shown")),
        [(row["label"], row["town"], row["shown"]) for row in rows if row["value"]],
        chinese=(1,),
    )


def shares(rows: Rows, words: Words, what: str) -> Figure:
    """One dot a town and measure, on a common scale from none to all."""
    towns = list(dict.fromkeys(row["town"] for row in rows))
    order = list(dict.fromkeys(row["label"] for row in rows))
    few = len(towns) <= len(theme.TOWNS)
    colour = palette("town", towns, theme.TOWNS) if few else alt.value(theme.BLUE)
    # Reports of equal value would hide each other on one line.
    apart = {"yOffset": alt.YOffset("town:N", sort=towns)} if few else {}
    points = (
        chart_of(rows, "label", 64 if few else 30)
        .mark_point(filled=True, size=95, opacity=0.9)
        .encode(
            **apart,
            y=row_names("label", order),
            x=alt.X("value:Q", title=words(f"axis.{what}"), axis=SHARES),
            color=colour,
            tooltip=tips(words, "town", "label", "shown"),
        )
    )
    return Figure(
        words(f"chart.{what}"),
        told(words, f"chart.{what}.how", f"chart.{what}.marks"),
        specification(points),
        (words("tip.label"), words("tip.town"), words("tip.shown")),
        [(row["label"], row["town"], row["shown"]) for row in rows],
        chinese=(1,),
    )
