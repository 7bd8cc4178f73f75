"""Shortcomings: cut out of the part on problems, and known again in other words.

An item is what one marker opens (一是), or a section of the last level, heading and body; without
either what stands between two of 。！？；. It must say that something is lacking, and is still.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from fazhi.codebook.book import Codebook, derived
from fazhi.corpus.promises.book import promise_words
from fazhi.corpus.promises.passages import (
    MARKER,
    Paragraph,
    Passage,
    blocks,
    joined,
    runs,
    with_heading,
)
from fazhi.corpus.promises.said import said
from fazhi.corpus.promises.weights import Weights
from fazhi.corpus.promises.words import SAME, words_of

# So far from its mark a verb may stand that says that something is over (已通过招录解决).
NEAR = 8
# A reason told within so many signs is what the sentence is for.
REASON_WITHIN = 6
SENTENCE = re.compile(r"[^。！？\n]+")
# Of two that are about the same thing lacking so much is alike whatever the words.
ALIKE = 0.45
# Ways that one author says for another's.
POOR, POORLY = ("low", "carried", "shallow"), "poorly"
# Of two that are about different things the words alike count less.
OTHERWISE = 0.6
# Of two of which one says that people are too few and one that they are not able, less still.
OTHER_PEOPLE = 0.4
SKILL, FEW = "skill", "few"
CLAUSE = re.compile(r"[，,。；;：:！？\n]")
INTRODUCTION = re.compile(
    r"^.{0,90}?(?:如下|表现|问题|不足|差距|短板|困难|包括)[^，。；]{0,8}[：:]"
)


class Lack(NamedTuple):
    """A shortcoming: its place, the sentence that says it, and whether it has a reason.

    `topics` are those of the book; where there is none `things` tells what is lacking in what way.
    `people` tells whether people are too few or not able enough, where it is about people.
    """

    passage: Passage
    told: str
    topics: frozenset[str]
    things: frozenset[str]
    people: frozenset[str]
    reason: bool


class _Lacking(NamedTuple):
    """A finder of words that say that something is lacking, and the ways of each."""

    finder: AhoCorasick
    ways: tuple[frozenset[str], ...]


@derived
def _lacking(book: Codebook) -> _Lacking:
    found: dict[str, set[str]] = {}
    for group in promise_words(book).lacks:
        for word in group.words:
            found.setdefault(word, set()).add(group.id)
    finder = AhoCorasick(list(found), matchkind=MatchKind.LeftmostLongest)
    return _Lacking(finder, tuple(map(frozenset, found.values())))


def ways_in(told: str, book: Codebook) -> set[str]:
    """In which ways a passage says that something is lacking (ids of `lacks`)."""
    known = _lacking(book)
    found: set[str] = set()
    for which, _, _ in known.finder.find_matches_as_indexes(told):
        found |= known.ways[which]
    return found


def lacks(paragraphs: Sequence[Paragraph], book: Codebook) -> Iterator[Lack]:
    """The shortcomings of a part, in reading order."""
    admitting = promise_words(book).admits
    for heading, below in blocks(paragraphs):
        found = [joined(run, one) for one in below for run in runs(one)]
        if heading and ways_in(heading.told, book):
            found = [with_heading(heading, found[-1], below)] if found else []
        for whole in map(_introduced, found):
            if not ways_in(_still(whole.told, book), book):
                continue
            one = _lack(whole, book)
            # What only admits that something is lacking says of nothing what.
            admits = whole.told.startswith(admitting) and not INTRODUCTION.match(whole.told)
            if not admits or one.topics:
                yield one


@derived
def _over(book: Codebook) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says of the words before it in a sentence that they are over, and a clause of before."""
    known = promise_words(book)
    denied, solved, before, mark, verb, begun = (
        "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        for words in (
            *(known.denials, known.solved, known.of_before),
            *(known.over_marks, known.over_verbs, known.begun),
        )
    )
    # Up to its object where the verb comes first (解决了经费不足的问题).
    told = (
        rf"(?:{mark})(?:(?!{begun})[^，,。；;：:、]){{0,{NEAR}}}?(?:{verb})"
        rf"|(?:{verb})了[^，,。；;：:]*"
    )
    year = r"(?:19|20)\d\d年度?"
    return (
        re.compile(rf"(?P<denied>(?:{denied})[^，,。；;：:、]{{0,4}})?(?:{solved}|{told})"),
        re.compile(rf"\s*(?:针对|对照?|围绕)(?:{before}|{year})[^，,。；;：:]*[，,]"),
    )


def _still(told: str, book: Codebook) -> str:
    """A passage without what it says is over: up to the last word for that in each sentence."""
    over, before = _over(book)
    undone = promise_words(book).undone

    def rest(sentence: re.Match[str]) -> str:
        one = sentence[0]
        ends = [each.end() for each in over.finditer(one) if not each["denied"]]
        named = before.match(one)
        if named and not any(word in one for word in undone):
            ends.append(named.end())
        return one[max(ends, default=0) :]

    return SENTENCE.sub(rest, told)


def _introduced(one: Passage) -> Passage:
    """The passage without the words and the mark that introduce a list of shortcomings."""
    found = INTRODUCTION.match(one.told)
    if found is None or found.end() > len(one.told) - 4:
        return one
    marker = MARKER.match(one.told, found.end())
    begin = marker.end() if marker else found.end()
    return one._replace(start=one.start + begin, told=one.told[begin:])


def _lack(passage: Passage, book: Codebook) -> Lack:
    reasons = promise_words(book).reasons
    sentences = SENTENCE.findall(_still(passage.told, book))
    saying = (one for one in sentences if ways_in(one, book) and not _is_reason(one, reasons))
    told = next(saying, passage.told)
    reason = any(word in passage.told for word in reasons)
    about = set(_about(told, book))
    topics = frozenset(one for one, is_topic in about if is_topic)
    things = frozenset(one for one, is_topic in about if not is_topic)
    people = frozenset(_of_people(told, book))
    return Lack(passage, told, topics, things, people, reason)


def _is_reason(sentence: str, reasons: Sequence[str]) -> bool:
    """Whether a sentence begins with a reason."""
    return any(0 <= sentence.find(word) < REASON_WITHIN for word in reasons)


class _Topic(NamedTuple):
    """What a shortcoming is about, every word for each of its words."""

    id: str
    ways: frozenset[str]
    words: tuple[str, ...]
    besides: tuple[str, ...]


@derived
def _every_topic(book: Codebook) -> tuple[_Topic, ...]:
    known = promise_words(book)
    same = {group.id: group.words for group in known.same}

    def spread(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each for one in words for each in same.get(one, (one,))))

    return tuple(
        _Topic(one.id, frozenset(one.ways), spread(one.words), spread(one.besides))
        for one in known.topics
    )


def _about(told: str, book: Codebook) -> Iterator[tuple[str, bool]]:
    """What the clauses of a sentence in which something is lacking are about.

    A topic of the book with True, else each known thing that is lacking in some way with False; who
    or what it is may be named before the clause.
    """
    before = ""
    for clause in _clauses(told, book):
        before += clause
        ways = ways_in(clause, book)
        if not ways:
            continue
        fitting = [one for one in _every_topic(book) if not ways.isdisjoint(one.ways)]
        found = [one.id for one in fitting if _speaks_of(one, clause, before)]
        found = found or [one.id for one in fitting if _speaks_of(one, before, before)]
        if found:
            yield found[0], True
            continue
        things = [word for word in words_of(clause, book) if word[0] == SAME]
        for thing in things or [word for word in words_of(before, book) if word[0] == SAME]:
            kinds = {POORLY if way in POOR else way for way in ways}
            yield from ((f"{thing} {kind}", False) for kind in sorted(kinds))


def _clauses(told: str, book: Codebook) -> Iterator[str]:
    """Clauses, and members of a list where something is lacking in each (人员不足、素质不高)."""
    for clause in CLAUSE.split(told):
        members = clause.split("、")
        yield from members if all(ways_in(one, book) for one in members) else [clause]


def _of_people(told: str, book: Codebook) -> Iterator[str]:
    """Whether the clauses of a sentence say that people are too few, or not able enough."""
    known = promise_words(book)
    before = ""
    for clause in _clauses(told, book):
        before += clause
        ways = ways_in(clause, book)
        if not ways or not any(word in before for word in known.people):
            continue
        if any(word in clause for word in known.skills):
            yield SKILL
        elif FEW in ways:
            yield FEW


def _speaks_of(topic: _Topic, clause: str, before: str) -> bool:
    """Whether a clause names a topic; of two words the first may stand before it."""
    if topic.besides:
        named = any(word in clause for word in topic.besides)
        return named and any(word in before for word in topic.words)
    return not topic.words or any(word in clause for word in topic.words)


def likeness(one: Lack, other: Lack, weights: Weights, book: Codebook) -> float:
    """How much two shortcomings are one, from 0 to 1: by words, and by what they are about."""
    mine, its = (said(_bare(lack.told, book), weights, book) for lack in (one, other))
    alike = math.sqrt(mine.share(its.bits) * its.share(mine.bits))
    if one.people and other.people and not one.people & other.people:
        return alike * OTHER_PEOPLE
    if one.topics & other.topics or one.things & other.things:
        return ALIKE + (1 - ALIKE) * alike
    told = (one.topics or one.things) and (other.topics or other.things)
    return alike * OTHERWISE if told else alike


def _bare(told: str, book: Codebook) -> str:
    """A sentence without the words that something is lacking: how is no what."""
    for _, start, end in _lacking(book).finder.find_matches_as_indexes(told):
        told = told[:start] + "，" * (end - start) + told[end:]
    return told
