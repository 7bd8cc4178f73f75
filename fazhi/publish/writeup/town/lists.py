"""Sections of a town page that list rows: requirements, fields, plans, laws, findings, repairs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from fazhi.codebook.book import Codebook
from fazhi.codebook.requirements import requirement_entries
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.source.cards import law_of
from fazhi.publish.pages.words import CHINESE
from fazhi.publish.writeup.peers import Peers
from fazhi.records import SEVERITIES

SHORT = 4
LONGEST_QUOTE = 160
# A term stands in the middle of a clause by nature; a passage longer than this has been cut out.
LONGEST_TERM = 20
# Which page of how many, at the end of a reason.
PART = re.compile(r" ?\(?page (\d+) of (\d+)\)?$")
OTHER_PERIODS = frozenset({"plan", "rate", "previous"})
STATUS_ORDER = ("superseded", "not_yet_in_force", "in_force", "unknown")


def badge(words: str, kind: object) -> str:
    """A coded value as a small label."""
    return f'<span class="badge {prose.text(kind)}">{prose.text(words)}</span>'


def others(name: str, told: str) -> str:
    """What is told of the other reports; where cells are stacked, with the name of their column."""
    return (
        f'<span class="of"><span class="narrow">{prose.text(name)} </span>{prose.text(told)}</span>'
    )


def required(reading: Reading, peers: Peers) -> Html:
    """The national rule point by point: verdict, words that show it, how many others meet it."""
    words = reading.words
    rows = {row["requirement"]: row for row in reading.rows("requirements")}
    if not rows:
        return prose.line(words("required.none"))
    shown = []
    for entry in requirement_entries(reading.words.book):
        code = entry.id
        if code not in rows:
            continue
        row = rows[code]
        missing = getattr(entry, f"{words.named_in}_{row['met']}", "")
        quote = _place(reading, row) if row["quote"] else ""
        note = f"<p>{prose.mixed(missing, words)}</p>" if missing else ""
        of = peers.told(peers.count("met", code), words, peers.count("asked", code))
        shown.append(
            (
                prose.text(words.requirement(code)),
                badge(words.of("met", row["met"]), row["met"]),
                note + quote or "—",
                "—" if peers.alone else others(words("head.others_meet"), of),
            )
        )
    head = [words(f"head.{name}") for name in ("item", "verdict", "shown_by", "others_meet")]
    return prose.table(head, shown, "ltqt", words("required.caption"))


def _place(reading: Reading, row: dict[str, Any]) -> str:
    """A row's quote, cut where long, with a link to the paragraph in which it begins."""
    quote = row["quote"]
    cut = quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]}…"
    shown = prose.quote(cut, reading.script)
    number = reading.paragraph_at(row["start"])
    address = links.source(reading.report, "paragraph", number)
    if number is None:
        address += "#content"
    return prose.link(address, shown, "heading")


def said_of(reading: Reading, peers: Peers, fields: frozenset[str], nothing: str) -> Html:
    """What the report states in some fields, and what most of the others state and it does not."""
    words = reading.words
    own = [row for row in reading.coded if row["indicator"].partition(".")[0] in fields]
    items = [
        words(
            "disputes.figure",
            label=prose.text(words.indicator(code)),
            shown=words("list.comma").join(_with_period(reading, row) for row in rows),
        )
        for code, rows in groupby(own, key=itemgetter("indicator"))
    ]
    body = (
        f"<p>{words('field.states', list=words('list.semicolon').join(items))}</p>"
        if items
        else f'<p class="quiet">{prose.text(words(nothing))}</p>'
    )
    stated = {row["indicator"] for row in own}
    others = [
        words(
            "short.silent.one",
            label=words.indicator(code),
            of=peers.told(n, words),
        )
        for code, n in _by_others(peers)
        if code.partition(".")[0] in fields and code not in stated
    ][:SHORT]
    if others:
        silent = words("field.silent", list=words("list.comma").join(others))
        body += f'<p class="quiet">{prose.text(silent)}</p>'
    return Html(body)


def _with_period(reading: Reading, row: dict[str, Any]) -> str:
    """A figure with its link; of one that is no level of the year, with what it is (planned)."""
    words, shown = reading.words, reading.evidence(row)
    if row["period"] not in OTHER_PERIODS:
        return shown
    return words("field.other_period", shown=shown, period=words.of("period", row["period"]))


def _by_others(peers: Peers) -> Iterator[tuple[str, int]]:
    for code in peers.usual("indicator"):
        yield code, peers.count("indicator", code)


def listed(reading: Reading, role: str, nothing: str) -> Html:
    """The items of a part as the report lists them; where it lists none, the part as it stands."""
    inside = [row for row in reading.sections if row["role"] == role and row["level"] > 1]
    items = [row for row in inside if row["inline"]] or inside
    whole = [row for row in reading.sections if row["role"] == role and row["level"] == 1]
    if items:
        own = {row["section_id"] for row in items}
        rows = [row for row in items if row["parent_id"] not in own]
        entries = "".join(f"<li>{_item(reading, row)}</li>" for row in rows)
        return Html(f'<ol class="quotes">{entries}</ol>')
    if whole:
        return Html("".join(f'<div class="quotes">{_item(reading, row)}</div>' for row in whole))
    loose = [row for row in reading.paragraphs if row["role"] == role]
    raw = _raw(reading)
    if loose and raw:
        quotes = (
            prose.quote(_tight(raw[one["start"] : one["end"]]), reading.script) for one in loose
        )
        return Html("".join(f"<blockquote>{quote}</blockquote>" for quote in quotes))
    return prose.line(reading.words(nothing))


def _raw(reading: Reading) -> str:
    texts = reading.rows("texts")
    return str(texts[0]["raw_text"]) if texts else ""


def _tight(words: str) -> str:
    return "".join(words.split())


def _item(reading: Reading, row: dict[str, Any]) -> str:
    raw, (low, high) = _raw(reading), (row["start"], row["end"])
    inside = [p for p in reading.paragraphs if p["start"] < high and low < p["end"]]
    # A heading on a line of its own does not run into the words below it.
    body = " ".join(_tight(raw[max(low, p["start"]) : min(high, p["end"])]) for p in inside)
    address = links.source(reading.report, "section", row["section_id"])
    lang = "zh-Hant" if reading.script == "traditional" else "zh-Hans"
    title = prose.link(address, f'<b lang="{lang}">{prose.text(row["title"])}</b>', "heading")
    return f"{title}{prose.quote(body, reading.script)}"


def citations(reading: Reading) -> Html:
    """The documents cited, their kind and state in the report year; what is outdated first."""
    words, rows = reading.words, reading.rows("citations")
    if not rows:
        return prose.line(words("citations.none"))
    times = Counter(row["title"] for row in rows)
    seen: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["title"] not in seen or (row["bracketed"] and not seen[row["title"]]["bracketed"]):
            seen[row["title"]] = row
    order = sorted(seen.values(), key=lambda row: _status_place(row["status"]))
    shown = [
        (
            prose.link(
                links.source(reading.report, "citation", row["citation_id"]),
                f'<cite lang="zh">{prose.text(row["raw"])}</cite>',
            ),
            prose.text(words.of("cited", row["kind"])),
            badge(words.of("status", row["status"]), row["status"])
            + _since(row, words, reading.words.book),
            str(times[row["title"]]),
        )
        for row in order
    ]
    head = [words(f"head.{name}") for name in ("document", "kind", "status", "times")]
    return prose.table(head, shown, "qttn", words("citations.caption"))


def _status_place(status: str) -> int:
    return STATUS_ORDER.index(status) if status in STATUS_ORDER else len(STATUS_ORDER)


def _since(row: dict[str, Any], words: Any, book: Codebook) -> str:
    """Since or until when, and what came after, where the codebook knows it."""
    law = law_of(row["document_id"], book)
    if not law or row["status"] in ("unknown", "in_force"):
        return ""
    said = []
    if row["status"] == "superseded" and law.valid_to:
        said.append(words("law.until", day=law.valid_to))
    if row["status"] == "not_yet_in_force" and law.in_force_since:
        said.append(words("law.since", day=law.in_force_since))
    if law.successor:
        said.append(words("law.successor", title=law.successor))
    return f" <small>{prose.mixed(words('list.comma').join(said), words)}</small>" if said else ""


def findings(reading: Reading) -> Html:
    """What an attentive reviewer would look at again, the gravest first."""
    words, rows = reading.words, reading.rows("findings")
    if not rows:
        return prose.line(words("findings.none"))
    groups: dict[str, list[tuple[str, str]]] = {}
    for severity in dict.fromkeys([*SEVERITIES, *(row["severity"] for row in rows)]):
        own = [row for row in rows if row["severity"] == severity]
        if own:
            name = words("short.field", field=words.of("severity", severity), n=len(own))
            said: dict[tuple[str, str], list[dict[str, Any]]] = {}
            for row in own:
                said.setdefault((row["check"], row[f"message_{words.named_in}"]), []).append(row)
            groups[name] = [
                (badge(words.of("check", check), severity), _told(reading, *same))
                for (check, _), same in said.items()
            ]
    head = [words("head.check"), words("head.message")]
    return prose.grouped(head, groups, "tq", words("findings.caption"))


def _told(reading: Reading, *same: dict[str, Any]) -> str:
    """A message, and the words of every place of which it is said."""
    message = prose.mixed(same[0][f"message_{reading.words.named_in}"], reading.words)
    quotes = [
        prose.link(
            links.source(reading.report, "finding", row["finding_id"]),
            prose.quote(_excerpt(reading, row), reading.script),
            "heading",
        )
        for row in same
        if row["quote"]
    ]
    return "<br>".join([message, *quotes])


def _excerpt(reading: Reading, row: dict[str, Any]) -> str:
    """A finding's words; a long passage tells where it is cut, also in the middle of a clause."""
    whole = str(row["quote"])
    quote = whole.lstrip("，、；。 ").rstrip("（《“ ")
    cut = quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]}…"
    before = _raw(reading)[: row["start"] or 0][-1:]
    inside = len(quote) > LONGEST_TERM and whole.startswith(quote) and CHINESE.match(before)
    return f"…{cut}" if inside else cut


def twice(reading: Reading) -> Html:
    """Passages that stand twice in the report."""
    words = reading.words
    found = [row for row in reading.rows("findings") if row["check"] == "repetition"]
    items = [_told(reading, row) for row in found]
    if not items:
        return prose.line(words("twice.none"))
    return Html(f'<ul class="quotes">{"".join(f"<li>{item}</li>" for item in items)}</ul>')


def unread(reading: Reading) -> Html:
    """What could not be read, is visibly lost, or was repaired in reading."""
    words, about = reading.words, reading.about
    said: list[str] = []
    if about["report_year"] is None:
        said.append(words("unread.year"))
    if not about["adcode"]:
        said.append(words("unread.place"))
    confidence = about["confidence"]
    if confidence is not None and confidence < 1:
        said.append(words("unread.confidence", share=f"{confidence:.0%}"))
    lines = [*what_is_missing(reading), *map(prose.text, said), *_repairs(reading)]
    return prose.paragraphs(lines) if lines else prose.line(words("unread.none"))


def what_is_missing(reading: Reading) -> Iterator[str]:
    """Why the text is not whole, each reason with the address of what is missing."""
    for reason in reading.about["incomplete_reason"] or ():
        code, _, address = reason.partition(": ")
        said = prose.text(reading.words.of("incomplete", code))
        part = PART.search(address)
        if part:
            address = address[: part.start()]
            said += prose.text(reading.words("incomplete.part_of", n=part[1], count=part[2]))
        yield f"{said} <code>{prose.text(address)}</code>" if address else said


def _repairs(reading: Reading) -> Iterator[str]:
    """Each kind of repair with its number and the way to its places."""
    words = reading.words
    numbered = list(enumerate(reading.rows("repairs"), 1))
    for kind, n in Counter(row["kind"] for _, row in numbered).most_common():
        places = [number for number, row in numbered if row["kind"] == kind]
        shown = " ".join(
            prose.link(links.source(reading.report, "repair", number), f"r{number}", "place")
            for number in places[:SHORT]
        )
        more = "…" if n > SHORT else ""
        name = prose.text(words.of("repair", kind))
        yield words("unread.repaired", what=name, n=n, places=shown + more)
