"""What a plan announces, item by item, and what the next report tells of its year.

An item is what stands between two of 。！？； and says what is to be done: it holds a verb of
action or a figure to be reached, and an object of its own, words that not every plan has. Creed,
resolve and praise announce nothing. A heading with one short sentence below it is one item with
it; of several each is one, and the heading none. A sentence is cut before a clause that begins with
a verb of action anew and says more than what for: a long one where the parts are long enough, a
short one where both tell a figure. Where each member of a list tells a figure of a thing of its
own, each is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from fazhi.codebook.book import Codebook, derived
from fazhi.corpus.promises.book import PromiseWords, promise_words
from fazhi.corpus.promises.matching import announcing, is_aim, is_own
from fazhi.corpus.promises.passages import (
    NUMERAL,
    Paragraph,
    Passage,
    blocks,
    joined,
    runs,
    with_heading,
)
from fazhi.corpus.promises.weights import background
from fazhi.corpus.promises.words import GENERAL, stretches_of

# Of so many letters a sentence may be more than one item, each of them of at least so many.
LONG, LEAST = 60, 14
CLAUSE = re.compile(r"[，,：:]")
DIGIT = re.compile(r"[\d０-９]")
# A figure that parts of a sentence may tell each; 一个 is no more than an article.
COUNTED = re.compile(
    r"[\d０-９]|(?:[二两三四五六七八九十]|[一二两三四五六七八九]?[十百千万])"
    r"[一二三四五六七八九十百千万]*余?(?:人次|场次|[件名人次场期份家处条部篇册户])"
)
# What a figure is told of, other than a year, a meeting or a note.
TELLS = re.compile(r"(?<![\[［〔【\d])\d(?!\d*(?:年|届|周年|月|日|次全会|中全会|[\]］〕】）)]))")
INTRODUCES = re.compile(r"(?:如下|以下|下列)[^，。]{0,12}[：:。]?$|[：:]$")
# What kind of year it is announces nothing, nor what was said, or whose spirit is carried out.
OF_THE_YEAR = re.compile(
    r"我们(?:坚信|相信|深信)|[^。]{0,12}总书记[^，。]{0,12}(?:指出|强调|亲临|视察|考察)"
    r"|(?:全面|深入|坚决)*贯彻(?:落实)?[^，。；]{2,60}精神[，。；]?$"
    r"|[^，。]{0,12}(?:总体|工作|指导)(?:思路|要求|思想)[^，。：:]{0,4}[是：:]"
    r"|(?:20\d\d|今|明|下一|新的一)年(?:，[^，。]{0,12}，)?(?:既?是|正值|将迎来)"
)
# A note at the end that tells what a name stands for.
EXPLAINS = re.compile(
    r"[“\"][^”\"]{2,24}[”\"][^，。：:]{0,8}[：:].*(?:指|是|即|包括|要求|简称|等)"
    r"|(?:[（(]见第\d+页[）)]\s*)?[\[［【〔]\d{1,2}[\]］】〕].{0,30}?(?:[：:]|是指|指的是)"
    r"|[^，。：:]{2,12}(?:[：:](?:是指|指|即)|，(?:即|是指|指的是))"
)
JOINT = re.compile(r"、")
Finder = Callable[[str], Sequence[tuple[int, int, int]]]
# So many letters name a thing that is known without its list.
NAME = 4
SUBJECT_END = re.compile(r"[，,。；;：:、！？!?（(《“\d０-９\s\x00]")
LONGEST_SUBJECT = 14
# What has a name or a number is a thing of its own.
NAMED = re.compile(r"[\d０-９《“]")


class Verbs(NamedTuple):
    """Finders: of verbs of action anywhere, and what may stand at the beginning of a clause."""

    action: AhoCorasick
    begins: re.Pattern[str]
    manner: re.Pattern[str]
    short: re.Pattern[str]


@derived
def verbs(book: Codebook) -> Verbs:
    """What is known of verbs and of how clauses begin."""
    known = promise_words(book)
    manner, before, action = (
        "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        for words in (
            known.manners,
            (*known.manners, *known.leading),
            (*known.actions, *known.acts),
        )
    )
    return Verbs(
        AhoCorasick([*known.actions, *known.acts], matchkind=MatchKind.LeftmostLongest),
        re.compile(rf"(?:{before})*(?:{action})"),
        re.compile(rf"(?:{manner})+"),
        re.compile(rf"[{''.join(known.short_acts)}](?:[{NUMERAL}两几数\d]|[好成起立齐足清])"),
    )


def items(paragraphs: Sequence[Paragraph], book: Codebook) -> Iterator[Passage]:
    """The items of a plan, in reading order."""
    for heading, below in blocks(paragraphs):
        found = [passage for one in below for run in runs(one) for passage in _told(run, one)]
        if heading and len(found) == 1 and len(heading.told) + len(found[0].told) < LONG:
            found = [with_heading(heading, found[0], below)]
        for passage in found:
            yield from (part for part in _cut(passage, book) if _is_item(part, book))


def _told(run: Sequence[Passage], one: Paragraph) -> Sequence[Passage]:
    """The passages of a run without the heading at its beginning, or with it where short."""
    heading = run[0].told
    if len(run) < 2 or not heading.endswith("。") or DIGIT.search(heading):
        return run
    if len(run) == 2 and len(heading) + len(run[1].told) < LONG:
        return [joined(run, one)]
    return run[1:]


def _is_item(one: Passage, book: Codebook) -> bool:
    if any(of.match(one.told) for of in (EXPLAINS, OF_THE_YEAR)) or INTRODUCES.search(one.told):
        return False
    known = verbs(book)
    told = "，".join(announcing(one.told, book))
    says = known.action.find_matches_as_indexes(told) or is_aim(told, book)
    if not says and not DIGIT.search(told) and not known.short.search(told):
        return False
    if NAMED.search(told):
        return any(stretches_of(told, book))
    return is_own(told, background(book), book)


def _cut(one: Passage, book: Codebook) -> Iterator[Passage]:
    """A long sentence before each clause that begins with a verb anew."""
    known = verbs(book)
    long = len(one.told) >= LONG
    cuts = [0]
    for comma in CLAUSE.finditer(one.told):
        at = comma.end()
        begins = known.begins.match(one.told, at)
        if begins is None or is_aim(one.told[at:], book):
            continue
        before, after = one.told[cuts[-1] : at], CLAUSE.split(one.told[at:])[0]
        enough = len(before) >= LEAST and len(one.told) - at >= LEAST
        if enough if long else COUNTED.search(before) and COUNTED.search(after):
            cuts.append(at)
    cuts = sorted({*cuts, *_between_members(one.told, book)})
    for low, high in pairwise([*cuts, len(one.told)]):
        told = one.told[low:high].rstrip("，,：:、")
        yield Passage(one.start + low, one.start + low + len(told), one.section, told)


def _between_members(told: str, book: Codebook) -> Iterator[int]:
    """Where members of lists begin that tell a figure of a thing of their own each."""
    start = 0
    for clause in CLAUSE.split(told):
        joints = [joint.end() for joint in JOINT.finditer(clause)]
        members = [clause[low:high] for low, high in pairwise([0, *joints, len(clause)])]
        if joints and all(_counts_a_thing(one, book) for one in members):
            yield from (start + joint for joint in joints)
        start += len(clause) + 1


def _counts_a_thing(member: str, book: Codebook) -> bool:
    """Whether a figure stands with the name of what it counts, long enough to be known by it."""
    letters = sum(len(one) + 1 for one in stretches_of(member, book) if one[0][0] not in GENERAL)
    return bool(COUNTED.search(member)) and letters >= NAME


def spoken(told: str, book: Codebook) -> tuple[str, str]:
    """The verb of an item and what it is about: `action` and `subject`, empty where not found."""
    known = verbs(book)
    for _, start, end in known.action.find_matches_as_indexes(told):
        rest = told[end:]
        if manner := known.manner.match(rest):
            rest = rest[manner.end() :]
        stop = SUBJECT_END.search(rest)
        subject = rest[: stop.start()] if stop else rest
        subject = known.manner.split(subject)[0] or subject
        if len(subject) > 1:
            return told[start:end], subject[:LONGEST_SUBJECT]
    return "", ""


def _opens(one: Passage, known: PromiseWords) -> bool:
    """Whether a passage says under whose lead a year was spent, and counts nothing."""
    return any(word in one.told for word in known.led) and not TELLS.search(one.told)


def accounts(paragraphs: Sequence[Paragraph], book: Codebook) -> list[Passage]:
    """What a report tells of its year, between 。！？；: headings too, nothing that is to come.

    Thanks, lessons and shortcomings tell of nothing that was done; what follows in a section on the
    words that admit them are such, too.
    """
    known = promise_words(book)
    turns, ceremony = _turns(book), _ceremony(book)
    found: list[Passage] = []
    section, admitted = 0, False
    for passage in (passage for one in paragraphs for run in runs(one) for passage in run):
        if passage.section != section:
            section, admitted = passage.section, False
        admitted = admitted or bool(turns(passage.told))
        if admitted or ceremony(passage.told) or _opens(passage, known):
            continue
        if not passage.told.startswith(known.to_come):
            found.append(passage)
    return found


@derived
def _turns(book: Codebook) -> Finder:
    """Finds the words from which on a section tells of shortcomings."""
    return AhoCorasick(promise_words(book).turns).find_matches_as_indexes


@derived
def _ceremony(book: Codebook) -> Finder:
    """Finds the words of thanks and lessons."""
    return AhoCorasick(promise_words(book).ceremony).find_matches_as_indexes
