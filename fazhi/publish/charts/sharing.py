"""Whose words reports hold: shares by kind, and which reports share passages with which."""

from __future__ import annotations

import altair as alt

from fazhi.publish.charts.common import SHARES, Rows, chart_of, palette, present, row_names, tips
from fazhi.publish.charts.figure import Figure, specification
from fazhi.publish.pages import theme
from fazhi.publish.pages.words import Words

KINDS = ("own_words", "first_here", "mandatory", "template", "own_past", "other_place", "unclear")
COLOURS = (theme.BLUE, "#8fb8de", theme.GREY, theme.GREEN, theme.PURPLE, theme.ORANGE, "#c3b36b")


def wording(rows: Rows, words: Words) -> Figure:
    """What share of each report's characters is its own, and of what kind the others are."""
    towns = list(dict.fromkeys(row["town"] for row in rows))
    kinds = [words.of("shared", kind) for kind in KINDS]
    chart = (
        chart_of(rows, "town", 34)
        .mark_bar(height={"band": 0.66})
        .encode(
            y=row_names("town", towns),
            x=alt.X(
                "value:Q",
                title=words("axis.wording"),
                scale=alt.Scale(domain=[0, 1]),
                axis=SHARES,
            ),
            color=palette("label", *present(rows, "label", kinds, COLOURS)),
            order=alt.Order("rank:Q"),
            tooltip=tips(words, "town", "label", "shown"),
        )
    )
    return Figure(
        words("chart.wording"),
        words("chart.wording.how"),
        specification(chart),
        (words("tip.town"), words("tip.label"), words("tip.shown")),
        [(row["town"], row["label"], row["shown"]) for row in rows],
        chinese=(0,),
    )
