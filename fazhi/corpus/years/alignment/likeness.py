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
        weights = self._weights
        return sum([weights[gram] for gram in grams])

    def of(self, one: Piece, other: Piece) -> float:
        """The share of weight that both hold, from 0 to 1."""
        both = self.weight(one.grams & other.grams)
        whole = self.weight(one.grams) + self.weight(other.grams)
        return 2 * both / whole if whole else float(one.letters == other.letters)

    def candidates(
        self, earlier: Mapping[int, Piece], later: Mapping[int, Piece]
    ) -> Iterator[Candidate]:
        """Pairs of pieces that are alike and share a pair of letters that is not common."""
        holders = _holders(earlier)
        rare, weights = holders.keys(), self._weights
        whole = {number: self.weight(piece.grams) for number, piece in earlier.items()}
        # What the common pairs of a piece say, of which two pieces share no more than either has.
        common = {
            number: whole[number] - self.weight(piece.grams & rare)
            for number, piece in earlier.items()
        }
        for number, piece in later.items():
            own, shared = self.weight(piece.grams), defaultdict[int, int](int)
            leading = piece.grams & rare
            for gram in leading:
                weight = weights[gram]
                for holder in holders[gram]:
                    shared[holder] += weight
            rest = own - self.weight(leading)
            for holder, both in shared.items():
                due = (ALIKE - OPENS_ALIKE) / 2 * (own + whole[holder])
                if both + rest < due or both + common[holder] < due:
                    continue
                alike = 2 * self.weight(piece.grams & earlier[holder].grams)
                likeness = alike / (own + whole[holder])
                # Only where it may decide is it asked how both open.
                if likeness + OPENS_ALIKE >= ALIKE:
                    score = likeness + OPENS_ALIKE * _opening(earlier[holder], piece)
                    if score >= ALIKE:
                        yield Candidate(score, holder, number, likeness)


def _holders(pieces: Mapping[int, Piece]) -> dict[str, list[int]]:
    """The pieces that hold each pair of letters, without pairs that are common."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, piece in pieces.items():
        for gram in piece.grams:
            holders[gram].append(number)
    return {gram: some for gram, some in holders.items() if len(some) <= COMMON}


def _opening(one: Piece, other: Piece) -> int:
    """1 where both open alike, -1 where their openings share nothing, else 0."""
    first, second = one.words[: 2 * OPENING], other.words[: 2 * OPENING]
    if len(first) > OPENING and first[:OPENING] == second[:OPENING]:
        return 1
    return 0 if any(first[at : at + 2] in second for at in range(len(first) - 1)) else -1
