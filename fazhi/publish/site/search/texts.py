"""The texts the index searches in, in files of bounded size, and which file may hold which words.

A page from a disk may not fetch, but it may load a script beside it: each file hands its content
to a function of the page. Of many texts the page loads those alone that may hold what is sought:
for every pair of signs that follow each other a table tells in which files it occurs. The table
counts by `slot`, a number that few pairs share: it may name a file too many, and never one too few.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import add
from typing import Any, NamedTuple

import polars as pl

from fazhi.codebook.book import Codebook
from fazhi.reading.clean.script import folding
from fazhi.tables.view import Tables

# Texts up to this many characters stand in the page itself; more are cut into files of this many.
# (A Chinese character is three bytes.)
INLINE_TEXT = 60_000
SHARD = 200_000
# Of so few files all are loaded for any search; of so many every place of a word is counted, beyond
# only those are loaded that fill the list of places.
FEW, COUNTED = 4, 40
# A file of texts holds some 40,000 different pairs; the table is cut into so many files.
SLOTS, FILES = 1 << 18, 128
FACTOR = 7919
FOLDER = "search"
Report = tuple[int, list[tuple[int, str]]]


class Measured(NamedTuple):
    """How many characters the text of each report has, and every sign that occurs in one."""

    sizes: Mapping[str, int]
    signs: set[str]


def measured(tables: Tables) -> Measured:
    """What is known of the texts before they are written."""
    sizes: dict[str, int] = {}
    signs: set[str] = set()
    for piece in tables.pieces("paragraphs"):
        lengths = piece.group_by("report_id").agg(pl.col("text").str.len_chars().sum())
        for report, length in lengths.iter_rows():
            sizes[report] = sizes.get(report, 0) + length
        signs.update(*piece["text"])
    return Measured(sizes, signs)


def folded(signs: Iterable[str], book: Codebook) -> dict[str, str]:
    """Of the signs of the other script those that can lead to something that is written."""
    written = set(signs)
    return {old: new for old, new in folding(book).items() if {old, new} & written}


def slot(pair: str) -> int:
    """The number under which files are told that hold two signs; the page reckons it likewise."""
    return (ord(pair[0]) * FACTOR + ord(pair[1])) % SLOTS


class Texts:
    """The texts of reports in the order of the list, as files.

    Args:
        reports: their ids.
        sizes: characters of each.
        read: the paragraphs of one: numbers and texts.
        plain: signs and those they are taken for.
    """

    def __init__(
        self,
        reports: Sequence[str],
        sizes: Mapping[str, int],
        read: Callable[[str], list[tuple[int, str]]],
        plain: Mapping[str, str],
    ) -> None:
        self._reports, self._read = reports, read
        self._starts = _starts([sizes.get(report, 0) for report in reports])
        self._is_inline = len(self._starts) == 1 and sum(sizes.values()) <= INLINE_TEXT
        self._plain = _plain(plain)
        self._width = -(-len(self._starts) // 8)
        self._held = bytearray()

    def told(self) -> dict[str, Any]:
        """What the page is told: the texts where they stand in it, else of which reports is what.

        `starts` are the places of the first reports of the files; `slots`, where not all files are
        loaded for every search, how the table of pairs is cut.
        """
        if self._is_inline:
            return {"texts": self._shard(0), "starts": [], "slots": None, "counted": COUNTED}
        slots = None if len(self._starts) <= FEW else [SLOTS, FILES, FACTOR]
        return {"texts": [], "starts": self._starts, "slots": slots, "counted": COUNTED}

    def files(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Names and contents of the files, to be read one after the other, the table last."""
        if self._is_inline:
            return
        is_sought = len(self._starts) > FEW
        self._held = bytearray(SLOTS * self._width if is_sought else 0)
        for number in range(len(self._starts)):
            yield f"{FOLDER}/{number}.js", self._written(number, is_sought)
        for number in range(FILES if is_sought else 0):
            yield f"{FOLDER}/pairs-{number}.js", self._pairs(number)

    def _written(self, number: int, is_sought: bool) -> Iterator[bytes]:
        shard = self._shard(number)
        if is_sought:
            self._note(number, shard)
        packed = json.dumps(shard, ensure_ascii=False, separators=(",", ":"))
        yield f"fazhiTexts({number},{packed});\n".encode()

    def _shard(self, number: int) -> list[Report]:
        """The paragraphs of some reports with their numbers."""
        first = self._starts[number]
        end = [*self._starts, len(self._reports)][number + 1]
        return [(at, self._read(self._reports[at])) for at in range(first, end)]

    def _note(self, number: int, shard: Sequence[Report]) -> None:
        """Note which pairs a file holds: signs folded as the page does, without blanks between."""
        pairs: set[str] = set()
        for _, paragraphs in shard:
            for _, text in paragraphs:
                plain = "".join(text.translate(self._plain).split())
                pairs.update(map(add, plain, plain[1:]))
        byte, bit = number >> 3, 1 << (number & 7)
        for pair in pairs:
            self._held[slot(pair) * self._width + byte] |= bit

    def _pairs(self, number: int) -> Iterator[bytes]:
        size = SLOTS // FILES * self._width
        part = self._held[number * size : (number + 1) * size]
        yield f'fazhiPairs({number},"{b64encode(part).decode()}");\n'.encode()


def _starts(sizes: Sequence[int]) -> list[int]:
    """The place of the first report of each file."""
    starts, filled = [0], 0
    for place, size in enumerate(sizes):
        if filled and filled + size > SHARD:
            starts.append(place)
            filled = 0
        filled += size
    return starts


def _plain(plain: Mapping[str, str]) -> dict[int, str]:
    """What the page takes signs for: script, width and case make no difference."""
    wide = {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    large = {chr(code): chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    # U+FEFF is a blank in scripts of pages, and none here.
    return str.maketrans({**wide, **large, "\ufeff": " ", **plain})
