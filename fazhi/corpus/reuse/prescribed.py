"""Wording that is prescribed: whoever reports must use it, so sharing it tells nothing."""

from __future__ import annotations

import re

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from fazhi.codebook.book import Codebook, derived
from fazhi.corpus.reuse.finding.letters import bare

TITLE = re.compile(r"《[^《》]{2,80}》")


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase of the centre's wording, and where it comes from."""

    words: str
    source: str


@derived
def _phrases(book: Codebook) -> AhoCorasick:
    phrases = book.book("prescribed", tuple[Phrase, ...])
    words = sorted({one.words.translate(bare(book)) for one in phrases} - {""})
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)


def own_letters(words: str, book: Codebook) -> int:
    """How many letters are left of raw words without prescribed phrases and titles."""
    letters = TITLE.sub("", words).translate(bare(book))
    found = _phrases(book).find_matches_as_indexes(letters)
    return len(letters) - sum(end - start for _, start, end in found)
