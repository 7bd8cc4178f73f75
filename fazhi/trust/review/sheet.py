"""The sheet of a workbook that holds the rows asked, wherever it stands and whatever lies beside.

Sheets are known by the head of their column of keys. Where several have it (one was copied), the
one with its name as it was sent is read, unless only another one is filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.trust.review.columns import ANSWERED, columns_by_head, heads_met, titles
from fazhi.trust.workbooks import opened

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# The heads stand in the first row unless someone wrote a line above them.
ROWS_ABOVE = 5


class Fault(NamedTuple):
    """What could not be read: where (`coding!I7`), what is wrong, what to do."""

    where: str
    what: str
    hint: str


class Sheet(NamedTuple):
    """A sheet of answers: the row of its heads, its columns by place, the heads it should have.

    `filled` are the cells that somebody wrote in.
    """

    page: Worksheet
    top: int
    columns: Mapping[int, str]
    heads: Mapping[str, str]
    filled: int


def sheet_of(file: Path, book: Codebook) -> tuple[Sheet, list[Fault]]:
    """The sheet of answers of a workbook, and what is wrong with the workbook and its form.

    Raises `ReadError` where the file is no workbook, or no sheet of it holds the keys.
    """
    found = [sheet for page in opened(file, book).worksheets if (sheet := _read(page, book))]
    if not found:
        hint = "The sheet needs the column of keys, with its head, as it was sent."
        raise ReadError(
            "no sheet of this workbook holds the rows asked", where=str(file), hint=hint
        )
    named = titles(book)
    one = max(found, key=lambda sheet: (sheet.filled > 0, sheet.page.title in named))
    return one, [*_beside(one, found), *_of_form(one)]


def _read(page: Worksheet, book: Codebook) -> Sheet | None:
    """A sheet with its heads; nothing where it has no column of keys."""
    by_head = columns_by_head(book)
    for top, cells in enumerate(page.iter_rows(max_row=ROWS_ABOVE), start=1):
        told = [str(cell.value).strip() for cell in cells]
        columns = {at: by_head[head] for at, head in enumerate(told) if head in by_head}
        if "key" in columns.values():
            answers = [at for at, name in columns.items() if name in ANSWERED]
            rows = page.iter_rows(min_row=top + 1, values_only=True)
            filled = sum(str(row[at] or "").strip() != "" for row in rows for at in answers)
            return Sheet(page, top, columns, heads_met(told, book), filled)
    return None


def _beside(one: Sheet, found: list[Sheet]) -> Iterator[Fault]:
    """Other sheets with answers, which are not read."""
    for other in found:
        if other is not one and other.filled:
            what = f"the sheet {one.page.title!r} was read, and this one holds answers, too"
            hint = "Put what should stand into that one, and remove this one."
            yield Fault(other.page.title, what, hint)


def _of_form(one: Sheet) -> Iterator[Fault]:
    """What is wrong with the sheet as a whole."""
    present, where = list(one.columns.values()), f"{one.page.title}!{one.top}"
    for name in ANSWERED:
        if name not in present:
            what = f"the column {one.heads[name]!r} is missing or has another head"
            yield Fault(where, what, "Give it back its head; its cells are unread.")
        elif present.count(name) > 1:
            what = f"two columns have the head of {one.heads[name]!r}"
            yield Fault(where, what, "Keep one of them; the last was read.")
    for merged in one.page.merged_cells.ranges:
        if merged.max_row > one.top:
            what = "merged cells: all but the first are empty"
            yield Fault(f"{one.page.title}!{merged.coord}", what, "Unmerge them and fill in each.")
