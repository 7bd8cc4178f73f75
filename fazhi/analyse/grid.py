"""A table as rows and columns of numbers, and which of them add up which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.numerals import read_number
from fazhi.language.units import any_of
from fazhi.parse.quantities.tables import tables_of
from fazhi.parse.quantities.tables.heads import FIGURE, Row, Table, is_unit, parted, path_of

WORD = re.compile("[\u3400-\u9fff]")


class Figure(msgspec.Struct, frozen=True):
    """A cell's number: its value, the decimals it stands in, its cell's place in clean text."""

    value: float
    decimals: int
    start: int
    end: int


class Series(msgspec.Struct, frozen=True):
    """A row or a column: its number, its name, its numbers by column or by row, whether it adds up
    others; `above` is what stands over a column's own head, `unit` its measure word.
    """

    at: int
    name: str
    figures: dict[int, Figure]
    is_sum: bool
    above: tuple[str, ...] = ()
    unit: str = ""


class Grid(msgspec.Struct, frozen=True):
    """The rows of a table that hold figures, and its columns that may be added."""

    rows: list[Series]
    columns: list[Series]


def grids(clean: str, book: Codebook) -> Iterator[Grid]:
    """The tables of a clean text that have heads, each with the parts in which it goes on."""
    for parts in tables_of(clean, book):
        rows = [row for part in parts for row in part.rows]
        if parts[0].heads and rows:
            yield _grid(parts[0], rows, book)


def _grid(table: Table, rows: Sequence[Row], book: Codebook) -> Grid:
    found: dict[int, Series] = {}
    for at, column in enumerate(table.columns):
        path = path_of(table.heads, at)
        unit = _behind(rows, at, book)
        if path and unit is not None and not _never_added(path, book):
            name, own = parted(path[-1], book)
            counted, is_sum = column.unit or own or unit, _is_sum(name, book)
            above = tuple(path[:-1])
            found[at] = Series(at, "·".join(path), _down(rows, at), is_sum, above, counted)
    lines = [_across(row, found, number, book) for number, row in enumerate(rows)]
    return Grid([line for line in lines if line.figures], list(found.values()))


def _down(rows: Sequence[Row], at: int) -> dict[int, Figure]:
    """The numbers of a column by row."""
    cells = {number: row[at] for number, row in enumerate(rows) if at < len(row)}
    return {number: one for number, cell in cells.items() if (one := _figure(*cell))}


def _across(row: Row, columns: dict[int, Series], number: int, book: Codebook) -> Series:
    """A row, with its numbers by column."""
    names = [words for at, (_, words) in enumerate(row) if at not in columns]
    names = [words for words in names if WORD.search(words) and not FIGURE.fullmatch(words)]
    figures = {at: one.figures[number] for at, one in columns.items() if number in one.figures}
    return Series(number, "".join(names), figures, any(_is_sum(name, book) for name in names))


def _figure(start: int, words: str) -> Figure | None:
    found = FIGURE.match(words)
    if not found:
        return None
    decimals = len(found[0].partition(".")[2])
    value = read_number(found[0])
    return None if value is None else Figure(value, decimals, start, start + len(words))


def _behind(rows: Sequence[Row], at: int, book: Codebook) -> str | None:
    """The measure word behind every number of a column, null where it does not hold numbers."""
    nothing = wording(book).tables.nothing
    told = [row[at][1] for row in rows if at < len(row) and row[at][1] not in nothing]
    found = [one for one in map(FIGURE.match, told) if one]
    behind = {one.string[one.end() :] for one in found}
    if not told or len(found) < len(told) or len(behind) > 1:
        return None
    word = behind.pop()
    return word if word != "%" and (not word or is_unit(word, book)) else None


@derived
def _words(book: Codebook) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a row or column is called that adds up others, and heads of what is never added."""
    sums = any_of(wording(book).tables.sums)
    bracket = "(?:[（(][^（()）]*[）)])?"
    return (
        re.compile(rf"(?:[全本][镇乡街县市区州省页表])?{sums}(?:数|数量)?{bracket}"),
        re.compile(rf"{any_of(audit_words(book).never_added)}{bracket}$"),
    )


def _is_sum(name: str, book: Codebook) -> bool:
    return _words(book)[0].fullmatch(name) is not None


def _never_added(path: Sequence[str], book: Codebook) -> bool:
    return any("%" in head or _words(book)[1].search(head) for head in path)
