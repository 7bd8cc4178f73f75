"""The head of a town's page: who speaks, when, from which file, and on what that rests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from fazhi.codebook.divisions import divisions, places_above
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.town.unread import unread

# What `evidence` says of a place that has no code.
MANY = re.compile(r"(\d+) candidates")
UNLISTED = re.compile(r"not in the list of (\S+?)(?:; (\d+) until (\d+))?")
# Where a statement about the report was found, in the order in which the facts are told.
RESTS_ON = ("town", "county", "prefecture", "province", "adcode", "report_year", "issued_date")


def head(reading: Reading) -> Html:
    """Title, the way to the marked source, and the facts of the report."""
    words, about = reading.words, reading.about
    title = words("town.title", place=reading.named, year=about["report_year"] or "—")
    button = prose.link(
        links.source(reading.report), prose.text(words("town.read_source")), "button"
    )
    told = prose.facts(_named(_who(reading), words))
    more = prose.facts(_named(_origin(reading), words)) + unread(reading)
    return (
        Html(f'<h1 class="title">{prose.heading(title, words)}</h1>')
        + told
        + Html(f"<p>{button}</p>")
        + prose.folded(words("town.more"), more)
    )


def perhaps_same(reading: Reading) -> str:
    """Which report may be of the same place under another word for its level, and what is known."""
    (row,) = reading.rows("authorities")
    if not row["perhaps_same"]:
        return "—"
    other = reading.of(row["perhaps_same"])
    name, year = str(other.about["town"]), str(other.about["report_year"])
    told = prose.mixed(reading.words("years.perhaps.told", town=name, year=year), reading.words)
    return told.replace(name, prose.link(links.town(other.report), prose.text(name), "heading"), 1)


def _named(found: Iterator[tuple[str, str]], words: Words) -> list[tuple[str, str]]:
    """The facts that are known, by their names in the reader's language."""
    return [(words(name), value) for name, value in found if value != "—"]


def _who(reading: Reading) -> Iterator[tuple[str, str]]:
    """Who speaks, of what place, when, as far as the text says so."""
    words, about = reading.words, reading.about
    place = [*places_above(about, reading.words.book), *([about["town"]] if about["town"] else [])]
    comma = words("list.comma")
    yield "town.place", _together([words.place(name) for name in place])
    yield "years.perhaps", perhaps_same(reading)
    yield "town.issuers", _chinese(comma.join(about["issuers"] or []))
    yield "town.number", _chinese(about["doc_number"])
    yield "town.issued", prose.text(about["issued_date"])


def _origin(reading: Reading) -> Iterator[tuple[str, str]]:
    """What else is known: to whom, which file was read, on what the identity rests."""
    words, about = reading.words, reading.about
    comma = words("list.comma")
    yield "town.full_title", _chinese(about["title"])
    yield "town.addressees", _chinese(comma.join(about["addressees"] or []))
    yield "town.published", prose.text(about["published_date"] or words("town.not_stated"))
    yield "town.adcode", prose.text(about["adcode"])
    yield "town.candidates", _chinese(comma.join(about["candidates"] or []))
    yield "town.rests", _rests_on(reading)
    yield "town.length", prose.text(words("town.characters", n=sum(reading.letters.values())))
    yield "town.script", prose.text(words.of("script", reading.script))
    yield "town.url", prose.text(about["source_url"] or words("town.not_stated"))
    yield from _captured(reading)
    yield "town.file", prose.mixed(about["path"], words)
    yield "town.hash", f'<code class="hash">{prose.text(about["sha256"])}</code>'


def _captured(reading: Reading) -> Iterator[tuple[str, str]]:
    """How the file was collected, as far as its manifest or archive tells."""
    about = reading.about
    reached = about["final_url"]
    yield "town.reached", prose.text(reached if reached != about["source_url"] else None)
    when = (about["captured_at"] or "").partition(".")[0].removesuffix("Z")
    zone = " UTC" if (about["captured_at"] or "").endswith("Z") else ""
    yield "town.captured", prose.text(f"{when.replace('T', ' ')}{zone}" if when else None)
    collected = about["captured_sha256"]
    altered = collected if collected and collected != about["sha256"] else None
    digest = f'<code class="hash">{prose.text(altered)}</code>'
    yield "town.altered", digest if altered else "—"


def _together(names: list[str]) -> str:
    """Names of places, none of them broken over two lines."""
    each = (f'<span class="together">{prose.text(name)}</span>' for name in names)
    return f'<span lang="zh-Hans">{" ".join(each)}</span>' if names else "—"


def _chinese(words: object) -> str:
    shown = prose.text(words)
    return shown if shown == "—" else f'<span lang="zh-Hans">{shown}</span>'


def _rests_on(reading: Reading) -> str:
    """For each fact of the report's identity, what it was taken from."""
    words = reading.words
    try:
        evidence = json.loads(reading.about["evidence"] or "{}")
    except ValueError:
        return "—"
    code = reading.about["adcode"]
    by_code = divisions(reading.words.book).ancestry(code)._asdict() if code else {}
    evidence = {name: "gazetteer" for name, known in by_code.items() if known} | evidence
    said = [_rests_one(name, found, words) for name in RESTS_ON if (found := evidence.get(name))]
    return prose.text(words("list.semicolon").join(said))


def _rests_one(name: str, found: str, words: Words) -> str:
    """A fact with what it was taken from, or why it could not be taken."""
    what = words.of("identity", name)
    if many := MANY.fullmatch(found):
        return words("town.rests.many", what=what, n=many[1])
    if unlisted := UNLISTED.fullmatch(found):
        day, code, year = unlisted.groups()
        if code:
            return words("town.rests.formerly", what=what, day=day, code=code, year=year)
        return words("town.rests.unlisted", what=what, day=day)
    return words("town.rests.one", what=what, where=words.of("rests", found))
