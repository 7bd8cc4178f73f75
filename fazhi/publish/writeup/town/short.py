"""In short: the sentences at the head of a town's page, made from the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from fazhi.codebook.indicators import ids_telling
from fazhi.codebook.requirements import requirement_entries
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.writeup import disputes
from fazhi.publish.writeup.peers import Peers
from fazhi.records import CONFLICTING, SEVERITIES

AT_MOST = 4
TELLING = 3


def in_short(reading: Reading, peers: Peers) -> Html:
    """Six to eight sentences: what is stated, what is missing, what is unlike the others."""
    # Totals that contradict each other come first: nobody should have to look for them.
    disputed, first = disputes.brief(reading), disputes.clash(reading)
    conflicts = _conflicts(reading)
    if not disputes.kinds_told(reading) and disputes.total_indicators(reading) <= conflicts.keys():
        disputed = ""
    lost = (
        prose.text(reading.words("short.incomplete")) if reading.about["complete"] is False else ""
    )
    sentences = [
        f"<b>{lost}</b>" if lost else "",
        disputed if first else "",
        _size(reading),
        _required(reading),
        "" if first else disputed,
        *conflicts.values(),
        _fields(reading),
        _alone(reading, peers),
        _silent(reading, peers),
        _cited(reading),
        _findings(reading),
    ]
    return prose.paragraphs(sentence for sentence in sentences if sentence)


def _size(reading: Reading) -> str:
    words = reading.words
    said = words(
        "short.figures",
        characters=f"{sum(reading.letters.values()):,}",
        n=len(reading.quantities),
    )
    uncoded = len(reading.quantities) - len(reading.coded)
    if uncoded:
        said += words("short.uncoded", n=uncoded)
    measures = reading.rows("measures")
    share = measures[0]["specificity"] if measures else None
    if share is not None:
        said += words("short.specific", share=f"{share:.0%}")
    return prose.text(said)


def _required(reading: Reading) -> str:
    words, rows = reading.words, reading.rows("requirements")
    if not rows:
        return ""
    order = [entry.id for entry in requirement_entries(reading.words.book)]
    met = Counter(row["met"] for row in rows)
    said = words("short.required", all=len(rows), yes=met["yes"])
    said += words("short.required.some", n=met["partly"]) if met["partly"] else ""
    for state in ("no", "partly"):
        named = [
            words.requirement(row["requirement"])
            for row in sorted(rows, key=lambda row: order.index(row["requirement"]))
            if row["met"] == state
        ]
        if named:
            said += words(f"short.required.{state}", list=words("list.comma").join(named))
    return prose.text(said + words("list.stop"))


def _fields(reading: Reading) -> str:
    """The fields with most figures, and what is stated as none."""
    words, said = reading.words, ""
    fields = Counter(words.field(row["indicator"]) for row in reading.coded)
    # Of one or two figures nobody asks in which field most of them lie.
    if fields.total() >= TELLING:
        top = [words("short.field", field=name, n=n) for name, n in fields.most_common(3)]
        said = prose.text(words("short.fields", fields=words("list.comma").join(top)))
    zeros = [row for row in reading.quantities if row["zero"]]
    if zeros:
        named = words("list.comma").join(reading.evidence(row, row["raw"]) for row in zeros)
        blank = words("list.blank") if said else ""
        said += f"{blank}{prose.text(words('short.zeros'))}{named}{words('list.stop')}"
    return said


def _conflicts(reading: Reading) -> dict[str, str]:
    """Sentences on indicators stated with different figures, but for those the disputes tell."""
    found = {}
    told = disputes.totals_of(reading) if disputes.kinds_told(reading) else frozenset()
    words = reading.words
    for row in reading.rows("indicators"):
        if row["state"] == CONFLICTING and row["indicator"] not in told:
            present = {q["indicator"] for q in reading.quantities}
            ids = ids_telling(row["indicator"], present, words.book)
            rivals = [q for q in reading.quantities if q["indicator"] in ids]
            shown = words("list.comma").join(reading.evidence(q) for q in rivals)
            name = prose.text(words.indicator(row["indicator"]))
            found[row["indicator"]] = words("short.conflict", label=name, list=shown)
    return found


def _alone(reading: Reading, peers: Peers) -> str:
    """What no other report has: figures and required contents."""
    words = reading.words
    if peers.alone:
        return ""
    seen: dict[str, Mapping[str, Any]] = {}
    for row in reading.coded:
        if peers.count("indicator", row["indicator"]) == 1:
            seen.setdefault(row["indicator"], row)
    only = [
        words.requirement(row["requirement"])
        for row in reading.rows("requirements")
        if row["met"] == "yes" and peers.count("met", row["requirement"]) == 1
    ]
    said = words("short.alone.met", list=words("list.comma").join(only)) if only else ""
    shown = [
        words(
            "disputes.figure",
            label=prose.text(words.indicator(code)),
            shown=reading.evidence(row),
        )
        for code, row in list(seen.items())[:AT_MOST]
    ]
    figures = ""
    if shown:
        key = "short.alone.more" if len(seen) > AT_MOST else "short.alone"
        figures = words(key, list=words("list.comma").join(shown), n=len(seen))
    return prose.text(said) + figures if said else figures


def _silent(reading: Reading, peers: Peers) -> str:
    """What most reports have and this one has not."""
    words = reading.words
    own = {row["indicator"] for row in reading.coded}
    missing = [code for code in peers.usual("indicator") if code not in own][:AT_MOST]
    if not missing:
        return ""
    named = [
        words(
            "short.silent.one",
            label=words.indicator(code),
            of=peers.told(peers.count("indicator", code), words),
        )
        for code in missing
    ]
    return prose.text(words("short.silent", list=words("list.comma").join(named)))


def _cited(reading: Reading) -> str:
    words = reading.words
    if not reading.citations:
        return prose.text(words("citations.none"))
    said = prose.text(words("short.citations", n=len(reading.citations)))
    old = [row for row in reading.rows("citations") if row["status"] == "superseded"]
    first = list({row["title"]: row for row in reversed(old)}.values())[::-1]
    if first:
        named = words("list.comma").join(
            prose.link(
                links.source(reading.report, "citation", row["citation_id"]),
                f'<cite lang="zh-Hans">{prose.text(row["title"])}</cite>',
            )
            for row in first[:AT_MOST]
        )
        said += words("short.superseded", list=named)
    return said


def _findings(reading: Reading) -> str:
    words, rows = reading.words, reading.rows("findings")
    if not rows:
        return prose.text(words("findings.none"))
    counted = Counter(row["severity"] for row in rows)
    named = words("list.comma").join(
        words("short.field", field=words.of("severity", severity), n=counted[severity])
        for severity in SEVERITIES
        if counted[severity]
    )
    return prose.text(words("short.findings", n=len(rows), list=named))
