"""Slips that a page break, a conversion or a hurried hand leaves: doubled characters, residue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.analyse.registry import NOTE, check, clip, finding, found_at
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.records import Finding, Mark, Place, Report

PHRASE = re.compile(r"([\u4e00-\u9fff]{3}[\u4e00-\u9fff]?)\1")
ZERO = re.compile(b"\0")
SIGNS = frozenset("的了和与在为是对将把，。；、")
LOST = re.compile(r"[\ufffd□■]+|[?？]{2,}")
LOST_SIGNS = "\ufffd□■?？"
RESIDUE_SHOWN = 3
AROUND = 8


@check("ocr")
def slips(report: Report, book: Codebook) -> Iterator[Finding]:
    """Doubled or lost characters, and what a web page left in the text."""
    text = report.text.clean
    if any(sign in text for sign in LOST_SIGNS):
        yield from (_lost(report, match) for match in LOST.finditer(text))
    again = _Overlay(text)
    done = 0
    for match in ZERO.finditer(again.moved(1)):
        at = match.start()
        if at >= done and text[at] in SIGNS and text.startswith(text[at], at + 1):
            done = at + 2
            yield from _doubled(report, (at, done), book)
    if any(bytes(size) in again.moved(size) for size in (3, 4)):
        for phrase in PHRASE.finditer(text):
            yield from _doubled(report, phrase.span(), book)
    yield from _repaired(report)


class _Overlay:
    """The text laid over itself, moved on by some characters: zero where both may agree.

    Two operations on one large number, where a pattern has to try every place. The lower byte of
    each character is enough to see that it may be so.
    """

    def __init__(self, text: str) -> None:
        units = text.encode("utf-32-le", "surrogatepass")[::4]
        self.size = len(units)
        self.number = int.from_bytes(units, "little")

    def moved(self, by: int) -> bytes:
        """One byte for each character, zero where that so many further on may be the same."""
        return (self.number ^ self.number >> 8 * by).to_bytes(self.size, "little")


def _lost(report: Report, match: re.Match[str]) -> Finding:
    words = ("此处有无法辨认或丢失的字符。", "Characters here are lost or cannot be read.")
    return finding(report, "ocr", NOTE, match.span(), words)


def _doubled(report: Report, span: tuple[int, int], book: Codebook) -> Iterator[Finding]:
    """The finding, unless the doubling is that of a word or a saying (一村一策一村一品)."""
    text, (start, end) = report.text.clean, span
    around = text[max(0, start - AROUND) : end + AROUND]
    if not any(word in around for word in _words(book)):
        shown = clip(text[start:end])
        words = (f"字符重复：“{shown}”。", f"Doubled characters: “{shown}”.")
        yield finding(report, "ocr", NOTE, span, words)


@derived
def _words(book: Codebook) -> tuple[str, ...]:
    return audit_words(book).doubled_words


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
