"""Sections of a town page that list rows: requirements, fields, plans, laws, findings, repairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from fazhi.analyse.asked import FREE, asked, tallies
from fazhi.codebook.book import Codebook
from fazhi.codebook.requirements import Requirement, requirement_entries
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.source.cards import law_of
from fazhi.publish.pages.words import CHINESE
from fazhi.publish.writeup import ranges
from fazhi.publish.writeup.peers import Peers
from fazhi.records import SEVERITIES

SHORT = 4
LONGEST_QUOTE = 160
FEW = 8
MET = ("yes", "partly", "no", "lost", "free")
NOT_IN_FORCE = frozenset({"superseded", "not_yet_in_force"})
# A term stands in the middle of a clause by nature; a passage longer than this has been cut out.
LONGEST_TERM = 20
STATUS_ORDER = ("superseded", "not_yet_in_force", "in_force", "unknown")


def badge(words: str, kind: object) -> str:
    """A coded value as a small label."""
    return f'<span class="badge {prose.text(kind)}">{prose.text(words)}</span>'


def required(reading: Reading, peers: Peers) -> Html:
    """The national rule: how much of it is met, what is not and why; folded, point by point."""
    words = reading.words
    rows = _required(reading)
    if not rows:
        return prose.line(words("required.none"))
    met = Counter(row["met"] for row in rows)
    counted = [words(f"required.n.{state}", n=met[state]) for state in MET if met[state]]
    said = words(
        "required.counted",
        all=len(rows),
        groups=words.tallied(tallies(_asked(reading))),
        list=words("list.sum").join(counted),
    )
    unmet = [
        f"<li>{badge(words.of('state', row['met']), row['met'])} {_unmet(reading, row)}</li>"
        for row in rows
        if row["met"] != "yes"
    ]
    listed = f'<ul class="plain">{"".join(unmet)}</ul>' if unmet else ""
    table = prose.folded(words("required.all", n=len(rows)), _point_by_point(reading, peers, rows))
    return Html(f"<p>{prose.text(said)}</p>{listed}") + table


def _required(reading: Reading) -> list[dict[str, Any]]:
    """What was asked of the report, in the order of the codebook."""
    rows = {row["requirement"]: row for row in reading.rows("requirements")}
    bare = {"quote": None, "start": None}
    return [
        rows.get(entry.id, {"requirement": entry.id, "met": met, **bare})
        for entry, met in _asked(reading)
    ]


def _asked(reading: Reading) -> list[tuple[Requirement, str]]:
    """The same with the entry of the codebook, as `fazhi check` counts it."""
    met = {row["requirement"]: row["met"] for row in reading.rows("requirements")}
    return asked(met, reading.about["report_year"], reading.words.book)


def notes(reading: Reading) -> dict[str, str]:
    """By requirement that is not met, what is said of it (plain text); empty where nothing is."""
    entries = {entry.id: entry for entry in requirement_entries(reading.words.book)}
    named_in = reading.words.named_in
    return {
        row["requirement"]: reading.words("required.free")
        if row["met"] == FREE
        else getattr(entries[row["requirement"]], f"{named_in}_{row['met']}", "")
        for row in _required(reading)
    }


def _unmet(reading: Reading, row: dict[str, Any]) -> str:
    """What is missing, in a sentence; a short quote leads to its place."""
    words, code = reading.words, row["requirement"]
    note = notes(reading)[code]
    said = words("required.unmet", name=words.requirement(code), note=note) if note else ""
    shown = prose.mixed(said or words.requirement(code), words)
    quote = _place(reading, row, LONGEST_TERM) if row["quote"] else ""
    return f"{shown} {quote}" if quote else shown


def _point_by_point(reading: Reading, peers: Peers, rows: list[dict[str, Any]]) -> Html:
    """A row a requirement: verdict, words that show it, how many others meet it."""
    words, noted = reading.words, notes(reading)
    shown = []
    for row in rows:
        code = row["requirement"]
        quote = _place(reading, row, LONGEST_QUOTE) if row["quote"] else ""
        note = f"<p>{prose.mixed(noted[code], words)}</p>" if noted[code] else ""
        of = peers.told(peers.count("met", code), words, peers.count("asked", code))
        shown.append(
            (
                prose.text(words.requirement(code)),
                badge(words.of("state", row["met"]), row["met"]),
                note + quote or "—",
                "—" if peers.alone else ranges.others(words("head.others_meet"), of),
            )
        )
    head = [words(f"head.{name}") for name in ("item", "verdict", "shown_by", "others_meet")]
    return prose.table(head, shown, "ltqt", words("required.caption"))


def _place(reading: Reading, row: dict[str, Any], longest: int) -> str:
    """A row's quote, cut where longer, with a link to the paragraph in which it begins."""
    quote = row["quote"]
    cut = quote if len(quote) <= longest else f"{quote[:longest]}…"
    shown = prose.quote(cut, reading.script)
    number = reading.paragraph_at(row["start"])
    address = links.source(reading.report, "paragraph", number)
    if number is None:
        address += "#content"
    return prose.link(address, shown, "heading")


def listed(reading: Reading, role: str) -> Html:
    """What a part lists, as one sentence of ways to each item; its own words folded."""
    words, rows = reading.words, reading.points(role)
    if not rows:
        return _as_it_stands(reading, role)
    named = [
        prose.link(
            links.source(reading.report, "section", row["section_id"]),
            f'<span lang="{_lang(reading)}">{prose.text(row["title"])}</span>',
            "heading",
        )
        for row in rows
    ]
    said = words(f"{role}.listed", n=len(rows), list=words("list.semicolon").join(named))
    entries = "".join(f"<li>{_item(reading, row)}</li>" for row in rows)
    quotes = Html(f'<ol class="quotes">{entries}</ol>')
    return Html(f"<p>{said}</p>") + prose.folded(words(f"{role}.quoted"), quotes)


def _as_it_stands(reading: Reading, role: str) -> Html:
    """The words of a part without items: their beginning, and all of them folded."""
    words, raw = reading.words, _raw(reading)
    rows = [row for row in reading.paragraphs if row["role"] == role]
    if not rows or not raw:
        return prose.line(words(f"{role}.none"))
    passages = [_tight(raw[row["start"] : row["end"]]) for row in rows]
    # A heading says less than what stands below it.
    at = next((at for at, one in enumerate(passages) if len(one) > LONGEST_TERM), 0)
    first = passages[at]
    cut = first if len(first) <= LONGEST_QUOTE else f"{first[:LONGEST_QUOTE]}…"
    address = links.source(reading.report, "paragraph", rows[at]["paragraph_id"])
    quote = prose.link(address, prose.quote(cut, reading.script), "heading")
    shown = Html(f"<p>{words(f'{role}.stands', quote=quote)}</p>")
    if cut == first and len(passages) == 1:
        return shown
    quotes = (f"<blockquote>{prose.quote(one, reading.script)}</blockquote>" for one in passages)
    return shown + prose.folded(words(f"{role}.quoted"), Html("".join(quotes)))


def _lang(reading: Reading) -> str:
    return "zh-Hant" if reading.script == "traditional" else "zh-Hans"


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
    title = prose.link(
        address, f'<b lang="{_lang(reading)}">{prose.text(row["title"])}</b>', "heading"
    )
    return f"{title}{prose.quote(body, reading.script)}"


def citations(reading: Reading) -> Html:
    """The documents cited, those first that were not in force; kind, state and times folded."""
    words = reading.words
    rows = reading.rows("citations")
    if not rows:
        return prose.line(words("citations.none"))
    seen: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["title"] not in seen or (row["bracketed"] and not seen[row["title"]]["bracketed"]):
            seen[row["title"]] = row
    order = sorted(seen.values(), key=lambda row: _status_place(row["status"]))
    past = [row for row in order if row["status"] in NOT_IN_FORCE]
    shown = [_cited(reading, row) for row in order if row["status"] not in NOT_IN_FORCE]
    said = words("citations.past", n=len(past)) if past else ""
    items = "".join(
        f"<li>{_cited(reading, row)} {badge(words.of('status', row['status']), row['status'])}"
        f"{_since(row, words, words.book)}</li>"
        for row in past
    )
    listed = f'<p>{prose.text(said)}</p><ul class="plain">{items}</ul>' if past else ""
    if shown:
        key = "citations.others" if past else "citations.all"
        few = words.listed(shown) if len(shown) <= FEW else words("list.comma").join(shown[:FEW])
        more = words("citations.more_of") if len(shown) > FEW else ""
        listed += f"<p>{words(key, n=len(shown), list=few + more)}</p>"
    return Html(listed) + prose.folded(words("citations.table"), _cited_table(reading, order, rows))


def _cited(reading: Reading, row: dict[str, Any]) -> str:
    """A document as it is cited, with the way there."""
    address = links.source(reading.report, "citation", row["citation_id"])
    return prose.link(address, f'<cite lang="zh">{prose.text(row["raw"])}</cite>', "heading")


def _cited_table(reading: Reading, order: list[dict[str, Any]], rows: list[dict[str, Any]]) -> Html:
    words, times = reading.words, Counter(row["title"] for row in rows)
    shown = [
        (
            _cited(reading, row),
            prose.text(words.of("cited", row["kind"])),
            badge(words.of("status", row["status"]), row["status"])
            + _since(row, words, words.book),
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


def findings(reading: Reading, told: Collection[tuple[int, int]]) -> Html:
    """What an attentive reviewer would look at again, the gravest first; hints are folded.

    What is told above is not told again: unmet requirements, and conflicts at the places `told`.
    """
    words, rows = reading.words, reading.rows("findings")
    above = {note for note in notes(reading).values() if note}
    left = [
        row
        for row in rows
        if row[f"message_{words.named_in}"] not in above and not _is_told(row, told)
    ]
    said = words("findings.above", n=len(rows) - len(left)) if len(left) < len(rows) else ""
    if not left:
        return prose.line(said or words("findings.none"))
    body = Html("")
    firm = [row for row in left if row["severity"] != SEVERITIES[-1]]
    notes_only = [row for row in left if row["severity"] == SEVERITIES[-1]]
    if firm:
        body += Html(_found(reading, firm))
    if notes_only:
        hints = words("findings.hints", n=len(notes_only))
        body += prose.folded(hints, Html(_found(reading, notes_only)))
    return body + Html(f"<p>{prose.text(said)}</p>" if said else "")


def _is_told(row: dict[str, Any], told: Collection[tuple[int, int]]) -> bool:
    if row["check"] != "conflict" or row["start"] is None:
        return False
    return any(low < row["end"] and row["start"] < high for low, high in told)


def _found(reading: Reading, rows: list[dict[str, Any]]) -> str:
    """Findings as a list, the gravest first, one item for what is said of several places."""
    words = reading.words
    said: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: SEVERITIES.index(row["severity"])):
        said.setdefault((row["check"], row[f"message_{words.named_in}"]), []).append(row)
    items = (
        f"<li>{badge(words.of('check', check), same[0]['severity'])} {_told(reading, *same)}</li>"
        for (check, _), same in said.items()
    )
    return f'<ul class="plain found">{"".join(items)}</ul>'


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
    return " ".join([message, *quotes])


def _excerpt(reading: Reading, row: dict[str, Any]) -> str:
    """A finding's words; a long passage tells where it is cut, also in the middle of a clause."""
    whole = str(row["quote"])
    quote = whole.lstrip("，、；。 ").rstrip("（《“ ")
    cut = quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]}…"
    before = _raw(reading)[: row["start"] or 0][-1:]
    inside = len(quote) > LONGEST_TERM and whole.startswith(quote) and CHINESE.match(before)
    return f"…{cut}" if inside else cut
