"""Two years of one authority side by side: what of each sentence was kept, changed, new, moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from markupsafe import Markup

from fazhi.publish.pages import links, prose
from fazhi.publish.pages.beside.lines import Line, lines
from fazhi.publish.pages.beside.table import line_of, table
from fazhi.publish.pages.layout import rendered
from fazhi.publish.pages.reading import Reading

STATES = ("changed", "new", "dropped", "moved", "kept")
Row = Mapping[str, Any]


def beside(later: Reading, earlier: Reading, rows: Sequence[Row], shares: Row | None) -> Markup:
    """The content of the page of two reports that follow each other.

    Args:
        later, earlier: the reports of both years.
        rows: those of the table `aligned`, in its order.
        shares: the row of the table `changes` of the whole text, if there is one.
    """
    words = later.words
    told = lines(rows)
    counted = Counter(line.state for line in told for _ in line.rows if not line.heading)
    years = _years(later, earlier)
    body = "".join(_shown(line, later, earlier) for line in told)
    heads = _heads(later, earlier)
    page = rendered(
        "beside.html.j2",
        words=words,
        title=Markup(prose.heading(page_title(later, earlier), words)),
        told=_told(shares, later, years),
        kinds=[(one, words.of("aligned", one), counted[one]) for one in STATES if counted[one]],
        table=Markup(table(heads, body, words("beside_years.caption"))),
    )
    return Markup(page)


def page_title(later: Reading, earlier: Reading) -> str:
    """The place and both years."""
    return later.words("beside_years.title", place=later.named, **_years(later, earlier))


def _years(later: Reading, earlier: Reading) -> dict[str, Any]:
    return {"before": earlier.about["report_year"], "year": later.about["report_year"]}


def _heads(later: Reading, earlier: Reading) -> list[str]:
    years = _years(later, earlier)
    return [later.words("years.year", year=years[one]) for one in ("before", "year")]


def _told(shares: Row | None, later: Reading, years: Mapping[str, Any]) -> str:
    if shares is None or shares["kept"] is None:
        return ""
    told = {one: f"{shares[one] or 0:.0%}" for one in ("kept", "changed", "new", "dropped")}
    return later.words("years.story.changed", **told, **years)


def _shown(line: Line, later: Reading, earlier: Reading) -> str:
    """A row of the table: both sides where words differ, once where they are the same."""
    words, first = later.words, line.rows[0]
    mine, theirs = _words(later, line.rows, ""), _words(earlier, line.rows, "previous_")
    name = words.of("aligned", line.state)
    kind = f"{line.state} heading" if line.heading else line.state
    if line.state == "changed" or (line.heading and mine and theirs and mine != theirs):
        sides = [
            prose.changed(theirs, mine, earlier.script),
            prose.changed(mine, theirs, later.script),
        ]
    elif mine and theirs:
        whole = _quoted(mine, later) + _place(later, first["start"])
        return line_of(kind, name, [whole + _moved(line, earlier)])
    else:
        sides = [_quoted(theirs, earlier), _quoted(mine, later)]
    sides[0] += _place(earlier, first["previous_start"]) if theirs else ""
    sides[1] += _place(later, first["start"]) if mine else ""
    sides[1] += _moved(line, earlier)
    return line_of(kind, name, sides, _heads(later, earlier))


def _words(reading: Reading, rows: tuple[Row, ...], side: str) -> str:
    """The words of one side of a line, without breaks."""
    if rows[0][f"{side}start"] is None:
        return ""
    raw = reading.raw
    return "".join("".join(raw[row[f"{side}start"] : row[f"{side}end"]].split()) for row in rows)


def _quoted(words: str, reading: Reading) -> str:
    return prose.quote(words, reading.script) if words else ""


def _place(reading: Reading, start: int) -> str:
    """The way to the paragraph in the marked text."""
    address = links.source(reading.report, "paragraph", reading.paragraph_at(start))
    told = reading.words("beside_years.place", year=reading.about["report_year"])
    return f' <a class="pin" href="{escape(address, quote=True)}" title="{prose.text(told)}">¶</a>'


def _moved(line: Line, earlier: Reading) -> str:
    """Under which heading the words stood before, where they moved."""
    row = line.rows[0]
    if line.state != "moved" and not row["elsewhere"]:
        return ""
    title = next(
        (
            one["title"]
            for one in earlier.sections
            if one["section_id"] == row["previous_section_id"]
        ),
        "",
    )
    if not title:
        return ""
    told = earlier.words("beside_years.moved", title=title, year=earlier.about["report_year"])
    return f" <small>{prose.mixed(told, earlier.words)}</small>"
