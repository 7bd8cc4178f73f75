"""Measure words as the codebook gives them, and the pattern that finds one behind a number."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import groupby

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.entries import plain_unit

# How the groups end whose words count one thing many times.
AGAIN = "_attendance"
# What shares a number out to each of several (各村3场), no word for every sort (各类活动40场).
EACH_OF_SEVERAL = "各(?![类种项级方界式色])"
# One of it goes with so many of other things (每检查1家企业就开展1次宣讲, 每办理1起案件回访1次).
ONE_GOES_WITH = (
    "每[^，。；：、0-9月季周年日天]{0,10}?"
    "(?:检查|办理|办结|调解|处理|处罚|审查|查处|走访|受理|化解|处置|执法|查办|审核|监管)了?[1一][家户件起宗次个处]"
)


class MeasureWord(msgspec.Struct, frozen=True):
    """One entry of `measure_words.yaml`; the file's head explains the fields."""

    word: str
    dimension: str
    group: str
    comparable: tuple[str, ...] = ()
    loose: bool = False
    factor: float = 1.0
    not_before: tuple[str, ...] = ()
    but_before: tuple[str, ...] = ()
    digits_only: bool = False
    long_numerals: bool = False
    counts: str = ""
    note: str = ""
    en: tuple[str, ...] = ()
    en_outside_cases: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What the word counts, and in what size: numbers of one kind may stand side by side."""
        return f"{self.group} {self.factor:g}"

    @property
    def again(self) -> bool:
        """Whether it counts one thing as often as it was handled, visited or present (件次)."""
        return self.group.endswith(AGAIN)


@derived
def measure_words(book: Codebook) -> dict[str, MeasureWord]:
    """Every measure word of the codebook by its word."""
    return {entry.word: entry for entry in book.book("measure_words", tuple[MeasureWord, ...])}


def dimension_of(unit: str | None, book: Codebook) -> str:
    """The dimension a unit measures; `count` where there is no unit (zero statements)."""
    entry = measure_words(book).get(unit or "")
    return entry.dimension if entry else "count"


def kind_of(unit: str | None, book: Codebook) -> str:
    """What a measure word counts; equal for words whose numbers may be set side by side."""
    entry = measure_words(book).get(plain_unit(unit) or "")
    return entry.kind if entry else (unit or "")


def fits(unit: str | None, own: str, among: Collection[str], book: Codebook) -> bool:
    """Whether a number told in `unit` may stand for an indicator told in `own`.

    It may where the indicator accepts the word (`among`) and both words count things, or both
    handlings: what was counted as often as it came (人次) is no number of those who came (人).
    """
    plain, words = plain_unit(unit) or "", measure_words(book)
    if plain != own and plain not in among:
        return False
    left, right = words.get(plain), words.get(own)
    return left is None or right is None or left.again == right.again


def comparable(
    one: str | None, other: str | None, among: Collection[str] = (), *, book: Codebook
) -> bool:
    """Whether numbers in two measure words may be compared and added.

    They may where both words count one kind of thing. `among` are the words that the codebook
    accepts for one known thing: any two of them compare (案件12件, 案卷12卷), save that handlings
    never compare with things (件次 with 件).
    """
    first, second = plain_unit(one), plain_unit(other)
    if first == second:
        return True
    words = measure_words(book)
    left, right = words.get(first or ""), words.get(second or "")
    if left is None or right is None:
        return first in among and second in among
    if left.again != right.again or left.factor != right.factor:
        return False
    if left.word in among and right.word in among:
        return True
    if right.word in left.comparable or left.word in right.comparable:
        return True
    return left.group == right.group and not (left.loose or right.loose)


def bounded(
    less: str | None, most: str | None, among: Collection[str] = (), *, book: Codebook
) -> bool:
    """Whether a number in `less` may be measured against one in `most` that it cannot exceed.

    Things cannot be more than their handlings (581件, 350件次), while these may exceed them.
    """
    if comparable(less, most, among, book=book):
        return True
    left, right = (measure_words(book).get(plain_unit(unit) or "") for unit in (less, most))
    return left is not None and right is not None and right.group == f"{left.group}{AGAIN}"


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, branching once on the first character."""
    ordered = sorted(set(words), key=lambda word: (word[0], -len(word), word))
    branches = []
    for first, group in groupby(ordered, key=lambda word: word[0]):
        rests = [re.escape(word[1:]) for word in group]
        # A group costs as much to compile as ten words: one of a single word is written out.
        rest = rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})"
        branches.append(re.escape(first) + rest)
    return f"(?:{'|'.join(branches)})"


@derived
def unit_pattern(book: Codebook) -> str:
    """A pattern for any measure word that is not the beginning of another word."""
    return _pattern(measure_words(book).values())


@derived
def counting_pattern(book: Codebook) -> str:
    """The same for those words alone that are nothing but measure words, no nouns (企业, 单)."""
    return _pattern(
        entry
        for entry in measure_words(book).values()
        if not entry.digits_only and (entry.dimension != "count" or len(entry.word) == 1)
    )


def _pattern(entries: Iterable[MeasureWord]) -> str:
    words = sorted(entries, key=lambda entry: (entry.word[0], -len(entry.word)))
    branches = []
    for first, group in groupby(words, key=lambda entry: entry.word[0]):
        rests = [re.escape(entry.word[1:]) + _not_before(entry) for entry in group]
        rest = rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})"
        branches.append(re.escape(first) + rest)
    firsts = re.escape("".join(sorted({word.word[0] for word in words})))
    return f"(?=[{firsts}])(?:{'|'.join(branches)})"


def _not_before(entry: MeasureWord) -> str:
    if not entry.not_before:
        return ""
    but = f"(?!{any_of(entry.but_before)})" if entry.but_before else ""
    return f"(?!{but}{any_of(entry.not_before)})"
