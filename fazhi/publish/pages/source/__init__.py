"""The marked source: the raw text as written, every find marked in place, all of it escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup

from fazhi.publish.pages import prose
from fazhi.publish.pages.layout import rendered
from fazhi.publish.pages.links import MARKS
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.source.cards import cards
from fazhi.publish.pages.source.held import held, held_cards
from fazhi.publish.pages.source.marks import Marked, in_pieces, marked, placed

__all__ = ["Marked", "Source", "found", "marked", "source"]

KINDS = ("quantity", "citation", "finding", "repair", "shared")
# Where whole pages are shared, nothing else could be seen: shown when it is asked for.
ASKED = frozenset({"shared"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline: depth from 1, what stands before the title, and what is said of it."""

    address: str
    depth: int
    inline: bool
    marker: str
    title: str
    lost: str
    note: str


class Source(NamedTuple):
    """The content of the page, and the style that ties its marks to their cards."""

    body: Markup
    style: Markup


def source(reading: Reading) -> Source:
    """The page of one report: filters, outline, the marked text, and the cards."""
    words = reading.words
    texts = reading.rows("texts")
    raw = texts[0]["raw_text"] if texts else ""
    marks = placed(found(reading), len(raw))
    counted = Counter(mark.kind for mark in marks)
    said = [*cards(reading, len(raw)), *held_cards(reading)]
    title = words("source.title", place=reading.named, year=reading.about["report_year"] or "—")
    page = rendered(
        "source.html.j2",
        title=Markup(prose.mixed(title, words)),
        words=words,
        kinds=[
            (MARKS[kind], words(f"position.{kind}"), counted[kind], kind not in ASKED)
            for kind in KINDS
            if counted[kind] or kind not in ASKED
        ],
        outline=list(outline(reading)),
        lang="zh-Hant" if reading.script == "traditional" else "zh-Hans",
        marked=Markup(marked(raw, marks)),
        cards=said,
    )
    named = [card.address for card in said if "unplaced" not in card.mark]
    return Source(Markup(page), Markup(_rules(named, in_pieces(len(raw), marks))))


def _rules(addresses: Sequence[str], broken: Sequence[str]) -> str:
    """Style by which a mark shows its card, and a mark in several pieces lights up as one."""
    shown = ",".join(
        f".source:has(.{name}:is(:hover,:focus-within,:target)) #i-{name}" for name in addresses
    )
    lit = ",".join(f".source:has(#{name}:target) :is(.{name},.{name} mark)" for name in broken)
    rules = f"{shown}{{display:block}}" if shown else ""
    rules += f"{lit}{{background:var(--lit)}}" if lit else ""
    return f"@supports selector(:has(a)){{{rules}}}"


def found(reading: Reading) -> Iterator[Marked]:
    """Everything the tables place in the raw text."""
    yield from held(reading)
    for row in reading.quantities:
        number = row["quantity_id"]
        note = "corrected" if number in reading.corrections else ""
        yield Marked(row["start"], row["end"], "quantity", number, note=note)
    for kind, table in (("citation", "citations"), ("finding", "findings")):
        for row in reading.rows(table):
            if row["start"] is not None:
                yield Marked(row["start"], row["end"], kind, row[f"{kind}_id"])
    for number, row in enumerate(reading.rows("repairs"), 1):
        yield Marked(row["start"], row["end"], "repair", number, note=row["kind"])
    for row in reading.paragraphs:
        yield Marked(row["start"], row["end"], "paragraph", row["paragraph_id"])
    depths, notes = _depths(reading.sections), _notes(reading)
    for row in reading.sections:
        end = row["heading_end"] or row["start"] + 1
        number = row["section_id"]
        depth = 0 if row["inline"] else depths[number]
        yield Marked(row["start"], end, "section", number, depth, notes.get(number, ""))


def _depths(sections: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Depth of each section in the tree, from 1: unlike levels, depths leave nothing out."""
    depths: dict[int, int] = {}
    for row in sections:
        depths[row["section_id"]] = depths.get(row["parent_id"] or 0, 0) + 1
    return depths


def _notes(reading: Reading) -> dict[int, str]:
    """What is irregular about the number of a heading, by section."""
    words = reading.words
    return {
        row["section_id"]: words(f"fact.{row['kind']}", expected=row["expected"] or "—")
        for row in reading.rows("outline_facts")
        if row["section_id"]
    }


def outline(reading: Reading) -> Iterator[Entry]:
    """The headings in reading order; a lost number is supplied and marked as supplied."""
    words, notes, depths = reading.words, _notes(reading), _depths(reading.sections)
    expected = {row["section_id"]: row["expected"] for row in reading.rows("outline_facts")}
    for row in reading.sections:
        number = row["section_id"]
        lost = expected.get(number) or "" if not row["marker"] else ""
        yield Entry(
            f"{MARKS['section']}{number}",
            depths[number],
            bool(row["inline"]),
            row["marker"] or "",
            row["title"],
            lost,
            Markup(prose.mixed(notes[number], words)) if number in notes else "",
        )
