"""Slips that a page break, a conversion or a hurried hand leaves: doubled characters, residue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.analyse.audit.registry import NOTE, check, clip, finding, found_at
from fazhi.codebook.audit import load_audit
from fazhi.records import Finding, Mark, Place, Report

PHRASE = re.compile(r"([\u4e00-\u9fff]{3}[\u4e00-\u9fff]?)\1")
# One set of signs is found in one pass; which of them are doubled is looked at afterwards.
SIGNS = re.compile(r"[的了和与在为是对将把，。；、?？]{2,}")
DOUBLE = re.compile(r"([^?？])\1|[?？]{2,}")
LOST = re.compile(r"[\ufffd□■]+")
RESIDUE_SHOWN = 3
AROUND = 8


@check("ocr")
def slips(report: Report) -> Iterator[Finding]:
    """Doubled or lost characters, and what a web page left in the text."""
    text = report.text.clean
    for row in SIGNS.finditer(text):
        for match in DOUBLE.finditer(text, *row.span()):
            yield from _doubled(report, match.span()) if match[1] else (_lost(report, match),)
    if any(sign in text for sign in "\ufffd□■"):
        yield from (_lost(report, match) for match in LOST.finditer(text))
    if _may_double(text):
        for match in PHRASE.finditer(text):
            yield from _doubled(report, match.span())
    yield from _repaired(report)


def _may_double(text: str) -> bool:
    """Whether three or four characters may stand twice in a row.

    The text laid over itself, moved on by so many characters, is zero where both agree: two
    operations on one large number, where the pattern has to try every place. The lower byte of
    each character is enough to see that it may be so.
    """
    units = text.encode("utf-16-le", "surrogatepass")[::2]
    number = int.from_bytes(units, "little")
    return any(
        bytes(size) in (number ^ number >> 8 * size).to_bytes(len(units), "little")
        for size in (3, 4)
    )


def _lost(report: Report, match: re.Match[str]) -> Finding:
    words = ("此处有无法辨认或丢失的字符。", "Characters here are lost or cannot be read.")
    return finding(report, "ocr", NOTE, match.span(), words)


def _doubled(report: Report, span: tuple[int, int]) -> Iterator[Finding]:
    """The finding, unless the doubling is that of a word or a saying (一村一策一村一品)."""
    text, (start, end) = report.text.clean, span
    around = text[max(0, start - AROUND) : end + AROUND]
    if not any(word in around for word in _words()):
        shown = clip(text[start:end])
        words = (f"字符重复：“{shown}”。", f"Doubled characters: “{shown}”.")
        yield finding(report, "ocr", NOTE, span, words)


@cache
def _words() -> tuple[str, ...]:
    return load_audit().doubled_words


def _repaired(report: Report) -> Iterator[Finding]:
    """What reading the file already had to mend; residue of a web page is the page's own."""
    shown = 0
    for mark in report.text.repairs:
        if mark.kind == "doubled":
            words = ("分页处字符重复。", "Characters are doubled around a page break.")
        elif mark.kind == "residue" and report.text.format != "html" and shown < RESIDUE_SHOWN:
            shown += 1
            words = (
                "不属于正文的残留文字或符号，发布前应删除。",
                "Residue that is no part of the report; remove it before publication.",
            )
        else:
            continue
        place = _place(report, mark)
        if place:
            yield found_at(report, "ocr", NOTE, place, words)


def _place(report: Report, mark: Mark) -> Place | None:
    """A place for what is not in the clean text: its own raw stretch, at the next clean sign."""
    if mark.start >= mark.end:
        return None
    offsets = report.text.offsets
    low, high = 0, len(report.text.clean)
    while low < high:
        middle = (low + high) // 2
        if offsets.raw_start(middle) < mark.start:
            low = middle + 1
        else:
            high = middle
    return Place(mark.start, mark.end, low, low)
