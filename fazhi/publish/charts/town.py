"""Charts of one report's write-up."""

from __future__ import annotations

import altair as alt

from fazhi.publish.charts import common as charts
from fazhi.publish.charts.common import Rows
from fazhi.publish.charts.figure import Figure, specification
from fazhi.publish.pages import theme
from fazhi.publish.pages.words import Words


def themes(rows: Rows, words: Words) -> Figure:
    """What share of its words a report gives to each theme; how many reports touch it, in words."""
    order = list(dict.fromkeys(row["label"] for row in rows))
    data = alt.InlineData(values=[dict(row) for row in rows])
    axis = charts.names_axis()
    tips = [alt.Tooltip(f"{name}:N", title=words(f"tip.{name}")) for name in TIPS]
    base = alt.Chart(data, height=28 * len(order)).encode(
        y=alt.Y("label:N", sort=order, title=None, axis=axis),
        x=alt.X(
            "share:Q",
            title=words("axis.theme_share"),
            axis=alt.Axis(format="%", tickCount=5),
            scale=alt.Scale(domainMin=0),
        ),
        tooltip=tips,
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
    )


TIPS = ("label", "shown", "others")
