"""Products: so many, so much for each, and what they come to together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fazhi.analyse.registry import WARNING, check, finding
from fazhi.analyse.sentences import EXACT, alike, number, sentence_parts
from fazhi.codebook.book import Codebook
from fazhi.records import Finding, Quantity, Report

# 每期, 每个村, 每名队员: what each is one of, up to what it has.
EACH_ONE = "每"
EACH = re.compile(
    r"(?:平均)?每一?(?P<unit>[\u4e00-\u9fff]{1,6}?)(?:配备|安排|有|为|设|选聘|培训|参加|检查|抽查|走访|发放|服务|接待|选派)?$"
)
TOGETHER = re.compile(r"(?:共计?|合计|总计|一共)[^\d，。；、]{0,6}$")
REACH = 12


@check("product")
def products(report: Report, book: Codebook) -> Iterator[Finding]:
    """A total that is not what so many times so much for each comes to."""
    text = report.text.clean
    for sentence in sentence_parts(report, 3, book):
        found = sentence.quantities
        # Most tell nothing of each: one look settles that for all their mentions.
        if text.find(EACH_ONE, sentence.start, sentence.end) < 0:
            continue
        for at, each in enumerate(found[:-1]):
            start = each.place.clean_start
            of = EACH.search(text, max(sentence.start, start - REACH), start)
            total = found[at + 1]
            begin = total.place.clean_start
            if not of or not at or not TOGETHER.search(text, max(begin - REACH, start), begin):
                continue
            times = _times(report, found[:at], of["unit"])
            # 每期50人 come to 200人次: what each has may be counted by heads or by attendances.
            same = each.dimension == total.dimension == "persons" or alike(each, total, book)
            if times and same and _plain(times, each, total):
                yield from _held_against(report, times, each, total)


def _times(report: Report, found: Sequence[Quantity], unit: str) -> Quantity | None:
    """How many there are of that of which each has so much."""
    text = report.text.clean
    for one in reversed(found):
        end = one.place.clean_end
        if one.unit == unit or text.startswith(unit, end) or unit == f"{one.unit}{text[end]}":
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
