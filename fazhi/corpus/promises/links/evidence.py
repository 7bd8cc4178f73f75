"""What speaks for a link besides the share, each sign with its weight (`links.yaml`).

Words of a theme lie scattered over every passage on it, so that in reports nobody has read a share
alone is right too seldom. Signs in a row that both write name a thing, and so does a word that the
book knows for it; a passage that tells more of the item's fields than others do (`fields.py`) tells
of it in other words; and a report keeps the order of its plan: where the items before and behind it
were found, an item is told near by. A clause of the passage that says little else speaks for a
link; another item that comes nearer, and signs that stand in many items, speak against it. From
`ENOUGH` on a passage speaks of an item.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.corpus.promises.links.fields import Fields, Likeness
from fazhi.corpus.promises.matching import SPEAKS, Accounts, Found
from fazhi.corpus.promises.passages import Passage
from fazhi.corpus.promises.said import PAIR
from fazhi.corpus.promises.stretches import bare
from fazhi.corpus.promises.weights import Weights
from fazhi.corpus.promises.words import held_in, is_known

# A link is told where so much speaks for it.
ENOUGH = 1.0
# The weight that signs in a row and known words have at most: about four rare signs.
WEIGHS = 60.0
# Links of neighbours count e-fold less so many items and so many passages away.
ITEMS, PASSAGES = 5.0, 4.0
# So many items away nobody looks, so many passages away nothing counts.
FAR, LAST = 20, 40
BY_ITEMS = tuple(math.exp(-away / ITEMS) for away in range(FAR + 1))
BY_PASSAGES = tuple(math.exp(-away / PASSAGES) for away in range(LAST))
# A passage that tells an item's figure stands for it where so much less speaks for it at most.
NEARLY = 0.3
# What is not asked yet is taken for so much: links where it is more and needed are next to none.
MOSTLY = 0.7
# So many stretches of an item that are held count.
MOST = 5
# Another item that comes nearer to a passage than this speaks against it, up to so near.
CLAIMS, CLAIMS_MOST = 0.6, 2.2
TWO, HUNDRED = 2, 100
LETTERS = re.compile(r"[\u4e00-\u9fff]{2,}")


class LinkWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much each sign speaks for a link: the whole of `links.yaml`, where each is explained."""

    given: float
    share: float
    field: float
    alike: float
    neighbours: float
    returned: float
    opened: float
    stretches: float
    in_plan: float
    claimed: float
    alone: float
    crowd: float


class Signs(NamedTuple):
    """What is known of an item and a passage; each of `LinkWeights` weighs the one of its name.

    Args:
        share: of the item's weight that the passage holds, from 0 to 1.
        field: how much more it tells of the item's fields than passages do, in deviations.
        alike: what signs in a row and known words weigh, as a part of `WEIGHS`.
        neighbours: the logarithm of 1 and the links of neighbours that lead near.
        returned: the share by weight of a clause of the passage that the item holds.
        opened: the share held of the clause that opens the item.
        stretches: how many stretches of the item are held, as a part of `MOST`.
        in_plan: the logarithm of how often the signs in a row stand in the plan.
        claimed: how much nearer than `CLAIMS` another item comes.
        alone: 1 where both share one word, else 0.
        crowd: the logarithm of how many hundred passages there are.
    """

    share: float
    field: float
    alike: float
    neighbours: float
    returned: float
    opened: float
    stretches: float
    in_plan: float
    claimed: float
    alone: float
    crowd: float

    def weighed(self, by: LinkWeights) -> float:
        """What speaks for the link, less what speaks against it."""
        return (
            by.given
            + by.share * self.share
            + by.field * self.field
            + by.alike * self.alike
            + by.neighbours * self.neighbours
            + by.returned * self.returned
            + by.opened * self.opened
            + by.stretches * self.stretches
            - by.in_plan * self.in_plan
            - by.claimed * self.claimed
            - by.alone * self.alone
            - by.crowd * self.crowd
        )


@derived
def link_weights(book: Codebook) -> LinkWeights:
    """How much each sign speaks for a link."""
    return book.book("links", LinkWeights)


class Near(NamedTuple):
    """An item that has a passage which may speak of it: its place in the plan, and that passage."""

    item: int
    passage: int


class Row(NamedTuple):
    """Signs in a row of an item that a passage holds, and their weight."""

    told: str = ""
    weight: float = 0.0


class Nearness(NamedTuple):
    """A passage, how near it comes to an item, and by which signs; the row that both write."""

    by: float
    found: Found
    row: Row
    signs: Signs


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
    """The passages of each item with what speaks for them, that for which most speaks first.

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
    fields = Fields([one.told for one in accounts.passages], book)
    weighed = [
        _nearness(at, item.told, every, near, fields, accounts, book) if every else []
        for at, (item, every) in enumerate(zip(items, found, strict=True))
    ]
    beside = Beside("\n".join(item.told for item in items), _nearest(weighed))
    return [
        _asked(at, item.told, every, beside, accounts, book)
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
    fields: Fields,
    accounts: Accounts,
    book: Codebook,
) -> list[Nearness]:
    """How near passages come to one item; signs in a row are not sought where they decide nothing.

    So far what is asked in return is taken for as much as it mostly is.
    """
    beside = _beside(at, near)
    likeness, by = fields.alike(told), link_weights(book)
    weighed: list[Nearness] = []
    for one in every:
        signs, row = _signs(one, beside, likeness, accounts), Row()
        if signs.weighed(by) >= ENOUGH:
            row = in_a_row(told, accounts.words[one.number], accounts.weights, book)
            known = sum(accounts.weights.of(word) for word in one.shared if is_known(word, book))
            signs = signs._replace(alike=min(1.0, (row.weight + known) / WEIGHS))
        else:
            signs = signs._replace(alike=0.0)
        nearness = by.share * signs.share + by.field * signs.field
        nearness += by.alike * signs.alike + by.neighbours * signs.neighbours
        weighed.append(Nearness(nearness, one, row, signs))
    return weighed


def _signs(
    one: Found, beside: Sequence[tuple[int, float]], likeness: Likeness, accounts: Accounts
) -> Signs:
    """What is known of a passage at once; what is not is taken for as much as it mostly is."""
    held = accounts.words[one.number]
    return Signs(
        share=one.score,
        field=likeness.of(one.number),
        alike=MOSTLY,
        neighbours=math.log1p(_neighbours(one.number, beside, len(accounts.passages))),
        returned=MOSTLY,
        opened=one.opens.share(held),
        stretches=min(MOST, one.whole.several(held)) / MOST,
        in_plan=0.0,
        claimed=0.0,
        alone=float(len(one.shared) == 1),
        crowd=math.log(len(accounts.passages) / HUNDRED),
    )


def _item(one: Near) -> int:
    return one.item


def _asked(
    at: int,
    told: str,
    every: Sequence[Nearness],
    beside: Beside,
    accounts: Accounts,
    book: Codebook,
) -> list[Found]:
    """The passages of an item with evidence, 0 for those for which there cannot be enough.

    What they say besides the item is not sought where the rest decides.
    """
    by, words = link_weights(book), None
    asked: list[tuple[float, float, int, Found]] = []
    for one in every:
        number = one.found.number
        claim = min(CLAIMS_MOST, beside.claim(number, at))
        signs = one.signs._replace(
            in_plan=math.log(beside.items_with(one.row.told)), claimed=max(0.0, claim - CLAIMS)
        )
        evidence = 0.0
        if signs.weighed(by) >= ENOUGH:
            words = held_in(told, book) if words is None else words
            signs = signs._replace(returned=accounts.in_return(number, words))
            evidence = signs.weighed(by)
        found = one.found._replace(evidence=evidence)
        asked.append((-round(evidence, 6), -round(one.by, 6), number, found))
    return [found for *_, found in sorted(asked, key=itemgetter(0, 1, 2))]


def speaks(one: Found) -> bool:
    """Whether enough speaks for a passage."""
    return one.evidence >= ENOUGH


def _beside(item: int, near: Sequence[Near]) -> list[tuple[int, float]]:
    """The passages to which the links of neighbouring items lead, with how much each counts."""
    low = bisect_left(near, item - FAR, key=_item)
    high = bisect_left(near, item + FAR + 1, key=_item)
    return [
        (one.passage, BY_ITEMS[abs(one.item - item)]) for one in near[low:high] if one.item != item
    ]


def _neighbours(passage: int, beside: Sequence[tuple[int, float]], passages: int) -> float:
    """How many more links of neighbouring items lead to neighbouring passages than by chance.

    In a short report every passage is near.
    """
    by_chance = min(1.0, PASSAGES / passages)
    more = 0.0
    for other, counts in beside:
        away = abs(other - passage)
        more += counts * ((BY_PASSAGES[away] if away < LAST else 0.0) - by_chance)
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
                best = Row(told[first:last], weight)
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
