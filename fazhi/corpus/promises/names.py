"""Names that an item has for a thing, and which passages hold them.

A name is what quotation marks hold, or what is left of a clause between verbs, marks and particles
(市场主体 in 新增市场主体增长率). A passage that holds its end, where the noun stands, speaks of the
same thing, if few passages do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from fazhi.codebook.book import Codebook, derived
from fazhi.corpus.promises.book import promise_words
from fazhi.corpus.promises.words import GENERAL, lexicon, stretches_of, words_of

QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"，。]{2,20})[”」』\"]")
# So many passages of a report hold a name at most, and so many signs it has at least.
FEW, SIGNS = 3, 4
# So many signs are a word that may stand anywhere.
SHORTEST = 2
# So many signs of it are no word of every office.
OWN, OF_A_WORD = 3, 2
PARTS = re.compile(r"[^\u4e00-\u9fff]+|[的了等]")
# What stands before 的, or before 等 and what its list is of, only says of which kind a thing is.
OF_A_THING = re.compile(
    r"[^，。；]*(?:等(?!方式|措施|形式|工作|方面|问题)(?=[\u4e00-\u9fff]{2})"
    r"|的(?!步伐|力度|问题|工作|水平|能力|作用|需求|要求))"
)
# Two things that end alike are told beside one another (财政收入和预算收入).
BESIDE = re.compile(r"(?<=(.))[和与及](?=[^和与及]*\1$)")
DIGIT = re.compile(r"[\d０-９]")
JOINED = re.compile("[和与及]")
# Where something is done is not what.
WHERE = ("在", "从", "由", "到")
# Words that may stand before a verb, but are part of a name as well.
NOUNS = ("重点", "系统", "科学")
USING = re.compile(
    r"^(?:各项|各类|各级|一批|一些|以)+|为(?:重点|抓手|契机|主线|载体|依托|基础|支撑|龙头|核心|目标|引领)$"
)


def quoted(told: str, passages: Sequence[str], book: Codebook) -> Iterator[tuple[str, list[int]]]:
    """What stands in quotation marks and is a word, and the few passages that hold it.

    A word of two signs (“两重”) is a name only where a passage quotes it, too.
    """
    for name in QUOTED.findall(told):
        if not words_of(name, book):
            continue
        some = [at for at, one in enumerate(passages) if name in one]
        if len(name) == SHORTEST:
            some = [at for at in some if name in QUOTED.findall(passages[at])]
        if len(some) <= FEW:
            yield name, some


class Name(NamedTuple):
    """What an item has for the name of a thing, and what is done to it, where that is a thing."""

    told: str
    done: str


def named(clauses: Sequence[str], book: Codebook) -> Iterator[Name]:
    """What clauses in plain letters have for names of things."""
    things, verbs = promise_words(book).things, _verbs(book)
    for told in clauses:
        clause, at = _without_kinds(told, book), 0
        for _, start, end in (*verbs.find_matches_as_indexes(clause), (0, len(clause), 0)):
            if start - at >= SIGNS:
                done = clause[start:end]
                for name in _names(clause[at:start]):
                    last = done in things and clause.endswith(name, at, start)
                    yield Name(name, done if last else "")
            at = end


def _without_kinds(told: str, book: Codebook) -> str:
    """A clause without what only says of which kind a thing is, and without figures."""
    if "的" in told or "等" in told:
        told = OF_A_THING.sub("", told)
    return lexicon(book).no_word.sub("\0", told) if DIGIT.search(told) else told


def _names(told: str) -> Iterator[str]:
    """The names between two verbs: of two things beside one another each, of others none."""
    for part in PARTS.split(told):
        if len(part) < SIGNS:
            continue
        bare = USING.sub("", part)
        if not JOINED.search(bare):
            two: tuple[str, ...] = (bare,)
        elif at := BESIDE.search(bare):
            two = bare[: at.start()], bare[at.end() :]
        else:
            continue
        yield from (one for one in two if len(one) >= SIGNS and not one.startswith(WHERE))


def holders(
    name: Name, told: Sequence[str], some: Iterable[int], alone: bool, book: Codebook
) -> tuple[str, list[int]]:
    """What few passages hold of a name, from its last signs on, and which; none where many do.

    A name of words of every office (重点领域改革) is held where a clause of a passage begins with
    it, or with verbs before it, and only that of an item which says nothing else.

    Args:
        name: of an item.
        told: all passages.
        some: the numbers of those that hold its last two signs.
        alone: whether the item is one clause.
        book: words.
    """
    whole = name.told
    some = [at for at in some if whole[-SIGNS:] in told[at] and name.done in told[at]]
    for first in range(len(whole) - SIGNS + 1 if some else 0):
        held = whole[first:]
        if longer := [at for at in some if held in told[at]]:
            if not _is_own(held, whole, book):
                begun = held + name.done
                alone = alone and not first
                longer = [at for at in longer if alone and _begins(told[at], begun, book)]
            return (held, longer) if len(longer) <= FEW else ("", [])
    return "", []


def _begins(told: str, name: str, book: Codebook) -> bool:
    """Whether nothing but verbs and manners stands before a name in its clause."""
    at = told.find(name)
    start = max((mark.end() for mark in PARTS.finditer(told, 0, at)), default=0)
    reached = 0
    for _, begin, end in _verbs(book).find_matches_as_indexes(told[start:at]):
        if begin != reached:
            return False
        reached = end
    return reached == at - start


def _is_own(held: str, whole: str, book: Codebook) -> bool:
    """Whether enough signs are no word of every office; of a whole name one word is enough."""
    own = sum(len(each) + 1 for each in stretches_of(held, book) if each[0][0] not in GENERAL)
    return own >= (OWN if held != whole else OF_A_WORD)


@derived
def _verbs(book: Codebook) -> AhoCorasick:
    known = promise_words(book)
    words: Collection[str] = {
        *known.actions,
        *known.acts,
        *known.leading,
        *known.manners,
        *known.general,
        *known.often,
    }
    verbs = [one for one in words if len(one) > 1 and one not in NOUNS]
    return AhoCorasick(verbs, matchkind=MatchKind.LeftmostLongest)
