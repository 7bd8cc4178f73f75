"""Which sentence of the later report answers which of the earlier, and what became of it.

Equal letters answer each other first, then the likest, sections that answer each other before
others. What stands in the answering section, and there in the order of the others, is kept or
changed; what stands elsewhere was moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fazhi.corpus.years.alignment.likeness import Candidate, Likeness
from fazhi.corpus.years.alignment.pieces import Piece, Pieces
from fazhi.corpus.years.alignment.sections import Matcher, Shared

KEPT, CHANGED, MOVED, NEW, DROPPED = "kept", "changed", "moved", "new", "dropped"
# What standing in answering sections adds to the likeness of sentences.
SAME_SECTION = 0.1


class Answer(NamedTuple):
    """What became of a sentence: places in the earlier and later report, null where there is none.

    `moved` tells of a changed one whether it stands elsewhere, too.
    """

    state: str
    earlier: int | None
    later: int | None
    likeness: float
    moved: bool


class Aligned(NamedTuple):
    """Two reports side by side: later sections with those they answer, and all sentences.

    `likeness` is that of the headings of the sections that answer each other.
    """

    sections: dict[int, int]
    likeness: dict[int, float]
    sentences: list[Answer]


def align(earlier: Pieces, later: Pieces) -> Aligned:
    """Set two reports of one authority side by side."""
    likeness = Likeness(earlier.spread, later.spread)
    equal = _equal(earlier.sentences, later.sentences)
    left = (
        _without(earlier.sentences, {one for one, _ in equal}),
        _without(later.sentences, {other for _, other in equal}),
    )
    alike = list(likeness.candidates(*left))
    shared = [
        *(Shared(one, other, len(later.sentences[other].letters)) for one, other in equal),
        *(
            Shared(one.earlier, one.later, one.likeness * len(later.sentences[one.later].letters))
            for one in _chosen(alike)
        ),
    ]
    matcher = Matcher(earlier, later)
    matcher.match(shared)
    nearer = _Nearer(matcher.answers, earlier, later)
    pairs = [
        *_equal_again(earlier.sentences, later.sentences, nearer),
        *((one.earlier, one.later, one.likeness) for one in _chosen(nearer.preferred(alike))),
    ]
    return Aligned(matcher.answers, matcher.likeness(), _told(pairs, earlier, later, nearer))


class _Nearer:
    """Tells whether two sentences stand in sections that answer each other."""

    def __init__(self, answers: dict[int, int], earlier: Pieces, later: Pieces) -> None:
        self._answers = answers
        self.earlier = [held[-1] if held else None for held in earlier.inside]
        self.later = [held[-1] if held else None for held in later.inside]

    def home(self, later: int) -> int | None:
        """The earlier section in which a later sentence has its place; none above the first."""
        section = self.later[later]
        return None if section is None else self._answers.get(section, -1)

    def same(self, earlier: int, later: int) -> bool:
        """Whether both stand in answering sections."""
        return self.earlier[earlier] == self.home(later)

    def preferred(self, alike: Iterable[Candidate]) -> list[Candidate]:
        """The candidates, those in answering sections liker than they are by their words."""
        return [
            one._replace(score=one.score + SAME_SECTION)
            if self.same(one.earlier, one.later)
            else one
            for one in alike
        ]


def _without(sentences: Sequence[Piece], taken: set[int]) -> dict[int, Piece]:
    return {at: piece for at, piece in enumerate(sentences) if at not in taken}


def _equal(earlier: Sequence[Piece], later: Sequence[Piece]) -> list[tuple[int, int]]:
    """Sentences of equal letters, the first with the first."""
    known = _by_letters(earlier)
    for places in known.values():
        places.reverse()
    found = []
    for at, piece in enumerate(later):
        if left := known.get(piece.letters):
            found.append((left.pop(), at))
    return found


def _equal_again(
    earlier: Sequence[Piece], later: Sequence[Piece], nearer: _Nearer
) -> list[tuple[int, int, float]]:
    """Sentences of equal letters, those in answering sections first."""
    known = _by_letters(earlier)
    found: list[tuple[int, int, float]] = []
    left = []
    for at, piece in enumerate(later):
        places = known.get(piece.letters, ())
        near = next((place for place in places if nearer.same(place, at)), None)
        if near is None:
            left.append(at)
        else:
            known[piece.letters].remove(near)
            found.append((near, at, 1.0))
    for at in left:
        if others := known.get(later[at].letters):
            found.append((others.pop(0), at, 1.0))
    return found


def _by_letters(sentences: Sequence[Piece]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, piece in enumerate(sentences):
        found.setdefault(piece.letters, []).append(at)
    return found


def _chosen(alike: Sequence[Candidate]) -> list[Candidate]:
    """Each sentence once, the likest first; equal ones in reading order."""
    taken: tuple[set[int], set[int]] = set(), set()
    found = []
    for one in sorted(alike, key=lambda one: (-one.score, one.later, one.earlier)):
        if one.earlier not in taken[0] and one.later not in taken[1]:
            taken[0].add(one.earlier)
            taken[1].add(one.later)
            found.append(one)
    return found


def _told(
    pairs: Sequence[tuple[int, int, float]], earlier: Pieces, later: Pieces, nearer: _Nearer
) -> list[Answer]:
    """What became of every sentence, those of the later report in its order, then the dropped."""
    still = _in_place(pairs, nearer)
    beside = {later_at: (earlier_at, alike) for earlier_at, later_at, alike in pairs}
    told = []
    for at, piece in enumerate(later.sentences):
        if at not in beside:
            told.append(Answer(NEW, None, at, 0.0, False))
            continue
        other, alike = beside[at]
        moved = at not in still
        if piece.letters != earlier.sentences[other].letters:
            told.append(Answer(CHANGED, other, at, alike, moved))
        else:
            told.append(Answer(MOVED if moved else KEPT, other, at, 1.0, moved))
    gone = set(range(len(earlier.sentences))) - {one for one, _, _ in pairs}
    return [*told, *(Answer(DROPPED, at, None, 0.0, False) for at in sorted(gone))]


def _in_place(pairs: Sequence[tuple[int, int, float]], nearer: _Nearer) -> set[int]:
    """Later sentences in the answering section, and there in the order of the earlier ones."""
    homes: dict[int | None, list[tuple[int, int]]] = {}
    for one, other, _ in sorted(pairs, key=lambda pair: pair[1]):
        if nearer.same(one, other):
            homes.setdefault(nearer.home(other), []).append((one, other))
    return {at for home in homes.values() for at in _rising(home)}


def _rising(pairs: Sequence[tuple[int, int]]) -> Iterable[int]:
    """Of pairs in later order those of the longest run that is in earlier order, too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for at, (one, _) in enumerate(pairs):
        place = bisect_left(tails, one)
        before.append(ends[place - 1] if place else None)
        if place == len(tails):
            tails.append(one)
            ends.append(at)
        else:
            tails[place], ends[place] = one, at
    last = ends[-1] if ends else None
    while last is not None:
        yield pairs[last][1]
        last = before[last]
