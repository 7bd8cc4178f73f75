"""A chart as a notebook shows it: specification, question, description and its data as a table."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from fazhi.publish.pages import prose, theme

# JupyterLab draws this type itself, offline; the specification carries no address of a schema.
MIME = "application/vnd.vegalite.v5+json"
# A notebook's output is measured while it stands nowhere: a chart that takes its container's width
# has none there, or grows with each look. So a notebook gives a width; a page has its own to fill.
WIDTH = 720
NARROW = "narrow"
# On paper names take one line each, so that rows can stand closer.
PAPER = "paper"
ON_SCREEN = {"name": PAPER, "value": False}
# Pixels from left to right, names of rows and all. What depends on the room that marks are given
# only in the end (`bandwidth`) must not change how much the names around them take.
ROOM = "room"
IN_NOTEBOOK = {
    "width": WIDTH,
    "background": "white",
    "params": [{"name": ROOM, "value": WIDTH}, {"name": NARROW, "value": False}, ON_SCREEN],
}
# Told anew whenever the width is.
ON_PAGE = {
    "width": "container",
    "params": [
        {"name": ROOM, "expr": "width > -1 ? containerSize()[0] : 0"},
        {"name": NARROW, "expr": f"{ROOM} < 480"},
        ON_SCREEN,
    ],
}
COUNTED = re.compile(r"\b(view|param|layer|concat)_\d+\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn answer to a question.

    Args:
        question: the title, a question the chart answers.
        description: what is shown, for those who cannot see it or read how it is meant.
        spec: the Vega-Lite specification, without title and configuration.
        head: names of the columns of the data table.
        rows: the data drawn, as plain text, for readers without script.
        chinese: columns of `rows` that hold names and quotes, in Chinese whatever the language.
        parts: where a part of the corpus can be chosen, what replaces the fields of every row of
            the specification's data (see `slices`).
        folder: where the pages lie that marks lead to, as seen from where the figure is shown.
        defined: what is defined on a page, as cells of `rows` call it, with its address there.
        name: what its address on a page ends with.
        can: what a reader can do with it on a screen, which paper and pictures do not tell.
    """

    question: str
    description: str
    spec: dict[str, Any]
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = field(default=())
    chinese: Sequence[int] = ()
    parts: Mapping[str, Any] = field(default_factory=dict)
    folder: str = ""
    defined: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    can: str = ""

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        escaped = [[self._cell(at, cell) for at, cell in enumerate(row)] for row in self.rows]
        notes = {
            "question": self.question,
            "description": self.description,
            "name": self.name,
            "can": self.can,
            "table": prose.table(self.head, escaped).markup if self.head else "",
        }
        shown = {
            **self.spec,
            **IN_NOTEBOOK,
            "title": self.question,
            "autosize": {"type": "fit-x", "contains": "padding"},
            "config": theme.config(),
        }
        if self.folder:
            shown["datasets"] = {name: self._led(rows) for name, rows in shown["datasets"].items()}
        if self.parts:
            shown["usermeta"] = {"fazhi": dict(self.parts)}
        return (
            {MIME: shown, "text/plain": f"{self.question}\n{self.description}"},
            {"fazhi": notes},
        )

    def _cell(self, at: int, cell: str) -> str:
        if at in self.chinese:
            return f'<span lang="zh">{prose.text(cell)}</span>'
        told = prose.text(cell)
        return prose.link(self.defined[cell], told, "definition") if cell in self.defined else told

    def _led(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [
            {**row, "href": f"{self.folder}{row['href']}"} if row.get("href") else dict(row)
            for row in rows
        ]


def on_page(shown: Mapping[str, Any]) -> dict[str, Any]:
    """What a notebook shows of a figure, as wide as a page lets it be and on the page's ground.

    What the page is to draw parts of the corpus from is left out: it stands there packed.
    """
    left_out = ("background", "usermeta")
    return {key: part for key, part in {**shown, **ON_PAGE}.items() if key not in left_out}


def specification(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """The chart as a specification that is equal on every run: no counters, no schema address."""
    # The tests hold every published specification against the schema; here it costs a third.
    spec = chart.to_dict(validate=False)
    for key in ("$schema", "config", "width"):
        spec.pop(key, None)
    names: dict[str, str] = {}

    def renamed(found: re.Match[str]) -> str:
        return names.setdefault(found.group(), f"{found.group(1)}_{len(names) + 1}")

    stable: dict[str, Any] = json.loads(COUNTED.sub(renamed, json.dumps(spec, ensure_ascii=False)))
    return stable
