"""Heads of tables: which rows are heads, what they say of each column, and its measure word.

A head may have two levels: what stands over several columns (矛盾纠纷) is said of each of them
(受理（件）, 化解（件）).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.units import any_of, unit_pattern

FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
# A title of the table, and a head of two levels.
MOST_HEADS = 3
LONGEST_CAPTION = 40
# As wide as Word's widest; a line of thousands of tabs is no table.
WIDEST = 63
Cell = tuple[int, str]
Row = list[Cell]


class Column(msgspec.Struct, frozen=True):
    """One column: its measure word (empty where it has none), the words of its heads without
    measure words from the upper to the lower, and whether these only say that it counts."""

    unit: str = ""
    words: tuple[str, ...] = ()
    counts: bool = False


class Table(msgspec.Struct, frozen=True):
    """A table's columns, the rows under its heads, and its title."""

    columns: tuple[Column, ...]
    rows: list[Row]
    caption: str


def table_of(above: str, rows: Sequence[Row], book: Codebook) -> Table:
    """The table that rows of cells make; `above` is the line before them."""
    rows = [row[:WIDEST] for row in rows]
    heads = rows[: _first_row(rows, book)]
    body = rows[len(heads) :]
    caption = above if _is_caption(above) else ""
    unit = _patterns(book)[1].fullmatch(above)
    if (
        len(heads) > 1
        and [bool(words) for _, words in heads[0]].count(True) == 1
        and heads[0][0][1]
    ):
        caption = heads[0][0][1]
        unit = unit or _patterns(book)[1].fullmatch(caption)
        del heads[0]
    width = max(map(len, rows))
    words = [[row[at][1] if at < len(row) else "" for at in range(width)] for row in heads]
    columns = (_column(words, at, unit["unit"] if unit else "", book) for at in range(width))
    return Table(tuple(columns), body, re.sub("[（(].*", "", caption))


def _first_row(rows: Sequence[Row], book: Codebook) -> int:
    """The number of the first row that holds a figure, which is none of the heads; 0 where late."""
    for at, row in enumerate(rows[: MOST_HEADS + 1]):
        if any(_is_figure(words, book) for _, words in row):
            return at
    return 0


def _is_figure(words: str, book: Codebook) -> bool:
    """Whether a cell holds a number, with or without its measure word; a year is none."""
    found = FIGURE.match(words)
    if not found or of_a_year(book).fullmatch(words):
        return False
    return found.end() == len(words) or is_unit(words[found.end() :], book)


def _is_caption(above: str) -> bool:
    return 0 < len(above) <= LONGEST_CAPTION and not any(sign in above for sign in "。，；")


def _column(heads: Sequence[Sequence[str]], at: int, unit: str, book: Codebook) -> Column:
    """What the heads say of one column; `unit` is the measure word of the whole table."""
    cues = wording(book).tables
    path = _path(heads, at)
    told = [_parted(words, book) for words in path]
    if not path or not {path[-1], told[-1][0]}.isdisjoint(cues.no_counts):
        return Column()
    own = next((one for _, one in reversed(told) if one), "")
    words = [name for name, _ in told if name not in cues.columns]
    if not own and path[-1] in cues.columns:
        own = unit
    return Column(own, tuple(filter(None, words)), path[-1] in cues.columns)


def _path(heads: Sequence[Sequence[str]], at: int) -> list[str]:
    """The heads over a column from the upper to the lower, also those that begin to the left."""
    lowest = _lowest(heads, at)
    path: list[str] = []
    for number, row in enumerate(heads[: lowest + 1]):
        left = next((place for place in range(at, -1, -1) if row[place]), at)
        if row[left] and (left == at or _lowest(heads, left) > number):
            path.append(row[left])
    return path


def _lowest(heads: Sequence[Sequence[str]], at: int) -> int:
    """The number of the lowest row of the heads that says something over a column, or -1."""
    return max((number for number, row in enumerate(heads) if row[at]), default=-1)


def _parted(words: str, book: Codebook) -> tuple[str, str]:
    """What a head says without its measure word, and that: 受理（件）, 受理件数."""
    told = _patterns(book)[0].fullmatch(words)
    if told:
        name, unit = told["name"], told["unit"]
        named = name if name in wording(book).tables.named else ""
        return name.removesuffix(named), unit
    named = wording(book).tables.named
    word = next((one for one in sorted(named, key=len, reverse=True) if words.endswith(one)), "")
    return (words.removesuffix(word), named[word]) if word else (words, "")


def row_head(words: str, book: Codebook) -> tuple[str, str]:
    """The same of the head of a row, which has a measure word in brackets or none."""
    told = _patterns(book)[0].fullmatch(words)
    return (told["name"], told["unit"]) if told else (words, "")


def is_unit(words: str, book: Codebook) -> bool:
    """Whether a cell holds a measure word and nothing else."""
    return _patterns(book)[2].fullmatch(words) is not None


@derived
def _patterns(book: Codebook) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A head with its measure word, a line above a table that tells it, and that word alone."""
    unit = rf"(?P<unit>[百千万亿]?{unit_pattern(book)})"
    label = r"(?:单位[：:] ?)?"
    return (
        re.compile(rf"(?P<name>[^（()）]{{0,30}})[（(]{label}{unit}[）)]"),
        re.compile(rf"[^\n]{{0,40}}?[（(]?单位[：:] ?{unit}[）)]?"),
        re.compile(unit),
    )


@derived
def of_a_year(book: Codebook) -> re.Pattern[str]:
    """A head that names a year and nothing else."""
    earlier = wording(book).earlier
    return re.compile(rf"20\d\d年?度?|{any_of((*earlier.before, *earlier.now))}(?:数|同期)?")
