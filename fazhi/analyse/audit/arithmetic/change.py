"""Changes: by how much a figure grew or fell, against the figures of both years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fazhi.analyse.percentages import finest, percent
from fazhi.analyse.registry import ERROR, check, finding
from fazhi.analyse.sentences import EXACT, Sentence, alike, number, sentence_parts
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.records import Finding, Quantity, Report

# Characters between a figure and its change, in which the direction stands; more tell another one.
REACH = 12
# A mean of several years is no change from the first to the last.
MEAN = re.compile(r"年均|平均|分别|复合|可比价")
# Figures in such units are rounded.
LARGE = re.compile(r"[万亿千百]")
WAYS = {True: ("增加", "an increase of"), False: ("减少", "a decrease of")}
# All that may stand between the figures and by how many they changed; 新增 is no net change.
BY_SO_MANY = re.compile(r"[）)]?[，,]?(?:(?:同比|净)?(?:增加|增长|上升|减少|下降|增|减)了?)")
# Between a change and what it came to (较上年的10万元增长30%，达到15万元).
COMES_TO = re.compile(
    r"[，,]?(?:(?:上升|增加|增长|提高|减少|下降|降低|增|升|降)?至|达到?了?|到|为)"
)
# What stands before how many times another figure this one is.
OF_IT = "的"
# 翻一番 is twice as much and nothing else.
DOUBLED = "翻"
# How many percentage points such words leave open.
ROUGH = {DOUBLED: 15.0, "成": 5.0}
# Sums of decimals are not exact.
SLACK = 1e-6
SHARES, POINTS, TIMES = ("percent",), ("percentage_points",), ("ratio",)


class _Pair(NamedTuple):
    """A figure of the year before and one of the year."""

    was: Quantity
    now: Quantity

    def moved(self) -> tuple[float, float]:
        """The least and the most that it changed, as rounded as its figures are."""
        (was, low), (now, high) = (_rounded(one) for one in self)
        return now - high - (was + low), now + high - (was - low)


@check("change")
def changes(report: Report, book: Codebook) -> Iterator[Finding]:
    """Changes, in percent or in so many, that the figures of both years beside them do not give.

    Nothing is said where more than one pair of figures may be meant.
    """
    for sentence in sentence_parts(report, 3, book):
        after = 0
        found = sentence.quantities
        for at, share in enumerate(found):
            if not share.change:
                continue
            if share.dimension not in SHARES + POINTS + TIMES:
                yield from _by_how_many(report, share, found[after:at], found[at + 1 :][:1], book)
                continue
            pair = _pair(report, found[after:at], found[at + 1 : at + 2], share, book)
            after = at + 1
            if pair and share.approx == EXACT and share.value and share.value_high is None:
                yield from _held_against(report, sentence, share, pair, book)


def _by_how_many(
    report: Report,
    share: Quantity,
    told: Sequence[Quantity],
    behind: Sequence[Quantity],
    book: Codebook,
) -> Iterator[Finding]:
    """A change told in the figures' own measure word (比上年的82件增加14件), right behind them."""
    pair = _pair(report, told, _come_to(report, share, behind), share, book) if told else None
    firm = share.approx == EXACT and share.value and share.period != "previous"
    if not pair or not firm or not alike(share, pair.now, book):
        return
    words = report.text.clean[told[-1].place.clean_end : share.place.clean_start]
    rises = _direction(words, book) if BY_SO_MANY.fullmatch(words) else None
    if rises is None:
        return
    low, high = sorted(one if rises else -one for one in pair.moved())
    stated, off = _rounded(share)
    if not low - off - SLACK <= stated <= high + off + SLACK:
        yield _wrong(report, share, pair, stated, rises=rises)


def _come_to(report: Report, share: Quantity, behind: Sequence[Quantity]) -> Sequence[Quantity]:
    """The figure right behind a change that it is said to have come to."""
    return [
        one
        for one in behind
        if COMES_TO.fullmatch(report.text.clean, share.place.clean_end, one.place.clean_start)
    ]


def _pair(
    report: Report,
    told: Sequence[Quantity],
    behind: Sequence[Quantity],
    share: Quantity,
    book: Codebook,
) -> _Pair | None:
    """The one pair of figures that a change is of; what it was, or came to, may stand behind it."""
    firm = [one for one in told if one.approx == EXACT and one.value_high is None]
    firm += [one for one in _come_to(report, share, behind) if one.approx == EXACT]
    counted = [one for one in firm if (one.dimension in SHARES) is (share.dimension in POINTS)]
    now = [one for one in counted if one.period in ("year", "stock") and not one.change]
    was = [one for one in counted if one.period == "previous"]
    was += [one for one in behind if one.period == "previous" and one.approx == EXACT]
    if len(now) != 1 or len(was) != 1 or not alike(now[0], was[0], book):
        return None
    # Right before a change stands what changed, or by how much (减少10件，下降12%).
    if not (told[-1].change or told[-1] in (now[0], was[0])):
        return None
    return _Pair(was[0], now[0]) if was[0].value and now[0].value is not None else None


def _rounded(one: Quantity) -> tuple[float, float]:
    """A value, and by how much it may be off as it stands: 2.9万 is anything from 2.85万 on."""
    value = one.value or 0
    digits = re.match(r"[\d,，.．]+", one.raw)
    if not digits or not (LARGE.search(one.raw) or "." in one.raw):
        return value, 0.0
    told = float(re.sub(r"[,，]", "", digits[0]).replace("．", ".").strip(".") or 0)
    return value, finest(digits[0]) / 2 * (value / told if told else 1)


def _held_against(
    report: Report, sentence: Sentence, share: Quantity, pair: _Pair, book: Codebook
) -> Iterator[Finding]:
    text, start = report.text.clean, share.place.clean_start
    ends = [one.place.clean_end for one in sentence.quantities]
    last = max((end for end in ends if end <= start), default=sentence.start)
    words = text[last:start]
    if start - last > REACH or MEAN.search(words):
        return
    if words.endswith(OF_IT) and share.dimension not in POINTS:
        yield from _as_much(report, share, pair)
        return
    rises = _direction(words + share.raw, book)
    if rises is None:
        return
    sign = 1 if rises else -1
    was = 1 if share.dimension in POINTS else (pair.was.value or 1) / 100
    low, high = sorted(sign * one / was for one in pair.moved())
    stated, step = _in_percent(share)
    # 增长2倍 is said of three times as much, and of twice as much.
    more = 100 if share.dimension in TIMES and DOUBLED not in share.raw else 0
    spans = [(low, high), (low + more, high + more)]
    if not any(least - step < stated < most + step for least, most in spans):
        yield _wrong(report, share, pair, stated, rises=rises)


def _in_percent(share: Quantity) -> tuple[float, float]:
    """A share or so many times as a percentage, and how exact that is (一成: to half a tenth)."""
    times = 100 if share.dimension in TIMES else 1
    rough = next((step for sign, step in ROUGH.items() if sign in share.raw), None)
    return times * (share.value or 0), rough or times * finest(share.raw)


def _as_much(report: Report, share: Quantity, pair: _Pair) -> Iterator[Finding]:
    """How many times the earlier figure the later is (是去年的两倍), told to a half."""
    was, now = pair.was.value or 1, pair.now.value or 0
    stated, step = _in_percent(share)
    if abs(stated - 100 * now / was) <= min(step, 50):
        return
    right, told = percent(now / was), percent(stated / 100)
    yield finding(
        report,
        "rate",
        ERROR,
        (share.place.clean_start, share.place.clean_end),
        (
            f"{pair.now.raw}是{pair.was.raw}的{right}倍，与所称{told}倍不符。请核对数字或倍数。",
            f"{number(now)} is {right} times {number(was)}, not {told} times, as stated. "
            "Check the figures.",
        ),
    )


def _direction(words: str, book: Codebook) -> bool | None:
    """Whether words say that something became more; null where they do not say."""
    up, down = _words(book)
    last = max(up.finditer(words), key=re.Match.end, default=None)
    other = max(down.finditer(words), key=re.Match.end, default=None)
    if not last and not other:
        return None
    return not other or bool(last and last.end() > other.end())


@derived
def _words(book: Codebook) -> tuple[re.Pattern[str], re.Pattern[str]]:
    change = audit_words(book).change
    return re.compile("|".join(change.up)), re.compile("|".join(change.down))


def _wrong(report: Report, share: Quantity, pair: _Pair, stated: float, *, rises: bool) -> Finding:
    was, now = pair.was.value or 1, pair.now.value or 0
    relative = share.dimension in SHARES + TIMES
    right = percent(100 * abs(now - was) / was) if relative else percent(abs(now - was))
    unit, unit_en = ("%", " %") if relative else ("", "")
    if share.dimension in POINTS:
        unit, unit_en = "个百分点", " points"
    way, way_en = WAYS[now >= was]
    told, told_en = WAYS[rises]
    return finding(
        report,
        "rate",
        ERROR,
        (share.place.clean_start, share.place.clean_end),
        (
            f"从{pair.was.raw}到{pair.now.raw}是{way}{right}{unit}，与所称{told}{percent(stated)}{unit}不符。"
            "请核对数字或增减幅度。",
            f"From {number(was)} to {number(now)} is {way_en} {right}{unit_en}, not "
            f"{told_en} {percent(stated)}{unit_en}, as stated. Check the figures or the change.",
        ),
    )
