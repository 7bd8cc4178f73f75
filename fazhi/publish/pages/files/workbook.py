"""Rows as a workbook (XLSX) that is filtered by its head, and as CSV that Excel opens right."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from fazhi.errors import FazhiError

Cell = str | int | float | bool | None
# Without this mark Excel takes a CSV for text in the system's own encoding.
BOM = "\ufeff"
# A spreadsheet would run text that begins with one of these, also as wide as a Chinese character
# and after blanks that it leaves out: no report may put a formula there.
FORMULA = r"^[\s\x00-\x20\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫−]|^[\t\r]"
BEGINS = re.compile(FORMULA)
# What a workbook's XML cannot hold, and the longest cell that Excel takes.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST = 32_767
# Characters of a usual column.
WIDTH = 14
# The same bytes whenever it is written.
WRITTEN = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class Sheet(NamedTuple):
    """One sheet: its name, the heads of its columns, its rows, and widths in characters.

    A column without a width of its own is `WIDTH` wide.
    """

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int] = ()


def as_workbook(sheets: Sequence[Sheet], sign: str = "") -> bytes:
    """The sheets as an XLSX file: heads stay in view and filter, text never is a formula.

    `sign` stands in the properties of the file. Raises `FazhiError` without `xlsxwriter`.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise FazhiError(
            "workbooks need the package xlsxwriter, which is not installed",
            hint="Install it: pip install xlsxwriter; or ask for CSV.",
        ) from error
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"created": WRITTEN, "comments": sign})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, head, body)
    return held.getvalue()


def _write(page: Any, sheet: Sheet, head: Any, body: Any) -> None:
    """One sheet, its heads and its other cells in the formats of the workbook."""
    for at, name in enumerate(sheet.heads):
        page.write_string(0, at, name, head)
        page.set_column(at, at, sheet.widths[at] if at < len(sheet.widths) else WIDTH, body)
    for down, row in enumerate(sheet.rows, start=1):
        for at, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                page.write_string(down, at, NOT_IN_XML.sub("�", cell)[:LONGEST], body)
            elif cell not in (None, ""):
                page.write(down, at, cell, body)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.heads) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def as_csv(sheet: Sheet) -> bytes:
    """One sheet as CSV: UTF-8 with a mark, no cell a formula."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(sheet.heads)
    for row in sheet.rows:
        writer.writerow([_safe(cell) for cell in row])
    return (BOM + held.getvalue()).encode("utf-8", "backslashreplace")


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and BEGINS.search(cell) else cell
