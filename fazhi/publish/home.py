"""The index: every report with its pages, and the way to the comparison."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from fazhi.publish import links
from fazhi.publish.layout import Page, rendered, wrapped
from fazhi.publish.reading import Reading, readings
from fazhi.publish.tables import Tables
from fazhi.publish.words import Words


def index(tables: Tables, words: Words, failed: Mapping[str, str]) -> str:
    """The page that leads to all others; `failed` gives pages that are missing, with reasons."""
    cross = f"{links.CROSS_TOWN}.html"
    nav = [(words("nav.index"), links.INDEX), (words("nav.cross_town"), cross)]
    cards = [_card(reading, words, failed) for reading in readings(tables, words)]
    body = rendered(
        "home.html.j2",
        words=words,
        cards=cards,
        cross="" if links.CROSS_TOWN in failed else cross,
    )
    return wrapped(Markup(body), Page(words("index.title"), words, nav, links.INDEX))


def _card(reading: Reading, words: Words, failed: Mapping[str, str]) -> dict[str, object]:
    about, stem = reading.about, links.page(reading.report)
    reason = failed.get(stem, "")
    return {
        "name": reading.name,
        "year": about["report_year"],
        "where": " ".join(str(about[k]) for k in ("province", "prefecture", "county") if about[k]),
        "address": "" if reason else links.town(reading.report),
        "source": "" if reason else links.source(reading.report),
        "failed": words("index.failed", reason=reason) if reason else "",
        "line": words(
            "index.card",
            characters=f"{sum(reading.letters.values()):,}",
            figures=len(reading.quantities),
            citations=len(reading.citations),
        ),
    }
