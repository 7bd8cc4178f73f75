"""Which section of the later report answers which of the earlier: by meaning and order.

By meaning: the words of both headings, and how much of one text went into the other. By order:
of sections that nothing else tells, one between neighbours that answer each other. Numbers say
nothing: sections are renumbered whenever one is put in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from fazhi.corpus.years.alignment.likeness import Likeness
from fazhi.corpus.years.alignment.pieces import Pieces, Section

# Headings that share so much, or texts, or both together, answer each other.
ENOUGH = 0.5
# A part with its role alone (存在的问题) is the other's, whatever its heading says.
ALONE_OF_ITS_ROLE = 1.0
SAME_PARENT = 0.2
# What little sections must share that stand between the same neighbours.
IN_ORDER = 0.1


class Shared(NamedTuple):
    """A sentence of each report (numbers), and how many letters went from one to the other."""

    earlier: int
    later: int
    letters: float


class Matcher:
    """Finds the answers of the sections of two reports, the highest levels first."""

    def __init__(self, earlier: Pieces, later: Pieces) -> None:
        self.earlier, self.later = earlier, later
        self.answers: dict[int, int] = {}
        self._taken: set[int] = set()
        self._titles = Likeness(earlier.titles, later.titles)

    def match(self, shared: Sequence[Shared]) -> None:
        """Fill `answers`: places of later sections to places of the earlier ones."""
        texts = self._texts(shared)
        for level in sorted({section.level for section in self.later.sections}):
            mine = _of_level(self.later.sections, level)
            theirs = _of_level(self.earlier.sections, level)
            scored = [
                (self._score(one, other, texts), other, one) for one in mine for other in theirs
            ]
            self._take(one for one in scored if one[0] >= ENOUGH)
            self._alone_of_role(mine, theirs, level)
            self._in_order(mine, theirs, {one[1:]: one[0] for one in scored})

    def likeness(self) -> dict[int, float]:
        """How alike the headings are of each later section and the one it answers."""
        return {one: self._title(one, other) for one, other in self.answers.items()}

    def _title(self, one: int, other: int) -> float:
        return self._titles.of(self.earlier.headings[other], self.later.headings[one])

    def _score(self, one: int, other: int, texts: Mapping[tuple[int, int], float]) -> float:
        score = self._title(one, other) + texts.get((other, one), 0.0)
        if not score:
            return 0.0
        parents = _parent(self.later.sections, one), _parent(self.earlier.sections, other)
        if parents[0] is not None and self.answers.get(parents[0]) == parents[1]:
            score += SAME_PARENT
        return score

    def _take(self, scored: Iterable[tuple[float, int, int]]) -> None:
        """Let sections answer each other, the likest first; equal ones in reading order."""
        for _, other, one in sorted(scored, key=lambda row: (-row[0], row[2], row[1])):
            if one not in self.answers and other not in self._taken:
                self.answers[one] = other
                self._taken.add(other)

    def _alone_of_role(self, mine: Sequence[int], theirs: Sequence[int], level: int) -> None:
        if level != 1:
            return
        left = self._left(mine, theirs)
        for one in left[0]:
            role = self.later.sections[one].role
            alike = [other for other in left[1] if self.earlier.sections[other].role == role]
            own = [each for each in left[0] if self.later.sections[each].role == role]
            if len(alike) == 1 and len(own) == 1:
                self._take([(ALONE_OF_ITS_ROLE, alike[0], one)])

    def _in_order(
        self, mine: Sequence[int], theirs: Sequence[int], scores: Mapping[tuple[int, int], float]
    ) -> None:
        """Sections alone between neighbours that answer each other, if they share a little."""
        for at, one in enumerate(mine):
            if one in self.answers:
                continue
            before = self.answers.get(mine[at - 1]) if at else None
            after = self.answers.get(mine[at + 1]) if at + 1 < len(mine) else None
            between = [
                other
                for other in theirs
                if other not in self._taken
                and (other > before if before is not None else at == 0)
                and (other < after if after is not None else at + 1 == len(mine))
            ]
            if len(between) == 1 and scores[between[0], one] >= IN_ORDER:
                self._take([(IN_ORDER, between[0], one)])

    def _left(self, mine: Sequence[int], theirs: Sequence[int]) -> tuple[list[int], list[int]]:
        return (
            [one for one in mine if one not in self.answers],
            [other for other in theirs if other not in self._taken],
        )

    def _texts(self, shared: Sequence[Shared]) -> dict[tuple[int, int], float]:
        """How much of two sections' letters went from one to the other, from 0 to 1."""
        sizes = _sizes(self.earlier), _sizes(self.later)
        found: dict[tuple[int, int], float] = {}
        for one in shared:
            for earlier in self.earlier.inside[one.earlier]:
                for later in self.later.inside[one.later]:
                    place = earlier, later
                    found[place] = found.get(place, 0.0) + one.letters
        return {
            (earlier, later): 2 * letters / (sizes[0][earlier] + sizes[1][later])
            for (earlier, later), letters in found.items()
        }


def _sizes(pieces: Pieces) -> dict[int, int]:
    """The letters that stand in each section."""
    found: dict[int, int] = {}
    for sentence, held in zip(pieces.sentences, pieces.inside, strict=True):
        for section in held:
            found[section] = found.get(section, 0) + len(sentence.letters)
    return found


def _of_level(sections: Sequence[Section], level: int) -> list[int]:
    return [place for place, section in enumerate(sections) if section.level == level]


def _parent(sections: Sequence[Section], place: int) -> int | None:
    """The nearest section before that holds this one."""
    level = sections[place].level
    return next((at for at in range(place - 1, -1, -1) if sections[at].level < level), None)
