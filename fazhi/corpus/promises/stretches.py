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
    """What an item shares with a passage: its number, how many signs, and whether it is a name."""

    number: int
    letters: int
    name: bool


class Ends(NamedTuple):
    """What may stand at the ends of a stretch and says nothing, and where words begin and end."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    begins: re.Pattern[str]
    ends: re.Pattern[str]


@derived
def _ends(book: Codebook) -> Ends:
    known = promise_words(book)
    empty = {
        *(*known.actions, *known.acts, *known.manners, *known.general),
        *(*known.leading, *known.often),
    }
    bare, every = (
        "|".join(sorted((re.escape(one) for one in words if len(one) > 1), key=len, reverse=True))
        for words in (empty, empty.union(known.common))
    )
    return Ends(
        re.compile(rf"(?:{bare})+"),
        re.compile(rf"(?:{bare})+$"),
        re.compile(rf"{BETWEEN.pattern}|{every}|$"),
        re.compile(rf"(?:^|{BETWEEN.pattern}|{every})$"),
    )


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
        pair = told[at : at + PAIR]
        some = holders.get(pair, ())
        if not 0 < len(some) <= SEED:
            continue
        for number in some:
            if at + PAIR <= until.get(number, 0):
                continue
            low, high = _around(told, at, passages[number])
            until[number] = high
            if high - low >= LEAST and (one := _own(told, low, high, passages, weights, book)):
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


def _bare(told: str, low: int, high: int, ends: Ends) -> tuple[int, int]:
    """A stretch without verbs and manners at its ends, those that it holds in part, too."""
    for begin in range(max(0, low - PAIR), low + 1):
        if (empty := ends.before.match(told, begin)) and empty.end() > low:
            low = empty.end()
    for end in range(high + PAIR, high - 1, -1):
        if (empty := ends.after.search(told[low:end])) and low + empty.start() < high:
            high = low + empty.start()
    return low, high


def _own(
    told: str, low: int, high: int, passages: Sequence[str], weights: Weights, book: Codebook
) -> tuple[int, bool] | None:
    """How long a stretch is without what says nothing, and whether it is a name; none if short."""
    ends = _ends(book)
    low, high = _bare(told, low, high, ends)
    letters, held = high - low, told[low:high]
    if letters < LEAST or sum(held in one for one in passages) > FEW:
        return None
    weight = sum(sum(signs) for _, signs in weighed(stretches_of(held, book), weights))
    if weight < WEIGHS:
        return None
    ended = ends.begins.match(told, high) is not None
    begun = ends.ends.search(told[:low]) is not None
    long = letters >= LONG and ended
    short = letters >= SHORT and weight >= WEIGHS_MUCH and begun and ended
    return letters, long or short
