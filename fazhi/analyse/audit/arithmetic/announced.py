"""Announced counts: “八进” before a list of six, 以下三项 before four."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from fazhi.analyse.registry import WARNING, check, finding
from fazhi.codebook.book import Codebook
from fazhi.records import Finding, Report

NUMBERS = {sign: value for value, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
ENTERING = re.compile(r"([四五六七八九十])进[”\x22]?(?!行|一步|入)")
# Words before 进 say what enters (法律进机关), words after it where it enters.
ENTRY = re.compile(
    r"[“”]?[^、，。；：\n“”进]{0,10}进([^、，。；：\n“”进（）]{1,10})[”“]?([、，；和及]?)"
)
OPEN_LIST = re.compile(r"^[”“]?等")
AFTER = 60
# A list of more places is not the one announced.
MOST_PLACES = 50
# Signs within which an announced list is looked for.
FARTHEST = 20_000
ITEMS = re.compile(
    r"(?<![一二三四五六七八九十第])([两二三四五六七八九])(?:个方面|项|点|条|个)(?:的?(?:工作|措施|问题|不足|任务|内容|方面|举措|特点|困难|短板)){0,2}"
    r"(?:着手|入手|发力|抓起|开展工作|做好工作)?[：:，]\s*$"
)
REACH = 30
ITEM = re.compile(r"([一二三四五六七八九十])是")


@check("announced")
def announced(report: Report, book: Codebook) -> Iterator[Finding]:
    """Lists whose length is announced and differs, where they can be counted surely."""
    text = report.text.clean
    for entering in ENTERING.finditer(text):
        yield from _entering(report, entering)
    heads = sorted(one.heading.clean_start for one in report.outline.sections if not one.inline)
    at = text.find("一是")
    while at >= 0:
        items = ITEMS.search(text, max(0, at - REACH), at)
        if items:
            after = bisect_right(heads, at + 2)
            far = min(len(text), at + FARTHEST)
            limit = min(heads[after], far) if after < len(heads) else far
            yield from _items(report, items, at + 2, limit)
        at = text.find("一是", at + 2)


def _entering(report: Report, match: re.Match[str]) -> Iterator[Finding]:
    """The list of places entered that begins in the sentence or the one after it."""
    text = report.text.clean
    far = min(len(text), match.end() + FARTHEST)
    limit = text.find("\n", match.end(), far)
    limit = far if limit < 0 else limit
    sentence = text.find("。", match.end(), limit)
    reach = min(limit, (sentence if sentence >= 0 else match.end()) + AFTER)
    first = ENTRY.search(text, match.end(), reach)
    if not first:
        return
    places, end = _count(text, first, limit)
    if places >= 4 and places != NUMBERS[match[1]] and not OPEN_LIST.match(text[end : end + 2]):
        yield _differs(report, (match.start(), end), (NUMBERS[match[1]], places))


def _count(text: str, first: re.Match[str], limit: int) -> tuple[int, int]:
    """How many places an unbroken list names, and where it ends."""
    found, at, end = 0, first.start(), first.start()
    while entry := ENTRY.match(text, at, limit):
        found += 1
        words = entry[1].rstrip("”“")
        end = entry.start(1) + len(words)
        if "等" in words or found > MOST_PLACES:
            return 0, end
        at = entry.end()
        if not entry[2]:
            break
    return found, end


def _items(report: Report, match: re.Match[str], begin: int, limit: int) -> Iterator[Finding]:
    """Items 一是, 二是 … up to the next list or `limit`, against their number announced."""
    text = report.text.clean
    expected, end = 1, begin
    for item in ITEM.finditer(text, begin, limit):
        number = NUMBERS[item[1]]
        if number == 1:
            break
        if number == expected + 1 and text[item.start() - 1] in "。；，\n ：":
            expected, end = number, item.end()
    if expected > 1 and expected != NUMBERS[match[1]]:
        yield _differs(report, (match.start(), end), (NUMBERS[match[1]], expected))


def _differs(report: Report, span: tuple[int, int], counts: tuple[int, int]) -> Finding:
    stated, listed = counts
    return finding(
        report,
        "conflict",
        WARNING,
        span,
        (
            f"前面说{stated}项，实际列出{listed}项。请补全或更正。",
            f"{stated} are announced, {listed} are listed.",
        ),
    )
