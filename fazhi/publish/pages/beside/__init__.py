"""Two years of one authority side by side: what of each sentence was kept, changed, new, moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

from markupsafe import Markup

from fazhi.publish.pages import links, prose
from fazhi.publish.pages.beside.lines import lines
from fazhi.publish.pages.beside.sides import Side, shown
from fazhi.publish.pages.beside.table import table
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
    sides = _side(later), _side(earlier)
    body = "".join(shown(line, *sides, words) for line in told)
    heads = [side.name for side in reversed(sides)]
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


def _told(shares: Row | None, later: Reading, years: Mapping[str, Any]) -> str:
    if shares is None or shares["kept"] is None:
        return ""
    told = {one: f"{shares[one] or 0:.0%}" for one in ("kept", "changed", "new", "dropped")}
    return later.words("years.story.changed", **told, **years)


def _side(reading: Reading) -> Side:
    words = reading.words
    year = words("years.year", year=reading.about["report_year"])
    titles = {row["section_id"]: row["title"] for row in reading.sections}
    return Side(year, reading.raw, reading.script, titles, partial(_place, reading))


def _place(reading: Reading, start: int) -> str:
    """The way to the paragraph in the marked text."""
    address = links.source(reading.report, "paragraph", reading.paragraph_at(start))
    told = reading.words("beside_years.place", year=reading.about["report_year"])
    return f' <a class="pin" href="{escape(address, quote=True)}" title="{prose.text(told)}">¶</a>'
