"""The rows of one report as they are kept between two builds."""

from __future__ import annotations

from pathlib import Path

import msgspec

from fazhi.tables.schema import TABLES, Table
from fazhi.tables.sealed import seal, unsealed
from fazhi.tables.tabulate import Columns, Tables

# Folder of rows whose names are digests of what they hold.
PASSING = "passing"


class Head(msgspec.Struct):
    """What of a report's kept rows its id is made from."""

    reports: Columns = {}


def pack(tables: Tables, name: str = "") -> bytes:
    """What one report gives to the tables, by table, then column, behind its digest.

    `name` is that of its file; none where the content names the file.
    """
    return seal(
        msgspec.msgpack.encode(
            {
                one: {column: tables[one][column] for column in _own_columns(table)}
                for one, table in TABLES.items()
                if any(tables.get(one, {}).values())
            }
        ),
        name,
    )


def unpack(file: Path) -> Tables:
    """What `pack` made; raises `TablesError` where the file is damaged."""
    return msgspec.msgpack.decode(content_of(file), type=Tables)


def head(file: Path) -> Columns:
    """The row of the table `reports` in what `pack` made; raises `TablesError` as `unpack`."""
    return msgspec.msgpack.decode(content_of(file), type=Head).reports


def content_of(file: Path) -> bytes:
    """The packed rows of a file; raises `TablesError` where it is damaged."""
    return unsealed(file, "" if file.parent.name == PASSING else file.name)


def _own_columns(table: Table) -> list[str]:
    """The columns that a report fills itself; its id is given by the corpus."""
    return [column for column in table.columns if column != "report_id"]
