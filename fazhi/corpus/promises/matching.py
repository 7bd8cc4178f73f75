"""Which passage of the next report speaks of an item: the one that holds most of what it says.

What an item says is the sum of the weights of its signs; a sign is held where a pair that it is
part of stands in the passage, too, a known word where any word for the same does. The score is the
share held, from 0 to 1. A clause with a good part of an item's weight may be met alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.corpus.promises.passages import Passage
from fazhi.corpus.promises.weights import Weights
from fazhi.corpus.promises.words import SAME, stretches_of, words_of

# From this share on a passage speaks of an item.
SPEAKS = 0.4
# A clause may stand for its item where it has so much of its weight; it counts a little less.
MAIN, OF_A_CLAUSE = 0.35, 0.9
# One word of several shared is little, whatever it weighs.
ALONE = 0.7
# Figures in one measure word that one passage alone uses add so much.
COUNTED_ALIKE = 0.15
CLAUSE = re.compile(r"[，,：:]")


class Said(NamedTuple):
    """What a passage says: the weight of each of its signs, and for each word its signs as bits."""

    weights: list[float]
    bits: dict[str, int]

    @property
    def total(self) -> float:
        """The weight of all signs."""
        return sum(self.weights)

    def held(self, bits: int) -> float:
        """The weight of some signs."""
        return sum(weight for at, weight in enumerate(self.weights) if bits >> at & 1)

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
                signs.append(weights.of(stretch[0]) * (1 if stretch[0][0] == SAME else 2))
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
        self.words = [frozenset(words_of(one.told, book)) for one in passages]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, held in enumerate(self.words):
            for word in held:
                self._holders[word].append(number)

    def best(
        self, item: Passage, units: Collection[str], weights: Weights, book: Codebook
    ) -> Found | None:
        """The passage that holds most of what the item says; None where none holds anything.

        Where both tell figures in one measure word it counts for more, the fewer passages do.
        """
        whole = said(item.told, weights, book)
        total = whole.total
        if not total:
            return None
        scores = self._shares(whole, total)
        clauses = CLAUSE.split(item.told)
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
        held: dict[int, int] = defaultdict(int)
        for word, bits in one.bits.items():
            for number in self._holders.get(word, ()):
                held[number] |= bits
        alone = dict.fromkeys(one.bits.values(), ALONE) if len(one.bits) > 1 else {}
        return {
            number: one.held(bits) / total * alone.get(bits, 1.0) for number, bits in held.items()
        }
