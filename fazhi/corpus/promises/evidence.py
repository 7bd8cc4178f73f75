"""What speaks for a link besides the share: what both write alike, and links that stand round it.

Words of a theme lie scattered over every passage on it, so that in reports nobody has read a share
alone is right too seldom. Signs in a row that both write name a thing, and so does a word that the
book knows for it; and a report keeps the order of its plan: where the items before and behind it
were found, an item is told near by. The less of this a link has, the more of the item its passage
must hold.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.corpus.promises.matching import SPEAKS, Accounts, Found
from fazhi.corpus.promises.passages import Passage
from fazhi.corpus.promises.said import PAIR
from fazhi.corpus.promises.stretches import bare
from fazhi.corpus.promises.weights import Weights
from fazhi.corpus.promises.words import is_known

# A link is told where so much speaks for it; a share below `SPEAKS` counts so much less.
ENOUGH, LESS = 1.0, 0.15
# Above this share more of it tells half.
PLENTY = 0.6
# What signs in a row and known words add at most, and the weight that does: about four rare signs.
ALIKE, WEIGHS = 0.6, 60.0
# What figures in a measure word add that no other passage uses.
COUNTED = 0.15
# What links of neighbours add, each e-fold less so many items and so many passages away.
NEIGHBOURS, ITEMS, PASSAGES = 0.45, 5.0, 4.0
# So many items away nobody looks, so many passages away nothing counts.
FAR, LAST = 20, 40
BY_ITEMS = tuple(math.exp(-away / ITEMS) for away in range(FAR + 1))
BY_PASSAGES = (*(math.exp(-away / PASSAGES) for away in range(LAST)), 0.0)
# A passage that tells an item's figure stands for it where so much less speaks for it at most.
NEARLY = 0.3
LETTERS = re.compile(r"[\u4e00-\u9fff]{2,}")


class Near(NamedTuple):
    """An item that has a passage which may speak of it: its place in the plan, and that passage."""

    item: int
    passage: int


def supported(
    items: Sequence[Passage], found: Sequence[Sequence[Found]], accounts: Accounts, book: Codebook
) -> list[list[Found]]:
    """The passages of each item with what speaks for them, that for which most does first.

    Args:
        items: of one plan, in reading order.
        found: of each what `Accounts.best` found.
        accounts: the passages of the next report.
        book: words.
    """
    near = [
        Near(at, every[0].number)
        for at, every in enumerate(found)
        if every and every[0].score >= SPEAKS
    ]
    return [
        _weighed(at, item.told, every, near, accounts, book)
        for at, (item, every) in enumerate(zip(items, found, strict=True))
    ]


def _weighed(
    at: int,
    told: str,
    every: Sequence[Found],
    near: Sequence[Near],
    accounts: Accounts,
    book: Codebook,
) -> list[Found]:
    """The passages of one item with evidence; signs are not sought where they decide nothing."""
    beside = [one for one in near if 0 < abs(one.item - at) <= FAR]
    weighed: list[Found] = []
    best = 0.0
    for one in every:
        evidence = _of_share(one.score) + COUNTED * one.counted
        evidence += NEIGHBOURS * math.log1p(_neighbours(at, one.number, beside))
        if evidence + ALIKE >= max(ENOUGH, best - NEARLY):
            evidence += ALIKE * min(1.0, _alike(told, one, accounts, book) / WEIGHS)
            best = max(best, evidence)
        weighed.append(one._replace(evidence=evidence))
    return sorted(weighed, key=_rank)


def _rank(one: Found) -> tuple[bool, float, int]:
    """Which passage is first: of those for which enough speaks the whole share counts."""
    more = max(0.0, one.score - PLENTY) / 2
    return not speaks(one), -round(one.evidence + more, 6), one.number


def speaks(one: Found) -> bool:
    """Whether enough speaks for a passage."""
    return one.evidence >= ENOUGH


def _of_share(share: float) -> float:
    """What a share tells."""
    told = min(share, PLENTY) + max(0.0, share - PLENTY) / 2
    return told if share >= SPEAKS else told - LESS


def _neighbours(item: int, passage: int, near: Sequence[Near]) -> float:
    """How many links of neighbouring items lead to neighbouring passages."""
    return sum(
        BY_ITEMS[abs(one.item - item)] * BY_PASSAGES[min(abs(one.passage - passage), LAST)]
        for one in near
    )


def _alike(told: str, one: Found, accounts: Accounts, book: Codebook) -> float:
    """The weight of the most telling signs in a row of an item in a passage, and of known words."""
    words = [word for word in one.shared if is_known(word, book)]
    known = sum(map(accounts.weights.of, words))
    return known + in_a_row(told, accounts.words[one.number], accounts.weights, book)


def in_a_row(told: str, words: Collection[str], weights: Weights, book: Codebook) -> float:
    """The weight of the most telling signs in a row that a passage holds, less verbs at their ends.

    Args:
        told: the item.
        words: of the passage.
        weights: of words.
        book: verbs.
    """
    best = 0.0
    for low, high in _rows(told, words):
        if _weight(told[low:high], weights) > best:
            first, last = bare(told, low, high, book)
            best = max(best, _weight(told[first:last], weights))
    return best


def _weight(row: str, weights: Weights) -> float:
    if len(row) < PAIR:
        return 0.0
    return sum(weights.signs([row[at : at + PAIR] for at in range(len(row) - 1)]))


def _rows(told: str, words: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where signs stand in a row of which a passage holds each two neighbours."""
    for run in LETTERS.finditer(told):
        low, high = run.start(), run.end() - 1
        for at in range(low, high):
            if told[at : at + PAIR] not in words:
                if at > low:
                    yield low, at + 1
                low = at + 1
        if high > low:
            yield low, high + 1
