"""The index: every report with its pages, a search over places and texts, without a server."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from fazhi.codebook.divisions import places_above
from fazhi.language.romanised import romanised
from fazhi.publish.pages import links, prose, theme
from fazhi.publish.pages.layout import BESIDE, Page, rendered, wrapped
from fazhi.publish.pages.prose import as_json
from fazhi.publish.pages.reading import Reading, readings
from fazhi.publish.pages.series import every_series
from fazhi.publish.pages.words import Words
from fazhi.publish.site import about
from fazhi.publish.site.outstanding import Corpus, sentences
from fazhi.publish.site.owned import Content
from fazhi.publish.site.search.rows import Counted, Rows
from fazhi.publish.site.search.texts import Texts, folded, measured
from fazhi.tables.view import Tables

SEARCHED = "paragraphs"
# More rows than this are not written out: script shows those that are asked for.
WRITTEN_ROWS = 400
SCRIPTS = ("sounds", "home")
SAID = (
    "any shown hits none loading broken more years first".split()  # noqa: SIM905
)


def files(
    tables: Tables, words: Words, failed: Mapping[str, str], nav: Sequence[tuple[str, str]]
) -> dict[str, Content]:
    """The index and the files it searches in; `failed` gives missing pages with their reasons.

    The files are to be read in their order: what tells where words are is known after the texts.
    """
    found = readings(tables, words)
    series = every_series(tables).values()
    years = {one: held.page for held in series for one in held.reports if held.page not in failed}
    counted = Counted(_counts(tables, "quantities"), _counts(tables, "findings"), years)
    known = measured(tables)
    plain = folded(known.signs.union(*(_names(reading) for reading in found)), words.book)
    texts = Texts([one.report for one in found], known.sizes, _paragraphs(tables), plain)
    listed = Rows(found, counted, failed, words)
    data = {
        **listed.told(WRITTEN_ROWS),
        **texts.told(),
        "words": {name: words(f"index.{name}") for name in SAID},
        "levels": {one: words.of("level", one) for one in _levels(found)},
        "complete": [words("complete.no"), words("complete.yes")],
        "most": WRITTEN_ROWS,
        "folding": ["".join(plain), "".join(plain.values())],
    }
    rows = [_row(reading, failed, counted) for reading in found[:WRITTEN_ROWS]]
    page = _page(Corpus(tables, found, words, failed, counted.figures), rows, data, nav)
    return {**dict(listed.files()), **dict(texts.files()), links.INDEX: page}


def _page(
    corpus: Corpus,
    rows: Sequence[Mapping[str, Any]],
    data: Mapping[str, Any],
    nav: Sequence[tuple[str, str]],
) -> str:
    """The page itself, with the rows that are written out and the data of its script."""
    words = corpus.words
    body = rendered(
        "home.html.j2",
        words=words,
        title=Markup(prose.heading(words("index.title"), words)),
        hint=Markup(prose.mixed(words("index.hint"), words)),
        rows=rows,
        columns=("town", "county", "year", "level", "complete", "figures", "findings"),
        data=as_json(data),
        cross="" if links.CROSS_TOWN in corpus.failed else f"{links.CROSS_TOWN}.html",
        outstanding=[Markup(said) for said in sentences(corpus)],
        facts=Markup(about.facts(corpus).markup),
        coverage=Markup(about.coverage(corpus.found, words).markup),
    )
    allowed = BESIDE if data["starts"] else ()
    page = Page(words("index.title"), words, nav, links.INDEX, kind="wide", allowed=allowed)
    script = "".join((theme.FOLDER / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    return wrapped(Markup(body), page, script)


def _counts(tables: Tables, name: str) -> Mapping[str, int]:
    """How many rows of a table each report has."""
    return dict(tables.scan(name).group_by("report_id").len().collect().iter_rows())


def _paragraphs(tables: Tables) -> Callable[[str], list[tuple[int, str]]]:
    """What gives the numbers and texts of a report's paragraphs."""
    return lambda report: list(
        tables.of(SEARCHED, report).select("paragraph_id", "text").iter_rows()
    )


def _names(reading: Reading) -> str:
    return "".join((reading.name, *places_above(reading.about, reading.words.book)))


def _levels(found: Sequence[Reading]) -> list[str]:
    return list(dict.fromkeys(reading.about["level"] or "" for reading in found))


def _row(reading: Reading, failed: Mapping[str, str], counted: Counted) -> dict[str, Any]:
    """A row of the table as the template has it."""
    told, words = reading.about, reading.words
    reason = failed.get(links.page(reading.report), "")
    return {
        "named": reading.named,
        "places": Markup(_placed(places_above(told, words.book), words)),
        "year": told["report_year"],
        "level": told["level"] or "",
        "complete": told["complete"] is not False,
        "figures": counted.figures.get(reading.report, 0),
        "findings": counted.findings.get(reading.report, 0),
        "address": "" if reason else links.town(reading.report),
        "source": "" if reason else links.source(reading.report),
        "years": counted.years.get(reading.report, ""),
        "failed": words("index.failed", reason=reason) if reason else "",
    }


def _placed(names: Sequence[str], words: Words) -> str:
    """The places above one; of names in two scripts a telephone has room for the Latin one."""
    if words.language == "zh":
        return prose.text(" ".join(names))
    each = ((name, romanised(name, words.book)) for name in names)
    return ", ".join(
        f'<span class="han">{prose.text(name)}</span> {prose.text(latin)}'
        if latin
        else prose.text(name)
        for name, latin in each
    )
