"""Why a figure has its indicator, in words: the rules that came into question, and what decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from fazhi.codebook.book import Codebook
from fazhi.parse.coding.trace import Candidate, Rejected, Trace, trace
from fazhi.publish.pages import prose
from fazhi.publish.pages.words import Words
from fazhi.reading.clean.script import simplify
from fazhi.records import LINE_BREAKS, Report

# Rules beyond these are told by their number.
MOST_RULES = 6

Record = dict[str, object]
# What people said, as a `Correction` or a row of the table `corrections`, by where it stands.
Corrections = Mapping[tuple[int, int], Mapping[str, object]]
NONE: Corrections = {}
# What a record tells of them.
BY_PEOPLE = ("indicator", "value", "unit", "approx", "period", "by")


def why(
    report: Report, book: Codebook, words: Words, at: str = "", corrections: Corrections = NONE
) -> str:
    """The answer as text, a block a mention, in the words of the codebook.

    Args:
        report: the report, read and understood.
        book: what it was coded with.
        words: the reader's language.
        at: words of the author; only mentions in whose clause they stand, in either script, are
            told. Spaces and line ends do not count. Without them all mentions are told.
        corrections: what people had the last word on, by its place in the raw text.
    """
    found = trace(report.text, report.outline, report.quantities, book)
    asked = [one for one in found if _stands(at, report, one, book)]
    if not asked:
        return words("why.none", at=at) if at else words("why.no_figures")
    blocks = []
    for one in asked:
        said = corrections.get(one.mention.place[:2])
        blocks.append("\n".join([*_told(report, one, words), *_by_people(said, words)]))
    return "\n\n".join(blocks)


def _by_people(said: Mapping[str, object] | None, words: Words) -> Iterator[str]:
    """What people have in place of the rules' answer."""
    if said:
        code = said["indicator"]
        named = words.indicator(str(code)) if code else words("why.uncoded")
        amount = prose.amount({**said, "zero": said["value"] == 0}, words)
        yield f"    {words('why.corrected', told=words('list.comma').join((amount, named)))}"


def records(
    report: Report, book: Codebook, at: str = "", corrections: Corrections = NONE
) -> list[Record]:
    """The same as plain values, a record a mention; offsets count code points of the raw text."""
    found = trace(report.text, report.outline, report.quantities, book)
    return [_record(report, one, corrections) for one in found if _stands(at, report, one, book)]


def _record(report: Report, one: Trace, corrections: Corrections) -> Record:
    mention = one.mention
    said = corrections.get(mention.place[:2])
    return {
        "clause": _clause(report, one).strip(),
        "raw": mention.raw,
        "value": mention.value,
        "unit": mention.unit,
        "start": mention.place.start,
        "end": mention.place.end,
        "indicator": mention.indicator,
        "rule": mention.rule,
        "settled": one.settled,
        "margin": one.margin,
        "candidates": msgspec.to_builtins(one.candidates),
        "rejected": msgspec.to_builtins(one.rejected),
        "corrected": {name: said[name] for name in BY_PEOPLE} if said else None,
    }


def _stands(at: str, report: Report, one: Trace, book: Codebook) -> bool:
    """Whether words stand in the clause, as they are or, of a traditional text, simplified."""
    clause = _squeezed(_clause(report, one))
    return any(_squeezed(words) in clause for words in (at, simplify(at, book)))


def _told(report: Report, one: Trace, words: Words) -> Iterator[str]:
    yield f"“{_clause(report, one).strip()}”"
    mention = one.mention
    coded = mention.indicator
    named = f"{words.indicator(coded)} ({coded})" if coded else words("why.uncoded")
    yield f"  {mention.raw.translate(LINE_BREAKS)} → {named}"
    if one.settled:
        yield f"    {words.of('why.settled', one.settled)}"
    for place, candidate in enumerate(one.candidates[:MOST_RULES]):
        first = not place and coded == candidate.indicator and bool(coded)
        yield f"    {'✓' if first else '·'} {_candidate(candidate, words)}"
    if one.margin is not None:
        yield f"    {words('why.margin', margin=f'{one.margin:g}')}"
    elif coded:
        yield f"    {words('why.alone')}"
    for rejected in one.rejected[:MOST_RULES]:
        yield f"    ✗ {_rejected(rejected, words)}"
    more = max(len(one.candidates) - MOST_RULES, 0) + max(len(one.rejected) - MOST_RULES, 0)
    if more:
        yield f"    {words('why.more', n=more)}"


def _candidate(one: Candidate, words: Words) -> str:
    parts: list[str] = []
    for role in ("object", "verb", "context"):
        served = getattr(one, role)
        if served:
            place = words.of("why.place", one.place)
            parts.append(words(f"why.{role}", words=served, place=place))
    if one.weight:
        parts.append(words("why.weight", weight=f"{one.weight:+d}"))
    return words(
        "why.candidate",
        rule=_named(one.indicator, one.rule, words),
        score=f"{one.score:g}",
        by=words("list.comma").join(parts) or words("why.unit"),
    )


def _rejected(one: Rejected, words: Words) -> str:
    reason = words(f"why.rejected.{one.reason}", words=one.words)
    return words("why.rejected", rule=_named(one.indicator, one.rule, words), reason=reason)


def _named(indicator: str | None, rule: str, words: Words) -> str:
    """A rule by the label of its indicator and its own name, for a researcher to find it."""
    return f"{words.indicator(indicator or rule.partition('#')[0])} [{rule}]"


def _clause(report: Report, one: Trace) -> str:
    place = one.mention.clause
    return report.text.clean[place.clean_start : place.clean_end]


def _squeezed(text: str) -> str:
    return "".join(text.split())
