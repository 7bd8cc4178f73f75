"""Writes the tables from the kept rows of each report: in order, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import msgspec
import polars as pl
from polars.io.plugins import register_io_source

from fazhi.analyse.schema import TABLES, Table
from fazhi.analyse.tabulate import Row, Rows
from fazhi.errors import FazhiError

STATE = "state.json"
REPORTS_A_CHUNK = 500


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
    for name, table in TABLES.items():
        _write(name, table, order, out)
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


def _load(path: Path) -> Rows:
    try:
        rows: Rows = msgspec.msgpack.decode(path.read_bytes())
    except msgspec.DecodeError as error:
        raise FazhiError(
            "what was kept of a report is damaged",
            where=str(path),
            hint="Delete this file and run the same command again.",
        ) from error
    return rows


def _order(files: Sequence[tuple[str, Path]]) -> list[Kept]:
    """Give every report its id, unique and stable, and put them in the order of the ids."""
    seen: Counter[str] = Counter()
    kept: list[Kept] = []
    for path, rows in files:
        report = next(iter(_load(rows).get("reports", [])), None)
        if report is None:
            kept.append(Kept(None, path, rows))
            continue
        name = report_name(path, report)
        seen[name] += 1
        kept.append(Kept(name if seen[name] == 1 else f"{name}-{seen[name]}", path, rows))
    return sorted(kept, key=lambda one: (one.report_id or "", one.path))


def report_name(path: str, report: Row) -> str:
    """Code (or file stem) and year of a report; a file stem that holds the year stays as it is."""
    year = report.get("report_year")
    stem = str(report.get("adcode") or Path(path).stem)
    return stem if year is None or str(year) in stem else f"{stem}-{year}"


def _write(name: str, table: Table, order: Sequence[Kept], out: Path) -> None:
    schema = dict(table.columns)

    def chunks(
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        for first in range(0, max(len(order), 1), REPORTS_A_CHUNK):
            rows = [
                row for kept in order[first : first + REPORTS_A_CHUNK] for row in _rows(name, kept)
            ]
            yield _frame(rows, table)

    lazy = register_io_source(chunks, schema=pl.Schema(schema))
    part = out / f"{name}.part"
    lazy.sink_parquet(part, compression="zstd", maintain_order=True, row_group_size=100_000)
    part.replace(_path(out, name))


def _rows(name: str, kept: Kept) -> Iterator[Row]:
    for row in _load(kept.rows).get(name, []):
        yield {"report_id": kept.report_id, **row}


def _frame(rows: Sequence[Row], table: Table) -> pl.DataFrame:
    """Rows as a frame of the table's columns and types; dates come as ISO text."""
    early = {
        column: pl.String if kind == pl.Date else kind for column, kind in table.columns.items()
    }
    frame = pl.DataFrame(rows, schema=early, orient="row").select(
        pl.col(column).str.to_date("%Y-%m-%d", strict=True) if kind == pl.Date else pl.col(column)
        for column, kind in table.columns.items()
    )
    return frame.sort(table.key, maintain_order=True)
