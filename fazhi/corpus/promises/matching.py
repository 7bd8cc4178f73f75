"""Which passage of the next report speaks of an item: the one that holds most of what it says.

What an item says is the sum of the weights of its signs; a sign is held where a pair that it is
part of stands in the passage, too, a known word where any word for the same does. The score is the
share held, from 0 to 1. A clause with a good part of an item's weight may be met alone.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from fazhi.codebook.book import Codebook, derived
from fazhi.corpus.promises.book import promise_words
from fazhi.corpus.promises.names import SIGNS, holders, named, quoted
from fazhi.corpus.promises.passages import Passage
from fazhi.corpus.promises.said import PAIR, Said, of_a_name, said, weighed
from fazhi.corpus.promises.stretches import shared
from fazhi.corpus.promises.weights import Weights
from fazhi.corpus.promises.words import GENERAL, held_in, stretches_of, words_of

# From this share on a passage speaks of an item.
SPEAKS = 0.43
# Below this share nobody would look.
NEAR = 0.2
# A clause may stand for its item where it has so much of its weight; it counts a little less.
MAIN, OF_A_CLAUSE = 0.2, 0.85
# So much weight of telling words is shared at least: about two signs.
TELLING = 14.0
# So much is an object of its own: one known thing that stands in one passage of twenty.
OWN = 13.0
# A clause that opens an item names what it is about; with so much of its own it may stand for it.
OPENS = 28.0
# An item that holds less of a passage's clause (about a rare pair of signs) holds little of it.
RETURNS = 15.0
# Where a clause ends in a thing (人才, 试点) that the passage does not hold, so much counts of it.
OTHER_THING = 0.5
# What one passage in so many holds is no thing of its own.
EVERYWHERE = 0.1
# Of an item that has none this share of its weight.
NEARLY_ALL = 0.85
# One word of several that are shared is little.
ALONE = 0.8
# What lies scattered over the clauses of a passage counts so much.
SCATTERED = 0.8
# Figures in one measure word that one passage alone uses add so much.
COUNTED_ALIKE = 0.15
# A passage that names so many things and counts nothing (审计、档案、气象等工作取得成绩)
# speaks of none of them, but of an item that names many.
OMNIBUS, MANY = 6, 3
# Above so many letters a passage loses trust by the letter, down to a part of it.
LONG, LOST_PER, MOST_LOST = 80, 400, 0.25
CLAUSE = re.compile(r"[，,：:]")
FOR = "为"
# A programme that bears its place's name (品质某市; names are blanked) is not what it is named for.
BLANK = "\0"
OF_PLACE = re.compile(r"([\u4e00-\u9fff]{2})\0")
# So many passages are looked at for the figures of an item.
LOOKED_AT = 5
# A name that few passages hold makes one of them speak of its item so far.
BY_NAME, PER_SIGN = 0.5, 0.01
# A stretch of signs that few passages hold adds so much where a passage comes as near as this.
BY_STRETCH, NEARLY = 0.1, 0.33
DIGIT = re.compile(r"[\d０-９]")
# Where the clause that opens an item stands behind the item itself.
OPENING = 1
# Between members of a list that tell a figure each.
MEMBER = re.compile(r"、|[和及](?=[\d０-９])")


class Found(NamedTuple):
    """The passage that speaks most of an item: its number, its score and the words they share.

    `counted`: of how many passages that tell figures in a measure word of the item it is one, as a
    part of 1; `whole` and `opens`: what the item says, and the clause that opens it; `evidence`:
    what speaks for it besides, 0 before it is asked.
    """

    number: int
    score: float
    shared: list[str]
    counted: float
    whole: Said
    opens: Said
    evidence: float = 0.0


class Held(NamedTuple):
    """What a passage of some words holds of an item, sign by sign.

    `whole` of the item; `parts`: of its clauses, and what one clause of the passage holds of each.
    """

    words: Collection[str]
    whole: int
    parts: Sequence[tuple[Said, int, float]]
    loosely: float

    def score(self, item: Said, *, named: bool) -> float:
        """The most of: the whole, its clauses together, and a clause that stands for it.

        What one clause of the item says counts where one clause of the passage holds it; what lies
        scattered over the passage counts less.
        """
        words, loosely, together = self.words, self.loosely, 0.0
        first = self.parts[0][0]
        best = loosely * item.held(self.whole) / item.total * _of_a_thing(first, words)
        if named:
            best *= of_a_name(item, self.whole, words)
        total = sum(part.total for part, _, _ in self.parts)
        of_a_clause = OF_A_CLAUSE if len(self.parts) > 1 else 1.0
        for part, bits, within in self.parts:
            if not bits:
                continue
            thing = _of_a_thing(part, words) * (of_a_name(part, bits, words) if named else 1.0)
            together += within * thing
            if _may_stand(part, total, part is first):
                share = max(within, loosely * part.held(bits)) / part.total
                best = max(best, share * thing * of_a_clause * _alone(part, bits))
        return max(best, together / total)


class Accounts:
    """The passages of one report, by the words they hold and the measure words of their figures.

    Args:
        passages: in reading order.
        units: the measure words of the figures of each.
        every: what words tell in the collection; `weights` is what they tell among these passages.
        book: words.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        units: Sequence[Collection[str]],
        every: Weights,
        book: Codebook,
    ) -> None:
        self.passages = passages
        self._told = [one.told for one in passages]
        self._counting: dict[str, list[int]] = defaultdict(list)
        for number, some in enumerate(units):
            for unit in some:
                self._counting[unit].append(number)
        self._omnibus = {
            at
            for at, one in enumerate(self._told)
            if one.count("、") > OMNIBUS and not DIGIT.search(one)
        }
        self._book = book
        self._clauses: dict[int, Sequence[frozenset[str]]] = {}
        self._totals: dict[tuple[int, int], float] = {}
        self.words = [held_in(one.told, book) for one in passages]
        self._trust = [_trust(len(one.told)) for one in passages]
        self._holders = holders = defaultdict[str, list[int]](list)
        for number, held in enumerate(self.words):
            for word in held:
                holders[word].append(number)
        self.weights = every.within(holders, len(passages))

    def best(self, item: Passage, units: Collection[str]) -> list[Found]:
        """The passages that come near to what the item says, that which holds most of it first.

        Where both tell figures in one measure word it counts for more, the fewer passages do.
        """
        weights, book = self.weights, self._book
        clauses = clauses_of(item.told, book)
        whole = said("，".join(clauses), weights, book)
        members = [one for each in clauses for one in members_of(each)]
        parts = [said(one, weights, book) for one in members] if len(members) > 1 else [whole]
        near = self._near([whole, *(parts if len(parts) > 1 else ())], whole.total)
        if item.told.count("、") < MANY:
            near = [number for number in near if number not in self._omnibus]
        of_place = OF_PLACE.findall(item.told)
        scores = {number: self._score(number, whole, parts, of_place) for number in near}
        names: dict[int, str] = {}
        for number, signs, name in self._naming(item.told, clauses):
            named = BY_NAME + NEAR * whole.share(self.words[number]) + PER_SIGN * signs
            scores[number] = max(scores.get(number, 0.0), min(1.0, named))
            names[number] = name
        things = [part.thing for part in (whole, *parts) if part.thing]
        names |= self._by_stretch(item.told, whole, things, scores)
        counted: dict[int, float] = {}
        for unit in units:
            some = self._counting.get(unit, ())
            for number in some:
                if scores.get(number):
                    scores[number] = min(1.0, scores[number] + COUNTED_ALIKE / len(some))
                    counted[number] = max(counted.get(number, 0.0), 1 / len(some))
        ranked = sorted(scores, key=lambda one: (-round(scores[one], 6), one))
        return [
            Found(
                one,
                scores[one],
                self._shared(one, whole, names.get(one, "")),
                counted.get(one, 0.0),
                whole,
                parts[0],
            )
            for one in ranked[:LOOKED_AT]
            if scores[one]
        ]

    def in_return(self, number: int, words: frozenset[str]) -> float:
        """The share that an item holds of a clause of a passage, that of which it holds most.

        Of little weight it is less.

        Args:
            number: of the passage.
            words: of the item.
        """
        weight = self.weights.of
        every = self._clause_words(number)
        held, most = max((math.fsum(map(weight, one & words)), -at) for at, one in enumerate(every))
        total = self._totals.get((number, -most))
        if total is None:
            total = math.fsum(map(weight, every[-most]))
            self._totals[number, -most] = total
        return held / max(1.0, total) * min(1.0, held / RETURNS)

    def _shared(self, number: int, whole: Said, name: str) -> list[str]:
        """The words that an item shares with a passage, those of a name that it holds, too."""
        held = [word for word in whole.bits if word in self.words[number]]
        return held + [word for word in words_of(name, self._book) if word not in whole.bits]

    def _by_stretch(
        self,
        told: str,
        whole: Said,
        things: Collection[str],
        scores: dict[int, float],
    ) -> dict[int, str]:
        """Raise the scores of passages that share a stretch of signs; those that are names."""
        longest: dict[int, tuple[bool, int, str]] = {}
        announced = "，".join(announcing(told, self._book))
        for one in shared(announced, self._told, self._holders, self.weights, self._book):
            known = longest.get(one.number, (False, 0, ""))
            longest[one.number] = max(known, (one.name, len(one.told), one.told))
        for number, (name, letters, _) in longest.items():
            score = scores.get(number, 0.0)
            if score >= NEARLY and self.words[number].issuperset(things):
                score += BY_STRETCH
            if name:
                near = NEAR * whole.share(self.words[number]) + PER_SIGN * (letters - SIGNS)
                score = max(score, BY_NAME + near)
            if score:
                scores[number] = min(1.0, score)
        return {number: held for number, (name, _, held) in longest.items() if name}

    def _naming(self, told: str, clauses: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """The few passages that hold a name of an item, how much longer than short, and it."""
        book = self._book
        for name, some in quoted(told, self._told, book):
            yield from ((number, 0, name) for number in some)
        for thing in named(clauses, book):
            near = self._holders.get(thing.told[-PAIR:], [])
            held, some = holders(thing, self._told, near, len(clauses) == 1, book)
            yield from ((number, len(held) - SIGNS, held) for number in some)

    def _near(self, every: Sequence[Said], total: float) -> list[int]:
        """The passages that may hold `NEAR` of an item or of a clause that may stand for it."""
        found: set[int] = set()
        for at, one in enumerate(every):
            weight = one.total
            if not weight or not _may_stand(one, total, at == OPENING):
                continue
            most: dict[int, float] = defaultdict(float)
            for word, bits in one.bits.items():
                own = one.held(bits)
                for number in self._holders.get(word, ()):
                    most[number] += own
            found.update(number for number, held in most.items() if held >= NEAR * weight)
        return sorted(found)

    def _score(
        self, number: int, whole: Said, parts: Sequence[Said], of_place: Sequence[str]
    ) -> float:
        """How much of an item a passage holds, from 0 to 1.

        Whether it names the thing is only asked of one that may speak of the item.
        """
        words = self.words[number]
        if of_place:
            told = self._told[number]
            words = words.difference(one for one in of_place if one + BLANK not in told)
        bits = whole.signs(words)
        if not bits or not _tells(whole, bits, words):
            return 0.0
        every = [(part, part.signs(words)) for part in parts]
        within = [(*one, self._in_a_clause(number, one[0]) if one[1] else 0.0) for one in every]
        held = Held(words, bits, within, SCATTERED * self._trust[number])
        score = held.score(whole, named=False)
        return score if score < SPEAKS - COUNTED_ALIKE else held.score(whole, named=True)

    def _in_a_clause(self, number: int, part: Said) -> float:
        """The weight of a clause of the item that one clause of the passage holds."""
        every = part.of_each(self.words[number], self._clause_words(number))
        return max(map(part.held, every))

    def _clause_words(self, number: int) -> Sequence[frozenset[str]]:
        known = self._clauses.get(number)
        if known is None:
            told = self.passages[number].told
            split = [one for one in CLAUSE.split(told) if one]
            known = (
                [held_in(one, self._book) for one in split]
                if len(split) > 1
                else [self.words[number]]
            )
            self._clauses[number] = known
        return known


def _alone(part: Said, held: int) -> float:
    """How much a clause counts of whose several telling words a passage holds one."""
    shared = held & part.telling
    one = any(bits & part.telling == shared for bits in part.bits.values())
    return ALONE if one and shared != part.telling else 1.0


def _may_stand(part: Said, total: float, opens: bool) -> bool:
    """Whether a clause may stand for its item."""
    return part.total >= MAIN * total or (opens and part.own >= OPENS)


def _of_a_thing(part: Said, words: Collection[str]) -> float:
    """How much a passage counts by the thing that a clause of the item ends in."""
    return OTHER_THING if part.thing and part.thing not in words else 1.0


def _tells(whole: Said, held: int, words: Collection[str]) -> bool:
    """Whether a passage holds enough telling words of an item, or nearly all where it has few."""
    if whole.own < TELLING:
        several = sum(word in words for word in whole.bits) > 1
        return several and whole.held(held) >= NEARLY_ALL * whole.total
    return whole.held(held & whole.telling) >= TELLING


def is_own(told: str, weights: Weights, book: Codebook) -> bool:
    """Whether an item says more than what every plan says: told as soon as it is clear."""
    own = 0.0
    for stretch, signs in weighed(stretches_of(told, book), weights):
        if stretch[0][0] in GENERAL:
            continue
        rare = [weights.share[word] < EVERYWHERE for word in stretch]
        for sign, *held_by in zip(signs, (True, *rare), (*rare, True), strict=False):
            if all(held_by):
                own += sign
        if own >= OWN:
            return True
    return False


def clauses_of(told: str, book: Codebook) -> list[str]:
    """The clauses of an item, without those that only say what for, if others are left."""
    every = announcing(told, book) or [clause for clause in CLAUSE.split(told) if clause]
    return [clause for clause in every if not is_aim(clause, book)] or every


def is_aim(clause: str, book: Codebook) -> bool:
    """Whether a clause only says what for."""
    known, told = promise_words(book), clause.lstrip()
    if told.startswith(known.aims):
        return True
    return told.startswith(FOR) and any(word in told for word in known.serves)


def announcing(told: str, book: Codebook) -> list[str]:
    """The clauses of a sentence that are no creed, resolve or praise, unless they have a figure."""
    clauses = [clause for clause in CLAUSE.split(told) if clause]
    slogan = _slogans(book).find_matches_as_indexes
    if not slogan(told):
        return clauses
    return [clause for clause in clauses if DIGIT.search(clause) or not slogan(clause)]


@derived
def _slogans(book: Codebook) -> AhoCorasick:
    """A finder of creed, resolve and praise."""
    return AhoCorasick(promise_words(book).slogans)


def members_of(clause: str) -> list[str]:
    """The members of a list that tell a figure each, else the clause."""
    members = MEMBER.split(clause)
    return members if all(map(DIGIT.search, members)) else [clause]


def _trust(letters: int) -> float:
    """How much the words that a passage holds count: a long one holds many by chance."""
    return 1.0 - min(MOST_LOST, max(0, letters - LONG) / LOST_PER)
