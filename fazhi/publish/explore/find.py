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
from collections.abc import Callable, Iterator, Sequence
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
from fazhi.tables.some.windows import pieces

# So many texts are in memory at once, and so many paragraphs as Python has them.
TEXTS, ROWS = 2_000, 20_000
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
    if not isinstance(word, str):
        raise FazhiError(
            f"what to look for is one word, and this is a {type(word).__name__}",
            hint='For example: find("调解"), or find("调解|化解", regex=True).',
        )
    asked = simplify(word, shelf.book) if regex else _regular(simplify(word.strip(), shelf.book))
    pattern = _pattern(asked, regex)
    found = [pl.DataFrame(schema=FOUND)]
    for some in _paragraphs(shelf, asked, regex).iter_slices(ROWS):
        rows: list[tuple[object, ...]] = []
        for row in some.iter_rows(named=True):
            hits = [hit.span() for hit in pattern.finditer(row["text"]) if hit.group()]
            if hits:
                rows += _in_context(row, hits, width, shelf.book)
        found.append(pl.DataFrame(rows, schema=FOUND, orient="row"))
    return pl.concat(found)


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
    try:
        found = (
            rows.join(pages, on="report_id", how="left", maintain_order="left")
            .with_columns(link=marked("paragraph", "paragraph_id"))
            .drop("page")
            .with_row_index("nth")
            .collect()
        )
    except pl.exceptions.ComputeError as error:
        raise FazhiError(
            "the regular expression uses what a search over many reports cannot do",
            where=asked,
            hint="Look-around and back-references are not possible here.",
        ) from error
    return found.join(_raw(shelf, found), on="nth", how="left", maintain_order="left")


def _raw(shelf: Shelf, found: pl.DataFrame) -> pl.DataFrame:
    """The raw words of paragraphs by their numbers, from some texts at a time."""
    raw = pl.col("raw_text").str.slice("start", pl.col("end") - pl.col("start"))
    spans = found.select("nth", "report_id", "start", "end")
    texts = shelf.tables.scan("texts").select("report_id", "raw_text")
    parts = [
        piece.join(spans, on="report_id").select("nth", raw=raw) for piece in pieces(texts, TEXTS)
    ]
    return pl.concat([pl.DataFrame(schema={"nth": pl.get_index_type(), "raw": pl.String}), *parts])


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
            _before(raw, start, width),
            _quoted(raw[start:end]),
            _after(raw, end, width),
            row["start"] + start,
            row["start"] + end,
            row["paragraph_id"],
            row["link"],
        )


def _before(raw: str, place: int, width: int) -> str:
    """So many signs before a place, line breaks not counted; mostly few signs are looked at."""
    near = max(0, place - 2 * width)
    told = _quoted(raw[near:place])
    if near and len(told) < width:
        told = _quoted(raw[:place])
    return told[-width:] if width > 0 else ""


def _after(raw: str, place: int, width: int) -> str:
    told = _quoted(raw[place : place + 2 * max(width, 0)])
    return (told if len(told) >= width else _quoted(raw[place:]))[: max(width, 0)]


def _quoted(words: str) -> str:
    return words.translate(LINE_BREAKS)


def _unchanged(raw: str, told: str) -> Sequence[int] | None:
    """The places of clean signs in raw words that differ in blanks alone, as most do."""
    if raw == told:
        return range(len(raw))
    if "".join(raw.split()) != told:
        return None
    return [place for place, sign in enumerate(raw) if not sign.isspace()]


def _map(raw: str, told: str, book: Codebook) -> Callable[[int, int], tuple[int, int]]:
    """From a stretch of a paragraph's clean text to that of its raw words."""
    if (same := _unchanged(raw, told)) is not None:
        return lambda low, high: (same[low], same[high - 1] + 1)
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
