"""Which passage of the next report speaks of an item: the one that holds most of what it says.

What an item says is the sum of the weights of its signs; a sign is held where a pair that it is
part of stands in the passage, too, a known word where any word for the same does. The score is the
share held, from 0 to 1. A clause with a good part of an item's weight may be met alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.corpus.promises.book import promise_words
from fazhi.corpus.promises.passages import Passage
from fazhi.corpus.promises.weights import Weights
from fazhi.corpus.promises.words import GENERAL, held_in, stretches_of

# From this share on a passage speaks of an item.
SPEAKS = 0.42
# Below this share nobody would look.
NEAR = 0.2
# A clause may stand for its item where it has so much of its weight; it counts a little less.
MAIN, OF_A_CLAUSE = 0.2, 0.85
# So much weight of telling words is shared at least: about two signs.
TELLING = 14.0
# Of an item that has none this share of its weight.
NEARLY_ALL = 0.85
# One word of several shared is little, whatever it weighs.
ALONE = 0.7
# Figures in one measure word that one passage alone uses add so much.
COUNTED_ALIKE = 0.15
# Above so many letters a passage loses trust by the letter, down to a part of it.
LONG, LOST_PER, MOST_LOST = 80, 400, 0.25
CLAUSE = re.compile(r"[，,：:]")
DIGIT = re.compile(r"[\d０-９]")
# Between members of a list that tell a figure each.
MEMBER = re.compile(r"、|[和及](?=[\d０-９])")


class Said(NamedTuple):
    """What a passage says: the weight of each of its signs, and for each word its signs as bits."""

    weights: list[float]
    bits: dict[str, int]

    @property
    def telling(self) -> int:
        """The signs that are none of a verb or a word of every office."""
        return reduce(or_, (its for word, its in self.bits.items() if word[0] not in GENERAL), 0)

    @property
    def total(self) -> float:
        """The weight of all signs."""
        return sum(self.weights)

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
        bits = 0
        for word, own in self.bits.items():
            if word in words:
                bits |= own
        total = self.total
        return self.held(bits) / total if total else 0.0


def said(told: str, weights: Weights, book: Codebook) -> Said:
    """What a passage in plain letters says; a word that stands twice counts once."""
    signs: list[float] = []
    bits: dict[str, int] = {}
    for stretch in stretches_of(told, book):
        at = len(signs)
        if len(stretch) == 1 and len(stretch[0]) != 2:
            if stretch[0] not in bits:
                signs.append(weights.of(stretch[0]))
                bits[stretch[0]] = 1 << at
            continue
        signs += weights.signs(stretch)
        for number, word in enumerate(stretch):
            bits[word] = bits.get(word, 0) | 3 << at + number
    return Said(signs, bits)


class Found(NamedTuple):
    """The passage that speaks most of an item: its number, its score and the words they share."""

    number: int
    score: float
    shared: list[str]


class Accounts:
    """The passages of one report, by the words they hold and the measure words of their figures."""

    def __init__(
        self, passages: Sequence[Passage], units: Sequence[Collection[str]], book: Codebook
    ) -> None:
        self.passages = passages
        self._counting: dict[str, list[int]] = defaultdict(list)
        for number, some in enumerate(units):
            for unit in some:
                self._counting[unit].append(number)
        self.words = [held_in(one.told, book) for one in passages]
        self._trust = [_trust(len(one.told)) for one in passages]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, held in enumerate(self.words):
            for word in held:
                self._holders[word].append(number)

    def best(
        self, item: Passage, units: Collection[str], weights: Weights, book: Codebook
    ) -> Found | None:
        """The passage that holds most of what the item says; None where none comes near.

        Where both tell figures in one measure word it counts for more, the fewer passages do.
        """
        clauses = clauses_of(item.told, book)
        whole = said("，".join(clauses), weights, book)
        total = whole.total
        if not total:
            return None
        scores = self._shares(whole, total)
        clauses = [member for clause in clauses for member in members_of(clause)]
        for clause in clauses if len(clauses) > 1 else ():
            part = said(clause, weights, book)
            weight = part.total
            if weight >= MAIN * total:
                for number, share in self._shares(part, weight).items():
                    scores[number] = max(scores.get(number, 0.0), share * OF_A_CLAUSE)
        for unit in units:
            some = self._counting.get(unit, ())
            for number in some:
                if number in scores:
                    scores[number] = min(1.0, scores[number] + COUNTED_ALIKE / len(some))
        if not scores:
            return None
        number = max(scores, key=lambda one: (round(scores[one], 6), -one))
        held = self.words[number]
        return Found(number, scores[number], [word for word in whole.bits if word in held])

    def _shares(self, one: Said, total: float) -> dict[int, float]:
        """The share of each passage that may hold `NEAR` of it, by its number."""
        held: dict[int, int] = defaultdict(int)
        most: dict[int, float] = defaultdict(float)
        for word, bits in one.bits.items():
            holders = self._holders.get(word, ())
            weight = one.held(bits) if holders else 0.0
            for number in holders:
                held[number] |= bits
                most[number] += weight
        telling = one.telling
        alone = {bits & telling: ALONE for bits in one.bits.values() if bits & telling != telling}
        least = min(TELLING, one.held(telling)) or NEARLY_ALL * total
        return {
            number: one.held(bits) / total * alone.get(bits & telling, 1.0) * self._trust[number]
            for number, bits in held.items()
            if most[number] >= NEAR * total
            and one.held(bits & telling if telling else bits) >= least
        }


def clauses_of(told: str, book: Codebook) -> list[str]:
    """The clauses of an item, without those that only say what for, if others are left."""
    every = [clause for clause in CLAUSE.split(told) if clause]
    aims = promise_words(book).aims
    return [clause for clause in every if not clause.lstrip().startswith(aims)] or every


def members_of(clause: str) -> list[str]:
    """The members of a list that tell a figure each, else the clause."""
    members = MEMBER.split(clause)
    return members if all(map(DIGIT.search, members)) else [clause]


def _trust(letters: int) -> float:
    """How much the words that a passage holds count: a long one holds many by chance."""
    return 1.0 - min(MOST_LOST, max(0, letters - LONG) / LOST_PER)
