"""Rates: a percentage against the counts that stand beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from fazhi.analyse.percentages import agrees, says, wrong
from fazhi.analyse.registry import check
from fazhi.analyse.sentences import AMONG, Sentence, alike, is_count, sentence_parts
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.records import Finding, Quantity, Report

NAMED = re.compile(r"([\u4e00-\u9fff]{2,8})率(?:均|都|也|已)?(?:达到?了?|为|是|保持在?|高达|：)?$")
# A rate is of counts told shortly before it.
MOST_COUNTS = 16
# Clauses in which the words of a number's stage may stand.
REACH = 16


class _Rate(NamedTuple):
    name: re.Pattern[str]
    base: re.Pattern[str]
    done: re.Pattern[str]
    due: re.Pattern[str]


class _Stage(NamedTuple):
    """A count, the words before it that say at which stage it was taken, and whether those
    behind it say that what follows is of it (120件纠纷中化解112件).
    """

    mention: Quantity
    words: str
    holds: bool


@check("rate")
def rates(report: Report, book: Codebook) -> Iterator[Finding]:
    """Percentages that the counts of their sentence do not give."""
    for sentence in sentence_parts(report, 3, book):
        shares = list(filter(_is_told, sentence.quantities))
        if not shares:
            continue
        counts = [one for one in sentence.quantities if is_count(one) and not one.part]
        stages = _stages(report, sentence, counts) if len(counts) > 1 else []
        for share in shares if stages else ():
            yield from _one(report, sentence, share, stages, book)


def _is_told(share: Quantity) -> bool:
    """An exact share of this year, none by which something changed."""
    exact = share.dimension == "percent" and share.approx == "exact"
    return exact and not share.change and share.period != "previous"


@derived
def _rates(book: Codebook) -> tuple[tuple[_Rate, ...], re.Pattern[str]]:
    words = audit_words(book)
    ought = f"(?:{'|'.join(words.due)})"
    known = tuple(
        _Rate(
            re.compile(f"(?:{one.name})$"),
            re.compile("|".join(one.base)),
            re.compile("|".join(one.done)),
            re.compile(f"{ought}(?:{'|'.join(one.done)})"),
        )
        for one in words.rates
    )
    return known, re.compile("|".join(words.narrowed))


def _one(
    report: Report, sentence: Sentence, share: Quantity, stages: list[_Stage], book: Codebook
) -> Iterator[Finding]:
    text, value = report.text.clean, share.value
    start = share.place.clean_start
    named = NAMED.search(text, max(sentence.start, start - 14), start)
    known, narrowed = _rates(book)
    if not named or value is None or value > 100 or narrowed.search(named[1]):
        return
    rate = next((one for one in known if one.name.search(named[1])), None)
    before = [stage for stage in stages if stage.mention.place.clean_end <= start][-MOST_COUNTS:]
    if not rate or len(before) < 2:
        return
    pairs = list(_pairs(rate, before, book))
    if not pairs or any(agrees(share.raw, value, ratio) for ratio in _ratios(pairs)):
        return
    base, done = pairs[-1]
    yield wrong(report, base, done, share)


def _ratios(pairs: list[tuple[Quantity, Quantity]]) -> list[float]:
    """The percentages that the pairs give, and those of all done together of one base."""
    found = [100 * (done.value or 0) / (base.value or 1) for base, done in pairs]
    for base in {one.quantity_id: one for one, _ in pairs}.values():
        together = sum(done.value or 0 for one, done in pairs if one is base)
        found.append(100 * together / (base.value or 1))
    return found


def _pairs(
    rate: _Rate, stages: list[_Stage], book: Codebook
) -> Iterator[tuple[Quantity, Quantity]]:
    """Each number that is the rate's base with each later one that says what was done of it."""
    bases: list[Quantity] = []
    for done, words, holds in stages:
        due = bool(rate.due.search(words))
        if says(words, rate.done, book) and not due:
            for base in bases:
                if alike(base, done, book) and base.value and base.value >= (done.value or 0):
                    yield base, done
        if due or holds or rate.base.search(words):
            bases.append(done)


def _stages(report: Report, sentence: Sentence, counts: list[Quantity]) -> list[_Stage]:
    """The counts with the words of their clauses before them, as far as the number before."""
    text = report.text.clean
    ends = sorted(one.place.clean_end for one in sentence.quantities)
    found: list[_Stage] = []
    for one in counts:
        start = one.place.clean_start
        low = max(sentence.start, one.clause.clean_start, start - REACH)
        at = bisect_right(ends, start)
        words = text[max(low, ends[at - 1]) if at else low : start]
        holds = AMONG.match(text, one.place.clean_end) is not None
        found.append(_Stage(one, words, holds))
    return found
