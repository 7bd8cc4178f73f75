"""The cards beside the marked source: what was read at a mark, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.cited.laws import Law, laws_by_title
from fazhi.publish.pages import corrected, links, prose
from fazhi.publish.pages.links import MARKS
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.source.marks import repair_name
from fazhi.publish.pages.words import Words

Row = Mapping[str, Any]
WITHOUT_MEASURE = ("%", "")


@dataclass(frozen=True, slots=True)
class Card:
    """What is said of one mark.

    Args:
        mark: letter of its kind, which is its class.
        address: id of the mark in the text; empty for what has no place there.
        kind: name of its kind.
        title: what was found, in one line of ready markup.
        facts: names and plain values.
        note: a sentence, plain.
    """

    mark: str
    address: str
    kind: str
    title: Markup
    facts: tuple[tuple[str, str], ...] = ()
    note: str = ""


def cards(reading: Reading, length: int) -> Iterator[Card]:
    """The cards of all marks of a report, by kind, in the order of their tables."""
    for row in reading.quantities:
        yield _quantity(row, reading.corrections.get(row["quantity_id"]), reading.words)
    for row in reading.rows("citations"):
        yield _citation(row, reading)
    for row in reading.rows("findings"):
        yield _finding(row, reading.words, length)
    kinds = dict.fromkeys(row["kind"] for row in reading.rows("repairs"))
    for kind in sorted(kinds):
        name = reading.words.of("repair", kind)
        yield Card(
            "r", repair_name(kind), reading.words("position.repair"), Markup(prose.text(name))
        )


def _address(kind: str, number: int) -> str:
    return f"{MARKS[kind]}{number}"


def _quantity(row: Row, correction: Row | None, words: Words) -> Card:
    coded = row["indicator"]
    facts = [
        (words("card.indicator"), _indicator(coded, words) if coded else words("card.uncoded")),
        (words("card.approx"), words.of("approx", row["approx"])),
        (words("card.period"), words.of("period", row["period"])),
        (words("card.dimension"), words.of("dimension", row["dimension"])),
    ]
    if row["unit"] not in WITHOUT_MEASURE and row["unit"]:
        facts.insert(1, (words("card.unit"), _unit(row, words)))
    if correction:
        facts += corrected.facts(correction, words)
    elif row["rule"]:
        facts.append((words("source.rule"), row["rule"]))
    told = [words(f"card.{name}") for name in ("change", "part") if row.get(name)]
    title = Markup(f"<b>{prose.shown_amount(row, words)}</b>")
    address = _address("quantity", row["quantity_id"])
    kind = words("position.quantity")
    return Card("q", address, kind, title, tuple(facts), " ".join(told))


def _indicator(code: str, words: Words) -> str:
    """The name of an indicator, which leads to what it means."""
    name = prose.text(words.indicator(code))
    return Markup(
        prose.link(links.definition(code), name, "definition") if words.entry(code) else name
    )


def _unit(row: Row, words: Words) -> str:
    """The author's measure word, with what it means in the reader's language."""
    named = words.measure(row["unit"], row["indicator"], row["value"] == 1)
    meant = f" ({named})" if words.language != "zh" and named else ""
    return Markup(prose.mixed(f"{row['unit']}{meant}", words))


@derived
def _laws(book: Codebook) -> dict[str, Law]:
    return {law.id: law for laws in laws_by_title(book).values() for law in laws}


def law_of(document: str | None, book: Codebook) -> Law | None:
    """The entry of a document in the laws codebook."""
    return _laws(book).get(document or "")


def _citation(row: Row, reading: Reading) -> Card:
    words, law = reading.words, law_of(row["document_id"], reading.words.book)
    facts = [
        (words("head.kind"), words.of("cited", row["kind"])),
        (words("head.status"), words.of("status", row["status"])),
    ]
    if law:
        known = (
            (words("card.title"), law.title if law.title != row["title"] else ""),
            (words("card.since"), law.in_force_since),
            (words("card.revised"), law.latest_revision),
            (words("card.effective"), law.effective if law.latest_revision else ""),
            (words("card.until"), law.valid_to),
            (words("card.successor"), law.successor),
        )
        facts += [(name, Markup(prose.mixed(value, words))) for name, value in known if value]
    note = "" if row["bracketed"] else words("card.unbracketed")
    title = Markup(f'<cite lang="zh-Hans">{prose.text(row["title"])}</cite>')
    address = _address("citation", row["citation_id"])
    return Card("c", address, words("position.citation"), title, tuple(facts), note)


def _finding(row: Row, words: Words, length: int) -> Card:
    place = row["start"] is not None and row["start"] < row["end"] <= length
    badge = (
        f'<span class="badge {prose.text(row["severity"])}">'
        f"{prose.text(words.of('severity', row['severity']))}</span> "
        f"{prose.text(words.of('check', row['check']))}"
    )
    return Card(
        "f" if place else "f unplaced",
        _address("finding", row["finding_id"]),
        words("position.finding"),
        Markup(badge),
        (),
        _message(row, words),
    )


def _message(row: Row, words: Words) -> str:
    said = row[f"message_{words.named_in}"]
    return Markup(prose.mixed(said, words)) if said else ""
