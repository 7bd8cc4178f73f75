"""Contradictions: one indicator told twice, and stages of which the later exceeds the earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.analyse.audit.registry import ERROR, NOTE, WARNING, check, clip, finding
from fazhi.analyse.audit.sentences import EXACT, Sentence, comparable, sentences
from fazhi.analyse.scope import is_annual
from fazhi.codebook.audit import Sequence, load_audit
from fazhi.codebook.indicators import load_indicators
from fazhi.records import Finding, Quantity, Report

BREAK = "。！？\n"
EVERY = re.compile(r"各类|各种|各项|各式")
# As many characters before two numbers say that they count the same.
SAME = 4
# 新增 and 超额 tell of an addition, 正在 of a moment: neither is the year's number.
PARTIAL = re.compile(
    r"新增|正在|其中|平均|每[年月周季村次]|人均|村均|上半年|下半年|季度|审结|办结|结案|月份?(?!末|底)"
)


@check("conflict")
def conflicts(report: Report) -> Iterator[Finding]:
    """Numbers of one report that cannot both hold, or of which the text does not say how."""
    if is_annual(report):
        yield from _told_twice(report)
    for sentence in sentences(report):
        named = {one.indicator for one in sentence.quantities}
        for rule in load_audit().sequences if len(named) > 1 else ():
            if rule.less in named and rule.most in named:
                yield from _out_of_order(report, sentence, rule)


@cache
def _totals() -> re.Pattern[str]:
    return re.compile("|".join(load_audit().totals))


@cache
def _carried_over() -> re.Pattern[str]:
    return re.compile("|".join(load_audit().carried_over))


def _told_twice(report: Report) -> Iterator[Finding]:
    entries = load_indicators().entries
    by_indicator: dict[str, list[Quantity]] = {}
    for one in report.quantities:
        entry = entries.get(one.indicator) if one.indicator else None
        if one.indicator and entry and entry.combine in ("rivals", "sum"):
            by_indicator.setdefault(one.indicator, []).append(one)
    for indicator, mentions in by_indicator.items():
        entry = entries[indicator]
        levels = [one for one in mentions if _is_level(report, one)]
        like = [one for one in levels if one.unit not in entry.unlike]
        unlike = [one for one in levels if one.unit in entry.unlike]
        adds_up = entry.combine == "sum"
        pair = _rivals(report, like, adds_up) or _rivals(report, unlike, adds_up)
        if pair:
            yield _twice(report, entry.zh, entry.en, pair)


def _is_level(report: Report, one: Quantity) -> bool:
    """A number that speaks for the year: no part, change or rate, and more than a single case."""
    return (
        one.period == "year"
        and not (one.part or one.change or one.zero)
        and one.value is not None
        and one.value > 1
        and not PARTIAL.search(report.text.clean, one.clause.clean_start, one.place.clean_end)
    )


def _rivals(
    report: Report, mentions: list[Quantity], adds_up: bool
) -> tuple[Quantity, Quantity] | None:
    """The first two mentions that contradict.

    Either both tell the year's total in the same words, or the lesser claims to hold every kind.
    """
    for at, one in enumerate(mentions):
        for other in mentions[at + 1 :]:
            if _agree(one, other) or (adds_up and _one_sentence(report, one, other)):
                continue
            if _same_words(report, one, other) or _holds_all(report, min(one, other, key=_value)):
                return one, other
    return None


def _agree(one: Quantity, other: Quantity) -> bool:
    """Whether two values may be one number, one of them rounded; unlike units cannot be told."""
    first, second = one.value or 0, other.value or 0
    if first == second or not comparable(one, other):
        return True
    if one.approx == EXACT and other.approx == EXACT:
        return False
    return abs(first - second) <= max(first, second) / 10


def _one_sentence(report: Report, one: Quantity, other: Quantity) -> bool:
    between = report.text.clean[one.place.clean_end : other.place.clean_start]
    return not any(sign in between for sign in BREAK)


def _words(report: Report, one: Quantity) -> str:
    """The sentence up to the mention's end."""
    text, start = report.text.clean, one.place.clean_start
    low = max(text.rfind(sign, 0, start) for sign in BREAK) + 1
    return text[low : one.place.clean_end]


def _value(one: Quantity) -> float:
    return one.value or 0


def _same_words(report: Report, one: Quantity, other: Quantity) -> bool:
    """Whether two numbers of the whole year follow the same words."""
    text = report.text.clean
    first, second = one.place.clean_start, other.place.clean_start
    same = text[first - SAME : first] == text[second - SAME : second]
    words = _words(report, one), _words(report, other)
    return same and all(_totals().search(each) for each in words)


def _holds_all(report: Report, one: Quantity) -> bool:
    """Whether a number claims to be that of every kind in the whole year."""
    clause = report.text.clean[one.clause.clean_start : one.place.clean_start]
    return bool(EVERY.search(clause) and _totals().search(clause))


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


def _out_of_order(report: Report, sentence: Sentence, rule: Sequence) -> Iterator[Finding]:
    """The number of the one indicator against those of the other told before it."""
    lesser = _of(sentence, rule.less)
    greater = _of(sentence, rule.most)
    if len(lesser) != 1 or not greater:
        return
    less = lesser[0]
    fitting = [
        one
        for one in greater
        if one.place.clean_start < less.place.clean_start and (rule.strict or comparable(one, less))
    ]
    if not fitting:
        return
    most = fitting[-1]
    exceeds = (less.value or 0) > max(one.value or 0 for one in fitting)
    if exceeds and not _is_bound(most):
        clause = less.clause.clean_start, less.clause.clean_end
        carried = _carried_over().search(report.text.clean, *clause)
        sure = rule.severity == ERROR and not carried and len(fitting) == 1
        severity = rule.severity if sure or rule.severity != ERROR else WARNING
        if not (carried and severity == WARNING):
            yield _order(report, rule, (less, most), severity)
    elif rule.strict and (less.value or 0) < (most.value or 0) and len(fitting) == 1:
        yield _order(report, rule, (less, most), NOTE)


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
    report: Report, rule: Sequence, pair: tuple[Quantity, Quantity], severity: str
) -> Finding:
    entries = load_indicators().entries
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
