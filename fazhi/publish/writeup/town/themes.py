"""What a report speaks of: the tasks of the national outline, and the topics of a township."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fazhi.codebook.themes import Theme, load_themes
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.writeup.peers import Peers

# The outline in force decides by which tasks a report is read; that of 2021 came in August 2021.
OUTLINE_2021 = 2021
TOPICS = "township"


def theme_rows(reading: Reading, peers: Peers) -> list[dict[str, Any]]:
    """A row a task of the outline: share of the characters in paragraphs that speak of it."""
    words = reading.words
    letters = {row["paragraph_id"]: len("".join(row["text"].split())) for row in reading.paragraphs}
    outside = {row["paragraph_id"] for row in reading.paragraphs if row["role"] == "preamble"}
    total = sum(n for paragraph, n in letters.items() if paragraph not in outside)
    hits: dict[str, list[dict[str, Any]]] = {}
    for row in reading.rows("themes"):
        if row["paragraph_id"] not in outside:
            hits.setdefault(row["theme"], []).append(row)
    if not total or not hits:
        return []
    rows = []
    for entry in _outline(reading.about["report_year"]):
        touched = hits.get(entry.id, [])
        share = sum(letters.get(row["paragraph_id"], 0) for row in touched) / total
        place = touched[0]["paragraph_id"] if touched else None
        rows.append(
            {
                "label": entry.short(words.language),
                "share": round(share, 4),
                "shown": f"{share:.0%}" if touched else words("themes.untouched"),
                "others": peers.told(peers.count("theme", entry.id), words),
                "href": place and links.source(reading.report, "paragraph", place),
            }
        )
    return rows


def _outline(year: int | None) -> list[Theme]:
    group = "outline2015" if year and year < OUTLINE_2021 else "outline2021"
    return [entry for entry in load_themes() if entry.group == group]


def topics(reading: Reading, peers: Peers) -> Html:
    """The topics spoken of, with the number of paragraphs, and those that are not."""
    words = reading.words
    entries = [entry for entry in load_themes() if entry.group == TOPICS]
    times = Counter(row["theme"] for row in reading.rows("themes"))
    first = {row["theme"]: row for row in reversed(reading.rows("themes"))}
    named = []
    for entry in sorted(entries, key=lambda entry: -times[entry.id]):
        if times[entry.id]:
            name = words("short.field", field=getattr(entry, words.language), n=times[entry.id])
            place = first[entry.id]["paragraph_id"]
            address = links.source(reading.report, "paragraph", place)
            named.append(prose.link(address, prose.text(name), "heading"))
    if not named:
        return prose.line(words("themes.none"))
    body = f"<p>{words('topics.spoken', list=words('list.comma').join(named))}</p>"
    silent = [
        words(
            "short.silent.one",
            label=getattr(entry, words.language),
            of=peers.told(peers.count("theme", entry.id), words),
        )
        for entry in entries
        if not times[entry.id]
    ]
    if silent:
        said = words("topics.silent", list=words("list.comma").join(silent))
        body += f'<p class="quiet">{prose.text(said)}</p>'
    return Html(body)
