"""The rows of two texts side by side: what differs marked, what is the same told once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fazhi.publish.pages import prose
from fazhi.publish.pages.beside.lines import Line
from fazhi.publish.pages.beside.table import line_of
from fazhi.publish.pages.words import Words

Row = Mapping[str, Any]


def nowhere(_: int) -> str:
    """No way to a place of the text."""
    return ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts.

    Args:
        name: what stands above its column.
        raw: the text as written, `script` the one it is written in.
        titles: its headings by section.
        way: ready markup that leads to a position of the text, or nothing.
    """

    name: str
    raw: str
    script: str
    titles: Mapping[int, str]
    way: Callable[[int], str] = nowhere

    def said(self, rows: Sequence[Row], which: str) -> str:
        """The words of rows without breaks; `which` is the beginning of the columns' names."""
        if rows[0][f"{which}start"] is None:
            return ""
        spans = ((row[f"{which}start"], row[f"{which}end"]) for row in rows)
        return "".join("".join(self.raw[start:end].split()) for start, end in spans)


def shown(line: Line, later: Side, earlier: Side, words: Words) -> str:
    """A row of the table: both sides where words differ, once where they are the same."""
    first = line.rows[0]
    mine, theirs = later.said(line.rows, ""), earlier.said(line.rows, "previous_")
    name = words.of("aligned", line.state)
    kind = f"{line.state} named" if line.heading else line.state
    moved = _moved(line, earlier, words)
    differs = line.state == "changed" or line.heading
    if mine and theirs and (mine == theirs or not differs):
        whole = prose.quote(mine, later.script) + later.way(first["start"])
        return line_of(kind, name, [whole + moved])
    sides = ["", ""]
    if theirs:
        sides[0] = prose.changed(theirs, mine or theirs, earlier.script)
        sides[0] += earlier.way(first["previous_start"])
    if mine:
        sides[1] = prose.changed(mine, theirs or mine, later.script)
        sides[1] += later.way(first["start"])
    return line_of(kind, name, [sides[0], sides[1] + moved], [earlier.name, later.name])


def _moved(line: Line, earlier: Side, words: Words) -> str:
    """Under which heading the words stood before, where they moved."""
    row = line.rows[0]
    title = earlier.titles.get(row["previous_section_id"] or 0, "")
    if not title or not (line.state == "moved" or row["elsewhere"]):
        return ""
    told = words("beside_years.moved", title=title, name=earlier.name)
    return f" <small>{prose.mixed(told, words)}</small>"
