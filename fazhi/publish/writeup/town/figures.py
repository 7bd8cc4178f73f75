"""The figures of a report: by field in sentences, and all of them with their quotes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.writeup import ranges
from fazhi.publish.writeup.peers import Peers
from fazhi.publish.writeup.said import sentences
from fazhi.publish.writeup.town.story import Story, conflicting
from fazhi.records import CONFLICTING

Row = dict[str, Any]
AT_MOST = 4


def by_field(reading: Reading, peers: Peers, story: Story) -> Html:
    """What the story has not told, a paragraph a field; what most others state; all in a table."""
    words = reading.words
    if not reading.quantities:
        return prose.line(words("figures.none")) + _silence(reading, peers)
    fields: dict[str, list[Row]] = {}
    for row in reading.coded:
        if row["quantity_id"] not in story.told:
            fields.setdefault(words.field(row["indicator"]), []).append(row)
    rivals = conflicting(reading)
    body = "".join(
        f"<p><b>{prose.text(name)}</b> {sentences(reading, rows, rivals)}</p>"
        for name, rows in fields.items()
    )
    size = f'<p class="size">{prose.text(_size(reading, peers))}</p>'
    table = prose.folded(words("figures.all", n=len(reading.quantities)), _table(reading, peers))
    return Html(size + body) + _silence(reading, peers) + table


def _size(reading: Reading, peers: Peers) -> str:
    """How many figures, how many of them coded, how many sentences hold one."""
    words = reading.words
    total, uncoded = len(reading.quantities), len(reading.quantities) - len(reading.coded)
    said = words("figures.size", n=total)
    if uncoded:
        said += words("short.uncoded", n=uncoded)
    codes = {row["indicator"] for row in reading.coded}
    alone = sum(peers.count("indicator", code) == 1 for code in codes)
    if alone and not peers.alone:
        said += words("figures.alone", n=alone)
    measures = reading.rows("measures")
    share = measures[0]["specificity"] if measures else None
    return said + (words("short.specific", share=f"{share:.0%}") if share is not None else "")


def _silence(reading: Reading, peers: Peers) -> Html:
    """What most reports have and this one has not."""
    words = reading.words
    own = {row["indicator"] for row in reading.coded}
    missing = [code for code in peers.usual("indicator") if code not in own][:AT_MOST]
    if not missing:
        return Html("")
    named = []
    for code in missing:
        of = peers.told(peers.count("indicator", code), words)
        label = prose.text(words.phrase(code))
        if words.entry(code):
            label = prose.link(links.definition(code), label, "definition")
        named.append(words("short.silent.one", label=label, of=prose.text(of)))
    said = words("short.silent", list=words("list.comma").join(named))
    return Html(f'<p class="quiet">{said}</p>')


def _table(reading: Reading, peers: Peers) -> Html:
    """Every figure by field: as stated, with its sentence and the way to it."""
    words = reading.words
    head = [words(f"head.{name}") for name in ("indicator", "stated", "others_state", "quote")]
    own = {row["indicator"]: row for row in reading.rows("indicators")}
    groups: dict[str, list[Row]] = {}
    for row in [*reading.coded, *(row for row in reading.quantities if not row["indicator"])]:
        groups.setdefault(words.field(row["indicator"] or "none"), []).append(row)
    cells = {
        field: [
            (
                _named(reading, row),
                reading.evidence(row),
                _others(reading, peers, row, own),
                reading.quoted(row),
            )
            for row in rows
        ]
        for field, rows in groups.items()
    }
    table = prose.grouped(head, cells, "lntq", words("figures.caption"))
    drawn = any(_range(peers, row, own) for row in reading.coded)
    return prose.line(words("range.how")) + table if drawn else table


def _named(reading: Reading, row: Row) -> str:
    words, code = reading.words, row["indicator"]
    name = prose.text(words.indicator(code) if code else words("figures.uncoded"))
    if code and words.entry(code):
        name = prose.link(links.definition(code), name, "definition")
    period = f' <small class="period">{prose.text(words.of("period", row["period"]))}</small>'
    return name + ("" if row["period"] == "year" else period)


def _others(reading: Reading, peers: Peers, row: Row, own: Mapping[str, Row]) -> str:
    words = reading.words
    if peers.alone or not row["indicator"]:
        return "—"
    told = peers.told(peers.count("indicator", row["indicator"]), words)
    found = _range(peers, row, own)
    drawn = ranges.strip(row, found, words) if found else ""
    return ranges.others(words("head.others_state"), told) + drawn


def _range(peers: Peers, row: Row, own: Mapping[str, Row]) -> ranges.Range | None:
    """Where the others' figures lie, if this is the report's figure and no part of it."""
    mine = own.get(row["indicator"])
    whole = mine and (mine["state"] == CONFLICTING or mine["value"] == row["value"])
    if not whole or row["change"] or row["period"] not in ("year", "stock"):
        return None
    return peers.range(row["indicator"], row["unit"]) if row["value"] is not None else None
