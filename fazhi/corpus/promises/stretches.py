"""Stretches of signs that an item and few passages of the next report have in common.

Where both hold 残疾人两项补贴标准 both speak of one thing, however much else they say. A stretch is
what stands in both, sign for sign, without the verbs and manners at its ends; it counts as a name
where it is long, telling, and ends where a word ends in the item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from fazhi.codebook.book import Codebook, derived
from fazhi.corpus.promises.book import promise_words
from fazhi.corpus.promises.said import PAIR, weighed
from fazhi.corpus.promises.weights import Weights
from fazhi.corpus.promises.words import stretches_of

# So many passages of a report hold a stretch at most, and so many signs it has at least.
FEW, LEAST = 2, 4
# A pair of signs that more passages hold is no place to begin to look.
SEED = 3
# A stretch of so many signs is a name, if its words weigh so much and a word ends with it; a
# shorter one is, too, if it weighs more and a word begins with it as well.
LONG, WEIGHS, SHORT, WEIGHS_MUCH = 7, 20.0, 5, 33.0
LETTER = re.compile(r"[\u4e00-\u9fff]")
BETWEEN = re.compile(r"[^\u4e00-\u9fff]|[的了与及和等在]")


class Stretch(NamedTuple):
    """What an item shares with a passage: its number, the signs, and whether they are a name."""

    number: int
    told: str
    name: bool


class Ends(NamedTuple):
    """Words that say nothing at the ends of a stretch (`bare`), and those beside which it ends."""

    bare: frozenset[str]
    every: frozenset[str]
    lengths: range

    def up_to(self, letters: int) -> range:
        """The lengths of words of so many letters at most, the longest first."""
        return self.lengths[max(0, self.lengths[0] - letters) :]


@derived
def _ends(book: Codebook) -> Ends:
    known = promise_words(book)
    words = (
        *(*known.actions, *known.acts, *known.manners, *known.general),
        *(*known.leading, *known.often),
    )
    bare = frozenset(one for one in words if len(one) >= PAIR)
    every = bare.union(one for one in known.common if len(one) >= PAIR)
    return Ends(bare, every, range(max(map(len, every)), PAIR - 1, -1))


def shared(
    told: str,
    passages: Sequence[str],
    holders: Mapping[str, Sequence[int]],
    weights: Weights,
    book: Codebook,
) -> Iterator[Stretch]:
    """The stretches that an item has in common with few passages, all in plain letters.

    Args:
        told: the item.
        passages: of the next report.
        holders: the numbers of the passages that hold a pair of signs.
        weights: of words among these passages.
        book: words.
    """
    until: dict[int, int] = {}
    for at in range(len(told) - PAIR + 1):
        some = holders.get(told[at : at + PAIR], ())
        if not 0 < len(some) <= SEED:
            continue
        firsts = range(max(0, at - PAIR), min(at, len(told) - LEAST) + 1)
        near = [told[first : first + LEAST] for first in firsts]
        for number in some:
            if at + PAIR <= until.get(number, 0):
                continue
            passage = passages[number]
            if not any(map(passage.__contains__, near)):
                continue
            low, high = _around(told, at, passage)
            until[number] = high
            if high - low < LEAST:
                continue
            low, high = bare(told, low, high, book)
            # What holds the pair from which it was sought is known.
            known = low <= at and at + PAIR <= high
            among = [passages[each] for each in some] if known else passages
            if one := _own(told, low, high, among, weights, book):
                yield Stretch(number, *one)


def _around(told: str, at: int, passage: str) -> tuple[int, int]:
    """Where the longest stretch round two signs begins and ends that a passage holds, too."""
    low, high = at, at
    pair = told[at : at + PAIR]
    place = passage.find(pair)
    while place >= 0:
        before, after = 0, PAIR
        while _same(told, at - before - 1, passage, place - before - 1):
            before += 1
        while _same(told, at + after, passage, place + after):
            after += 1
        if before + after > high - low:
            low, high = at - before, at + after
        place = passage.find(pair, place + 1)
    return low, high


def _same(told: str, at: int, passage: str, place: int) -> bool:
    """Whether one letter stands in both places."""
    if at < 0 or place < 0 or at >= len(told) or place >= len(passage):
        return False
    return told[at] == passage[place] and LETTER.match(told[at]) is not None


def bare(told: str, low: int, high: int, book: Codebook) -> tuple[int, int]:
    """A stretch without verbs and manners at its ends, those that it holds in part, too."""
    ends = _ends(book)
    begin = max(0, low - PAIR)
    while begin <= low < high:
        after = next(
            (begin + one for one in ends.lengths if told[begin : begin + one] in ends.bare), 0
        )
        begin, low = (after, after) if after > low else (begin + 1, low)
    end = min(len(told), high + PAIR)
    while end >= high > low:
        before = next(
            (end - one for one in ends.up_to(end) if told[end - one : end] in ends.bare), high
        )
        end, high = (before, before) if before < high else (end - 1, high)
    return low, high


def _own(
    told: str, low: int, high: int, passages: Sequence[str], weights: Weights, book: Codebook
) -> tuple[str, bool] | None:
    """A stretch that few of some passages hold, and whether it is a name; none if it is short."""
    ends = _ends(book)
    letters, held = high - low, told[low:high]
    if letters < LEAST or sum(held in one for one in passages) > FEW:
        return None
    weight = sum(sum(signs) for _, signs in weighed(stretches_of(held, book), weights))
    if weight < WEIGHS:
        return None
    ended = high == len(told) or BETWEEN.match(told, high) or _begins(told, high, ends)
    begun = low == 0 or BETWEEN.match(told, low - 1) or _ends_with(told, low, ends)
    long = letters >= LONG and ended
    short = letters >= SHORT and weight >= WEIGHS_MUCH and begun and ended
    return held, bool(long or short)


def _begins(told: str, at: int, ends: Ends) -> bool:
    """Whether a word begins there."""
    return any(told[at : at + one] in ends.every for one in ends.lengths)


def _ends_with(told: str, at: int, ends: Ends) -> bool:
    """Whether a word ends there."""
    return any(told[at - one : at] in ends.every for one in ends.up_to(at))
