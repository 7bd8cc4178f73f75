"""Figures of tables whose measure word stands in a head (受理（件） over 32), as sentences.

Each row is read as a sentence that the heads make of it (红旗村矛盾纠纷受理12件，化解11件): so its
figures are understood as those of running text are. Read is only a column in which all that
stands are bare numbers; sums of rows are read where the heads say what they are sums of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec
from msgspec.structs import replace

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.numerals import read_number, scale_of
from fazhi.language.units import any_of
from fazhi.parse.quantities.amount import Amount
from fazhi.parse.quantities.tables.heads import (
    FIGURE,
    Cell,
    Column,
    Row,
    Table,
    goes_on,
    is_month,
    is_unit,
    of_a_year,
    row_head,
    table_of,
    without_months,
)
from fazhi.records import Saying

WORD = re.compile("[\u3400-\u9fff]")
NOUGHT = "0"
YEAR = re.compile(r"20\d\d年度?")
# From so many rows on the last is taken for their sum where it is.
FEWEST_SUMMED = 2
# The title of a table, and the measure word of all of it.
LINES_ABOVE = 2


class _Line(msgspec.Struct, frozen=True):
    """A row as it is read: what it names, and its figures by column, each with what it counts."""

    name: str
    figures: dict[int, tuple[Cell, Column]]
    is_sum: bool = False


def figures_under_heads(clean: str, book: Codebook) -> list[Amount]:
    """The bare numbers of tables that get their measure word from a head, in order."""
    if "\t" not in clean:
        return []
    found: list[Amount] = []
    for parts in tables_of(clean, book):
        lines = _with_sums([one for part in parts for one in _lines(part, book)], parts[0], book)
        told = [line for line in lines if not line.is_sum]
        for number, line in enumerate(lines):
            found += _said(line, parts[0].caption, (parts[0].start, number), len(told) == 1)
    return found


def tables_of(clean: str, book: Codebook) -> Iterator[list[Table]]:
    """Tables, each with the parts in which it goes on without heads of its own: behind a line that
    names the rows below it, and on a later page."""
    parts: list[Table] = []
    for above, rows in _tables(clean) if "\t" in clean else ():
        table = table_of(above, rows, book)
        if parts and goes_on(parts[0], above, table, book):
            parts.append(replace(table, columns=parts[0].columns))
            continue
        if parts:
            yield parts
        parts = [table]
    if parts:
        yield parts


def _tables(clean: str) -> Iterator[tuple[list[str], list[Row]]]:
    """Each stretch of lines with tabs as rows of cells with their places, and all lines above it
    up to the stretch before."""
    start, above = 0, list[str]()
    lines: list[Cell] = []
    for line in clean.split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    for is_row, group in groupby(lines, key=lambda one: "\t" in one[1]):
        members = list(group)
        if is_row:
            yield above, [_cells(*line) for line in members]
        else:
            above = [line for _, line in members[-LINES_ABOVE:]]


def _cells(start: int, line: str) -> Row:
    cells: Row = []
    for words in line.split("\t"):
        cells.append((start, words))
        start += len(words) + 1
    return cells


def _lines(table: Table, book: Codebook) -> Iterator[_Line]:
    """The rows that hold figures with a measure word."""
    rows = [row for row in table.rows if not _numbers_the_columns(row)]
    counted = _counted(table, rows, book)
    if not counted:
        yield from _lines_with_heads(table, rows, book)
        return
    above: list[str] = []
    for row in rows:
        above = _filled([words for _, words in row[: min(counted)]], above)
        names = [words for words in above if _is_name(words)]
        figures = {
            at: (row[at], column)
            for at, column in _of_row(counted, names, book).items()
            if at < len(row) and FIGURE.fullmatch(_number(row[at], column))
        }
        says = any(column.words for column in counted.values())
        if figures and (names or (len(rows) == 1 and says)):
            is_sum = bool(names) and _sum(book).match(names[-1]) is not None
            yield _Line(_told_month("".join(names)), figures, is_sum)


def _of_row(columns: dict[int, Column], names: list[str], book: Codebook) -> dict[int, Column]:
    """The columns as a row has them, whose name may tell another measure word: 罚款（万元）.

    The measure word is taken out of `names`; a column that tells another one itself is left out.
    """
    name, unit = row_head(names[-1], book) if names else ("", "")
    if not unit or not is_unit(unit, book):
        return columns
    names[-1] = name
    return {
        at: replace(column, unit=unit)
        for at, column in columns.items()
        if column.unit == unit or column.lent or column.counts
    }


def _counted(table: Table, rows: Sequence[Row], book: Codebook) -> dict[int, Column]:
    """The columns with a measure word in which all that stands are bare numbers.

    Where a column tells the measure words of the rows, that of the whole table is none of them.
    """
    found: dict[int, Column] = {}
    has_units = _column_of_units(table, rows, book) is not None
    for at, column in enumerate(table.columns):
        if column.lent and has_units:
            continue
        said = [row[at][1] for row in rows if at < len(row)]
        said = [words for words in said if words not in wording(book).tables.nothing]
        if column.words and not column.unit and (unit := _borne(said, table, rows, book)):
            found[at] = replace(column, unit=unit, borne=True)
            continue
        # A cell may bear the measure word itself (5件), and is read by that.
        bare = said and all(FIGURE.fullmatch(words.removesuffix(column.unit)) for words in said)
        if column.unit and bare:
            found[at] = column
    return found


def _borne(said: Sequence[str], table: Table, rows: Sequence[Row], book: Codebook) -> str:
    """The one measure word that all cells of a column bear themselves (受理 over 57件 and 88件).

    A nought needs none. Not where the rows only say that they count (数量), below heads that name
    what is counted; a sum (合计) says so too, and is none of them.
    """
    told = [words for words in said if words != NOUGHT]
    found = FIGURE.match(told[0]) if len(said) > 1 and told else None
    unit = told[0][found.end() :] if found else ""
    if not unit or not table.heads or not is_unit(unit, book):
        return ""
    names = {row[0][1] for row in rows if not _sum(book).match(row[0][1])}
    if not names.isdisjoint(wording(book).tables.columns):
        return ""
    bare = (words.removesuffix(unit) for words in told if words.endswith(unit))
    return unit if sum(bool(FIGURE.fullmatch(one)) for one in bare) == len(told) else ""


def _number(cell: Cell, column: Column) -> str:
    """The words of a cell without the measure word that it bears."""
    return cell[1].removesuffix(column.unit) if column.borne else cell[1]


def _is_name(words: str) -> bool:
    """Whether a cell names something; a Chinese numeral (四十一) is a figure like any other."""
    return WORD.search(words) is not None and not FIGURE.fullmatch(words)


def _filled(words: list[str], above: list[str]) -> list[str]:
    """Names of a row, those that are left empty before its last one taken from the row above."""
    last = max((at for at, one in enumerate(words) if one), default=-1)
    return [
        above[at] if not one and at < last and at < len(above) else one
        for at, one in enumerate(words)
    ]


def _lines_with_heads(table: Table, rows: Sequence[Row], book: Codebook) -> Iterator[_Line]:
    """The rows with a measure word of their own: behind their name, or in a column of such."""
    units = _column_of_units(table, rows, book)
    table = replace(table, columns=_with_months(table.columns))
    above: list[str] = []
    for row in rows:
        places = [at for at, (_, words) in enumerate(row) if FIGURE.fullmatch(words)]
        names = [at for at, (_, words) in enumerate(row) if _is_name(words) and at != units]
        if not places or not names or names[-1] > places[-1]:
            continue
        # A cell over several rows names each of them.
        above = _filled([words for _, words in row[: names[-1] + 1]], above)
        name, unit = row_head(row[names[-1]][1], book)
        outer = [above[at] for at in range(names[-1]) if at != units and _is_name(above[at])]
        name = "".join([*outer, name])
        if units is not None:
            unit = row[units][1] if units < len(row) else ""
        heads = {
            at: table.columns[at] for at in places if at > names[-1] and _counts(table, at, book)
        }
        if unit and heads and is_unit(unit, book):
            columns = {at: Column(unit, one.words, True) for at, one in heads.items()}
            yield _Line(name, {at: (row[at], column) for at, column in columns.items()})


def _told_month(name: str) -> str:
    """A name, as running text would tell a month (1月份); beside others 1月 is one."""
    return f"{name.removesuffix('份')}份" if is_month(name) else name


def _with_months(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, those of months told so where several are."""
    heads = [one.words[0] for one in columns if len(one.words) == 1]
    if len(without_months(heads)) == len(heads):
        return columns
    return tuple(
        replace(one, words=(_told_month(one.words[0]),)) if len(one.words) == 1 else one
        for one in columns
    )


def _column_of_units(table: Table, rows: Sequence[Row], book: Codebook) -> int | None:
    """The place of the column that holds the measure words of the rows, if there is one."""
    for at, column in enumerate(table.columns):
        said = [row[at][1] for row in rows if at < len(row) and row[at][1]]
        if said and all(is_unit(words, book) for words in said):
            return at if column.words else None
    return None


def _counts(table: Table, at: int, book: Codebook) -> bool:
    """Whether the head of a column says no more than that it counts, and in which year."""
    column = table.columns[at]
    if column.unit and not column.lent:
        return False
    return column.counts or (len(column.words) == 1 and _is_of_time(column.words[0], book))


def _is_of_time(head: str, book: Codebook) -> bool:
    is_one = head.endswith("月份") and is_month(head)
    return is_one or of_a_year(book).fullmatch(head) is not None


def _numbers_the_columns(row: Row) -> bool:
    """A row that numbers the columns: 栏次 1 2 3, 甲 1 2, 1 2 3."""
    numbers = [words for _, words in row if FIGURE.fullmatch(words)]
    rest = [words for _, words in row if words and not FIGURE.fullmatch(words)]
    counted = [read_number(one) for one in numbers] == list(range(1, len(numbers) + 1))
    return (
        len(numbers) > 1
        and counted
        and all(one in ("栏次", "行次", "序号", "甲", "乙") for one in rest)
    )


def _with_sums(lines: list[_Line], table: Table, book: Codebook) -> list[_Line]:
    """The lines, their sums told: the one named so, or the last or first that is what it says.

    A sum under heads that say no more than that they count is left out: the rows say what each
    of them counts.
    """
    parts = [line for line in lines if not line.is_sum]
    if len(parts) == len(lines) and len(parts) > FEWEST_SUMMED:
        for at, others in ((-1, parts[:-1]), (0, parts[1:])):
            if _adds_up(parts[at], others):
                lines[at] = replace(parts[at], is_sum=True)
                break
    sums = [line for line in lines if line.is_sum]
    known: list[_Line] = []
    for line in lines:
        if not line.is_sum:
            known.append(line)
        elif len(sums) == 1:
            told = {at: one for at, one in line.figures.items() if one[1].words or table.caption}
            known.append(replace(line, figures=told))
    return known


def _adds_up(line: _Line, others: Sequence[_Line]) -> bool:
    """Whether each figure of a row is the sum of those of others, and one is more than one's."""
    return any(_value(*figure) for figure in line.figures.values()) and all(
        abs(
            _value(cell, column)
            - sum(_value(*one.figures[at]) for one in others if at in one.figures)
        )
        < 1e-6
        for at, (cell, column) in line.figures.items()
        if column.unit != "%"
    )


def _value(cell: Cell, column: Column) -> float:
    return read_number(_number(cell, column)) or 0.0


def _said(line: _Line, caption: str, row: tuple[int, int], is_only: bool) -> Iterator[Amount]:
    """The figures of a row, each with the sentence that the row makes and its place in that."""
    told = f"{caption}。" if caption else ""
    begins = low = len(told)
    name = "" if line.is_sum else line.name
    places: dict[int, tuple[int, int]] = {}
    above = ""
    for at, (cell, column) in line.figures.items():
        words, figure = list(column.words), _number(cell, column)
        if places:
            told += "，"
        elif words and YEAR.fullmatch(words[0]):
            told += words.pop(0)
        if not places:
            low = len(told)
            told += name
        # What stands over several columns is said once.
        if len(words) > 1 and words[0] == above:
            del words[0]
        above = column.words[0] if len(column.words) > 1 else ""
        told += "".join(words)
        places[at] = len(told), len(told) + len(figure) + len(column.unit)
        told += figure + column.unit
    named = (low, low + len(name))
    for at, (start, end) in places.items():
        cell, column = line.figures[at]
        saying = Saying(told, start, end, begins, named, row, at, line.is_sum, is_only)
        yield _amount(cell, column, saying)


@derived
def _sum(book: Codebook) -> re.Pattern[str]:
    return re.compile(any_of(wording(book).tables.sums))


def _amount(cell: Cell, column: Column, saying: Saying) -> Amount:
    value, unit = _value(cell, column), column.unit
    if unit[0] in "百千万亿" and len(unit) > 1:
        value, unit = round(value * scale_of(unit[0]), 6), unit[1:]
    start, words = cell
    return Amount(start, start + len(words), value, None, unit, "exact", value == 0, saying)
