"""What the order of reports is made of, kept in one file: 40,000 are not opened to be sorted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from fazhi.errors import DamagedRowsError, TablesError
from fazhi.tables.ids import report_ids
from fazhi.tables.kept import Files
from fazhi.tables.pack import head
from fazhi.tables.pieces.frames import Kept
from fazhi.tables.tabulate import Row

HEADS = "heads"


class Head(msgspec.Struct, array_like=True):
    """Of one file's kept rows how many bytes they are, and what its id is made of."""

    size: int
    is_report: bool = False
    sha256: str = ""
    adcode: str | None = None
    report_year: int | None = None


def in_order(files: Sequence[tuple[str, Path]], kept: Files) -> tuple[list[Kept], list[str]]:
    """Give every report its id and put them in the order of the ids, failures first.

    Beside them the digest of every file that was read. Raises `DamagedRowsError` naming the files
    of rows that are damaged.
    """
    heads = _heads(files, kept)
    told: list[tuple[str, Row]] = [
        (path, {"sha256": one.sha256, "adcode": one.adcode, "report_year": one.report_year})
        for path, rows in files
        if (one := heads[rows.name]).is_report
    ]
    ids = dict(zip([path for path, _ in told], report_ids(told), strict=True))
    found = [Kept(ids.get(path), path, rows, heads[rows.name].size) for path, rows in files]
    digests = [str(row["sha256"]) for _, row in told]
    return sorted(found, key=lambda one: (one.report_id or "", one.path)), digests


def _heads(files: Sequence[tuple[str, Path]], kept: Files) -> dict[str, Head]:
    """The head of each file of rows by its name, those known before not read again."""
    content = kept.found(HEADS)
    known = {} if content is None else msgspec.msgpack.decode(content, type=dict[str, Head])
    heads: dict[str, Head] = {}
    damaged: list[Path] = []
    for _, rows in files:
        try:
            heads[rows.name] = known.get(rows.name) or _head(rows)
        except TablesError:
            damaged.append(rows)
    if damaged:
        raise DamagedRowsError(damaged)
    kept.put(HEADS, msgspec.msgpack.encode(heads))
    return heads


def _head(rows: Path) -> Head:
    columns = head(rows)
    size = rows.stat().st_size
    if not columns:
        return Head(size)
    told = [columns[name][0] for name in ("sha256", "adcode", "report_year")]
    return msgspec.convert([size, True, *told], Head)
