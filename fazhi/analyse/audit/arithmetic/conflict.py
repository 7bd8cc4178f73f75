"""Contradictions: one indicator told twice, and stages of which the later exceeds the earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi.analyse.registry import ERROR, NOTE, WARNING, check, clip, finding
from fazhi.analyse.scope import is_annual
from fazhi.analyse.sentences import EXACT, Sentence, sentences
from fazhi.codebook.audit import Sequence, audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.entries import Indicator
from fazhi.codebook.indicators import indicators
from fazhi.language.clauses import bounds_of
from fazhi.language.units import bounded, comparable
from fazhi.records import Finding, Quantity, Report

EVERY = re.compile(r"各类|各种|各项|各式")
# As many characters before two numbers say that they count the same.
SAME = 4
# 新增 and 超额 tell of an addition, 正在 of a moment: neither is the year's number.
PARTIAL = re.compile(
    r"新增|正在|其中|平均|每[年月周季村次]|人均|村均|上半年|下半年|季度|审结|办结|结案|月份?(?!末|底)"
)


# No report tells one number in so many ways: beyond them nothing new is looked for.
MOST = 64


class _Claim(NamedTuple):
    """A mention: the start of its sentence, the words right before it, whether the sentence says
    that it is a total, and whether its clause claims that it holds every kind."""

    mention: Quantity
    sentence: int
    words: str
    total: bool
    holds_all: bool


@check("conflict")
def conflicts(report: Report, book: Codebook) -> Iterator[Finding]:
    """Numbers of one report that cannot both hold, or of which the text does not say how."""
    if is_annual(report, book):
        yield from _told_twice(report, book)
    rules = audit_words(book).sequences
    lesser = {rule.less for rule in rules}
    for sentence in sentences(report, 2, book):
        named = {one.indicator for one in sentence.quantities}
        for rule in () if lesser.isdisjoint(named) else rules:
            if rule.less in named and rule.most in named:
                yield from _out_of_order(report, sentence, rule, book)


@derived
def _totals(book: Codebook) -> re.Pattern[str]:
    return re.compile("|".join(audit_words(book).totals))


@derived
def _carried_over(book: Codebook) -> re.Pattern[str]:
    return re.compile("|".join(audit_words(book).carried_over))


def _told_twice(report: Report, book: Codebook) -> Iterator[Finding]:
    entries = indicators(book).entries
    by_indicator: dict[str, list[Quantity]] = {}
    for one in report.quantities:
        entry = entries.get(one.indicator) if one.indicator else None
        if one.indicator and entry and entry.combine in ("rivals", "sum"):
            by_indicator.setdefault(one.indicator, []).append(one)
    for indicator, mentions in by_indicator.items():
        entry = entries[indicator]
        levels = [one for one in mentions if _is_level(report, one)]
        pair = _rivals(report, levels, entry, book)
        if pair:
            yield _twice(report, entry.zh, entry.en, pair)


def _is_level(report: Report, one: Quantity) -> bool:
    """A number that speaks for the year: no part, change or rate, and more than a single case."""
    return (
        one.period == "year"
        and not (one.part or one.change or one.zero or one.months)
        and one.value is not None
        and one.value > 1
        and not PARTIAL.search(report.text.clean, one.clause.clean_start, one.place.clean_end)
    )


def _rivals(
    report: Report, mentions: list[Quantity], entry: Indicator, book: Codebook
) -> tuple[Quantity, Quantity] | None:
    """The first two mentions that contradict.

    Either both tell the year's total in the same words, or the lesser claims to hold every kind.
    """
    claims = _claims(report, mentions, book) if len(mentions) > 1 else []
    for at, one in enumerate(claims):
        for other in claims[at + 1 :]:
            less = min(one, other, key=lambda claim: claim.mention.value or 0)
            same = one.total and other.total and one.words == other.words
            if not (same or less.holds_all) or _agree(one.mention, other.mention, entry, book):
                continue
            if entry.combine == "sum" and one.sentence == other.sentence:
                continue
            return one.mention, other.mention
    return None


def _claims(report: Report, mentions: list[Quantity], book: Codebook) -> list[_Claim]:
    """What the mentions claim, each claim once."""
    text, bounds = report.text.clean, bounds_of(report.text.clean)
    found: dict[tuple[object, ...], _Claim] = {}
    for one in mentions:
        start, end = one.place.clean_start, one.place.clean_end
        low = bounds.sentence(start, end)[0]
        claim = _Claim(
            one,
            low,
            text[max(start - SAME, 0) : start],
            bool(_totals(book).search(text, low, end)),
            _holds_all(report, one, book),
        )
        key = (one.value, one.unit, one.approx, *claim[1:])
        if len(found) < MOST:
            found.setdefault(key, claim)
    return list(found.values())


def _agree(one: Quantity, other: Quantity, entry: Indicator, book: Codebook) -> bool:
    """Whether two values may be one number, one of them rounded; unlike units cannot be told."""
    first, second = one.value or 0, other.value or 0
    if first == second or not comparable(one.unit, other.unit, entry.units, book=book):
        return True
    if one.approx == EXACT and other.approx == EXACT:
        return False
    return abs(first - second) <= max(first, second) / 10


def _holds_all(report: Report, one: Quantity, book: Codebook) -> bool:
    """Whether a number claims to be that of every kind in the whole year."""
    clause = report.text.clean[one.clause.clean_start : one.place.clean_start]
    return bool(EVERY.search(clause) and _totals(book).search(clause))


def _twice(report: Report, zh: str, en: str, pair: tuple[Quantity, Quantity]) -> Finding:
    one, other = pair
    here, there = clip(other.raw), clip(one.raw)
    return finding(
        report,
        "conflict",
        WARNING,
        (other.clause.clean_start, other.clause.clean_end),
        (
            f"“{zh}”此处为{here}，前文为{there}，未说明两者关系。请统一口径或注明范围。",
            f"{en}: {here} here, {there} earlier, and the text does not say how the two relate.",
        ),
    )


def _out_of_order(
    report: Report, sentence: Sentence, rule: Sequence, book: Codebook
) -> Iterator[Finding]:
    """The number of the one indicator against those of the other told before it."""
    lesser = _of(sentence, rule.less)
    greater = _of(sentence, rule.most)
    if len(lesser) != 1 or not greater:
        return
    less = lesser[0]
    entries = indicators(book).entries
    among = {*entries[rule.less].units, *entries[rule.most].units}
    fitting = [
        one
        for one in greater
        if one.place.clean_start < less.place.clean_start
        and one.months == less.months
        and (rule.strict or bounded(less.unit, one.unit, among, book=book))
    ]
    if not fitting:
        return
    most = fitting[-1]
    exceeds = (less.value or 0) > max(one.value or 0 for one in fitting)
    if exceeds and not _is_bound(most):
        clause = less.clause.clean_start, less.clause.clean_end
        carried = _carried_over(book).search(report.text.clean, *clause)
        sure = rule.severity == ERROR and not carried and len(fitting) == 1
        severity = rule.severity if sure or rule.severity != ERROR else WARNING
        if not (carried and severity == WARNING):
            yield _order(report, rule, (less, most), severity, book)
    elif rule.strict and (less.value or 0) < (most.value or 0) and len(fitting) == 1:
        yield _order(report, rule, (less, most), NOTE, book)


def _of(sentence: Sentence, indicator: str) -> list[Quantity]:
    return [
        one
        for one in sentence.quantities
        if one.indicator == indicator
        and one.value is not None
        and not (one.part or one.change)
        and one.period == "year"
    ]


def _is_bound(one: Quantity) -> bool:
    """A number that the true one may exceed (600余)."""
    return one.approx in ("over", "about")


def _order(
    report: Report, rule: Sequence, pair: tuple[Quantity, Quantity], severity: str, book: Codebook
) -> Finding:
    entries = indicators(book).entries
    less, most = entries[rule.less], entries[rule.most]
    places = [one.place for one in pair]
    span = (min(one.clean_start for one in places), max(one.clean_end for one in places))
    raws = [clip(one.raw) for one in pair]
    if severity == NOTE:
        return finding(
            report,
            "conflict",
            severity,
            span,
            (
                f"{less.zh}为{raws[0]}，少于{most.zh}{raws[1]}，差额未说明。",
                f"{less.en}: {raws[0]}, fewer than {most.en.lower()}: {raws[1]}; "
                "the gap is not explained.",
            ),
        )
    return finding(
        report,
        "conflict",
        severity,
        span,
        (
            f"{less.zh}（{raws[0]}）多于{most.zh}（{raws[1]}），不合逻辑。请核对。",
            f"{less.en} ({raws[0]}) exceed {most.en.lower()} ({raws[1]}), which cannot be "
            "unless other years are counted in.",
        ),
    )
