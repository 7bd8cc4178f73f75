"""Losses: sentences that break off, pages that are missing, brackets that stay open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from fazhi.analyse.registry import NOTE, WARNING, check, clip, finding, found_at
from fazhi.analyse.wholeness import gaps
from fazhi.codebook.book import Codebook
from fazhi.records import Finding, OutlineFact, Place, Report

AROUND = 12
MARKS = re.compile(r"[《》（）“”【】〔〕]")
PAIRS = {"》": "《", "）": "（", "”": "“", "】": "【", "〕": "〔"}
# Its three signs, and blanks before them, of which clean text holds few.
LONGEST_LIST_MARK = 16
LIST_MARK = re.compile(
    r"(?:^|[\n。；：，、 ])[ 　]*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])$"
)
TRUNCATED = (
    "此处文字中断，后文缺失。请补全。",
    "The text breaks off here; what followed is lost.",
)
NOT_ATTACHED = (
    "这是报送或印发报告的文件，报告正文不在其中，请另取附件。",
    "This is a letter or notice that carries a report, but the report is not in it: fetch what is "
    "attached.",
)
UNREAD = (
    "原文件此处有内容未能读出（图片、嵌入的文件或页面），请对照原文件。",
    "Something that the file shows here could not be read (a picture, an embedded file, a page).",
)


@check("truncation")
def truncation(report: Report, book: Codebook) -> Iterator[Finding]:
    """Places where a sentence ends without its rest, and parts lost there."""
    text = report.text
    places = [_around(report, mark.start) for mark in text.damages]
    levels = {one.section_id: one.level for one in report.outline.sections}
    lost = [
        fact
        for fact in report.outline.facts
        if fact.kind == "gap" and levels.get(fact.section_id or 0) == 1
    ]
    lost.sort(key=lambda fact: fact.place.start)
    for mark, place in zip(text.damages, places, strict=True):
        broken = mark.kind == "break"
        yield found_at(report, "truncation", WARNING, place, TRUNCATED if broken else UNREAD)
        yield from _lost_parts(report, place, lost) if broken else ()
    yield from _open_ends(report, {place.clean_start for place in places}, book)


def _around(report: Report, raw: int) -> Place:
    """The words before a raw offset at which the text breaks off, up to its line's end."""
    offsets, clean = report.text.offsets, report.text.clean
    low, high = 0, len(clean)
    while low < high:
        middle = (low + high) // 2
        if offsets.raw_start(middle) <= raw:
            low = middle + 1
        else:
            high = middle
    end = clean.find("\n", max(low - 1, 0))
    end = len(clean) if end < 0 else end
    reach = max(0, end - 2 * AROUND)
    start = clean.rfind("\n", reach, end) + 1 or reach
    return report.text.place(start, max(end, start + 1))


def _lost_parts(report: Report, place: Place, lost: list[OutlineFact]) -> Iterator[Finding]:
    """Where first-level numbers are missing after a break, the parts were lost with it."""
    after = bisect_right(lost, place.end, key=lambda fact: fact.place.start)
    if after < len(lost):
        start = place.clean_end + 1
        end = report.text.clean.find("\n", start)
        if end > start:
            yield finding(
                report,
                "missing_part",
                WARNING,
                (start, min(end, start + 3 * AROUND)),
                (
                    f"正文从句中接续，疑缺页；第一级标题“{lost[after].expected}”等可能在缺页上。",
                    f"The text goes on in the middle of a sentence: a page seems lost, and with it "
                    f"the heading {lost[after].expected}.",
                ),
            )


def _open_ends(report: Report, known: set[int], book: Codebook) -> Iterator[Finding]:
    """Where the text itself shows that something follows which is not there."""
    starts = sorted(known)
    for gap in gaps(report, book):
        after = bisect_left(starts, gap.start)
        if after == len(starts) or starts[after] > max(gap.start, gap.end - 1):
            words = NOT_ATTACHED if gap.kind == "attachment" else TRUNCATED
            yield finding(report, "truncation", WARNING, (gap.start, gap.end), words)


@check("unclosed")
def unclosed(report: Report, book: Codebook) -> Iterator[Finding]:
    """Brackets, quotation marks and 《 of a paragraph that have no partner."""
    text = report.text.clean
    start = 0
    for line in text.split("\n"):
        if not _pairs_off(line):
            for at in _unpaired(line):
                low = max(0, at - AROUND)
                span = (start + low, start + min(len(line), at + AROUND))
                sign = line[at]
                yield finding(
                    report,
                    "unclosed",
                    WARNING if sign in "《》" else NOTE,
                    span,
                    (
                        f"“{clip(line[low : at + AROUND])}”中的{sign}不成对。",
                        f"{sign} has no partner in “{clip(line[low : at + AROUND])}”.",
                    ),
                )
        start += len(line) + 1


def _pairs_off(line: str) -> bool:
    """Whether nothing is left of the signs when pairs are taken out, the innermost first."""
    opened: list[str] = []
    for sign in MARKS.findall(line):
        opening = PAIRS.get(sign)
        if opening is None:
            opened.append(sign)
        elif not opened or opened.pop() != opening:
            return False
    return not opened


def _unpaired(line: str) -> list[int]:
    """Offsets of signs without a partner, the first of each kind of sign in the paragraph."""
    waiting: dict[str, list[int]] = {}
    lonely: dict[str, int] = {}
    for match in MARKS.finditer(line):
        sign, at = match.group(), match.start()
        opening = PAIRS.get(sign)
        if opening is None:
            waiting.setdefault(sign, []).append(at)
        elif waiting.get(opening):
            waiting[opening].pop()
        elif opening not in lonely and not (
            sign == "）" and LIST_MARK.search(line, max(at - LONGEST_LIST_MARK, 0), at)
        ):
            lonely[opening] = at
    for opening, offsets in waiting.items():
        if offsets:
            lonely.setdefault(opening, offsets[0])
    return sorted(lonely.values())
