"""How much more than other passages one tells of the fields that an item tells of.

Who plans 旅游 is answered by 景区 and 游客: no word is shared, the field is (`fields.yaml`). A
passage is the number of its words by field; two are alike by the cosine of these numbers. In a
report where all is of one field that tells nothing, so it is set beside how alike the other
passages are.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from fazhi.codebook.book import Codebook, derived

# So many fields are shown that both sides tell of.
SHOWN = 2


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of what governments do: its words, with blanks between them."""

    id: str
    words: str


class Known(NamedTuple):
    """Finds the words of fields; `fields` tells of each word the number of its field."""

    finder: AhoCorasick
    fields: tuple[int, ...]


class Likeness(NamedTuple):
    """How alike the passages of a report are to an item: `more` by number, of others `less`.

    In standard deviations above or below the mean of all.
    """

    more: Mapping[int, float]
    less: float

    def of(self, number: int) -> float:
        """How much more alike a passage is than passages of its report are."""
        return self.more.get(number, self.less)


@derived
def _known(book: Codebook) -> Known:
    every = [
        (word, number)
        for number, field in enumerate(book.book("fields", tuple[Field, ...]))
        for word in field.words.split()
    ]
    words = [word for word, _ in every]
    finder = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
    return Known(finder, tuple(number for _, number in every))


def _words(told: str, book: Codebook) -> dict[int, str]:
    """The words of fields in a passage in plain letters, by their number."""
    bare = "".join(told.split())
    found = _known(book).finder.find_matches_as_indexes(bare)
    return {which: bare[start:end] for which, start, end in found}


def _counted(told: str, book: Codebook) -> dict[int, float]:
    """How many words of each field a passage holds, as parts of a length of 1."""
    known = _known(book)
    found = known.finder.find_matches_as_indexes("".join(told.split()))
    # In one order wherever it runs: sums of fractions depend on it.
    every = sorted({which for which, _, _ in found})
    counts = Counter(map(known.fields.__getitem__, every))
    length = math.sqrt(sum(count * count for count in counts.values()))
    return {field: count / length for field, count in counts.items()}


class Fields:
    """The passages of a report by the fields that they tell of.

    Args:
        passages: in plain letters, in reading order.
        book: words of fields.
    """

    def __init__(self, passages: Sequence[str], book: Codebook) -> None:
        self._book, self._passages = book, len(passages)
        self._tell: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for number, told in enumerate(passages):
            for field, part in _counted(told, book).items():
                self._tell[field].append((number, part))

    def alike(self, told: str) -> Likeness:
        """How alike the passages are to an item in plain letters."""
        cosines: dict[int, float] = {}
        for field, part in _counted(told, self._book).items():
            for number, other in self._tell.get(field, ()):
                cosines[number] = cosines.get(number, 0.0) + part * other
        mean = math.fsum(cosines.values()) / max(1, self._passages)
        squares = math.fsum(one * one for one in cosines.values()) / max(1, self._passages)
        spread = math.sqrt(max(0.0, squares - mean * mean))
        if not spread:
            return Likeness({}, 0.0)
        return Likeness(
            {number: (one - mean) / spread for number, one in cosines.items()}, -mean / spread
        )


def shared_fields(one: str, other: str, book: Codebook) -> list[str]:
    """Words of the fields of which two passages tell most, a stroke between them (旅游／景区).

    Of each field the most common word of either side; none where both write the same: that is told
    as shared already.
    """
    fields = _known(book).fields
    sides: list[dict[int, list[str]]] = [defaultdict(list), defaultdict(list)]
    for side, told in zip(sides, (one, other), strict=True):
        for which, word in sorted(_words(told, book).items()):
            side[fields[which]].append(word)
    mine, theirs = sides
    both = [field for field in mine if field in theirs and mine[field] != theirs[field]]
    both.sort(key=lambda field: -len(mine[field]) * len(theirs[field]))
    apart = [
        (
            next((word for word in mine[field] if word not in theirs[field]), ""),
            next((word for word in theirs[field] if word not in mine[field]), ""),
        )
        for field in both
    ]
    return [f"{here}／{there}" for here, there in apart if here and there][:SHOWN]
