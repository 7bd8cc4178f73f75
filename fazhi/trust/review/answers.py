"""What coders wrote, read back from their workbooks; every fault told by sheet and cell.

A workbook comes back sorted, filtered, half filled, or worse. Rows are found by their key, columns
by their heads in any language; what can be read is read, and each fault is told by itself. A wrong
cell loses nothing but itself, but for the figure: without it the row would pass for the machine's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from fazhi.codebook.book import Codebook
from fazhi.codebook.indicators import indicators
from fazhi.reading.clean.script import simplify
from fazhi.trust.review.columns import (
    ANSWERED,
    INSTEAD,
    NOT_STATED,
    codes_by_name,
)
from fazhi.trust.review.figures import MADE_DATES, PERCENT, Figure, figure_of
from fazhi.trust.review.sample import Asked, Sample
from fazhi.trust.review.sheet import Fault, sheet_of
from fazhi.trust.review.units import REPORT

FAR = 0.7
FORMULA = "f"
# What stands before a measure word that counts by it.
MANY = "百千万亿"
# All cells of a merged range but its first.
MERGED = "MergedCell"
# Without these nobody can tell what a figure is: a row in which one cannot be read answers nothing.
DECIDING = ("indicator", "value", "unit", "approx", "period", "counted")


class Answer(msgspec.Struct, frozen=True):
    """What one coder answers of one unit; `indicator` an id, or a word of `INSTEAD`."""

    key: str
    indicator: str
    value: float | None = None
    unit: str | None = None
    approx: str | None = None
    period: str | None = None
    counted: str | None = None
    said: str | None = None
    note: str | None = None


class Workbook(NamedTuple):
    """The answers of one workbook by key, its faults, and the keys that it leaves unanswered."""

    answers: Mapping[str, Answer]
    faults: tuple[Fault, ...]
    unanswered: tuple[str, ...]


def read_workbook(file: Path, sample: Sample, book: Codebook, *, whole: bool = True) -> Workbook:
    """The answers of a coder to the units of a sample; to all of them where it is `whole`.

    Raises `ReadError` where the file is no workbook, or no sheet of it holds the keys.
    """
    sheet, faults = sheet_of(file, book)
    page = sheet.page
    known = {one.key: one for one in sample.units}
    answers: dict[str, Answer] = {}
    met, empty = set[str](), frozenset[str]()
    for cells in page.iter_rows(min_row=sheet.top + 1):
        told = {sheet.columns[at]: cell for at, cell in enumerate(cells) if at in sheet.columns}
        row = _Row(page.title, told)
        key = row.words("key")
        # Of two rows with one key the lower is read where the upper was left empty.
        if key in known and (key not in met or (key in empty and row.is_filled())):
            met.add(key)
            empty = empty - {key} if row.is_filled() else empty | {key}
            read, wrong = _answer(row, known[key], sample.indicator, book)
            faults += wrong
            if read:
                answers[key] = read
        elif (key or row.is_filled()) and not (key in met and not row.is_filled()):
            faults.append(_stray(row, key, key in met))
    gone = [one.key for one in sample.units if one.key not in met] if whole else []
    if gone:
        what = f"rows of the sample are missing: {len(gone)}"
        hint = f"Rows must not be deleted; the first has the key {gone[0]}."
        faults.append(Fault(page.title, what, hint))
    asked = (one.key for one in sample.units if whole or one.key in met)
    return Workbook(answers, tuple(faults), tuple(key for key in asked if key not in answers))


class _Row(NamedTuple):
    """The cells of a row by column."""

    sheet: str
    cells: Mapping[str, Any]

    def words(self, column: str) -> str:
        cell = self.cells.get(column)
        return str(cell.value).strip() if cell is not None and cell.value is not None else ""

    def where(self, column: str) -> str:
        cell = self.cells.get(column)
        return f"{self.sheet}!{cell.coordinate}" if cell is not None else self.sheet

    def is_unread(self, column: str) -> bool:
        """Whether what a coder may have written there cannot be had: no such head, merged away."""
        cell = self.cells.get(column)
        return cell is None or type(cell).__name__ == MERGED

    def is_filled(self) -> bool:
        return any(self.words(column) for column in ANSWERED)


def _stray(row: _Row, key: str, again: bool) -> Fault:
    if again:
        return Fault(
            row.where("key"),
            "this key stands in a row above, too",
            "Keep one row; the upper was read.",
        )
    what = "this key is not of the sample" if key else "this row has answers and no key"
    return Fault(row.where("key"), what, "Copy the key from the workbook as it was sent.")


def _answer(
    row: _Row, asked: Asked, indicator: str, book: Codebook
) -> tuple[Answer | None, list[Fault]]:
    """What a row answers, and what of it cannot be read; nothing where it was left empty."""
    if not row.is_filled():
        return None, []
    told, faults = _cells(row, book)
    if isinstance(said := told.get("value"), Figure):
        said, told = _in_full(said, told, book)
        faults += _percent(row, said, told, asked, book)
        # What the cell says more than its number stands where its own column is empty.
        more = {"unit": said.unit, "approx": said.approx}
        told = {name: one for name, one in more.items() if one} | told | {"value": said.value}
    met = {fault.where for fault in faults}
    if row.where("indicator") not in met:
        faults += _unfit(row, told, asked, indicator)
    unread = {fault.where for fault in faults} & {row.where(name) for name in DECIDING}
    if unread or "indicator" not in told:
        return None, faults
    if told["indicator"] not in INSTEAD and row.is_unread("value"):
        return None, faults
    return Answer(key=asked.key, **told), faults


def _in_full(said: Figure, told: dict[str, Any], book: Codebook) -> tuple[Figure, dict[str, Any]]:
    """A figure whose measure word counts by thousands (5 of 万元) as both are read together."""
    unit = told.get("unit")
    both = figure_of(f"{said.value:f}{unit}", "", book) if unit and said.unit is None else None
    if not unit or both is None or both.value == said.value:
        return said, told
    rest = both.unit or unit.lstrip(MANY)
    return both._replace(approx=said.approx or both.approx), {**told, "unit": rest}


def _cells(row: _Row, book: Codebook) -> tuple[dict[str, Any], list[Fault]]:
    """What stands in the cells of a row, by column, and what of it cannot be read."""
    faults: list[Fault] = []
    told: dict[str, Any] = {}
    for column in ANSWERED:
        cell = row.cells.get(column)
        if cell is None or not row.words(column):
            continue
        if cell.data_type == FORMULA:
            hint = "Write what it gives in its place."
            faults.append(Fault(row.where(column), "a formula stands here", hint))
            continue
        value, fault = _read(column, cell, book)
        if fault:
            faults.append(Fault(row.where(column), *fault))
        else:
            told[column] = value
    return told, faults


def _unfit(row: _Row, told: Mapping[str, Any], asked: Asked, indicator: str) -> Iterator[Fault]:
    """That the indicator chosen, or none, is no answer to what the row asks."""
    chosen = told.get("indicator")
    where = row.where("indicator")
    if asked.kind != REPORT:
        if chosen is None:
            hint = "Choose one, or none, or no_figure; the row is unread."
            yield Fault(where, "no indicator is chosen", hint)
        elif chosen == NOT_STATED:
            hint = "Choose an indicator, none, or no_figure."
            yield Fault(where, "this row asks about words, not about a whole report", hint)
    elif chosen not in (indicator, NOT_STATED):
        hint = "Choose it, or not_stated."
        yield Fault(where, f"this row asks for {indicator}", hint)
    elif chosen == indicator and not row.words("value") and not row.is_unread("value"):
        hint = "Write the figure, or choose not_stated."
        yield Fault(row.where("value"), "a stated indicator needs its figure", hint)


def _percent(
    row: _Row, said: Figure, told: dict[str, Any], asked: Asked, book: Codebook
) -> Iterator[Fault]:
    """That a share was written as 0.98 where per cent are counted."""
    entry = indicators(book).entries.get(told.get("indicator") or "")
    unit = told.get("unit") or asked.unit or (entry.unit if entry else None)
    if unit == PERCENT and said.unit is None and 0 < abs(said.value) < 1:
        what = f"{said.value:g} of per cent is less than one in a hundred"
        yield Fault(row.where("value"), what, "Write 98 for 98%; where it is meant so, 0.5%.")


def _read(column: str, cell: Any, book: Codebook) -> tuple[Any, tuple[str, str] | None]:
    """A cell as its column has it, or what is wrong with it and what to do."""
    if column == "value":
        figure = figure_of(cell.value, cell.number_format, book)
        return figure, None if figure else _no_figure(cell.value)
    words = str(cell.value).strip()
    if column == "unit":
        return simplify(words, book), None
    known = codes_by_name(book).get(column)
    if known is None:
        return words, None
    code = known.get(words) or known.get(words.split()[0])
    if code:
        return code, None
    near = get_close_matches(words, known, n=1, cutoff=FAR)
    hint = f"Did you mean {near[0]}?" if near else "Choose from the list of the cell."
    return None, (f"{words!r} is not in the list", hint)


def _no_figure(value: Any) -> tuple[str, str]:
    """Why a cell is no figure, and what to write."""
    if isinstance(value, MADE_DATES):
        hint = "Spreadsheets make dates of what looks like one (3-5): write the lower end alone."
        return "a date stands here", hint
    hint = "Write 35000, 35,000, 3.5万 or 30余; of a range the lower end."
    return f"{str(value)!r} is no number", hint
