"""What coders wrote, read back from their workbooks; every fault told by sheet and cell.

A workbook comes back sorted, filtered, half filled, or worse. Rows are found by their key, columns
by their heads in any language; what can be read is read, and each fault is told by itself. A wrong
cell loses nothing but itself, but for the figure: without it the row would pass for the machine's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile

import msgspec

from fazhi.codebook.book import Codebook
from fazhi.codebook.indicators import indicators
from fazhi.errors import ReadError
from fazhi.reading.intake import take_in_small
from fazhi.trust.review.columns import (
    ANSWERED,
    INSTEAD,
    codes_by_name,
    columns_by_head,
)
from fazhi.trust.review.figures import PERCENT, Figure, figure_of
from fazhi.trust.review.sample import Asked, Sample

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# The heads stand in the first row unless someone wrote a line above them.
ROWS_ABOVE = 5
FAR = 0.7
FORMULA = "f"
# All cells of a merged range but its first.
MERGED = "MergedCell"
# Without these nobody can tell what a figure is: a row in which one cannot be read answers nothing.
COUNTED = ("value", "unit", "approx", "period", "counted")


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


class Fault(NamedTuple):
    """What could not be read: where (`coding!I7`), what is wrong, what to do."""

    where: str
    what: str
    hint: str


class Workbook(NamedTuple):
    """The answers of one workbook by key, its faults, and the keys that it leaves unanswered."""

    answers: Mapping[str, Answer]
    faults: tuple[Fault, ...]
    unanswered: tuple[str, ...]


def read_workbook(file: Path, sample: Sample, book: Codebook, *, whole: bool = True) -> Workbook:
    """The answers of a coder to the units of a sample; to all of them where it is `whole`.

    Raises `ReadError` where the file is no workbook, or no sheet of it holds the keys.
    """
    page, top, columns = _sheet(file, book)
    faults = list(_of_form(page, columns, top))
    known = {one.key: one for one in sample.units}
    answers: dict[str, Answer] = {}
    met: set[str] = set()
    for cells in page.iter_rows(min_row=top + 1):
        row = _Row(
            page.title, {columns[at]: cell for at, cell in enumerate(cells) if at in columns}
        )
        key = row.words("key")
        if key in known and key not in met:
            met.add(key)
            read, wrong = _answer(row, known[key], bool(sample.indicator), book)
            faults += wrong
            if read:
                answers[key] = read
        elif key or row.is_filled():
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
        return Fault(row.where("key"), "this key stands in a row above, too", "Keep one row.")
    what = "this key is not of the sample" if key else "this row has answers and no key"
    return Fault(row.where("key"), what, "Copy the key from the workbook as it was sent.")


def _sheet(file: Path, book: Codebook) -> tuple[Worksheet, int, dict[int, str]]:
    """The sheet of answers, the row of its heads, and its columns by place."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    data = take_in_small(file)
    try:
        opened = openpyxl.load_workbook(BytesIO(data))
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        hint = "Save it as .xlsx (Excel workbook)."
        raise ReadError("this is no workbook", where=str(file), hint=hint) from error
    by_head = columns_by_head(book)
    for page in opened.worksheets:
        for top, cells in enumerate(page.iter_rows(max_row=ROWS_ABOVE), start=1):
            named = {at: by_head.get(str(cell.value).strip()) for at, cell in enumerate(cells)}
            found = {at: name for at, name in named.items() if name}
            if "key" in found.values():
                return page, top, found
    hint = "The sheet needs the column of keys, with its head, as it was sent."
    raise ReadError("no sheet of this workbook holds the rows asked", where=str(file), hint=hint)


def _of_form(page: Worksheet, columns: Mapping[int, str], top: int) -> Iterator[Fault]:
    """What is wrong with the sheet as a whole."""
    present = list(columns.values())
    for name in ANSWERED:
        if name not in present:
            what = f"the column {name!r} is missing or has another head"
            yield Fault(f"{page.title}!{top}", what, "Give it back its head; its cells are unread.")
        elif present.count(name) > 1:
            what = f"two columns have the head of {name!r}"
            yield Fault(f"{page.title}!{top}", what, "Keep one of them; the last was read.")
    for merged in page.merged_cells.ranges:
        if merged.max_row > top:
            what = "merged cells: all but the first are empty"
            yield Fault(f"{page.title}!{merged.coord}", what, "Unmerge them and fill in each.")


def _answer(
    row: _Row, asked: Asked, whole: bool, book: Codebook
) -> tuple[Answer | None, list[Fault]]:
    """What a row answers, and what of it cannot be read; nothing where it was left empty."""
    if not row.is_filled():
        return None, []
    faults: list[Fault] = []
    told: dict[str, Any] = {}
    for column in ANSWERED:
        cell = row.cells.get(column)
        if cell is None or cell.value is None or not str(cell.value).strip():
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
    if isinstance(said := told.get("value"), Figure):
        faults += _percent(row, said, told, asked, book)
        # What the cell says more than its number stands where its own column is empty.
        more = {"unit": said.unit, "approx": said.approx}
        told = {name: one for name, one in more.items() if one} | told | {"value": said.value}
    if "indicator" not in told:
        if not any(fault.where == row.where("indicator") for fault in faults):
            hint = "Choose one, or none, or no_figure; the row is unread."
            faults.append(Fault(row.where("indicator"), "no indicator is chosen", hint))
        return None, faults
    if any(fault.where == row.where(column) for fault in faults for column in COUNTED):
        return None, faults
    if told["indicator"] not in INSTEAD and row.is_unread("value"):
        return None, faults
    if whole and told["indicator"] not in INSTEAD and "value" not in told:
        hint = "Write the figure, or choose not_stated."
        faults.append(Fault(row.where("value"), "a stated indicator needs its figure", hint))
        return None, faults
    return Answer(key=asked.key, **told), faults


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
        if figure is None:
            what = f"{str(cell.value)!r} is no number"
            return None, (what, "Write it in figures: 35000; of a range the lower end.")
        return figure, None
    words = str(cell.value).strip()
    known = codes_by_name(book).get(column)
    if known is None:
        return words, None
    code = known.get(words) or known.get(words.split()[0])
    if code:
        return code, None
    near = get_close_matches(words, known, n=1, cutoff=FAR)
    hint = f"Did you mean {near[0]}?" if near else "Choose from the list of the cell."
    return None, (f"{words!r} is not in the list", hint)
