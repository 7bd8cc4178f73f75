"""Whether a text is whole: what it shows to be missing, so that nobody is blamed for the gap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi.analyse.once import once
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.parse.frame.title import is_letter
from fazhi.records import Paragraph, Report

CLOSED = "。！？；：…”’）》】]}.!?;:~"
# What cannot begin a text: the sentence began on a page that is lost.
NO_BEGINNING = "，。、；：）》”！？"
LONG_BODY = 45
AROUND = 12
LAST_LINES = 3
# A letter holds no parts of its own.
LONGEST_LETTER = 600
# A line of a list may end in a label and its words (牵头单位：区教育局).
LABEL = re.compile(r"。[^。：，]{2,8}：[^。：]{2,14}$")


class Gap(NamedTuple):
    """Clean words at which something is missing: `broken_off`, or `attachment` not there."""

    start: int
    end: int
    kind: str = "broken_off"


def is_cut(report: Report, book: Codebook) -> bool:
    """Whether parts may be lost: the end, or what the reader knows to lie elsewhere."""
    end = len(report.text.raw.rstrip())
    if report.text.lacks or any(mark.end >= end for mark in report.text.damages):
        return True
    bodies = _bodies(report)
    last = bodies[-1].place.clean_start if bodies else 0
    return any(gap.kind == "attachment" or gap.end > last for gap in gaps(report, book))


@once
def gaps(report: Report, book: Codebook) -> tuple[Gap, ...]:
    """Where sentences stop without their rest, in reading order; then a report not attached."""
    return tuple(_gaps(report, book))


def _gaps(report: Report, book: Codebook) -> Iterator[Gap]:
    text, bodies = report.text.clean, _bodies(report)
    if bodies and text[bodies[0].place.clean_start] in NO_BEGINNING:
        start = bodies[0].place.clean_start
        yield Gap(start, min(bodies[0].place.clean_end, start + AROUND))
    for index, one in enumerate(bodies):
        is_last = index == len(bodies) - 1
        if _stops(report, one, is_last=is_last) or (is_last and _is_bare_heading(report, one)):
            end = _last_sign(report, one) + 1
            yield Gap(max(one.place.clean_start, end - 2 * AROUND), end)
        elif index >= len(bodies) - LAST_LINES:
            told = _unfinished(book).search(text, one.place.clean_start, one.place.clean_end)
            if told:
                yield Gap(*told.span())
    title = report.identity.title_place
    if title and is_letter(report.identity.title or "", book) and not _holds_report(report):
        yield Gap(title.clean_start, title.clean_end, "attachment")


def _holds_report(report: Report) -> bool:
    return bool(report.outline.sections) or len(report.text.clean) > LONGEST_LETTER


@derived
def _unfinished(book: Codebook) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, audit_words(book).unfinished)))


def _bodies(report: Report) -> list[Paragraph]:
    """The paragraphs before signature and date."""
    closing = report.outline.closing
    return [
        one
        for one in report.outline.paragraphs
        if not closing or one.place.clean_start < closing.clean_start
    ]


def _stops(report: Report, one: Paragraph, *, is_last: bool) -> bool:
    """Whether a paragraph ends in the middle of a sentence."""
    text, end = report.text.clean, _last_sign(report, one) + 1
    last = text[end - 1]
    is_open = last in "，、"
    if is_last and not is_open and last not in CLOSED:
        said = text[one.place.clean_start : end].rpartition("。")[2]
        is_open = end - one.place.clean_start > LONG_BODY or _runs_on(report, said)
        is_open = is_open and not LABEL.search(text, max(0, end - 24), end)
    return is_open and "\t" not in one.text


def _runs_on(report: Report, words: str) -> bool:
    """Whether the last words of a text under headings are half a sentence, and no label.

    A short plan at the very end may have lost no more than its full stop.
    """
    roles = [one.role for one in report.outline.sections]
    return bool(roles) and roles[-1] != "plan" and "，" in words and "：" not in words


def _is_bare_heading(report: Report, one: Paragraph) -> bool:
    """Whether a text ends with a heading under which nothing stands.

    The last of a list whose members are one line each is no such heading.
    """
    headings = [each for each in report.outline.sections if not each.inline]
    last = headings[-1] if headings else None
    if last is None or report.outline.closing:
        return False
    before = [one for one in headings[:-1] if one.parent_id == last.parent_id]
    if before and before[-1].place.clean_end <= before[-1].heading.clean_end + 1:
        return False
    return (
        last.heading.clean_start == one.place.clean_start
        and last.heading.clean_end >= _last_sign(report, one)
    )


def _last_sign(report: Report, one: Paragraph) -> int:
    end = one.place.clean_end
    while end > one.place.clean_start and report.text.clean[end - 1] in " \n\t":
        end -= 1
    return end - 1
