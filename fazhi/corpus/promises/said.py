"""What a passage says: its words, and how much each of its signs weighs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from fazhi.codebook.book import Codebook, derived
from fazhi.corpus.promises.book import promise_words
from fazhi.corpus.promises.weights import Weights
from fazhi.corpus.promises.words import COMMON, GENERAL, lexicon, stretches_of

# So many signs that follow one another are a word that is no known one.
PAIR = 2
# So many signs that follow one another are a name; a passage that holds none of an item, and misses
# a word of it, counts so much, unless it holds much that is rare.
NAME, NO_NAME, MUCH = 3, 0.6, 45.0


class Said(NamedTuple):
    """What a passage says: the weight of each of its signs, and for each word its signs as bits.

    `telling` are the signs that are none of a verb or a word of every office, `total` is the weight
    of all signs: both are asked for at every passage that an item is held against.
    `thing` is the word of every office that it ends in, where it is one of things (人才); `matters`
    are those that stand for words of it which are told by their own signs as well,
    `office` its words of every office that are no verbs, `own` the weight of `telling`.
    """

    weights: list[float]
    bits: dict[str, int]
    telling: int
    total: float
    thing: str = ""
    runs: tuple[tuple[int, int], ...] = ()
    matters: tuple[str, ...] = ()
    office: tuple[str, ...] = ()
    own: float = 0.0

    def held(self, bits: int) -> float:
        """The weight of some signs."""
        found = 0.0
        while bits:
            lowest = bits & -bits
            found += self.weights[lowest.bit_length() - 1]
            bits ^= lowest
        return found

    def share(self, words: Collection[str]) -> float:
        """The share of the weight that other words hold."""
        return self.held(self.signs(words)) / self.total if self.total else 0.0

    def several(self, words: Collection[str]) -> int:
        """Of how many stretches other words hold a telling sign."""
        held = self.signs(words) & self.telling
        return sum(bool(held & mask) for mask, _ in self.runs)

    def signs(self, words: Collection[str]) -> int:
        """The signs that other words hold, as bits."""
        bits = 0
        for word, own in self.bits.items():
            if word in words:
                bits |= own
        return bits

    def of_each(self, words: Collection[str], parts: Iterable[Collection[str]]) -> set[int]:
        """The signs that parts of other words hold, as bits; no part holds more than `words`."""
        held = [(word, own) for word, own in self.bits.items() if word in words]
        found: set[int] = set()
        for part in parts:
            bits = 0
            for word, own in held:
                if word in part:
                    bits |= own
            found.add(bits)
        return found


def weighed(
    stretches: Iterable[Sequence[str]], weights: Weights
) -> Iterator[tuple[Sequence[str], Sequence[float]]]:
    """Each stretch with the weights of its signs: those of its pairs, or one of a known word.

    A known word that stands twice counts once.
    """
    alone: set[str] = set()
    for stretch in stretches:
        word = stretch[0]
        if len(stretch) > 1 or len(word) == PAIR:
            yield stretch, weights.signs(stretch)
        elif word not in alone:
            alone.add(word)
            yield stretch, (weights.of(word),)


def said(told: str, weights: Weights, book: Codebook) -> Said:
    """What a passage in plain letters says; a word that stands twice counts once."""
    every: list[float] = []
    bits: dict[str, int] = {}
    runs: list[tuple[int, int]] = []
    stretches, known, of = list(stretches_of(told, book)), lexicon(book).matters, []
    for stretch, signs in weighed(stretches, weights):
        at = len(every)
        its = (1 << min(len(signs), PAIR)) - 1 << at
        every += signs
        if stretch[0][0] not in GENERAL:
            runs.append(((1 << len(every)) - (1 << at), 1 if len(signs) > 1 else NAME))
        for word in stretch:
            bits[word] = bits.get(word, 0) | its
            its <<= 1
        if matter := known.get(stretch[0][0] + "".join(word[-1] for word in stretch)):
            bits[matter] = bits.get(matter, 0) | (1 << len(every)) - (1 << at)
            of.append(matter)
    telling = reduce(or_, (its for word, its in bits.items() if word[0] not in GENERAL), 0)
    last = stretches[-1][-1] if stretches else ""
    thing = last if last[1:] in promise_words(book).things else ""
    office = tuple(word for word in bits if word in _office(book))
    found = Said(every, bits, telling, sum(every), thing, tuple(runs), tuple(of), office)
    return found._replace(own=found.held(telling))


@derived
def _office(book: Codebook) -> frozenset[str]:
    """Words of every office that are no verbs."""
    return frozenset(f"{COMMON}{word}" for word in promise_words(book).common)


def of_a_name(part: Said, held: int, words: Collection[str]) -> float:
    """How much a part counts of which a passage holds no name, and some word not at all.

    A matter in other words (养老, 一老一小) is no name: only what a passage holds sign by sign.
    """
    missing = any(word not in words for word in part.office)
    told = (word for word in part.bits if word in words and word not in part.matters)
    literal = held & reduce(or_, map(part.bits.__getitem__, told), 0)
    for mask, length in part.runs:
        if _longest(literal & mask, length) >= NAME:
            return 1.0
        lost = mask & ~held
        missing = missing or bool(lost & lost << 1 if length == 1 else lost)
    return NO_NAME if missing and part.held(literal & part.telling) < MUCH else 1.0


def _longest(bits: int, length: int) -> int:
    """How many signs follow one another at most, where one bit is of so many."""
    longest = 0
    while bits:
        longest += length
        bits &= bits << 1
    return longest
