"""Figures of tables whose measure word stands in the head of their column (数量（件） over 32).

Read is only what is sure: the name of the column says no more than that it counts (数量, 件数), so
that the row alone says what, and all that stands in the column are bare numbers. Sums of rows are
left out, and so are columns that tell stages or kinds (受理（件）, 办结（件）).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import TableCues, wording
from fazhi.language.numerals import scale_of
from fazhi.language.units import any_of, unit_pattern
from fazhi.parse.quantities.amount import Amount

FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
WORD = re.compile("[\u3400-\u9fff]")
# A head may have a title of the table above it.
HEAD_WITHIN = 2
Cell = tuple[int, str]


def figures_under_heads(clean: str, book: Codebook) -> list[Amount]:
    """The bare numbers of tables that get their measure word from the head of their column."""
    if "\t" not in clean:
        return []
    found: list[Amount] = []
    for above, rows in _tables(clean):
        found += _figures(above, rows, book)
    return found


def _tables(clean: str) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Each stretch of lines with tabs as rows of cells with their places, and the line above."""
    start, above = 0, ""
    lines: list[Cell] = []
    for line in clean.split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    for is_row, group in groupby(lines, key=lambda one: "\t" in one[1]):
        members = list(group)
        if is_row:
            yield above, [_cells(*line) for line in members]
        else:
            above = members[-1][1]


def _cells(start: int, line: str) -> list[Cell]:
    cells: list[Cell] = []
    for words in line.split("\t"):
        cells.append((start, words))
        start += len(words) + 1
    return cells


def _figures(above: str, rows: Sequence[list[Cell]], book: Codebook) -> Iterator[Amount]:
    heads = (_columns(above, [words for _, words in row], book) for row in rows[:HEAD_WITHIN])
    below, units = next(((at, one) for at, one in enumerate(heads, start=1) if one), (0, {}))
    for column, unit in units.items():
        cells = [(row, row[column]) for row in rows[below:] if column < len(row)]
        said = [words for _, (_, words) in cells if words not in wording(book).tables.nothing]
        # A cell may bear the measure word itself (5件), and is read by that.
        if said and all(FIGURE.fullmatch(words.removesuffix(unit)) for words in said):
            for row, (start, words) in cells:
                if FIGURE.fullmatch(words) and _has_a_name(row, column, book):
                    yield _amount(start, words, unit)


def _columns(above: str, head: Sequence[str], book: Codebook) -> dict[int, str]:
    """The measure words of the columns that count, by their places; none where two count alike."""
    cues, patterns = wording(book).tables, _patterns(book)
    caption = patterns[1].fullmatch(above)
    found: dict[int, str] = {}
    others: list[str] = []
    for at, words in enumerate(head):
        told = patterns[0].fullmatch(words)
        if told and told["name"] and told["name"] not in cues.columns:
            others.append(told["unit"])
        elif told:
            found[at] = told["unit"]
        elif words in cues.named:
            found[at] = cues.named[words]
        elif words in cues.columns and caption:
            found[at] = caption["unit"]
    units = [*found.values(), *others]
    return found if len(set(units)) == len(units) else {}


@derived
def _patterns(book: Codebook) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The head of a column with its measure word, and the line above a table that tells it."""
    unit = rf"(?P<unit>[百千万亿]?{unit_pattern(book)})"
    label = r"(?:单位[：:] ?)?"
    return (
        re.compile(rf"(?P<name>[^（()）]{{0,12}})[（(]{label}{unit}[）)]"),
        re.compile(rf"[^\n]{{0,40}}?[（(]?单位[：:] ?{unit}[）)]?"),
    )


def _has_a_name(row: Sequence[Cell], column: int, book: Codebook) -> bool:
    """Whether words before the figure say what the row counts, and it is no sum of rows."""
    names = [words for _, words in row[:column] if WORD.search(words)]
    return bool(names) and not _sum(book).match(names[-1])


@derived
def _sum(book: Codebook) -> re.Pattern[str]:
    cues: TableCues = wording(book).tables
    return re.compile(any_of(cues.sums))


def _amount(start: int, words: str, unit: str) -> Amount:
    value = float(words.replace(",", ""))
    if unit[0] in "百千万亿" and len(unit) > 1:
        value, unit = round(value * scale_of(unit[0]), 6), unit[1:]
    return Amount(start, start + len(words), value, None, unit, "exact", value == 0)
