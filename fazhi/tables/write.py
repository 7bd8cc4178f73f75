"""Writes the tables from the kept rows of each report: in order, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import polars as pl
from polars.io.plugins import register_io_source

from fazhi.tables.schema import TABLES, Table
from fazhi.tables.tabulate import Columns, Row, Tables

STATE = "state.json"
PIECES = ".pieces"
REPORTS_A_CHUNK = 200
# A group of rows waits in memory until it is full; a row of `texts` holds a whole report.
ROWS_A_GROUP, TEXTS_A_GROUP = 20_000, 200


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a report's rows are kept, and the id they get."""

    report_id: str | None
    path: str
    rows: Path


@dataclass(slots=True)
class WriteSummary:
    """What was written: counts, failures, and whether anything differs from before."""

    reports: int = 0
    quantities: int = 0
    failures: list[Row] = field(default_factory=list)
    changed: bool = True


class State(msgspec.Struct):
    """What the tables on disk were made from."""

    digest: str
    reports: int
    quantities: int
    failures: list[Row]


class Head(msgspec.Struct):
    """What of a report's kept rows its id is made from."""

    reports: Columns = {}


def pack(tables: Tables) -> bytes:
    """What one report gives to the tables, as it is kept: by table, then column."""
    return msgspec.msgpack.encode(
        {
            name: {column: tables[name][column] for column in _own_columns(table)}
            for name, table in TABLES.items()
            if any(tables.get(name, {}).values())
        }
    )


def write_tables(files: Sequence[tuple[str, Path]], out: Path) -> WriteSummary:
    """Write every table from the kept rows of the files, sorted by its key.

    Args:
        files: path of each report with the file that holds its rows.
        out: the folder of the tables; untouched where nothing changed.
    """
    digest = sha256("".join(kept.name for _, kept in files).encode()).hexdigest()
    state = _read_state(out)
    if state and state.digest == digest and all(_is_sound(out, name) for name in TABLES):
        failures: list[Row] = [dict(row) for row in state.failures]
        return WriteSummary(state.reports, state.quantities, failures, changed=False)
    # From here on the old state is not true any more, whenever this run may be stopped.
    (out / STATE).unlink(missing_ok=True)
    order = _order(files)
    if len(order) <= REPORTS_A_CHUNK:
        _write_at_once(order, out)
    else:
        _write_by_pieces(order, out)
    failures = pl.read_parquet(_path(out, "failures")).to_dicts()
    quantities = pl.scan_parquet(_path(out, "quantities")).select(pl.len()).collect().item()
    reports = sum(1 for kept in order if kept.report_id)
    kept = list(failures)
    part = out / f"{STATE}.part"
    part.write_bytes(msgspec.json.encode(State(digest, reports, quantities, kept)))
    part.replace(out / STATE)
    return WriteSummary(reports, quantities, failures)


def _path(out: Path, name: str) -> Path:
    return out / f"{name}.parquet"


def _is_sound(out: Path, name: str) -> bool:
    """Whether a table is there with the columns it must have."""
    try:
        found = pl.read_parquet_schema(_path(out, name))
    except (OSError, pl.exceptions.PolarsError):
        return False
    return found == dict(TABLES[name].columns)


def _read_state(out: Path) -> State | None:
    try:
        return msgspec.json.decode((out / STATE).read_bytes(), type=State)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def _order(files: Sequence[tuple[str, Path]]) -> list[Kept]:
    """Give every report its id, unique and stable, and put them in the order of the ids."""
    seen: Counter[str] = Counter()
    kept: list[Kept] = []
    for path, rows in files:
        columns = msgspec.msgpack.decode(rows.read_bytes(), type=Head).reports
        if not columns:
            kept.append(Kept(None, path, rows))
            continue
        report = {column: values[0] for column, values in columns.items()}
        name = report_name(path, report)
        seen[name] += 1
        kept.append(Kept(name if seen[name] == 1 else f"{name}-{seen[name]}", path, rows))
    return sorted(kept, key=lambda one: (one.report_id or "", one.path))


def report_name(path: str, report: Row) -> str:
    """Code (or file stem) and year of a report; a file stem that holds the year stays as it is."""
    year = report.get("report_year")
    stem = str(report.get("adcode") or Path(path).stem)
    return stem if year is None or str(year) in stem else f"{stem}-{year}"


def _own_columns(table: Table) -> list[str]:
    """The columns that a report fills itself; its id is given by the corpus."""
    return [column for column in table.columns if column != "report_id"]


def _piece(folder: Path, name: str, number: int) -> Path:
    return folder / f"{name}-{number}.arrow"


def _write_at_once(order: Sequence[Kept], out: Path) -> None:
    """Write every table of few reports, which need no pieces."""
    for name, frame in _frames(order):
        part = out / f"{name}.part"
        frame.write_parquet(
            part,
            compression="zstd",
            compression_level=_level(name),
            row_group_size=_rows_a_group(name),
        )
        part.replace(_path(out, name))


def _write_by_pieces(order: Sequence[Kept], out: Path) -> None:
    """Write every table of many reports, some reports in memory at a time."""
    with TemporaryDirectory(prefix=PIECES, dir=out) as pieces:
        count = _write_pieces(order, Path(pieces))
        for name in TABLES:
            _write(name, [_piece(Path(pieces), name, number) for number in range(count)], out)


def _rows_a_group(name: str) -> int:
    return TEXTS_A_GROUP if name == "texts" else ROWS_A_GROUP


def _level(name: str) -> int | None:
    """Level of compression; whole texts take half the time at the lowest, the usual for others."""
    return 1 if name in ("texts", "paragraphs") else None


def _write_pieces(order: Sequence[Kept], folder: Path) -> int:
    """Put the kept rows of some reports at a time together, each file read once; how many times."""
    firsts = range(0, max(len(order), 1), REPORTS_A_CHUNK)
    for number, first in enumerate(firsts):
        for name, frame in _frames(order[first : first + REPORTS_A_CHUNK]):
            frame.write_ipc(_piece(folder, name, number))
    return len(firsts)


def _frames(some: Sequence[Kept]) -> Iterator[tuple[str, pl.DataFrame]]:
    """Every table of some reports, one after the other, each let go before the next."""
    together: dict[str, Columns] = {
        name: {column: [] for column in table.columns} for name, table in TABLES.items()
    }
    for kept in some:
        _add(together, kept)
    for name, table in TABLES.items():
        yield name, _frame(together.pop(name), table)


def _add(together: dict[str, Columns], kept: Kept) -> None:
    """Add the kept rows of one report to those of others."""
    rows = msgspec.msgpack.decode(kept.rows.read_bytes(), type=dict[str, Columns])
    for name, columns in rows.items():
        target = together[name]
        for column, values in columns.items():
            target[column] += values
        if "report_id" in target:
            target["report_id"] += [kept.report_id] * len(values)


def _write(name: str, pieces: Sequence[Path], out: Path) -> None:
    """Write one table from its pieces, one of them in memory at a time."""

    def chunks(
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        for piece in pieces:
            yield pl.read_ipc(piece)

    lazy = register_io_source(chunks, schema=pl.Schema(dict(TABLES[name].columns)))
    part = out / f"{name}.part"
    lazy.sink_parquet(
        part,
        compression="zstd",
        compression_level=_level(name),
        maintain_order=True,
        row_group_size=_rows_a_group(name),
    )
    part.replace(_path(out, name))


def _frame(columns: Columns, table: Table) -> pl.DataFrame:
    """Columns as a frame of the table's types; dates come as ISO text."""
    series = [_series(column, columns[column], kind) for column, kind in table.columns.items()]
    return pl.DataFrame(series).sort(table.key, maintain_order=True)


def _series(name: str, values: list[object], kind: pl.DataType | type[pl.DataType]) -> pl.Series:
    if kind == pl.Date:
        return pl.Series(name, values, dtype=pl.String).str.to_date("%Y-%m-%d", strict=True)
    if isinstance(kind, pl.List):
        # Lists by way of JSON take a tenth of the time that polars takes to look into each.
        texts = [None if one is None else msgspec.json.encode(one).decode() for one in values]
        return pl.Series(name, texts, dtype=pl.String).str.json_decode(kind)
    return pl.Series(name, values, dtype=kind)
