"""Keyword in context: every place where the reports use a word, quoted as the authors wrote it.

The search runs on the clean text of paragraphs, so one query finds either script and words that
the page layout broke. The tables keep raw offsets of paragraphs only; the raw place of a word is
found by cleaning the paragraph's own raw words again, which gives the exact map of `fazhi.reading`.
Where the whole file was cleaned differently (page furniture inside the paragraph, which only the
format knew), the two clean texts are aligned first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Any

import polars as pl

from fazhi.codebook.book import Codebook
from fazhi.errors import FazhiError
from fazhi.publish.explore.shelf import Shelf, marked
from fazhi.reading.clean import clean
from fazhi.reading.clean.script import simplify
from fazhi.reading.clean.width import regular_punctuation, regular_singles
from fazhi.records import LINE_BREAKS, RawText

BESIDE_DIGIT = re.compile(r"(?<=\d)[ \u3000]+|[ \u3000]+(?=\d)")
FOUND = {
    "report_id": pl.String,
    "town": pl.String,
    "year": pl.Int16,
    "part": pl.String,
    "left": pl.String,
    "keyword": pl.String,
    "right": pl.String,
    "start": pl.UInt32,
    "end": pl.UInt32,
    "paragraph_id": pl.UInt32,
    "link": pl.String,
}


def find(shelf: Shelf, word: str, width: int = 20, regex: bool = False) -> pl.DataFrame:
    """Every place of `word` in reading order; see `Corpus.find`."""
    asked = simplify(word, shelf.book) if regex else _regular(simplify(word.strip(), shelf.book))
    pattern = _pattern(asked, regex)
    rows: list[tuple[object, ...]] = []
    for row in _paragraphs(shelf, asked, regex).to_dicts():
        hits = [hit.span() for hit in pattern.finditer(row["text"]) if hit.group()]
        if hits:
            rows += _in_context(row, hits, width, shelf.book)
    return pl.DataFrame(rows, schema=FOUND, orient="row")


def _regular(word: str) -> str:
    """The word as clean text writes it: no space beside a digit, Chinese marks full-width."""
    return regular_punctuation(regular_singles(BESIDE_DIGIT.sub("", word)))


def _pattern(asked: str, regex: bool) -> re.Pattern[str]:
    if not asked.strip():
        raise FazhiError("there is no word to look for", hint='For example: find("调解").')
    try:
        return re.compile(asked if regex else re.escape(asked))
    except re.error as error:
        raise FazhiError(
            f"the regular expression cannot be read: {error}",
            where=asked,
            hint="Without regex=True every sign stands for itself.",
        ) from error


def _paragraphs(shelf: Shelf, asked: str, regex: bool) -> pl.DataFrame:
    """The paragraphs that hold the word, with their raw words; no other text is kept."""
    held = pl.col("text").str.contains(asked, literal=not regex)
    rows = shelf.named("paragraphs").filter(held)
    pages = shelf.who.lazy().select("report_id", "page")
    texts = shelf.tables.scan("texts").select("report_id", "raw_text")
    raw = pl.col("raw_text").str.slice("start", pl.col("end") - pl.col("start"))
    try:
        return (
            rows.join(texts, on="report_id", how="left", maintain_order="left")
            .join(pages, on="report_id", how="left", maintain_order="left")
            .with_columns(raw=raw, link=marked("paragraph", "paragraph_id"))
            .drop("raw_text", "page")
            .collect()
        )
    except pl.exceptions.ComputeError as error:
        raise FazhiError(
            "the regular expression uses what a search over many reports cannot do",
            where=asked,
            hint="Look-around and back-references are not possible here.",
        ) from error


def _in_context(
    row: dict[str, Any], hits: list[tuple[int, int]], width: int, book: Codebook
) -> Iterator[tuple[object, ...]]:
    raw: str = row["raw"]
    stretch = _map(raw, row["text"], book)
    for low, high in hits:
        start, end = stretch(low, high)
        yield (
            row["report_id"],
            row["town"],
            row["year"],
            row["role"],
            _quoted(raw[:start])[-width:] if width > 0 else "",
            _quoted(raw[start:end]),
            _quoted(raw[end:])[: max(width, 0)],
            row["start"] + start,
            row["start"] + end,
            row["paragraph_id"],
            row["link"],
        )


def _quoted(words: str) -> str:
    return words.translate(LINE_BREAKS)


def _map(raw: str, told: str, book: Codebook) -> Callable[[int, int], tuple[int, int]]:
    """From a stretch of a paragraph's clean text to that of its raw words."""
    again = clean(RawText(raw, "txt"), book)
    lead = len(again.clean) - len(again.clean.lstrip("\n"))
    offsets, body = again.offsets, again.clean.strip("\n")
    if len(body) == len(told):
        return lambda low, high: offsets.stretch(low + lead, high + lead)
    place: dict[int, int] = {}
    for ours, theirs, size in SequenceMatcher(None, told, body, False).get_matching_blocks():
        place.update((ours + step, theirs + step + lead) for step in range(size))

    known = sorted(place)

    def aligned(low: int, high: int) -> tuple[int, int]:
        """From the last sign known before to the first known after, where an end is unknown."""
        before, after = bisect_right(known, low), bisect_left(known, high - 1)
        first = place[known[before - 1]] if before else lead
        last = place[known[after]] if after < len(known) else lead + len(body)
        start = first if low in place or not before else first + 1
        return offsets.stretch(start, last + 1 if high - 1 in place else last)

    return aligned
