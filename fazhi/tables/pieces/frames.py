"""Frames of the tables of some reports, from the rows that are kept of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fazhi.errors import DamagedRowsError, TablesError
from fazhi.later import pl
from fazhi.tables.pack import unpack
from fazhi.tables.schema import TABLES, Table
from fazhi.tables.tabulate import Columns, Tables

# A group of rows waits in memory until it is full; a row of `texts` holds a whole report.
ROWS_A_GROUP, TEXTS_A_GROUP = 20_000, 200


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a report's rows are kept, how many bytes, and the id they get; none of a failure."""

    report_id: str | None
    path: str
    rows: Path
    size: int


def rows_a_group(name: str) -> int:
    """How many rows of a table a reader takes in at once."""
    return TEXTS_A_GROUP if name == "texts" else ROWS_A_GROUP


def level(name: str) -> int | None:
    """Level of compression; whole texts take half the time at the lowest, the usual for others."""
    return 1 if name in ("texts", "paragraphs") else None


def frames(some: Sequence[Kept]) -> Iterator[tuple[str, pl.DataFrame]]:
    """Every table of some reports, one after the other, each let go before the next.

    Raises `DamagedRowsError` naming the files of rows that are damaged.
    """
    together: dict[str, Columns] = {
        name: {column: [] for column in table.columns} for name, table in TABLES.items()
    }
    damaged: list[Path] = []
    for kept in some:
        try:
            _add(together, unpack(kept.rows), kept.report_id)
        except TablesError:
            damaged.append(kept.rows)
    if damaged:
        raise DamagedRowsError(damaged)
    for name, table in TABLES.items():
        yield name, _frame(together.pop(name), table)


def _add(together: dict[str, Columns], rows: Tables, report_id: str | None) -> None:
    """Add the kept rows of one report to those of others."""
    for name, some in rows.items():
        target = together[name]
        for column, values in some.items():
            target[column] += values
        if "report_id" in target:
            target["report_id"] += [report_id] * len(values)


def _frame(columns: Columns, table: Table) -> pl.DataFrame:
    """Columns as a frame of the table's types; dates come as ISO text."""
    series = [_series(column, columns[column], kind) for column, kind in table.types().items()]
    return pl.DataFrame(series).sort(table.key, maintain_order=True)


def _series(name: str, values: list[object], kind: pl.DataType | type[pl.DataType]) -> pl.Series:
    if kind == pl.Date:
        return pl.Series(name, values, dtype=pl.String).str.to_date("%Y-%m-%d", strict=True)
    if isinstance(kind, pl.List):
        # Lists by way of JSON take a tenth of the time that polars takes to look into each.
        texts = [None if one is None else msgspec.json.encode(one).decode() for one in values]
        return pl.Series(name, texts, dtype=pl.String).str.json_decode(kind)
    return pl.Series(name, values, dtype=kind)
