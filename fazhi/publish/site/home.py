"""The index: every report with its pages, a search over places and texts, without a server."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from fazhi.codebook.book import Codebook
from fazhi.codebook.divisions import places_above, province_of
from fazhi.language.romanised import romanised, sought
from fazhi.publish.pages import links, prose, theme
from fazhi.publish.pages.layout import BESIDE, Page, rendered, wrapped
from fazhi.publish.pages.prose import as_json
from fazhi.publish.pages.reading import Reading, readings
from fazhi.publish.pages.series import every_series
from fazhi.publish.pages.words import Words
from fazhi.publish.site import about
from fazhi.publish.site.outstanding import Corpus, sentences
from fazhi.reading.clean.script import folding
from fazhi.tables.view import Tables

# Texts up to this many characters stand in the page itself; more are cut into files of this many,
# which the page loads when somebody searches. (A Chinese character is three bytes.)
INLINE_TEXT = 60_000
SHARD = 200_000
# More rows than this are not written out: script shows those that are asked for.
WRITTEN_ROWS = 400
SCRIPTS = ("sounds", "home")
SAID = (
    "any shown hits none loading broken more years".split()  # noqa: SIM905
)


def files(
    tables: Tables, words: Words, failed: Mapping[str, str], nav: Sequence[tuple[str, str]]
) -> dict[str, str]:
    """The index and the files it searches in; `failed` gives missing pages with their reasons."""
    found = readings(tables, words)
    findings = Counter(tables.frame("findings")["report_id"].to_list())
    series = every_series(tables).values()
    years = {one: held.page for held in series for one in held.reports if held.page not in failed}
    rows = [_row(reading, failed, findings[reading.report], years) for reading in found]
    shards = _shards(found)
    inline = len(shards) == 1 and sum(_size(report) for report in shards[0]) <= INLINE_TEXT
    names = [] if inline else [f"search/{number}.js" for number in range(len(shards))]
    data = _data(rows, found, words)
    data |= {"texts": shards[0] if inline else [], "shards": names}
    corpus = Corpus(tables, found, words, failed)
    body = rendered(
        "home.html.j2",
        words=words,
        title=Markup(prose.heading(words("index.title"), words)),
        hint=Markup(prose.mixed(words("index.hint"), words)),
        rows=rows[:WRITTEN_ROWS],
        columns=("town", "county", "year", "level", "complete", "figures", "findings"),
        data=as_json(data),
        cross="" if links.CROSS_TOWN in failed else f"{links.CROSS_TOWN}.html",
        outstanding=[Markup(said) for said in sentences(corpus)],
        facts=Markup(about.facts(corpus).markup),
        coverage=Markup(about.coverage(found, words).markup),
    )
    allowed = BESIDE if names else ()
    page = Page(words("index.title"), words, nav, links.INDEX, kind="wide", allowed=allowed)
    script = "".join((theme.FOLDER / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    written = {links.INDEX: wrapped(Markup(body), page, script)}
    for name, shard in zip(names, shards, strict=False):
        packed = json.dumps(shard, ensure_ascii=False, separators=(",", ":"))
        written[name] = f"fazhiTexts({packed});\n"
    return written


def _data(
    rows: Sequence[Mapping[str, Any]], found: Sequence[Reading], words: Words
) -> dict[str, Any]:
    """What the script shows and searches in, but for the texts."""
    return {
        "rows": [_compact(row) for row in rows],
        "words": {name: words(f"index.{name}") for name in SAID},
        "levels": {row["level"]: words.of("level", row["level"]) for row in rows},
        "complete": [words("complete.no"), words("complete.yes")],
        "most": WRITTEN_ROWS,
        "folding": _folding(found, words.book),
        **_sounds(found, words),
    }


def _folding(found: Sequence[Reading], book: Codebook) -> list[str]:
    """Characters of the other script, and what they are taken for, as two texts of one length.

    Only those that can lead to something: of 3,900 the others stand for what no report writes.
    """
    written: set[str] = set()
    for reading in found:
        names = (reading.name, *places_above(reading.about, book))
        written.update(*names)
        written.update(*(row["text"] for row in reading.paragraphs))
    pairs = {old: new for old, new in folding(book).items() if {old, new} & written}
    return ["".join(pairs), "".join(pairs.values())]


def _sounds(found: Sequence[Reading], words: Words) -> dict[str, dict[str, str]]:
    """By what letters each name of a place is found; in other languages how it is written, too."""
    book = words.book
    names = {
        name: None
        for reading in found
        for name in (reading.name, *places_above(reading.about, book))
    }
    spelled = {name: told for name in names if (told := sought(name, book))}
    latin = {} if words.language == "zh" else {name: romanised(name, book) for name in spelled}
    return {"sounds": spelled, "latin": latin}


def _row(
    reading: Reading, failed: Mapping[str, str], findings: int, years: Mapping[str, str]
) -> dict[str, Any]:
    told, words = reading.about, reading.words
    reason = failed.get(links.page(reading.report), "")
    return {
        "stem": links.page(reading.report),
        "name": reading.name,
        "named": reading.named,
        "where": " ".join(places_above(told, words.book)),
        "places": Markup(_placed(places_above(told, words.book), words)),
        "province": province_of(told, reading.words.book),
        "year": told["report_year"],
        "level": told["level"] or "",
        "complete": told["complete"] is not False,
        "figures": len(reading.quantities),
        "findings": findings,
        "address": "" if reason else links.town(reading.report),
        "source": "" if reason else links.source(reading.report),
        "years": years.get(reading.report, ""),
        "failed": words("index.failed", reason=reason) if reason else "",
        "codes": " ".join(filter(None, (told["adcode"], told["doc_number"]))),
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


def _compact(row: Mapping[str, Any]) -> list[Any]:
    """A row for the script, without names of fields: there may be thousands."""
    return [
        row["stem"],
        row["name"],
        row["where"],
        row["province"],
        row["year"],
        row["level"],
        int(row["complete"]),
        row["figures"],
        row["findings"],
        int(bool(row["failed"])),
        row["codes"],
        row["years"],
    ]


Report = tuple[int, list[tuple[int, str]]]


def _shards(found: Sequence[Reading]) -> list[list[Report]]:
    """The paragraphs of every report with their numbers, in lists of bounded size."""
    shards: list[list[Report]] = [[]]
    filled = 0
    for place, reading in enumerate(found):
        report = (place, [(row["paragraph_id"], row["text"]) for row in reading.paragraphs])
        size = _size(report)
        if filled and filled + size > SHARD:
            shards.append([])
            filled = 0
        shards[-1].append(report)
        filled += size
    return shards


def _size(report: Report) -> int:
    return sum(len(text) for _, text in report[1])
