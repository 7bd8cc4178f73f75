"""What reports state as a workbook that explains itself: values, definitions, conflicts."""

from __future__ import annotations

import polars as pl

from fazhi.codebook.entries import Indicators
from fazhi.codebook.indicators import indicators
from fazhi.publish.explore.shelf import Shelf, compared
from fazhi.publish.pages.files.codebook import definitions
from fazhi.publish.pages.files.workbook import Cell, Sheet, as_workbook
from fazhi.records import CONFLICTING

WHO = ("report_id", "town", "year")


def made(shelf: Shelf, wide: pl.DataFrame) -> bytes:
    """The workbook of a wide frame: `values`, `definitions`, `conflicts`.

    A cell is empty where a report does not state an indicator; where it states several values that
    disagree the cell is empty too, the column `conflicting` names the indicator, and the sheet
    `conflicts` holds every one of them with its words. `corrected` names those that people changed.
    """
    codes = [name for name in wide.columns if name not in (*WHO, "conflicting", "corrected")]
    book = indicators(shelf.book)
    known = Indicators({code: book[code] for code in codes if code in book.entries})
    return as_workbook([_sheet("values", wide), definitions(known), _conflicts(shelf)])


def _conflicts(shelf: Shelf) -> Sheet:
    rows = shelf.indicators().filter(pl.col("state") == CONFLICTING).collect()
    codes = rows["indicator"].unique(maintain_order=True)
    own = ("report_id", "town", "year", "value", "unit", "raw", "quote")
    told = [
        compared(shelf, code)
        .filter(pl.col("state") == CONFLICTING)
        .select(pl.lit(code).alias("indicator"), *own)
        for code in codes
    ]
    nothing = pl.DataFrame(schema=dict.fromkeys(("indicator", *own), pl.String))
    return _sheet("conflicts", pl.concat(told) if told else nothing)


def _sheet(name: str, frame: pl.DataFrame) -> Sheet:
    rows: list[tuple[Cell, ...]] = frame.rows()
    return Sheet(name, frame.columns, rows)
