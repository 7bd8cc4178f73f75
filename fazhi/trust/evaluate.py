"""How well the machine reads: precision, recall, F1 and alpha against hand annotations.

Units: a heading is right when level and title agree; a quantity when span and value agree; an
indicator when a mention of the same span has the same id; approximation, period and unit are
shares of the quantities found. Titles and names are compared in simplified script without
spaces. Alpha is Krippendorff's (2019), nominal for indicators, ratio for values.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from fazhi.codebook.book import Codebook
from fazhi.reading.clean.script import simplify
from fazhi.records import Quantity, Report
from fazhi.trust.agreement import alpha
from fazhi.trust.gold import Gold, Record, Squeezed, locate
from fazhi.trust.interval import Interval, of_f1

Pair = tuple[str, str, float | None, float | None]
NOT_CODED, NO_MENTION = "-", "no mention"
FIELDS = (
    "town",
    "county",
    "prefecture",
    "province",
    "adcode",
    "report_year",
    "issued_date",
    "doc_number",
    "issuers",
    "addressees",
    "script",
)
FOLDED = str.maketrans(",;:()?!－—–-", "，；：（）？！----")


@dataclass(slots=True)
class Score:
    """Right, wrong and missed of one kind, with every miss in words."""

    kind: str
    right: int = 0
    wrong: int = 0
    missed: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what the machine found that is right; 1 where it found nothing."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that the machine found; 1 where nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def interval(self) -> Interval:
        """The 95 % interval of `f1`, mentions taken as drawn independently."""
        return of_f1(self.right, self.wrong, self.missed)

    def add(self, other: Score) -> None:
        """Count another score of the same kind in."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.misses += other.misses


def fold(words: object, book: Codebook) -> str:
    """A text as it is compared: simplified, without spaces, punctuation of one width."""
    return re.sub(r"\s", "", simplify(str(words), book)).translate(FOLDED)


def evaluate(report: Report, gold: Gold, book: Codebook) -> list[Score]:
    """Scores of one report for every kind of annotation that its gold holds."""
    scores: list[Score] = []
    if gold.outline is not None:
        scores += [_headings(report, gold.outline, book), _roles(report, gold.outline, book)]
    if gold.metadata is not None:
        scores.append(_metadata(report, gold.metadata, book))
    if gold.quantities is not None:
        scores += _quantities(report, gold.quantities)
    if gold.citations is not None:
        scores.append(_citations(report, gold.citations, book))
    for score in scores:
        score.misses = [f"{gold.stem}: {score.kind}: {miss}" for miss in score.misses]
    return scores


def total(scores: Iterable[Score]) -> dict[str, Score]:
    """Scores of many reports added up by kind."""
    sums: dict[str, Score] = {}
    for score in scores:
        sums.setdefault(score.kind, Score(score.kind)).add(score)
    return sums


def _compare(kind: str, mine: Sequence[Hashable], theirs: Sequence[Hashable]) -> Score:
    """Score of two bags of things."""
    have, want = Counter(mine), Counter(theirs)
    score = Score(kind, right=(have & want).total())
    for thing, count in (have - want).items():
        score.wrong += count
        score.misses += [f"not in the gold: {_show(thing)}"] * count
    for thing, count in (want - have).items():
        score.missed += count
        score.misses += [f"missed: {_show(thing)}"] * count
    return score


def _show(thing: object) -> str:
    return " ".join(str(part) for part in thing) if isinstance(thing, tuple) else str(thing)


def _headings(report: Report, gold: list[Record], book: Codebook) -> Score:
    mine = [(section.level, fold(section.title, book)) for section in report.outline.sections]
    return _compare("headings", mine, [(line["level"], fold(line["title"], book)) for line in gold])


def _roles(report: Report, gold: list[Record], book: Codebook) -> Score:
    mine = {fold(one.title, book): one.role for one in report.outline.sections if one.level == 1}
    score = Score("roles")
    for line in gold:
        if line["level"] == 1 and line.get("role"):
            said = mine.get(fold(line["title"], book), "no such heading")
            if said == line["role"]:
                score.right += 1
            else:
                score.missed += 1
                score.misses.append(f"{line['title']}: {said}, not {line['role']}")
    return score


def _metadata(report: Report, gold: Record, book: Codebook) -> Score:
    who = report.identity
    score = Score("metadata")
    for name in (name for name in FIELDS if name in gold):
        mine = _value(report.text.script if name == "script" else getattr(who, name), book)
        theirs = _value(gold[name], book)
        if mine == theirs:
            score.right += theirs is not None
        else:
            score.missed += theirs is not None
            score.wrong += mine is not None
            score.misses.append(f"{name}: {mine}, not {theirs}")
    return score


def _value(value: Any, book: Codebook) -> Hashable:
    if isinstance(value, list | tuple):
        return tuple(fold(one, book) for one in value) or None
    return None if value is None else fold(value, book)


def _quantities(report: Report, gold: list[Record]) -> list[Score]:
    squeezed = Squeezed(report.text.raw)
    mine = {_span(squeezed, one): one for one in report.quantities}
    spans = locate(gold, report.text.raw)
    found = Score("quantities")
    coded = Score("indicators")
    details = {name: Score(name) for name in ("approx", "period", "unit", "zero")}
    for span, line in zip(spans, gold, strict=True):
        one = mine.get(span) if span else None
        words = f"{line['raw']} in {line['quote']}"
        if span is None:
            found.misses.append(f"the annotation's words are not in the text: {words}")
        if one is None or not _same(one.value, line["value"]):
            found.missed += 1
            found.misses.append(f"missed: {words}" + (f" (value {one.value})" if one else ""))
        else:
            found.right += 1
            # What an annotator left out was not annotated: it is not scored.
            for name in details.keys() & line.keys():
                _detail(details[name], getattr(one, name), line[name], words)
        _coding(coded, one.indicator if one else None, line["indicator"], words)
    for span, one in mine.items():
        if span not in set(spans):
            words = f"{one.raw} in {report.text.quote(one.clause.start, one.clause.end)}"
            found.misses.append(f"not in the gold: {words}")
            _coding(coded, one.indicator, None, words)
    found.wrong = len(mine) - found.right
    return [found, *details.values(), coded]


def _span(squeezed: Squeezed, one: Quantity) -> tuple[int, int]:
    return squeezed.position(one.place.start), squeezed.position(one.place.end - 1) + 1


def _same(mine: float | None, theirs: float | None) -> bool:
    if mine is None or theirs is None:
        return mine is theirs
    return math.isclose(mine, theirs, rel_tol=1e-9)


def _detail(score: Score, mine: object, theirs: object, words: str) -> None:
    if mine == theirs:
        score.right += 1
    else:
        score.wrong += 1
        score.missed += 1
        score.misses.append(f"{mine}, not {theirs}: {words}")


def _coding(score: Score, mine: str | None, theirs: str | None, words: str) -> None:
    if mine == theirs:
        score.right += mine is not None
        return
    score.wrong += mine is not None
    score.missed += theirs is not None
    score.misses.append(f"{mine or NOT_CODED}, not {theirs or NOT_CODED}: {words}")


def _citations(report: Report, gold: list[Record], book: Codebook) -> Score:
    mine = [(fold(one.raw, book), one.kind) for one in report.citations if one.bracketed]
    return _compare("citations", mine, [(fold(line["raw"], book), line["kind"]) for line in gold])


def pairs(report: Report, gold: Gold) -> list[Pair]:
    """Indicator and value of machine and gold for every mention that either has, for alpha."""
    squeezed = Squeezed(report.text.raw)
    mine = {_span(squeezed, one): one for one in report.quantities}
    lines = gold.quantities or []
    theirs = dict(zip(locate(lines, report.text.raw), lines, strict=True))
    rows = []
    for span in sorted({*mine, *(span for span in theirs if span)}):
        one, line = mine.get(span), theirs.get(span)
        rows.append(
            (
                (one.indicator or NOT_CODED) if one else NO_MENTION,
                (line["indicator"] or NOT_CODED) if line else NO_MENTION,
                one.value if one else None,
                line["value"] if line else None,
            )
        )
    return rows


def by_indicator(rows: Iterable[Pair]) -> dict[str, Score]:
    """Scores of each indicator that machine or gold gives to a mention, in order of ids."""
    scores: dict[str, Score] = {}
    for mine, theirs, *_ in rows:
        for code in {mine, theirs} - {NOT_CODED, NO_MENTION}:
            score = scores.setdefault(code, Score(code))
            score.right += mine == theirs
            score.wrong += mine == code != theirs
            score.missed += theirs == code != mine
    return dict(sorted(scores.items()))


def alphas(rows: Sequence[Pair]) -> dict[str, float]:
    """Krippendorff's alpha of machine against gold: nominal for indicator, ratio for value."""
    told = {
        "indicator": alpha([row[:2] for row in rows], "nominal"),
        "value": alpha([row[2:] for row in rows], "ratio"),
    }
    return {name: one for name, one in told.items() if one is not None}
