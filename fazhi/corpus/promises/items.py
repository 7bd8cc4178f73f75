"""What a plan announces, item by item, and what the next report tells of its year.

An item is what stands between two of 。！？； and says what is to be done: it holds a verb of
action or a figure to be reached, and words of its own. A heading with one short sentence below it
is one item with it; of several each is one, and the heading none. A long sentence is cut before a
clause that begins with a verb of action anew, unless that clause only says what for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from fazhi.codebook.book import Codebook, derived
from fazhi.corpus.promises.book import promise_words
from fazhi.corpus.promises.passages import Paragraph, Passage, blocks, joined, runs, with_heading
from fazhi.corpus.promises.words import words_of

# Of so many letters a sentence may be more than one item, each of them of at least so many.
LONG, LEAST = 60, 14
CLAUSE = re.compile(r"[，,：:]")
DIGIT = re.compile(r"[\d０-９]")
INTRODUCES = re.compile(r"(?:如下|以下|下列)[^，。]{0,12}[：:]?$|[：:]$")
SUBJECT_END = re.compile(r"[，,。；;：:、！？!?（(《“\d０-９\s\x00]")
LONGEST_SUBJECT = 14


class Verbs(NamedTuple):
    """Finders: of verbs of action anywhere, and what may stand at the beginning of a clause."""

    action: AhoCorasick
    begins: re.Pattern[str]
    aims: tuple[str, ...]
    manner: re.Pattern[str]
    to_come: tuple[str, ...]


@derived
def verbs(book: Codebook) -> Verbs:
    """What is known of verbs and of how clauses begin."""
    known = promise_words(book)
    manner = "|".join(sorted(map(re.escape, known.manners), key=len, reverse=True))
    action = "|".join(sorted(map(re.escape, known.actions), key=len, reverse=True))
    return Verbs(
        AhoCorasick(list(known.actions), matchkind=MatchKind.LeftmostLongest),
        re.compile(rf"(?:{manner})*(?:{action})"),
        known.aims,
        re.compile(rf"(?:{manner})+"),
        known.to_come,
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
    if INTRODUCES.search(one.told):
        return False
    known = verbs(book)
    says = known.action.find_matches_as_indexes(one.told) or one.told.startswith(known.aims)
    if not says and not DIGIT.search(one.told):
        return False
    return bool(words_of(one.told, book))


def _cut(one: Passage, book: Codebook) -> Iterator[Passage]:
    """A long sentence before each clause that begins with a verb anew."""
    if len(one.told) < LONG:
        yield one
        return
    known = verbs(book)
    cuts = [0]
    for comma in CLAUSE.finditer(one.told):
        at = comma.end()
        begins = known.begins.match(one.told, at)
        if begins is None or one.told.startswith(known.aims, at):
            continue
        if at - cuts[-1] >= LEAST and len(one.told) - at >= LEAST:
            cuts.append(at)
    for low, high in pairwise([*cuts, len(one.told)]):
        told = one.told[low:high].rstrip("，,：:")
        yield Passage(one.start + low, one.start + low + len(told), one.section, told)


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


def accounts(paragraphs: Sequence[Paragraph], book: Codebook) -> list[Passage]:
    """What a report tells of its year, between 。！？；: headings too, nothing that is to come."""
    to_come = verbs(book).to_come
    return [
        passage
        for one in paragraphs
        for run in runs(one)
        for passage in run
        if not passage.told.startswith(to_come)
    ]
