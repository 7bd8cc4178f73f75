"""Wording that is prescribed: whoever reports must use it, so sharing it tells nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec
from ahocorasick_rs import AhoCorasick

from fazhi.codebook.book import Codebook, derived
from fazhi.corpus.reuse.finding.letters import bare

TITLE = re.compile(r"《[^《》]{2,80}》")
# A word in Latin script is one sign: the long form of an abbreviation is no sentence of one's own.
LATIN = re.compile(r"[A-Za-z]+")
# Any so many letters in a row of such wording are known again: it is taken over in pieces.
PIECE = 8


class Own(NamedTuple):
    """Of a passage how many letters are its author's `own`, and how many there are (`every`)."""

    own: int
    every: int


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase of the centre's wording, and where it comes from."""

    words: str
    source: str


@derived
def _phrases(book: Codebook) -> AhoCorasick:
    """Prescribed and common wording by its pieces; what is shorter as a whole."""
    prescribed = book.book("prescribed", tuple[Phrase, ...])
    found: set[str] = set()
    for one in (*(one.words for one in prescribed), *book.book("common", tuple[str, ...])):
        letters = one.translate(bare(book))
        found.update(letters[at : at + PIECE] for at in range(max(len(letters) - PIECE, 0) + 1))
    return AhoCorasick(sorted(found - {""}))


def own_letters(words: str, book: Codebook) -> Own:
    """What is left of raw words without prescribed and common wording, and titles of documents."""
    # A title is somebody's words, but no letter of this author's.
    every = len(LATIN.sub("x", words).translate(bare(book)))
    letters = LATIN.sub("x", TITLE.sub("", words)).translate(bare(book))
    own, known = len(letters), 0
    for _, start, end in sorted(
        _phrases(book).find_matches_as_indexes(letters, overlapping=True), key=lambda one: one[1:]
    ):
        own -= max(end - max(start, known), 0)
        known = max(known, end)
    return Own(own, every)
