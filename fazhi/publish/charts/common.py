"""The charts: each takes rows ready to draw and gives a figure that answers one question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from fazhi.publish.charts.figure import NARROW, PAPER, ROOM, Figure, specification
from fazhi.publish.pages import theme
from fazhi.publish.pages.words import Words
from fazhi.records import CONFLICTING, NOT_STATED, STATED, UNREADABLE, ZERO

Rows = Sequence[Mapping[str, Any]]
# The names of rows give way to the marks, above all on a telephone: a long one takes two lines,
# broken at a blank, a Chinese one before its unit or in its middle.
CHINESE = "test(regexp('[\\u3400-\\u9fff]'), datum.label)"
LONGEST = f"({PAPER} ? 99 : {CHINESE} ? ({NARROW} ? 14 : 20) : ({NARROW} ? 26 : 38))"
LONG = f"length(datum.label) > {LONGEST}"
UNIT = "indexof(datum.label, '\uff08')"
MIDDLE = f"({UNIT} > 5 && {UNIT} < 15 ? {UNIT} : ceil(length(datum.label) / 2))"
FIRST = (
    f"regexp({CHINESE} ? '^(.{{' + {MIDDLE} + '}}[、，”）]?)'"
    " : '^(.{9,' + clamp(ceil(length(datum.label) / 2) + 4, 22, 28) + '}) ')"
)
# A place with its Latin letters is broken before them, above a narrow column behind its name, too.
WITH_LATIN = re.compile("^[\u3400-\u9fff]+ [A-Z]")
LATIN = "regexp('^([\\u3400-\\u9fff]+) (?=[A-Z])')"
BY_LINE = re.compile("^([\u3400-\u9fff]+) ([A-Z][^ ]+) ")
OWN_NAME = "regexp('^([\\u3400-\\u9fff]+) ([A-Z][^ ]+) ')"
SPELLED = f"test({LATIN}, datum.label)"
TWO_LINES = f"{LONG} || (!{PAPER} && {SPELLED})"
BROKEN = (
    f"!{PAPER} && {SPELLED} ? split(replace(datum.label, {LATIN}, '$1\\n'), '\\n')"
    f" : {LONG} ? split(replace(datum.label, {FIRST}, '$1\\n'), '\\n') : datum.label"
)
LINE_HEIGHT = 11
NAMES = f"({PAPER} ? 330 : {NARROW} ? 166 : 260)"
NAME_SIZE = f"{PAPER} || {NARROW} ? 10.5 : 12"
SMALL = f"{PAPER} || {NARROW} ? 9.5 : 11.5"
MANY_TOWNS = 12
# Words in a cell become smaller where it is narrow, and leave it where they could not be read:
# pointing at the cell tells them, and so does the table below.
LEAST = 7.5
WIDE_SIGNS = "length(replace({0}, regexp('[^\\u3400-\\u9fff]', 'g'), ''))"
BREADTH = "(0.65 * length({0}) + 0.35 * " + WIDE_SIGNS + ")"
ROOMY = "((bandwidth('x') - 4) / " + BREADTH + ")"
# There are no halves of a count: however short the axis, its ticks are whole numbers.
WHOLE = "clamp(floor(domain('x')[1]), 1, 6)"
COUNTS = alt.Axis(format=",d", tickMinStep=1, tickCount=alt.ExprRef(WHOLE))
# So few that their labels have room on a telephone.
SHARES = alt.Axis(format="%", tickCount=alt.ExprRef(f"{NARROW} ? 3 : 8"))
# Long numbers have room on a telephone at every other power of ten.
ODD = f"{NARROW} && domain('x')[1] > 9999 && round(log(datum.value) / LN10) % 2"
DECADES = alt.Axis(
    format=",",
    values=[10**power for power in range(12)],
    labelExpr=f"{ODD} ? '' : datum.label",
)


def _data(rows: Rows) -> alt.InlineData:
    """The rows as a chart carries them: whose they are is told by their link."""
    return alt.InlineData(
        values=[{name: row[name] for name in row if name != "report_id"} for row in rows]
    )


def chart_of(rows: Rows, field: str, step: int = 26) -> alt.Chart:
    """A chart as wide as the page lets it be, with a row of even height for each name."""
    named = len({row[field] for row in rows})
    return alt.Chart(_data(rows), height=step * named)


def row_names(field: str, order: Sequence[str] | None, away: int = 6) -> alt.Y:
    """The axis of named rows, in the order given, so many pixels away from the marks."""
    axis = names_axis(away)
    return alt.Y(f"{field}:N", sort=list(order) if order else None, title=None, axis=axis)


def names_axis(away: int = 6) -> alt.Axis:
    """An axis of names that leaves room for the marks, on a telephone too."""
    return alt.Axis(
        labelExpr=BROKEN,
        labelLineHeight=LINE_HEIGHT,
        # The middle of two lines, not of the first, stands beside the mark.
        labelBaseline={"condition": {"test": TWO_LINES, "value": "bottom"}, "value": "middle"},
        labelLimit=alt.ExprRef(NAMES),
        labelFontSize=alt.ExprRef(NAME_SIZE),
        labelPadding=away,
        ticks=False,
    )


def tips(words: Words, *fields: str) -> list[alt.Tooltip]:
    """What pointing at a mark tells: the fields, by their names in the reader's language."""
    return [alt.Tooltip(f"{name}:N", title=words(f"tip.{name}")) for name in fields]


def palette(field: str, names: Sequence[str], colours: Sequence[str]) -> alt.Color:
    """A colour for each name, with a legend."""
    scale = alt.Scale(domain=list(names), range=list(colours)[: len(names)])
    return alt.Color(f"{field}:N", scale=scale, legend=_legend(names))


def _breadth(names: Sequence[str]) -> int:
    """How many pixels the longest of some names takes, about."""
    return max((sum(12 if ord(sign) > 0x2E80 else 7 for sign in name) for name in names), default=0)


def _legend(names: Sequence[str]) -> alt.Legend:
    """A legend above the chart, in as many columns as its longest name leaves room for."""
    width = f"({PAPER} ? {ROOM} - 300 : {NARROW} ? 235 : {ROOM} - 250)"
    columns = alt.ExprRef(f"clamp(floor({width} / {_breadth(names) + 30}), 1, {len(names)})")
    return alt.Legend(title=None, columns=columns)


def told(words: Words, *keys: str) -> str:
    """Texts as one paragraph: what is measured, then how it is drawn."""
    return words("sentence.space").join(words(key) for key in keys)


def present(
    rows: Rows, field: str, names: Sequence[str], colours: Sequence[str]
) -> tuple[list[str], list[str]]:
    """The names that occur in the rows with their colours: what does not needs no legend."""
    found = {row[field] for row in rows}
    kept = [pair for pair in zip(names, colours, strict=False) if pair[0] in found]
    return [name for name, _ in kept], [colour for _, colour in kept]


PART_SHAPES = ("circle", "square", "diamond", "triangle-up")
STATES = (STATED, ZERO, CONFLICTING, UNREADABLE, NOT_STATED)
MET = ("yes", "partly", "no", "lost", "free")
STATE_COLOURS = {
    STATED: theme.BLUE,
    ZERO: theme.PURPLE,
    CONFLICTING: theme.ORANGE,
    UNREADABLE: "#c9ced4",
    NOT_STATED: "#8a929b18",
    "yes": theme.BLUE,
    "partly": "#9cc3e8",
    "no": theme.ORANGE,
    "lost": "#c9ced4",
    "free": "#8a929b18",
}
# States whose cells are of the page's own grey, light or dark with it.
GROUND = (UNREADABLE, NOT_STATED, "lost", "free")


def town_columns(towns: Sequence[str], rows: Sequence[str]) -> alt.Axis:
    """Names above the columns of a grid with named rows, upright where they cannot lie."""
    lines = [line for town in towns for line in BY_LINE.sub(r"\1\n\2\n", town).split("\n")]
    needed = f"{len(towns) * (_breadth(lines) + 6)} * ({SMALL}) / 12"
    upright = f"({NARROW} || {ROOM} - min({_breadth(rows)}, {NAMES}) < {needed})"
    # Lines are counted from the first one downwards.
    above = 2 * LINE_HEIGHT if any(WITH_LATIN.search(town) for town in towns) else 0
    return alt.Axis(
        orient="top",
        ticks=False,
        labelExpr=(
            f"!{upright} && {SPELLED}"
            f" ? split(replace(datum.label, {OWN_NAME}, '$1\\n$2\\n'), '\\n') : datum.label"
        ),
        labelLineHeight=LINE_HEIGHT,
        labelPadding=alt.ExprRef(f"{upright} ? 4 : {5 + above}"),
        labelAngle=alt.ExprRef(f"{upright} ? -90 : 0"),
        labelAlign=alt.ExprRef(f"{upright} ? 'left' : 'center'"),
        labelBaseline=alt.ExprRef(f"{upright} ? 'middle' : 'bottom'"),
        labelLimit=alt.ExprRef(f"{upright} ? 190 : bandwidth('x')"),
        labelOverlap=False,
        labelFontSize=alt.ExprRef(SMALL),
    )


def words_in_cells(base: alt.Chart, field: str) -> alt.Chart:
    """The words of a field in the cells of a grid, as large as the cells leave room for."""
    room = ROOMY.format(f"datum.{field}")
    size = alt.ExprRef(f"clamp({room}, {LEAST}, {SMALL})")
    seen = alt.ExprRef(f"{room} < {LEAST} ? 0 : 1")
    marks: alt.Chart = base.mark_text(fontSize=size, opacity=seen).encode(text=f"{field}:N")
    return marks


def grid(rows: Rows, words: Words, what: str, states: Sequence[str] = STATES) -> Figure:
    """A grid of rows by towns whose cells tell their state apart by colour and by word."""
    towns = list(dict.fromkeys(row["town"] for row in rows))
    labels = list(dict.fromkeys(row["label"] for row in rows))
    # Where towns are many, the last state is the empty ground and costs no row.
    ground = words.of("state", states[-1]) if len(towns) > MANY_TOWNS else ""
    drawn = [row for row in rows if row["state"] != ground]
    chart = alt.Chart(_data(drawn), height=26 * len(labels))
    base = chart.encode(
        y=row_names("label", labels).scale(domain=labels),
        x=alt.X("town:N", title=None, axis=town_columns(towns, labels)).scale(domain=towns),
        tooltip=tips(words, "town", "label", "state", "shown", "quote"),
    )
    names = [words.of("state", state) for state in states]
    colours = [STATE_COLOURS[state] for state in states]
    cells = base.mark_rect(stroke=theme.EDGE, strokeWidth=1, cursor="pointer").encode(
        color=palette("state", *present(rows, "state", names, colours)),
        href=alt.Href("href:N"),
    )
    ground_names = [words.of("state", state) for state in states if state in GROUND]
    pale = alt.FieldEqualPredicate(field="state", equal=words.of("state", "partly"))
    marks = words_in_cells(base, "glyph").encode(
        color=alt.when(alt.FieldOneOfPredicate("state", ground_names))
        .then(alt.value(theme.STRONG))
        .when(pale)
        .then(alt.value(theme.DARK))
        .otherwise(alt.value("#ffffff")),
        tooltip=alt.value(None),
    )
    return Figure(
        words(f"chart.{what}"),
        words(f"chart.{what}.how"),
        specification(cells if ground else cells + marks),
        (words("tip.label"), words("tip.town"), words("tip.state"), words("tip.shown")),
        [(row["label"], row["town"], row["state"], row["shown"]) for row in drawn],
        chinese=(1, 3),
        can=words("chart.cells.how"),
    )


def compared(rows: Rows, words: Words, everyone: Sequence[str]) -> Figure:
    """Stated figures of several towns, one indicator a row, logarithmic where they span decades.

    `everyone` gives the towns of all charts: each has the same colour in all of them.
    """
    drawn = {row["town"] for row in rows}
    towns = [town for town in everyone if town in drawn]
    order = list(dict.fromkeys(row["label"] for row in rows))
    firm = [words(f"firm.{name}") for name in ("exact", "approx")]
    values = [row["value"] for row in rows]
    log = 0 < 10 * min(values) <= max(values)
    few = len(everyone) <= len(theme.TOWNS)
    own = [colour for town, colour in zip(everyone, theme.TOWNS, strict=False) if town in drawn]
    colour = palette("town", towns, own) if few else alt.value(theme.BLUE)
    base = chart_of(rows, "label", 30).encode(
        y=row_names("label", order),
        x=alt.X(
            "value:Q",
            title=words("axis.log" if log else "axis.linear"),
            scale=alt.Scale(type="log", nice=True) if log else alt.Scale(zero=True),
            axis=DECADES if log else COUNTS,
        ),
    )
    lines = base.mark_rule(color=theme.GREY, opacity=0.5).encode(
        x=alt.X("min(value):Q"), x2=alt.X2("max(value):Q")
    )
    points = _points(base, words, firm, colour)
    return Figure(
        words("chart.compared"),
        told(words, "chart.compared.how", "chart.compared.marks"),
        specification(lines + points),
        (words("tip.label"), words("tip.town"), words("tip.shown"), words("tip.quote")),
        [(row["name"], row["town"], row["shown"], row["quote"]) for row in rows],
        chinese=(1, 2, 3),
    )


def _points(base: alt.Chart, words: Words, firm: Sequence[str], colour: Any) -> Any:
    """Filled where the figure is exact, hollow where it is approximate."""
    return base.mark_point(size=110, strokeWidth=2, opacity=1, cursor="pointer").encode(
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
        tooltip=tips(words, "town", "label", "shown", "quote"),
    )


def concreteness(rows: Rows, words: Words) -> Figure:
    """How many figures each report states in a thousand characters of each part."""
    towns = list(dict.fromkeys(row["town"] for row in rows))
    parts = [words.of("role", role) for role in theme.ROLES[:4]]
    roles, colours = present(rows, "part", parts, theme.ROLE_COLOURS)
    _, shapes = present(rows, "part", parts, PART_SHAPES)
    base = chart_of(rows, "town", 46).encode(
        y=row_names("town", towns, away=14),
        yOffset=alt.YOffset("part:N", sort=roles),
        x=alt.X("density:Q", title=words("axis.density"), axis=alt.Axis(tickCount=6)),
    )
    points = base.mark_point(filled=True, size=95, opacity=1).encode(
        # Colour and shape tell the same, so they share one legend.
        color=palette("part", roles, colours),
        shape=alt.Shape(
            "part:N", scale=alt.Scale(domain=roles, range=shapes), legend=_legend(roles)
        ),
        tooltip=tips(words, "town", "part", "shown"),
    )
    return Figure(
        words("chart.concreteness"),
        words("chart.concreteness.how"),
        specification(points),
        (words("tip.town"), words("tip.part"), words("tip.shown")),
        [(row["town"], row["part"], row["shown"]) for row in rows],
        chinese=(0,),
    )
