"""The rows of one report as they are kept between two builds."""

from __future__ import annotations

from pathlib import Path

import msgspec

from fazhi.tables.schema import TABLES
from fazhi.tables.sealed import seal, unsealed
from fazhi.tables.tabulate import Columns, Tables

# The columns of each table that a report fills itself; its id is given by the corpus.
OWN_COLUMNS = {
    name: tuple(column for column in table.columns if column != "report_id")
    for name, table in TABLES.items()
}


class Head(msgspec.Struct):
    """What of a report's kept rows its id is made from."""

    reports: Columns = {}


def pack(tables: Tables, name: str) -> bytes:
    """What one report gives to a file of this name, by table, then column, behind its digest."""
    given = {
        one: {column: tables[one][column] for column in columns}
        for one, columns in OWN_COLUMNS.items()
        if any(tables.get(one, {}).values())
    }
    return seal(msgspec.msgpack.encode(given), name)


def unpack(file: Path) -> Tables:
    """What `pack` made; raises `TablesError` where the file is damaged."""
    return msgspec.msgpack.decode(unsealed(file), type=Tables)


def head(file: Path) -> Columns:
    """The row of the table `reports` in what `pack` made; raises `TablesError` as `unpack`."""
    return msgspec.msgpack.decode(unsealed(file), type=Head).reports
