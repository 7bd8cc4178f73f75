"""How much a word tells: the fewer passages hold it, the more.

Counted over passages of the reports at hand, a fair share of them where there are many, over the
example sentences of the codebook, so that in a collection of two reports 执法 is common, too, and
over reports of governments at large (`genre.yaml`): what is common in any of these tells little.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import sha256

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.entries import examples
from fazhi.codebook.indicators import indicators
from fazhi.corpus.promises.book import promise_words
from fazhi.corpus.promises.words import COMMON, SAME, VERB, held_in
from fazhi.sources import ours_once

# A word that one passage in so many holds is as telling as any.
RAREST = 400
# Of a report of few passages the share of those that hold a word says little: so many are added.
SMALL = 50
# How much more a rare word tells than a common one.
STEEP = 1.5
# A word of the book stands for two or three signs; one of every office for less than one.
FACTORS = {SAME: 2.5, COMMON: 0.7}

# So many reports tell which words are common.
COUNTED = 400


def some_of(reports: Collection[str]) -> list[str]:
    """The reports that tell which words are common: of many those that lot names, by their ids.

    So another report among many hardly ever changes which, and what was weighed with them holds.
    """
    drawn = sorted(reports, key=lambda one: (sha256(one.encode()).digest(), one))
    return sorted(drawn[:COUNTED])


class Common(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words with a blank between them; of so many passages one holds each."""

    of: float
    words: str


@derived
def _genre(book: Codebook) -> dict[str, float]:
    """The share of passages of the genre that hold a word, or any word for the same."""
    told = book.book("genre", tuple[Common, ...])
    found = {word: 1 / one.of for one in told for word in one.words.split()}
    known = promise_words(book)
    for sign, groups in ((SAME, (*known.matters, *known.same)), (VERB, known.verbs)):
        for group in groups:
            held = sum(found.get(word, 0.0) for word in group.words)
            if held:
                found[sign + group.id] = min(1.0, held)
    for word in (*known.actions, *known.acts, *known.common):
        if word in found:
            found[COMMON + word] = found[word]
    return found


class Once(dict[str, float]):
    """What was made of words, each made when it is first asked for."""

    def __init__(self, make: Callable[[str], float]) -> None:
        self._make = make

    def __missing__(self, word: str) -> float:
        made = self[word] = self._make(word)
        return made


class Weights:
    """The weight of each word, from 0 for what every passage holds.

    `share` tells the share of passages that hold a word, here or in the genre, whichever is more.
    """

    def __init__(self, book: Codebook) -> None:
        known, self.passages = _background(book)
        self._holders = Counter(known)
        self._genre = _genre(book)
        self.share = Once(self._share)
        self._weight = Once(self._weigh)

    def add(self, passages: Iterable[Collection[str]]) -> None:
        """Count the words of further passages."""
        for words in passages:
            self._holders.update(words)
            self.passages += 1
        self.share.clear()
        self._weight.clear()

    def of(self, word: str) -> float:
        """The weight of one word."""
        return self._weight[word]

    def _weigh(self, word: str) -> float:
        share = max(self.share[word], 1 / RAREST)
        weight: float = (-math.log(min(1.0, share))) ** STEEP * FACTORS.get(word[0], 1.0)
        return weight

    def _share(self, word: str) -> float:
        here = (self._holders.get(word, 0) + 1) / (self.passages + 1)
        return max(here, self._genre.get(word, 0.0))

    def within(self, holders: Mapping[str, Sequence[int]], passages: int) -> Weights:
        """The weights among the passages of one report: what many of them hold tells less there.

        Args:
            holders: the numbers of the passages that hold a word.
            passages: how many there are.
        """
        return _Within(self, holders, passages)

    def signs(self, stretch: Sequence[str]) -> list[float]:
        """The weights of the signs of a stretch of pairs: of the less telling pair that holds each.

        A pair that lies across two words is rare and means nothing; the words on its sides decide.
        """
        held = list(map(self._weight.__getitem__, stretch))
        return [held[0], *map(min, held, held[1:]), held[-1]]


class _Within(Weights):
    """Weights of words among the passages of one report."""

    def __init__(self, every: Weights, holders: Mapping[str, Sequence[int]], passages: int) -> None:
        self._every, self._here, self._count = every, holders, passages
        self.share = Once(self._share)
        self._weight = Once(self._weigh)

    def _share(self, word: str) -> float:
        """The share of passages that hold a word, in this report or in all."""
        others = len(self._here.get(word, ())) - 1
        return max(self._every.share[word], others / (self._count + SMALL))


@derived
def background(book: Codebook) -> Weights:
    """What words tell whatever the reports at hand."""
    return Weights(book)


@derived
def _background(book: Codebook) -> tuple[dict[str, int], int]:
    """In how many example sentences each word stands, and how many there are."""
    # To take the words of two thousand sentences takes as long as a report.
    told: tuple[dict[str, int], int] = ours_once("background", book.digest, lambda: _counted(book))
    return told


def _counted(book: Codebook) -> tuple[dict[str, int], int]:
    holders: Counter[str] = Counter()
    count = 0
    for entry in indicators(book).entries.values():
        for sentence in (*entry.match, *entry.mismatch):
            text = next((one.text for one in examples(sentence)), sentence)
            holders.update(held_in(text, book))
            count += 1
    return dict(holders), count
