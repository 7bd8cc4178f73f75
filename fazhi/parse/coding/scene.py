"""Where a mention stands: its sentence, what was said before, the headings above."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from copy import copy
from functools import cached_property, reduce
from operator import or_

from fazhi.language.clauses import bounds_of
from fazhi.parse.coding.index import Hit, Index, contexts_in, named_in, verbs_in
from fazhi.records import Outline, Quantity

CLAUSE_MARKS = "，；：、。！？\n（）=＝—"
JOINING = "、和及与+＋"
# A sentence that begins so breaks down what the one before has counted.
GOES_ON = "其中"
# Numbers told apart for the members of a list (A、B分别为3件、5件).
EACH = "分别"
ITEM = re.compile(r"[^、和及与]+")
LIST_END = re.compile(r"[，；。]")
# How far back the paragraph is read for context.
LOOK_BACK = 250
LONGEST_HEADING = 60


class Scene:
    """The clean text of one report with the headings above each section."""

    def __init__(self, clean: str, outline: Outline, index: Index) -> None:
        self.clean = clean
        self.index = index
        self.bounds = bounds_of(clean)
        self._sections = {section.section_id: section for section in outline.sections}
        self._above: dict[int | None, list[Hit]] = {None: []}
        self._of_headings = clean

    def of_other(self, clean: str, *, under_headings: bool) -> Scene:
        """A text beside the report's own, under the same headings or none."""
        other = copy(self)
        other.clean, other.bounds = clean, bounds_of(clean)
        if not under_headings:
            other._sections, other._above = {}, {None: []}
        return other

    def hits(self, start: int, end: int) -> list[Hit]:
        """Words of the lexicon in a stretch."""
        return self.index.hits(self.index.matches(self.clean, start, end))

    def headings(self, section_id: int | None) -> list[Hit]:
        """Words in the headings above, the nearest heading first."""
        if section_id not in self._above:
            section = self._sections.get(section_id) if section_id is not None else None
            found: list[Hit] = []
            if section:
                low = section.heading.clean_start
                high = min(section.heading.clean_end, low + LONGEST_HEADING)
                found = self.index.hits(self.index.matches(self._of_headings, low, high))
                found = found + self.headings(section.parent_id)
            self._above[section_id] = found
        return self._above[section_id]


class Sentence:
    """A sentence, its mentions, and the words of the lexicon in it."""

    def __init__(self, scene: Scene, start: int, end: int) -> None:
        self.scene = scene
        self.start = start
        self.end = end
        self.mentions: list[Quantity] = []
        # Of each mention the words for the part of the year it is of, empty for the whole year.
        self.spans: list[str] = []

    @cached_property
    def hits(self) -> list[Hit]:
        """Words of the lexicon in the sentence, in order."""
        return self.scene.hits(self.start, self.end)

    @cached_property
    def before(self) -> list[Hit]:
        """Words in the paragraph shortly before the sentence, the nearest first."""
        clean = self.scene.clean
        reach = max(0, self.start - LOOK_BACK)
        low = clean.rfind("\n", reach, self.start) + 1 or reach
        return self.scene.hits(low, self.start)[::-1]

    @cached_property
    def named(self) -> int:
        """Rules whose object stands in the sentence, or what their object may end with."""
        return named_in(self.hits)

    @cached_property
    def verbs(self) -> int:
        """Rules whose verb stands in the sentence."""
        return verbs_in(self.hits)

    @cached_property
    def context(self) -> int:
        """Rules whose context stands in the sentence."""
        return contexts_in(self.hits) | self.carried

    @cached_property
    def carried(self) -> int:
        """Rules whose context stands in the sentence before, where this one breaks that down."""
        clean, ends = self.scene.clean, self.scene.bounds.sentences
        if not clean.startswith(GOES_ON, self.start):
            return 0
        before = bisect_left(ends, self.start - 1)
        low = ends[before - 1] + 1 if before else 0
        return contexts_in(self.scene.hits(low, self.start))

    @cached_property
    def far_context(self) -> int:
        """Rules whose context stands before the sentence or in a heading above."""
        return contexts_in(self.before) | contexts_in(self.above)

    @cached_property
    def also(self) -> int:
        """Rules that ask for words `near` and whose `context` stands here or before or above."""
        told = (*self.hits, *self.before, *self.above)
        return reduce(or_, [hit.word.also for hit in told], 0)

    @cached_property
    def lists(self) -> dict[int, tuple[int, int]]:
        """Where what a mention counts stands, by the mention's start (A、B分别为3件、5件)."""
        clean = self.scene.clean
        at = clean.find(EACH, self.start, self.end)
        if at < 0:
            return {}
        low = max(self.start, *(clean.rfind(mark, self.start, at) + 1 for mark in "，；："))
        items = [(low + one.start(), low + one.end()) for one in ITEM.finditer(clean[low:at])]
        stop = next((found.start() for found in LIST_END.finditer(clean, at, self.end)), self.end)
        run = [one.place.clean_start for one in self.mentions if at < one.place.clean_start < stop]
        return dict(zip(run, items, strict=True)) if len(run) == len(items) > 1 else {}

    @cached_property
    def names_no_law(self) -> tuple[bool, bool]:
        """Whether it names subjects that are no law, and whether law is none of its subjects."""
        creed, law = self.scene.index.subjects
        clean, low, high = self.scene.clean, self.start, self.end
        named = bool(creed.search(clean, low, high))
        return named, named and not law.search(clean, low, high)

    @property
    def above(self) -> list[Hit]:
        """Words in the headings above, the nearest first."""
        return self.scene.headings(self.mentions[0].section_id)


def sentences(scene: Scene, quantities: Iterable[Quantity]) -> Iterator[Sentence]:
    """The sentences that hold mentions, in order, each with its mentions."""
    ends = [*scene.bounds.sentences, len(scene.clean)]
    here: Sentence | None = None
    for quantity in sorted(quantities, key=lambda mention: mention.place.clean_start):
        start, end = quantity.place.clean_start, quantity.place.clean_end
        if here is None or start >= here.end:
            if here:
                yield here
            before = bisect_left(ends, start)
            low = ends[before - 1] + 1 if before else 0
            floor = max(low, here.end) if here else low
            here = Sentence(scene, floor, ends[bisect_left(ends, end, before)])
        here.mentions.append(quantity)
    if here:
        yield here
