"""What reports are made of: a bar each, of parts in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from fazhi.publish.charts.common import (
    COUNTS,
    SHARES,
    Rows,
    chart_of,
    palette,
    present,
    row_names,
    tips,
)
from fazhi.publish.charts.figure import Figure, specification
from fazhi.publish.pages import theme
from fazhi.publish.pages.words import Words

CITED = ("law", "admin_regulation", "party_regulation", "local", "plan", "other")
CITED_COLOURS = (theme.BLUE, theme.GREEN, theme.ORANGE, theme.PURPLE, "#c3b36b", theme.GREY)
KINDS = ("own_words", "first_here", "mandatory", "template", "own_past", "other_place", "unclear")
KIND_COLOURS = (
    theme.BLUE,
    "#8fb8de",
    theme.GREY,
    theme.GREEN,
    theme.PURPLE,
    theme.ORANGE,
    "#c3b36b",
)


def space(rows: Rows, words: Words) -> Figure:
    """What share of its words a report, or each of several, gives to each part."""
    roles = [words.of("role", role) for role in theme.ROLES]
    several = len({row["town"] for row in rows}) > 1
    return _bars(
        rows,
        words,
        title="chart.space" if several else "chart.space.one",
        how="chart.space.how",
        x=_share("share", words("axis.share")),
        color=palette("part", *present(rows, "part", roles, theme.ROLE_COLOURS)),
        fields=("town", "part", "shown"),
    )


def citations(rows: Rows, words: Words) -> Figure:
    """Which kinds of documents are cited, by each report."""
    kinds = [words.of("cited", kind) for kind in CITED]
    return _bars(
        rows,
        words,
        title="chart.citations",
        how="chart.citations.how",
        x=alt.X("n:Q", title=words("axis.citations"), axis=COUNTS),
        color=palette("kind", kinds, CITED_COLOURS),
        fields=("town", "kind", "n", "quote"),
        chinese=(0, 3),
    )


def wording(rows: Rows, words: Words) -> Figure:
    """What share of each report's characters is its own, and of what kind the others are."""
    kinds = [words.of("shared", kind) for kind in KINDS]
    return _bars(
        rows,
        words,
        title="chart.wording",
        how="chart.wording.how",
        x=_share("value", words("axis.wording")),
        color=palette("label", *present(rows, "label", kinds, KIND_COLOURS)),
        fields=("town", "label", "shown"),
    )


def _share(field: str, title: str) -> alt.X:
    """Shares of a whole, up to all of it however short the bars are."""
    return alt.X(f"{field}:Q", title=title, scale=alt.Scale(domain=[0, 1]), axis=SHARES)


# A bar differs from another in each of these.
def _bars(  # noqa: PLR0913
    rows: Rows,
    words: Words,
    *,
    title: str,
    how: str,
    x: alt.X,
    color: alt.Color,
    fields: Sequence[str],
    chinese: tuple[int, ...] = (0,),
) -> Figure:
    """A bar for each town, of parts by `rank`; `fields` name its tips and its table's columns."""
    towns = list(dict.fromkeys(row["town"] for row in rows))
    chart = (
        chart_of(rows, "town", 34)
        .mark_bar(height={"band": 0.66})
        .encode(
            y=row_names("town", towns),
            x=x,
            color=color,
            order=alt.Order("rank:Q"),
            tooltip=tips(words, *fields),
        )
    )
    return Figure(
        words(title),
        words(how),
        specification(chart),
        tuple(words(f"tip.{field}") for field in fields),
        [tuple(str(row[field]) for field in fields) for row in rows],
        chinese=chinese,
    )
