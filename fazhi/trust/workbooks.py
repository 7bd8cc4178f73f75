"""Workbooks as programs saved them (XLSX, ODS, CSV of any mark and code), as one kind of value.

What is not a cell of text, number or date (styles, pictures, lists to choose from) is left out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.reading.decode import decode
from fazhi.reading.intake import take_in_small
from fazhi.reading.zipped import Package

if TYPE_CHECKING:
    from lxml import etree
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CONTENT, PACKED, OLD_EXCEL = "content.xml", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# What programs put between cells; a comma where the system writes decimals with a point.
DELIMITERS = ",;\t|"
CSV = "CSV"
PERCENT, PLAIN = "0%", "General"
# A sheet of answers has a row a unit; what lies beyond is a sheet that was filled to its end.
MOST_ROWS, MOST_CELLS = 100_000, 200


class _Cell(NamedTuple):
    """What a cell holds, and the form in which numbers are shown."""

    value: Any
    form: str = PLAIN


def opened(file: Path, book: Codebook) -> Workbook:
    """A workbook by what the file is, not its name; raises `ReadError` where it is none."""
    data = take_in_small(file)
    try:
        if not data.startswith((PACKED, OLD_EXCEL)):
            return _of_csv(decode(data, book=book).text)
        if data.startswith(PACKED) and (root := Package(data).xml(CONTENT)) is not None:
            return _of_ods(root)
        return _of_xlsx(data)
    except ReadError as error:
        raise _none(file) from error


def _none(file: Path) -> ReadError:
    hint = "Save it as .xlsx (Excel workbook)."
    return ReadError("this is no workbook", where=str(file), hint=hint)


def _of_xlsx(data: bytes) -> Workbook:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return openpyxl.load_workbook(BytesIO(data))
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise ReadError("this is no workbook") from error


def _of_csv(text: str) -> Workbook:
    """One sheet; what parts its cells is what its first line has most of."""
    book, text = _empty(), text.removeprefix("\ufeff")
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    page = book.create_sheet(CSV)
    for at, cells in enumerate(
        csv.reader(StringIO(text, newline=""), delimiter=delimiter), start=1
    ):
        if at <= MOST_ROWS:
            _put(page, at, (_Cell(cell) for cell in cells))
    return book


def _of_ods(root: etree._Element) -> Workbook:
    book = _empty()
    for table in root.iter(f"{TABLE}table"):
        page = book.create_sheet(table.get(f"{TABLE}name"))
        at = 1
        for row in table.iter(f"{TABLE}table-row"):
            cells = list(_cells(row))
            repeated = int(row.get(f"{TABLE}number-rows-repeated", "1"))
            for more in range(repeated if any(cell.value for cell in cells) else 0):
                if at + more <= MOST_ROWS:
                    _put(page, at + more, iter(cells))
            at += repeated
    return book


def _cells(row: etree._Element) -> Iterator[_Cell]:
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        repeated = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        yield from [_value(cell)] * min(repeated, MOST_CELLS)


def _value(cell: etree._Element) -> _Cell:
    if formula := cell.get(f"{TABLE}formula"):
        return _Cell(f"={formula.partition('=')[2]}")
    kind, number = cell.get(f"{OFFICE}value-type"), cell.get(f"{OFFICE}value")
    if kind in ("float", "percentage", "currency") and number:
        return _Cell(float(number), PERCENT if kind == "percentage" else PLAIN)
    if kind == "date" and (day := cell.get(f"{OFFICE}date-value")):
        try:
            return _Cell(datetime.fromisoformat(day))
        except ValueError:
            return _Cell(day)
    lines = ["".join(map(str, one.itertext())) for one in cell.iterchildren(f"{TEXT}p")]
    return _Cell("\n".join(lines))


def _empty() -> Workbook:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    return book


def _put(page: Worksheet, row: int, cells: Iterator[_Cell]) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    for column, (value, form) in enumerate(cells, start=1):
        if value in ("", None) or column > MOST_CELLS:
            continue
        here = page.cell(row, column)
        here.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
        if form != PLAIN:
            here.number_format = form
