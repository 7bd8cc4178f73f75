"""What a report speaks of: the tasks of the national outline, and the topics of a township."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fazhi.codebook.book import Codebook
from fazhi.codebook.names import name_in
from fazhi.codebook.themes import Theme, outline_of, themes
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.writeup.peers import Peers

TOPICS = "township"
MOST = 3


def theme_rows(reading: Reading, peers: Peers) -> list[dict[str, Any]]:
    """A row a task of the outline: share of the characters in paragraphs that speak of it."""
    words = reading.words
    shares = {row["theme"]: row["share"] or 0.0 for row in reading.rows("attention")}
    if not shares:
        return []
    preamble = {row["paragraph_id"] for row in reading.paragraphs if row["role"] == "preamble"}
    first: dict[str, int] = {}
    for row in reading.rows("themes"):
        if row["paragraph_id"] not in preamble:
            first.setdefault(row["theme"], row["paragraph_id"])
    rows = []
    for entry in _outline(reading.about["report_year"], reading.words.book):
        share = shares.get(entry.id, 0.0)
        place = first.get(entry.id)
        rows.append(
            {
                "label": entry.short(words.language),
                "share": round(share, 4),
                "shown": f"{share:.0%}" if entry.id in shares else words("themes.untouched"),
                "others": peers.told(peers.count("theme", entry.id), words),
                "href": place and links.source(reading.report, "paragraph", place),
            }
        )
    return rows


def attention(reading: Reading, peers: Peers) -> Html:
    """Which parts take most of the text, which tasks it speaks of most and not at all."""
    words, total = reading.words, sum(reading.letters.values())
    if not total:
        return prose.line(words("space.none"))
    parts = [
        words("space.one", part=words.of("role", role), share=f"{n / total:.0%}")
        for role, n in sorted(reading.letters.items(), key=lambda part: -part[1])
        if n
    ]
    said = [words("space.said", list=words("list.comma").join(parts))]
    rows = theme_rows(reading, peers)
    spoken = sorted((row for row in rows if row["share"]), key=lambda row: -row["share"])
    if spoken:
        top = [words("space.one", part=row["label"], share=row["shown"]) for row in spoken[:MOST]]
        said.append(
            words("themes.said", n=len(spoken), of=len(rows), list=words("list.comma").join(top))
        )
        silent = [row["label"] for row in rows if not row["share"]]
        if silent:
            said.append(words("themes.silent", list=words("list.comma").join(silent)))
    return Html(f"<p>{prose.text(words('list.blank').join(said))}</p>")


def _outline(year: int | None, book: Codebook) -> list[Theme]:
    return [entry for entry in themes(book) if entry.group == outline_of(year)]


def topics(reading: Reading, peers: Peers) -> Html:
    """The topics spoken of, with the number of paragraphs, and those that are not."""
    words = reading.words
    entries = [entry for entry in themes(reading.words.book) if entry.group == TOPICS]
    times = Counter(row["theme"] for row in reading.rows("themes"))
    first = {row["theme"]: row for row in reversed(reading.rows("themes"))}
    named = []
    for entry in sorted(entries, key=lambda entry: -times[entry.id]):
        if times[entry.id]:
            name = words("short.field", field=name_in(words.language, entry), n=times[entry.id])
            place = first[entry.id]["paragraph_id"]
            address = links.source(reading.report, "paragraph", place)
            named.append(prose.link(address, prose.text(name), "heading"))
    if not named:
        return prose.line(words("themes.none"))
    body = f"<p>{words('topics.spoken', list=words('list.comma').join(named))}</p>"
    silent = [
        words(
            "short.silent.one",
            label=name_in(words.language, entry),
            of=peers.told(peers.count("theme", entry.id), words),
        )
        for entry in entries
        if not times[entry.id]
    ]
    if silent:
        said = words("topics.silent", list=words("list.comma").join(silent))
        body += f'<p class="quiet">{prose.text(said)}</p>'
    return prose.folded(words("topics.name"), Html(body))
