"""Why a mention has its indicator: the rules that came into question, their points, what decided.

The search is the one that codes (`fazhi.parse.coding`), watched at work: nothing is computed anew.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from fazhi.codebook.book import Codebook
from fazhi.parse.coding import Search, able_rules, code
from fazhi.parse.coding.actors import acting
from fazhi.parse.coding.choice import Choice, subject_after
from fazhi.parse.coding.in_tables import sentences_of_rows
from fazhi.parse.coding.index import Hit, Index, Rule, index_of
from fazhi.parse.coding.scene import Scene, Sentence, sentences
from fazhi.parse.coding.unfit import is_rate_of_each
from fazhi.parse.coding.zone import Zone
from fazhi.records import Outline, Quantity, Text


class Candidate(msgspec.Struct, frozen=True):
    """A rule that fitted a mention.

    `score` is the sum that decides between rules; `object`, `verb` and `context` are the author's
    words that served (empty where the rule asks for none), `inherited` whether the object was
    taken from outside the mention's own clause. `place` is where the object stands: `next`,
    `head`, `before` or `after` in the clause (as in a rule's `where`), `inherit` outside it,
    `unit` where the measure word says it. `weight` is the part of the score that the rule brings.
    """

    indicator: str | None
    rule: str
    score: float
    object: str
    verb: str
    context: str
    inherited: bool
    place: str
    weight: int


class Rejected(msgspec.Struct, frozen=True):
    """A rule whose object stands in the clause and which did not fit.

    `reason` is `unit` (its measure words are others), `zero` (a statement of none is not about
    it), `without` (the clause holds `words`, which it excludes), `by` (those told nearest are not
    whom it asks for), `verb` or `context` (none of the words it asks for is there), or `place`
    (the object stands where the rule does not look).
    """

    indicator: str | None
    rule: str
    reason: str
    words: str = ""


class Trace(msgspec.Struct, frozen=True):
    """How one mention was coded.

    `settled` says why no rule was looked for (`change`, `rate`, `shape`, `nothing`), or why the
    best rule was not given (`taken`: another mention of the sentence has the indicator already,
    as a stage or part of the same total, or the year's own figure has it; `proposed`); it is
    empty where the best rule was given.
    `margin` is how far the best rule of another indicator lies behind, null where there is none.
    """

    mention: Quantity
    candidates: tuple[Candidate, ...]
    rejected: tuple[Rejected, ...]
    settled: str
    margin: float | None


def trace(
    text: Text, outline: Outline, quantities: tuple[Quantity, ...], book: Codebook
) -> Iterator[Trace]:
    """How each mention was coded, in order of place."""
    index = index_of(book)
    scene = Scene(text.clean, outline, index)
    given = {one.quantity_id: one for one in code(text, outline, quantities, book)}
    running = sentences(scene, [one for one in quantities if not one.saying])
    of_rows = sentences_of_rows(scene, [one for one in quantities if one.saying])
    for sentence in (*running, *of_rows):
        subject = ""
        for at, mention in enumerate(sentence.mentions):
            search = _watched(sentence, at, index, subject)
            subject = subject_after(subject, search.found if search else None)
            yield _trace(given[mention.quantity_id], search, sentence, index)


class _Watched(Search):
    """The search of one mention that remembers every rule that fitted, with its words."""

    def __init__(self, zone: Zone, index: Index, allowed: int, subject: str) -> None:
        super().__init__(zone, index, allowed, subject)
        self.fitted: list[tuple[Choice, Hit | None]] = []
        self._hit: Hit | None = None

    def _try(self, hit: Hit, bits: int, base: float, inherited: bool = False) -> None:
        self._hit = hit
        super()._try(hit, bits, base, inherited)
        self._hit = None

    def _keep_best(self, choice: Choice) -> None:
        self.fitted.append((choice, self._hit))
        super()._keep_best(choice)


def _watched(sentence: Sentence, at: int, index: Index, subject: str) -> _Watched | None:
    allowed = able_rules(sentence, at, index)
    if not allowed:
        return None
    search = _Watched(Zone(sentence, at), index, allowed, subject)
    search.best()
    return search


def _trace(mention: Quantity, search: _Watched | None, sentence: Sentence, index: Index) -> Trace:
    if search is None:
        return Trace(mention, (), (), _unsought(mention, sentence, index), None)
    best: dict[str, Candidate] = {}
    for choice, hit in sorted(search.fitted, key=lambda pair: -pair[0].score):
        best.setdefault(choice.rule.name, _candidate(choice, hit, search, sentence))
    candidates = tuple(best.values())
    others = [one for one in candidates if one.indicator != candidates[0].indicator]
    margin = candidates[0].score - others[0].score if others else None
    return Trace(
        mention, candidates, tuple(_rejected(search, set(best))), _settled(mention, candidates),
        margin,
    )  # fmt: skip


def _unsought(mention: Quantity, sentence: Sentence, index: Index) -> str:
    if mention.change:
        return "change"
    clean, end = sentence.scene.clean, mention.place.clean_end
    if is_rate_of_each(clean, mention):
        return "rate"
    return "shape" if clean.startswith(index.shapes, end) else "nothing"


def _settled(mention: Quantity, candidates: tuple[Candidate, ...]) -> str:
    if not candidates:
        return "nothing"
    if mention.indicator:
        return ""
    return "proposed" if candidates[0].indicator is None else "taken"


def _candidate(choice: Choice, hit: Hit | None, search: _Watched, sentence: Sentence) -> Candidate:
    rule, clean = choice.rule, sentence.scene.clean

    def words(hits: list[Hit], role: str) -> str:
        near = sorted(hits, key=lambda one: abs(one.start - search.zone.start))
        fitting = (one for one in near if getattr(one.word, role) & rule.bit)
        found = next(fitting, None)
        return clean[found.start : found.end] if found else ""

    around = [*sentence.hits, *sentence.before, *sentence.above]
    return Candidate(
        rule.indicator,
        rule.name,
        choice.score,
        clean[hit.start : hit.end] if hit else "",
        words(search.local, "verb") or words(sentence.hits, "verb"),
        words(around, "context"),
        choice.inherited,
        _place(choice, hit, search.zone),
        rule.weight,
    )


def _place(choice: Choice, hit: Hit | None, zone: Zone) -> str:
    if hit is None:
        return "unit"
    if choice.inherited:
        return "inherit"
    if hit.end <= zone.start:
        return "before"
    if hit.start == zone.end:
        return "next"
    return "head" if hit in zone.head else "after"


def _rejected(search: _Watched, fitted: set[str]) -> Iterator[Rejected]:
    """The rules whose object stands in the clause and that were not scored, each with a reason."""
    bits = 0
    for hit in search.local:
        bits |= hit.word.object
    while bits:
        rule = search.index.lowest(bits)
        bits ^= rule.bit
        if rule.name not in fitted:
            yield _reason(rule, search)


def _reason(rule: Rule, search: _Watched) -> Rejected:
    zone, index = search.zone, search.index
    clean, mention = zone.sentence.scene.clean, zone.mention
    reason, words = "place", ""
    excluding = [hit for hit in search.local if hit.word.without & rule.bit]
    if not index.of_unit(mention.unit) & rule.bit:
        reason, words = "unit", mention.unit or ""
    elif mention.zero and index.no_zeros & rule.bit:
        reason = "zero"
    elif excluding:
        reason, words = "without", clean[excluding[0].start : excluding[0].end]
    elif index.barred(acting(zone)) & rule.bit:
        reason = "by"
    elif not (index.verbless | zone.sentence.verbs) & rule.bit:
        reason = "verb"
    elif not (index.free | zone.context | zone.sentence.far_context) & rule.bit or (
        rule.bit & index.both and not rule.bit & zone.sentence.also
    ):
        reason = "context"
    return Rejected(rule.indicator, rule.name, reason, words)
