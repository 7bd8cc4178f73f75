"""A passage as the words by which plans, accounts and shortcomings are known again.

Words are pairs of signs that follow one another; where the book knows other words for the same
thing (普法, 法治宣传教育) one word stands for all of them, and a document's title is one, too. What
is prescribed, how something is done, verbs that go with everything, figures and the names of the
place are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import add
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.cited.laws import regular
from fazhi.corpus.promises.book import promise_words
from fazhi.language.units import unit_pattern
from fazhi.reading.clean.script import folding

# Before the id of words for the same thing, of verbs for the same, and of words of every office.
SAME, VERB, COMMON = "=", "+", "~"
GENERAL = VERB + COMMON
TITLED = "《"
TITLE = re.compile(r"《([^《》]{2,60})》")
# Between these particles and their neighbours there is no word.
LETTERS = re.compile(r"[^\W\d_A-Za-z的了与及]+|[A-Za-z]+")
# So between 和 and them, but in words (和谐, 共和).
AND = "和(?<![共饱缓温平调中总]和)(?![谐美平解睦气声蔼])"
ENDING = re.compile("(?:镇|乡|街道|民族乡|苏木|自治县|县|区|市|省|自治州|州|盟|旗)$")
NAMES = ("town", "county", "prefecture", "province")


class Lexicon(NamedTuple):
    """Finders of known words; `stand_for` is what each counts as, "" for nothing.

    `finder` takes the longest first, `every` also those inside others; `no_word` finds numbers with
    their measure words, and names of creed. `matters`: for words that keep their own signs what
    else stands for them.
    """

    finder: AhoCorasick
    every: AhoCorasick
    stand_for: tuple[str, ...]
    no_word: re.Pattern[str]
    matters: dict[str, str]


@derived
def lexicon(book: Codebook) -> Lexicon:
    """What is known of words: those for the same thing, and those that say nothing."""
    known = promise_words(book)
    prescribed = book.book("prescribed", tuple[dict[str, str], ...])
    creeds = (one["words"] for one in prescribed if one["source"] in known.creeds)
    stand_for = dict.fromkeys(creeds, "")
    stand_for |= {word: f"{COMMON}{word}" for word in (*known.actions, *known.acts, *known.common)}
    stand_for |= dict.fromkeys((*known.manners, *known.general, *known.often), "")
    matters = {word: f"{SAME}{group.id}" for group in known.matters for word in group.words}
    stand_for |= matters
    for group in known.verbs:
        stand_for |= dict.fromkeys(group.words, f"{VERB}{group.id}")
    for group in known.same:
        stand_for |= dict.fromkeys(group.words, f"{SAME}{group.id}")
    words = list(stand_for)
    matters = {word: told for word, told in matters.items() if stand_for[word] == told}
    return Lexicon(
        AhoCorasick(words, matchkind=MatchKind.LeftmostLongest),
        AhoCorasick(words),
        tuple(stand_for.values()),
        re.compile(
            rf"[\d０-９][\d０-９.．,，]*[余多百千万亿]*(?:%|％|{unit_pattern(book)})?"
            rf"|{'|'.join(map(re.escape, known.creed_names))}|{AND}"
        ),
        matters,
    )


@derived
def _folded(book: Codebook) -> dict[int, str]:
    return {ord(old): new for old, new in folding(book).items() if len(old) == 1}


def plain(raw: str, names: Sequence[str], book: Codebook) -> str:
    """The author's words in simplified script, the names of the place blanked, length as it was."""
    told = raw if raw.isascii() else raw.translate(_folded(book))
    for name in names:
        if name in told:
            told = told.replace(name, "\0" * len(name))
    return told


def names_of(names: Sequence[str | None]) -> tuple[str, ...]:
    """What is blanked for a place, the longest first: its names and their stems.

    The stem of a town's name is a word of its own as often as not (平安), that of a county is none.

    Args:
        names: of the town, and of the places above it.
    """
    found: set[str] = set()
    for name in filter(None, names):
        found.add(name)
        stem = ENDING.sub("", name)
        if len(stem) > (2 if name == names[0] else 1):
            found.add(stem)
    return tuple(sorted((one for one in found if len(one) > 1), key=lambda one: (-len(one), one)))


def is_known(word: str, book: Codebook) -> bool:
    """Whether a word stands for a thing that the book has several words for, or is a title.

    That for a matter names no thing: many things are of one matter.
    """
    return word[0] == TITLED or (word[0] == SAME and word not in _matters(book))


@derived
def _matters(book: Codebook) -> frozenset[str]:
    """What stands for matters."""
    return frozenset(lexicon(book).matters.values())


def words_of(told: str, book: Codebook) -> list[str]:
    """The words of a passage in plain letters, in their order, each as often as it stands."""
    return [word for stretch in stretches_of(told, book) for word in stretch]


def stretches_of(told: str, book: Codebook) -> Iterator[list[str]]:
    """The words of a passage by stretches: pairs of one overlap, known words stand alone.

    A word for a matter is a stretch of its own pairs: rare ones tell more than the matter does.
    """
    known = lexicon(book)
    bare = known.no_word.sub("\0", "".join(told.split()))
    last = 0
    for which, start, end in known.finder.find_matches_as_indexes(bare):
        if start > last:
            yield from pairs(bare[last:start])
        if (word := bare[start:end]) in known.matters:
            yield from pairs(word)
        elif stands := known.stand_for[which]:
            yield [stands]
        last = end
    yield from pairs(bare[last:])
    for title in TITLE.findall(bare):
        yield [f"《{regular(title)}》"]


def held_in(told: str, book: Codebook) -> frozenset[str]:
    """Every word that a passage may be said to hold, those inside others and across them, too."""
    known = lexicon(book)
    bare = known.no_word.sub("\0", "".join(told.split()))
    found = set(chain.from_iterable(pairs(bare)))
    for which, _, _ in known.every.find_matches_as_indexes(bare, overlapping=True):
        found.add(known.stand_for[which])
    found.update(f"《{regular(title)}》" for title in TITLE.findall(bare))
    found.discard("")
    return frozenset(found)


def pairs(stretch: str) -> list[list[str]]:
    """Each two neighbouring signs of what stands between marks; Latin words whole."""
    return [
        [run.upper()] if run[0] < "\u3000" else list(map(add, run, run[1:]))
        for run in LETTERS.findall(stretch)
        if len(run) > 1 or run[0] < "\u3000"
    ]


def shown(shared: Sequence[str], one: str, other: str, book: Codebook) -> list[str]:
    """What two passages share as they write it: pairs that overlap are one.

    Of words for the same thing each passage's own stands, a stroke between them where they differ
    (开展／举办); what stands in neither as it is told is left out.
    """
    told: list[str] = []
    joins = False
    writers = (_written(one, book), _written(other, book))
    for word in shared:
        if word[0] in SAME + VERB + COMMON:
            told.append("／".join(dict.fromkeys(each[word] for each in writers if word in each)))
            joins = False
        elif joins and told[-1][-1:] == word[0] and len(word) == 2:
            told[-1] += word[1]
        else:
            told.append(word)
            joins = len(word) == 2
    return list(dict.fromkeys(filter(None, told)))


def _written(told: str, book: Codebook) -> dict[str, str]:
    """For each group of words for the same thing, the first of its words in a passage."""
    known = lexicon(book)
    bare = known.no_word.sub("\0", "".join(told.split()))
    found: dict[str, str] = {}
    for which, start, end in known.every.find_matches_as_indexes(bare, overlapping=True):
        found.setdefault(known.stand_for[which], bare[start:end])
    return found
