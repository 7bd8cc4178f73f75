"""How alike pieces of two reports are: pairs of letters, the rarer the more they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from fazhi.corpus.years.alignment.pieces import Piece

# Pairs of letters that stand in more pieces than this lead to no candidate by themselves.
COMMON = 12
# Below this share of weight two pieces are no forms of one.
ALIKE = 0.45
# A sentence names its matter first: what it adds that both begin alike, in so many letters, and
# takes away that they share nothing in twice as many.
OPENING, OPENS_ALIKE = 6, 0.1
# So much of the weight of both together two pieces must share at least; so much of its own each.
DUE = (ALIKE - OPENS_ALIKE) / 2
LEAST = DUE / (1 - DUE)
# Sums of weights, which are whole numbers, are rounded to less than this.
ROUNDED = 1
# What stands in n pieces says n to this power: set phrases say little, and yet something.
FADES = -0.75
# What stands in one alone says so much: whole numbers, which add up alike in any order.
ALONE = 1 << 20


class Candidate(NamedTuple):
    """A piece of the earlier report and one of the later, by their numbers, and how alike.

    `score` is the likeness and what place and opening add to it.
    """

    score: float
    earlier: int
    later: int
    likeness: float


class Likeness:
    """Weighs the pairs of letters of two reports: the more pieces hold one, the less it says."""

    def __init__(self, earlier: Mapping[str, int], later: Mapping[str, int]) -> None:
        """Take how many pieces of each report hold each pair."""
        most = max(max(earlier.values(), default=0), max(later.values(), default=0))
        says = [0, *(round(ALONE * count**FADES) for count in range(1, most + 1))]
        self._weights = {gram: says[count] for gram, count in later.items()}
        for gram, count in earlier.items():
            if count > later.get(gram, 0):
                self._weights[gram] = says[count]

    def weight(self, grams: frozenset[str]) -> int:
        """What the pairs of a piece say together."""
        return sum(map(self._weights.__getitem__, grams))

    def of(self, one: Piece, other: Piece) -> float:
        """The share of weight that both hold, from 0 to 1."""
        both = self.weight(one.grams & other.grams)
        whole = self.weight(one.grams) + self.weight(other.grams)
        return 2 * both / whole if whole else float(one.letters == other.letters)

    def candidates(
        self, earlier: Mapping[int, Piece], later: Mapping[int, Piece]
    ) -> Iterator[Candidate]:
        """Pairs of pieces that are alike and share a pair of letters that is not common.

        Who shares less than `LEAST` of a piece with it is no candidate, so the lightest of its
        pairs, which stand in the most pieces, need not be looked up: together they say less.
        """
        holders, common = _holders(earlier)
        rare, weights = frozenset(holders), self._weights
        whole = {number: self.weight(piece.grams) for number, piece in earlier.items()}
        for number, piece in later.items():
            own, shared = self.weight(piece.grams), defaultdict[int, int](int)
            spared, spare = self.weight(piece.grams & common), LEAST * own - ROUNDED
            for gram in sorted(piece.grams & rare, key=weights.__getitem__):
                weight = weights[gram]
                if spared + weight < spare:
                    spared += weight
                    continue
                for holder in holders[gram]:
                    shared[holder] += weight
            for holder, both in shared.items():
                if both + spared < DUE * (own + whole[holder]):
                    continue
                alike = 2 * self.weight(piece.grams & earlier[holder].grams)
                likeness = alike / (own + whole[holder])
                # Only where it may decide is it asked how both open.
                if likeness + OPENS_ALIKE >= ALIKE:
                    score = likeness + OPENS_ALIKE * _opening(earlier[holder], piece)
                    if score >= ALIKE:
                        yield Candidate(score, holder, number, likeness)


def _holders(pieces: Mapping[int, Piece]) -> tuple[dict[str, list[int]], frozenset[str]]:
    """The pieces that hold each pair of letters, and the pairs that too many hold."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, piece in pieces.items():
        for gram in piece.grams:
            holders[gram].append(number)
    common = frozenset(gram for gram, some in holders.items() if len(some) > COMMON)
    return {gram: some for gram, some in holders.items() if gram not in common}, common


def _opening(one: Piece, other: Piece) -> int:
    """1 where both open alike, -1 where their openings share nothing, else 0."""
    first, second = one.words[: 2 * OPENING], other.words[: 2 * OPENING]
    if len(first) > OPENING and first[:OPENING] == second[:OPENING]:
        return 1
    return 0 if any(first[at : at + 2] in second for at in range(len(first) - 1)) else -1
