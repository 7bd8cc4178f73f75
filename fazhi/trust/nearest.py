"""Which entries stand near a mention that no rule codes: by the signs around it, offline.

Each example sentence of an entry is a bag of the single signs and pairs of signs that stand around
its marked mention, nearer ones counting more, those that few entries use counting more (inverse
frequency); the label of the entry is one more bag. A mention is near an entry by the cosines of its
bag with the two most like it. Nothing is learnt, nothing is drawn: equal words, equal answers.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.entries import Indicator, examples
from fazhi.codebook.indicators import indicators
from fazhi.reading.clean.script import simplify
from fazhi.records import LINE_BREAKS

# Signs before and after the mention that are looked at: about a clause.
BEFORE, AFTER = 20, 12
# A pair of signs ten signs away counts half.
FADING = 0.1
LENGTHS = (1, 2)
# An entry is as near as its two nearest sentences: one alone may be near by chance.
SENTENCES = 2
SUGGESTED = 3
NUMERAL = (
    "0123456789.,０１２３４５６７８９一二三四五六七八九十百千万亿两余多几数近约超过逾达至到—-~～ "
)

Bag = dict[str, float]


class Mention(NamedTuple):
    """A mention in simplified words, from `start` to `end` of the text it stands in."""

    text: str
    start: int
    end: int


class Near(NamedTuple):
    """An entry near a mention; `score` is 0 (nothing in common) to 2 (two sentences alike)."""

    indicator: str
    score: float


class _Sentence(NamedTuple):
    indicator: str
    name: str
    bag: Bag


class Nearest:
    """The entries of a codebook, to be asked which stand near a mention."""

    def __init__(self, entries: Iterable[tuple[str, Indicator]]) -> None:
        self._sentences = [one for key, entry in entries for one in _sentences(key, entry)]
        users: dict[str, set[str]] = defaultdict(set)
        for one in self._sentences:
            for gram in one.bag:
                users[gram].add(one.indicator)
        every = len({one.indicator for one in self._sentences})
        self._rarity = {gram: math.log(1 + every / len(known)) for gram, known in users.items()}
        self._places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, one in enumerate(self._sentences):
            for gram, weight in self._weighed(one.bag).items():
                self._places[gram].append((at, weight))

    def of(
        self, mentions: Sequence[Mention], most: int = SUGGESTED, hidden: Collection[str] = ()
    ) -> list[Near]:
        """The entries nearest to mentions of one kind, nearest first, ties by id.

        Args:
            mentions: the mentions; an entry's score is its mean over them.
            most: how many entries at most.
            hidden: example sentences, as they stand in the codebook, that are not looked at.
        """
        total: dict[str, float] = defaultdict(float)
        for mention in mentions:
            for indicator, score in self.scores(mention, hidden).items():
                total[indicator] += score / len(mentions)
        best = sorted(total.items(), key=lambda one: (-round(one[1], 9), one[0]))[:most]
        return [Near(*one) for one in best]

    def scores(self, mention: Mention, hidden: Collection[str] = ()) -> dict[str, float]:
        """How near each entry stands to a mention, those with nothing in common left out."""
        alike: dict[int, float] = defaultdict(float)
        for gram, weight in self._weighed(_bag(mention)).items():
            for at, other in self._places.get(gram, ()):
                alike[at] += weight * other
        cosines: dict[str, list[float]] = defaultdict(list)
        for at, cosine in alike.items():
            one = self._sentences[at]
            if one.name not in hidden:
                cosines[one.indicator].append(cosine)
        return {key: math.fsum(nlargest(SENTENCES, some)) for key, some in cosines.items()}

    def _weighed(self, bag: Bag) -> Bag:
        """The bag by the rarity of its grams, at length one."""
        weights = {gram: much * self._rarity.get(gram, 0.0) for gram, much in bag.items()}
        length = math.sqrt(math.fsum(one * one for one in weights.values())) or 1.0
        return {gram: one / length for gram, one in weights.items() if one}


@derived
def nearest(book: Codebook) -> Nearest:
    """The entries of a codebook that code, ready to be asked."""
    known = indicators(book).entries
    return Nearest((key, entry) for key, entry in known.items() if not entry.proposed)


def mention_of(quote: str, raw: str, book: Codebook) -> Mention:
    """A mention of the tables: the author's clause and words, in either script."""
    text, words = (simplify(one.translate(LINE_BREAKS), book) for one in (quote, raw))
    at = max(text.find(words), 0)
    return Mention(text, at, at + len(words))


def _sentences(key: str, entry: Indicator) -> Iterator[_Sentence]:
    for sentence in entry.match:
        for one in examples(sentence):
            bag = _bag(Mention(one.text, one.start, one.start + len(one.raw)))
            yield _Sentence(key, sentence, bag)
    yield _Sentence(key, "", dict(Counter(_grams(entry.zh))))


def _bag(mention: Mention) -> Bag:
    """What stands around a mention, and its measure word."""
    text, start, end = mention
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    bag: Bag = defaultdict(float)
    for words, way in ((before[::-1], -1), (after, 1)):
        for distance, gram in _placed(words):
            bag[gram[::way]] += 1 / (1 + FADING * distance)
    bag[f"measure {text[start:end].lstrip(NUMERAL)}"] = 1.0
    return bag


def _placed(words: str) -> Iterator[tuple[int, str]]:
    for length in LENGTHS:
        for at in range(len(words) - length + 1):
            gram = words[at : at + length]
            if gram.isalpha():
                yield at, gram


def _grams(words: str) -> Iterator[str]:
    return (gram for _, gram in _placed(words))
