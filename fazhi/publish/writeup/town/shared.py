"""Words shared with other reports: how much of a report is whose, and the passages side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.whose import cut_alike, outermost, shares_told

# Prescribed wording is counted and not shown: it tells nothing of the author.
SHOWN = ("other_place", "own_past", "template", "unclear")
EACH = 6
LONGEST = 200


def shared(reading: Reading) -> Html:
    """The shares by kind, then for each kind the longest passages beside those they resemble."""
    words, rows = reading.words, reading.rows("wording")
    if not rows:
        return prose.line(words("shared.none"))
    sentence = prose.text(shares_told(rows[0], words))
    groups = _groups(reading)
    if not groups:
        return prose.paragraphs([sentence])
    head = [words(f"head.{name}") for name in ("here", "beside")]
    table = prose.grouped(head, groups, "qq", words("shared.caption"))
    notes = [prose.text(words(f"shared.{name}")) for name in ("judge", "marked")]
    return prose.paragraphs([sentence, *notes]) + table


def _groups(reading: Reading) -> dict[str, list[tuple[str, str]]]:
    words = reading.words
    found: dict[str, list[dict[str, Any]]] = {}
    for row in reading.rows("reuse"):
        if row["other_report_id"] not in (None, reading.report):
            found.setdefault(row["kind"] or "unclear", []).append(row)
    groups = {}
    for kind in SHOWN:
        every = outermost(found.get(kind, ()))
        rows = every[:EACH]
        if rows:
            name = words("short.field", field=words.of("shared", kind), n=len(every))
            rows.sort(key=lambda row: int(row["start"]))
            groups[name] = [_beside(reading, row) for row in rows]
    return groups


def _beside(reading: Reading, row: Mapping[str, Any]) -> tuple[str, str]:
    """The passage and the one beside it, what differs marked, with who and when."""
    other = reading.of(row["other_report_id"])
    mine, theirs = cut_alike(
        _raw(reading)[row["start"] : row["end"]],
        _raw(other)[row["other_start"] : row["other_end"]],
        LONGEST,
    )
    changed = prose.text(reading.words.of("changed", row["changes"]))
    changes = f'<span class="badge">{changed}</span>'
    undated = (
        "" if row["dated"] else f" <small>{prose.text(reading.words('shared.undated'))}</small>"
    )
    told = [prose.changed(mine, theirs, reading.script), prose.changed(theirs, mine, other.script)]
    address = links.source(other.report)
    who = prose.link(address, prose.mixed(other.label, reading.words), "heading")
    return f"{told[0]} {changes}", f"{who}{undated} {told[1]}"


def _raw(reading: Reading) -> str:
    return str(reading.rows("texts")[0]["raw_text"])
