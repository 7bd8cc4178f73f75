"""Products: so many, so much for each, and what they come to together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fazhi.analyse.registry import WARNING, check, finding
from fazhi.analyse.sentences import EXACT, Sentence, alike, number, sentence_parts
from fazhi.codebook.book import Codebook
from fazhi.language.units import EACH_OF_SEVERAL
from fazhi.records import Finding, Quantity, Report

EVERY = re.compile("[每各]")
# 每期, 每个村, 每名队员: what each is one of, up to what it has; then what that is.
VERBS = "配备|安排|有|为|设|选聘|培训|培养|参加|检查|抽查|走访|发放|服务|接待|选派|推选|确定"
EACH = re.compile(
    rf"(?:平均)?每一?(?P<unit>[\u4e00-\u9fff]{{1,6}}?)(?:(?:{VERBS})[\u4e00-\u9fff“”]{{0,10}})?$"
)
# 9个村各配备3名: what stands between them and so much for each.
APIECE = re.compile(
    rf"[\u4e00-\u9fff（）()]{{0,8}}{EACH_OF_SEVERAL}(?:{VERBS})?[\u4e00-\u9fff“”]{{0,10}}"
)
DONE = re.compile(rf"{VERBS}|开展|举办|落实|建立|成立|了")
SHORTEST = 2
# What may stand between what is counted and 共.
SAME = re.compile(r"[\u4e00-\u9fff“”]{0,10}[，,]?")
BARE = re.compile(rf"每一?[\u4e00-\u9fff]{{1,6}}?(?:{VERBS})?\d+[\u4e00-\u9fff][，,]?$")
# Between a number and what there are so many of.
OF_VILLAGES = ("", "行政", "建制", "自然")
TOGETHER = re.compile(r"(?:共计?|合计|总计|一共)(?P<of>[^\d，。；、]{0,8})$")
# Before how many there are, it says that others have as much.
OTHERS = "、和及与"
REACH = 20


class _Product(NamedTuple):
    """How many there are, how much each has, and what is said to be all of it."""

    times: Quantity
    each: Quantity
    total: Quantity


@check("product")
def products(report: Report, book: Codebook) -> Iterator[Finding]:
    """A total that is not what so many times so much for each comes to."""
    text = report.text.clean
    for sentence in sentence_parts(report, 3, book):
        found = sentence.quantities
        # Most tell nothing of each: one look settles that for all their mentions.
        if not EVERY.search(text, sentence.start, sentence.end):
            continue
        for at in range(1, len(found)):
            told = _told(report, sentence, at)
            # 每期50人 come to 200人次: what each has may be counted by heads or by attendances.
            if told and _plain(*told) and (_persons(told) or alike(told.each, told.total, book)):
                yield from _held_against(report, *told)


def _persons(told: _Product) -> bool:
    return told.each.dimension == told.total.dimension == "persons"


def _told(report: Report, sentence: Sentence, at: int) -> _Product | None:
    """What a figure is together, where it is told so right behind what it is made of."""
    text, found = report.text.clean, sentence.quantities
    total, last = found[at], found[at - 1]
    low, begin = last.place.clean_end, total.place.clean_start
    together = TOGETHER.search(text, max(begin - REACH, low), begin)
    if not together or not _of_these(text, last, sentence.start, together):
        return None
    if of := _unit_of_each(text, sentence, last):
        times = _times(report, found[: at - 1], of)
        return _Product(times, last, total) if times else None
    first = found[at - 2] if at > 1 else last
    start, end = first.place.clean_start, first.place.clean_end
    # 每村3名，9个村共29名: how many there are may stand behind so much for each.
    if (of := _unit_of_each(text, sentence, first)) and _times(report, (last,), of):
        return _Product(last, first, total)
    apiece = APIECE.fullmatch(text, end, last.place.clean_start)
    alone = not text[start - 1 : start] or text[start - 1] not in OTHERS
    return _Product(first, last, total) if apiece and alone else None


def _unit_of_each(text: str, sentence: Sentence, one: Quantity) -> str | None:
    """What each is one of that has so much (每个村3名: 个村)."""
    start = one.place.clean_start
    found = EACH.search(text, max(sentence.start, start - REACH), start)
    return found["unit"] if found else None


def _of_these(text: str, last: Quantity, low: int, together: re.Match[str]) -> bool:
    """Whether 共 tells of what stands before it, not of a whole that holds more (全镇共有29名)."""
    if not SAME.fullmatch(text, last.place.clean_end, together.start()):
        return False
    words = DONE.sub("", together["of"])
    told = text[low : together.start()]
    # Where it is not said of what each has so much, it may be of what is named behind.
    return len(words) < SHORTEST or words in told or BARE.search(told) is not None


def _times(report: Report, found: Sequence[Quantity], unit: str) -> Quantity | None:
    """How many there are of that of which each has so much."""
    text = report.text.clean
    named = tuple(f"{one}{unit}" for one in OF_VILLAGES)
    for one in reversed(found):
        end, own = one.place.clean_end, one.unit
        # 18个网格，每个网格: the measure word is part of what each is one of.
        whole = own and unit.startswith(own) and text.startswith(unit.removeprefix(own), end)
        if whole or text.startswith(named, end):
            return one
    return None


def _plain(*quantities: Quantity) -> bool:
    return all(
        one.approx == EXACT and one.value and one.value_high is None and not one.change
        for one in quantities
    )


def _held_against(
    report: Report, times: Quantity, each: Quantity, total: Quantity
) -> Iterator[Finding]:
    right = (times.value or 0) * (each.value or 0)
    if right == total.value:
        return
    many, much, stated = times.raw, each.raw, total.raw
    yield finding(
        report,
        "sum",
        WARNING,
        (times.place.clean_start, total.place.clean_end),
        (
            f"{many}，各{much}，应是{number(right)}，与所称{stated}不符。请核对各数。",
            f"{number(times.value)} with {number(each.value)} each come to {number(right)}, not to "
            f"{number(total.value)}. Check the figures.",
        ),
    )
