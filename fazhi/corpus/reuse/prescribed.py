"""Wording that is prescribed: whoever reports must use it, so sharing it tells nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec
from ahocorasick_rs import AhoCorasick

from fazhi.codebook.book import Codebook, derived
from fazhi.corpus.reuse.finding.letters import ENDING, HEAD, bare
from fazhi.sources import ours_once

# A shared passage may begin or end inside a title.
TITLE = re.compile(
    r"《[^《》]{2,80}》|^[^《》。；！？]{2,80}》|《[^《》。；！？]{2,80}$|〈[^《》〈〉。；！？]{2,80}$"
)
# What a whole title begins with.
TITLED = re.compile(r"[《〈]+([^《》〈〉]{2,80})")
# Clauses of ceremony are nobody's own, each with a word that it holds: what a leader said, and how
# reports speak of it (so many signs on either side, as a clause without marks may go on with the
# author's own); whose work the year's results are; the report's own title, and that it follows.
CEREMONY = (
    ("总书记", re.compile(r"[^，。；：！？\s]{0,24}总书记[^，。；：！？\s]{0,24}")),
    ("的结果", re.compile(r"是[^，。；：！？\s]{2,30}的结果")),
    (
        "报告",
        re.compile(r"[^，。；：！？\s]{0,40}\d{4}年[^，。；：！？\s]{0,16}报告(?:如下|$|(?=\s))"),
    ),
)
# What a committee of the Party calls its own plan by (县委“…”部署).
HANDED = re.compile('[省市县区州盟旗]委[“"「][^”"」，。；]{2,16}[”"」]')
# What opens and closes a title: where a passage begins or ends inside it, one is missing.
MARKS = "《》〈〉"
# A word in Latin script is one sign: the long form of an abbreviation is no sentence of one's own.
LATIN = re.compile(r"[A-Za-z]+")
# Any so many letters in a row of such wording are known again: it is taken over in pieces.
PIECE = 8
# A finder of all pieces takes as long to make as so many passages spare by it.
MANY = 1 << 12


class Own(NamedTuple):
    """Of a passage how many letters are its author's `own`, and how many there are (`every`)."""

    own: int
    every: int


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase of the centre's wording, and where it comes from."""

    words: str
    source: str


class _Known(NamedTuple):
    """Prescribed and common wording: the pieces of what is long, a finder of what is shorter.

    The pieces are so many that to make a finder of them would take as long as some reports.
    """

    shorter: AhoCorasick
    pieces: frozenset[str]

    def stretches(self, letters: str) -> Iterator[tuple[int, int]]:
        """Where either stands, as beginnings and ends."""
        for at in range(len(letters) - PIECE + 1):
            if letters[at : at + PIECE] in self.pieces:
                yield at, at + PIECE
        yield from _stretches(self.shorter, letters)


@derived
def _known(book: Codebook) -> _Known:
    shorter, pieces = _wordings(book)
    return _Known(AhoCorasick(shorter), frozenset(pieces))


@derived
def _wordings(book: Codebook) -> tuple[list[str], list[str]]:
    """Wording shorter than a piece, and the pieces of what is longer."""
    # To cut two thousand wordings into pieces takes as long as a report.
    from fazhi.reading.clean.script import edition

    made_of = f"{book.digest} {edition()}"
    shorter, pieces = ours_once("prescribed", made_of, lambda: _pieces(book))
    return shorter.split(), pieces.split()


def _pieces(book: Codebook) -> tuple[str, str]:
    """The same with blanks between: as one text each is read in half the time."""
    prescribed = (one.words for one in book.book("prescribed", tuple[Phrase, ...]))
    every = {
        one.translate(bare(book)) for one in (*prescribed, *book.book("common", tuple[str, ...]))
    }
    pieces = {one[at : at + PIECE] for one in every for at in range(len(one) - PIECE + 1)}
    return " ".join(sorted(one for one in every if len(one) < PIECE)), " ".join(sorted(pieces))


@derived
def _finder(book: Codebook) -> AhoCorasick:
    shorter, pieces = _wordings(book)
    return AhoCorasick([*shorter, *pieces], store_patterns=False)


def _stretches(finder: AhoCorasick, letters: str) -> Iterator[tuple[int, int]]:
    found = finder.find_matches_as_indexes(letters, overlapping=True)
    return ((start, end) for _, start, end in found)


def own_letters(words: str, book: Codebook) -> Own:
    """What is left without prescribed and common wording, titles, and clauses of ceremony."""
    return _own(words, book, _known(book).stretches)


def own_of_many(every: Collection[str], book: Codebook) -> dict[str, Own]:
    """The same of many passages."""
    if len(every) < MANY:
        return {words: own_letters(words, book) for words in every}
    finder = _finder(book)
    return {words: _own(words, book, lambda one: _stretches(finder, one)) for words in every}


def _own(words: str, book: Codebook, known: Callable[[str], Iterator[tuple[int, int]]]) -> Own:
    # A title is somebody's words, but no letter of this author's.
    rest = TITLE.sub("", words) if any(map(words.__contains__, "《》〈")) else words
    for cue, clause in CEREMONY:
        if cue in rest:
            rest = clause.sub("", rest)
    letters = LATIN.sub("x", rest).translate(bare(book))
    # Most passages have none of them.
    whole = rest == words
    every = len(letters if whole else LATIN.sub("x", words).translate(bare(book)))
    own, until = len(letters), 0
    for start, end in sorted(known(letters)):
        own -= max(end - max(start, until), 0)
        until = max(until, end)
    return Own(own, every)


def cites_own(words: str, names: Sequence[str]) -> bool:
    """Whether raw words hold the title of a document of one of these places (《某县…实施方案》).

    Args:
        words: of a passage.
        names: of the author's places.
    """
    # Few passages hold a title.
    return "《" in words and any(one.startswith(tuple(names)) for one in TITLED.findall(words))


def titled_by(words: str, names: Sequence[str], every: int, book: Codebook) -> str | None:
    """Whose documents' titles half the letters of raw words are, if it is one of these places.

    Such titles begin with the place's name or its stem (《某省…》, 《某…》), and may be cut.

    Args:
        words: of a passage.
        names: of the author's places, the long and short ones.
        every: how many letters the words have.

    Returns the stem of the place that most letters of such titles begin with, the first of several.
    """
    # Few passages hold a title, or a piece of one.
    if "》" not in words and "《" not in words:
        return None
    stems = [one for one in _stems(tuple(names)) if one in words]
    if not stems:
        return None
    letters = dict.fromkeys(stems, 0)
    for title in TITLE.findall(words):
        whose = next(filter(title.strip(MARKS).startswith, stems), None)
        if whose:
            letters[whose] += len(LATIN.sub("x", title).translate(bare(book)))
    return max(stems, key=letters.__getitem__) if 2 * sum(letters.values()) >= every else None


def is_handed(words: str) -> bool:
    """Whether raw words speak of what a committee of the Party above calls by a word of its own."""
    return "委" in words and HANDED.search(words) is not None


@lru_cache(1 << 12)
def _stems(names: tuple[str, ...]) -> tuple[str, ...]:
    """Of names of places what stands before their rank, where that is no single sign."""
    stems = (ENDING.sub("", one) for one in names if ENDING.search(one))
    return tuple(one for one in stems if len(one) >= HEAD)
