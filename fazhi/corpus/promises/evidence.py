"""What speaks for a link besides the share: what both write alike, and links that stand round it.

Words of a theme lie scattered over every passage on it, so that in reports nobody has read a share
alone is right too seldom. Signs in a row that both write name a thing, and so does a word that the
book knows for it; and a report keeps the order of its plan: where the items before and behind it
were found, an item is told near by. So much for which passage comes nearest. Whether it speaks of
the item is asked in return, too: a clause of it that says little else speaks of it; a passage to
which another item comes nearer, a row of signs that stands in many items, or one that is part of a
longer word there (债务风险防控 for 风险防控), and one word without a verb speak against it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from fazhi.codebook.book import Codebook, derived
from fazhi.corpus.promises.book import promise_words
from fazhi.corpus.promises.matching import DIGIT, SPEAKS, Accounts, Found
from fazhi.corpus.promises.passages import Passage
from fazhi.corpus.promises.said import PAIR
from fazhi.corpus.promises.stretches import bare, begins_a_word
from fazhi.corpus.promises.weights import Weights
from fazhi.corpus.promises.words import COMMON, VERB, held_in, is_known

# A link is told where so much speaks for it; a share below `SPEAKS` counts so much less.
ENOUGH, LESS = 1.0, 0.15
# Above this share more of it tells half.
PLENTY = 0.6
# What signs in a row and known words add at most, and the weight that does: about four rare signs.
ALIKE, WEIGHS = 0.6, 60.0
# What figures in a measure word add that no other passage uses.
COUNTED = 0.3
# What links of neighbours add, each e-fold less so many items and so many passages away.
NEIGHBOURS, ITEMS, PASSAGES = 0.45, 5.0, 4.0
# So many items away nobody looks, so many passages away nothing counts.
FAR, LAST = 20, 40
BY_ITEMS = tuple(math.exp(-away / ITEMS) for away in range(FAR + 1))
BY_PASSAGES = (*(math.exp(-away / PASSAGES) for away in range(LAST)), 0.0)
# A passage that comes so near may speak of an item, and one that tells an item's figure stands for
# it where so much less speaks for it at most.
COMES_NEAR, NEARLY = 0.7, 0.3
# A clause of the passage that says little else than the item, and the clause that opens the item,
# held whole, speak for a link; where half is held neither adds nor takes anything.
RETURNED, OPENED, HALF = 0.7, 0.6, 0.5
# What is asked in return counts from here on.
GIVEN = 0.5
# So does each stretch of an item that is held beyond two, up to so many.
STRETCH, TWO, MOST = 0.12, 2, 4
# One stretch that no verb stands with in both is a word of a theme as often as not.
NO_VERB = 0.1
# A row of signs that stands in many items of the plan tells of none of them, e-fold more so much.
IN_PLAN = 0.15
# It takes so much where it begins a word in the item and none in the passage.
IN_A_WORD = 0.1
# A passage that another item comes nearer to than this is the other's so far.
CLAIMED, CLAIMS, CLAIMS_MOST = 0.25, 1.0, 1.6
LETTERS = re.compile(r"[\u4e00-\u9fff]{2,}")


class Near(NamedTuple):
    """An item that has a passage which may speak of it: its place in the plan, and that passage."""

    item: int
    passage: int


class Row(NamedTuple):
    """Signs in a row of an item that a passage holds: where they stand there, and their weight."""

    told: str = ""
    at: int = 0
    weight: float = 0.0


class Nearness(NamedTuple):
    """A passage, how near it comes to an item, and the row of signs that both write."""

    by: float
    found: Found
    row: Row


class Beside(NamedTuple):
    """What is known of the whole plan, and of what each passage is to its items.

    `plan` are the words of all items, `nearest` by passage how near the two items come to it that
    come nearest, each with its number.
    """

    plan: str
    nearest: dict[int, list[tuple[float, int]]]

    def items_with(self, row: str) -> int:
        """How often signs stand in the items, once at least."""
        return max(1, self.plan.count(row)) if row else 1

    def claim(self, passage: int, item: int) -> float:
        """How near any other item comes to a passage."""
        return next((by for by, other in self.nearest.get(passage, ()) if other != item), 0.0)


def supported(
    items: Sequence[Passage], found: Sequence[Sequence[Found]], accounts: Accounts, book: Codebook
) -> list[list[Found]]:
    """The passages of each item with what speaks for them, that which comes nearest first.

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
    weighed = [
        _nearness(at, item.told, every, near, accounts, book)
        for at, (item, every) in enumerate(zip(items, found, strict=True))
    ]
    beside = Beside("\n".join(item.told for item in items), _nearest(weighed))
    return [
        _with_evidence(at, item.told, every, beside, accounts, book)
        for at, (item, every) in enumerate(zip(items, weighed, strict=True))
    ]


def _nearest(weighed: Sequence[Sequence[Nearness]]) -> dict[int, list[tuple[float, int]]]:
    """By passage how near the two items come that come nearest."""
    nearest: dict[int, list[tuple[float, int]]] = {}
    for at, every in enumerate(weighed):
        for one in every:
            nearest.setdefault(one.found.number, []).append((one.by, at))
    return {number: sorted(some, reverse=True)[:TWO] for number, some in nearest.items()}


def _nearness(
    at: int,
    told: str,
    every: Sequence[Found],
    near: Sequence[Near],
    accounts: Accounts,
    book: Codebook,
) -> list[Nearness]:
    """How near passages come to one item; signs are not sought where they decide nothing."""
    low = bisect_left(near, at - FAR, key=_item)
    high = bisect_left(near, at + FAR + 1, key=_item)
    beside = [one for one in near[low:high] if one.item != at]
    weighed: list[Nearness] = []
    best, passages = 0.0, len(accounts.passages)
    for one in every:
        nearness, row = _of_share(one.score) + COUNTED * one.counted, Row()
        nearness += NEIGHBOURS * math.log1p(_neighbours(at, one.number, beside, passages))
        if nearness + ALIKE >= max(COMES_NEAR, best - NEARLY):
            row = in_a_row(told, accounts.words[one.number], accounts.weights, book)
            known = sum(accounts.weights.of(word) for word in one.shared if is_known(word, book))
            nearness += ALIKE * min(1.0, (row.weight + known) / WEIGHS)
            best = max(best, nearness)
        weighed.append(Nearness(nearness, one, row))
    return sorted(weighed, key=_rank)


def _item(one: Near) -> int:
    return one.item


def _rank(one: Nearness) -> tuple[float, int]:
    """Which passage comes nearest.

    Nearly all of an item counts for more than where its neighbours are: what a share holds above
    plenty, of which half is told (`_of_share`), counts one and a half times.
    """
    more = max(0.0, one.found.score - PLENTY)
    return -round(one.by + more, 6), one.found.number


def _with_evidence(
    at: int,
    told: str,
    every: Sequence[Nearness],
    beside: Beside,
    accounts: Accounts,
    book: Codebook,
) -> list[Found]:
    """The passages of an item with evidence, none for those that are not asked for."""
    if not every or every[0].by < COMES_NEAR:
        return [one.found for one in every]
    # Another passage is asked for only where it may tell a figure of the item.
    least = max(COMES_NEAR, every[0].by - NEARLY) if DIGIT.search(told) else math.inf
    return [
        _asked(at, told, one, beside, accounts, book)
        if one is every[0] or one.by >= least
        else one.found
        for one in every
    ]


def _asked(
    at: int, told: str, one: Nearness, beside: Beside, accounts: Accounts, book: Codebook
) -> Found:
    """A passage with what speaks for it besides its nearness, and what against it.

    What it says besides the item is not sought where the rest decides.
    """
    evidence = one.by + _besides(at, told, one, beside, accounts, book)
    if evidence + RETURNED * HALF >= ENOUGH:
        returned = accounts.in_return(one.found.number, held_in(told, book))
        evidence += RETURNED * (returned - HALF)
    return one.found._replace(evidence=evidence)


def _besides(
    at: int, told: str, one: Nearness, beside: Beside, accounts: Accounts, book: Codebook
) -> float:
    """What speaks for a passage besides its nearness, less than nothing what speaks against it."""
    found, row = one.found, one.row
    held = accounts.words[found.number]
    several = found.whole.several(held)
    adds = GIVEN + OPENED * (found.opens.share(held) - HALF)
    adds += STRETCH * (min(MOST, several) - TWO)
    if several < TWO and _acts(book).isdisjoint(found.shared):
        adds -= NO_VERB
    if begins_a_word(told, row.at, book) and _only_in_a_word(
        row.told, accounts.passages[found.number].told, book
    ):
        adds -= IN_A_WORD
    adds -= IN_PLAN * math.log(beside.items_with(row.told))
    claim = min(CLAIMS_MOST, beside.claim(found.number, at))
    return adds - CLAIMED * max(0.0, claim - CLAIMS)


def _only_in_a_word(row: str, told: str, book: Codebook) -> bool:
    """Whether a passage writes signs, but nowhere at the beginning of a word."""
    at = told.find(row) if row else -1
    if at < 0:
        return False
    while at >= 0:
        if begins_a_word(told, at, book):
            return False
        at = told.find(row, at + 1)
    return True


@derived
def _acts(book: Codebook) -> frozenset[str]:
    """Verbs as words."""
    known = promise_words(book)
    acts = {f"{COMMON}{word}" for word in (*known.actions, *known.acts)}
    return frozenset(acts.union(f"{VERB}{group.id}" for group in known.verbs))


def speaks(one: Found) -> bool:
    """Whether enough speaks for a passage."""
    return one.evidence >= ENOUGH


def _of_share(share: float) -> float:
    """What a share tells."""
    told = min(share, PLENTY) + max(0.0, share - PLENTY) / 2
    return told if share >= SPEAKS else told - LESS


def _neighbours(item: int, passage: int, near: Sequence[Near], passages: int) -> float:
    """How many more links of neighbouring items lead to neighbouring passages than by chance.

    In a short report every passage is near.
    """
    by_chance = min(1.0, PASSAGES / passages)
    more = sum(
        BY_ITEMS[abs(one.item - item)]
        * (BY_PASSAGES[min(abs(one.passage - passage), LAST)] - by_chance)
        for one in near
    )
    return max(0.0, more)


def in_a_row(told: str, words: Collection[str], weights: Weights, book: Codebook) -> Row:
    """The most telling signs in a row that a passage holds, less verbs at their ends.

    Args:
        told: the item.
        words: of the passage.
        weights: of words.
        book: verbs.
    """
    best = Row()
    for low, high in _rows(told, words):
        if _weight(told[low:high], weights) > best.weight:
            first, last = bare(told, low, high, book)
            weight = _weight(told[first:last], weights)
            if weight > best.weight:
                best = Row(told[first:last], first, weight)
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
