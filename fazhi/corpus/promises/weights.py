"""How much a word tells: the fewer passages hold it, the more.

Counted over passages of the reports at hand, a fair share of them where there are many, and over
the example sentences of the codebook, so that in a collection of two reports 执法 is common, too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.entries import examples
from fazhi.codebook.indicators import indicators
from fazhi.corpus.promises.words import COMMON, SAME, held_in

# A word that one passage in so many holds is as telling as any.
RAREST = 400
# How much more a rare word tells than a common one.
STEEP = 1.5
# A word of the book stands for two or three signs; one of every office for less than one.
FACTORS = {SAME: 2.5, COMMON: 0.7}


class Weights:
    """The weight of each word, from 0 for what every passage holds."""

    def __init__(self, book: Codebook) -> None:
        known, self.passages = _background(book)
        self._holders = Counter(known)
        self._made: dict[str, float] = {}

    def add(self, passages: Iterable[Collection[str]]) -> None:
        """Count the words of further passages."""
        for words in passages:
            self._holders.update(words)
            self.passages += 1
        self._made.clear()

    def of(self, word: str) -> float:
        """The weight of one word."""
        made = self._made.get(word)
        if made is None:
            share = (self.passages + 1) / (self._holders[word] + 1)
            made = math.log(min(share, RAREST)) ** STEEP * FACTORS.get(word[0], 1.0)
            self._made[word] = made
        return made

    def signs(self, stretch: Sequence[str]) -> list[float]:
        """The weights of the signs of a stretch of pairs: of the less telling pair that holds each.

        A pair that lies across two words is rare and means nothing; the words on its sides decide.
        """
        held = [self.of(word) for word in stretch]
        return [held[0], *map(min, held, held[1:]), held[-1]]


@derived
def _background(book: Codebook) -> tuple[Counter[str], int]:
    """In how many example sentences each word stands, and how many there are."""
    holders: Counter[str] = Counter()
    count = 0
    for entry in indicators(book).entries.values():
        for sentence in (*entry.match, *entry.mismatch):
            text = next((one.text for one in examples(sentence)), sentence)
            holders.update(held_in(text, book))
            count += 1
    return holders, count
