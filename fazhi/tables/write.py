"""Writes the tables from the kept rows of each report: in order, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import msgspec

from fazhi.errors import DamagedRowsError, TablesError
from fazhi.later import pl
from fazhi.tables.columns import COLUMNS, Made
from fazhi.tables.ids import report_ids
from fazhi.tables.over import Overs, write_over
from fazhi.tables.pack import head, unpack
from fazhi.tables.schema import TABLES, Table
from fazhi.tables.sealed import digest_of
from fazhi.tables.state import STATE, State, columns, is_whole, packed, read_state
from fazhi.tables.tabulate import Columns, Row

PIECES = "pieces"
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


@dataclass(frozen=True, slots=True)
class Given:
    """What tables are made of.

    Args:
        files: path of each report with the sealed file of its rows, whose name is a digest.
        beside: contents of files that lie beside the tables, by name; none where it must go.
        key: digest of the code that writes.
        over: the tables over reports that are made of the others.
        edition: version of fazhi, digests of code and codebook, noted beside the tables.
    """

    files: Sequence[tuple[str, Path]]
    beside: Mapping[str, bytes | None]
    key: str
    over: Overs
    edition: Mapping[str, str] = field(default_factory=dict)

    def digest(self) -> str:
        """Digest of all that decides what is written."""
        parts = [self.key, self.over.digest(), *(rows.name for _, rows in self.files)]
        parts += [repr(sorted(self.edition.items())), self.over.book.digest_of(COLUMNS)]
        parts += [f"{name} {sha256(data or b'').hexdigest()}" for name, data in self.beside.items()]
        return sha256("\n".join(parts).encode()).hexdigest()


def is_current(given: Given, out: Path) -> WriteSummary | None:
    """What an earlier run wrote, where it is what this one would write, to the last byte."""
    state = read_state(out)
    if state is None or state.digest != given.digest() or state.columns != columns():
        return None
    if not all(is_whole(out / name, digest) for name, digest in state.files.items()):
        return None
    failures: list[Row] = [dict(row) for row in state.failures]
    return WriteSummary(state.reports, state.quantities, failures, changed=False)


def write_tables(given: Given, out: Path, work: Path) -> WriteSummary:
    """Write every table from the kept rows of the files, sorted by its key.

    Args:
        given: the rows.
        out: the folder of the tables. It holds the old ones until all new ones are made, and
            whoever stops this in between leaves a state there with which they are not read.
        work: an empty folder of the same disk, for what is not done.

    Raises `DamagedRowsError` naming the files of rows that are damaged.
    """
    order, digests = _order(given.files)
    made = Made(given.over.book, given.edition, digests)
    if len(order) <= REPORTS_A_CHUNK:
        _write_at_once(order, work, made)
    else:
        _write_by_pieces(order, work, made)
    for name, content in given.beside.items():
        if content is not None:
            (work / name).write_bytes(content)
    over = write_over(given.over, read_state(out), out, work, made)
    failures = pl.read_parquet(_path(work, "failures"), glob=False).to_dicts()
    counted = pl.scan_parquet(_path(work, "quantities"), glob=False).select(pl.len())
    state = State(
        digest=given.digest(),
        columns=columns(),
        files={name: digest_of(work / name) for name in _names(given)},
        reports=sum(1 for kept in order if kept.report_id),
        quantities=counted.collect().item(),
        failures=list(failures),
        over=over,
        edition=dict(given.edition),
    )
    _put_in_place(state, work, out)
    return WriteSummary(state.reports, state.quantities, failures)


def _put_in_place(state: State, work: Path, out: Path) -> None:
    """Put new files in place of the old ones; meanwhile the state names both and is of neither."""
    former = read_state(out)
    old = former.files if former else {}
    between = State("", state.columns, {**old, **state.files}, 0, 0, [])
    _put_state(between, work, out)
    for name in state.files:
        (work / name).replace(out / name)
    for name in old.keys() - state.files.keys():
        (out / name).unlink(missing_ok=True)
    _put_state(state, work, out)


def _put_state(state: State, work: Path, out: Path) -> None:
    (work / STATE).write_bytes(packed(state))
    (work / STATE).replace(out / STATE)


def _names(given: Given) -> list[str]:
    beside = (name for name, content in given.beside.items() if content is not None)
    tables = (*TABLES, *given.over.names())
    return [*(f"{name}.parquet" for name in tables), *beside]


def _path(out: Path, name: str) -> Path:
    return out / f"{name}.parquet"


def _order(files: Sequence[tuple[str, Path]]) -> tuple[list[Kept], list[str]]:
    """Give every report its id and put them in the order of the ids, failures first.

    Beside them the digest of every file that was read.
    """
    heads: list[Columns] = []
    damaged: list[Path] = []
    for _, rows in files:
        try:
            heads.append(head(rows))
        except TablesError:
            damaged.append(rows)
    if damaged:
        raise DamagedRowsError(damaged)
    reports = [
        (path, {column: values[0] for column, values in columns.items()})
        for (path, _), columns in zip(files, heads, strict=True)
        if columns
    ]
    ids = dict(zip([path for path, _ in reports], report_ids(reports), strict=True))
    kept = [Kept(ids.get(path), path, rows) for path, rows in files]
    digests = [str(told["sha256"]) for _, told in reports]
    return sorted(kept, key=lambda one: (one.report_id or "", one.path)), digests


def _piece(folder: Path, name: str, number: int) -> Path:
    return folder / f"{name}-{number}.arrow"


def _write_at_once(order: Sequence[Kept], out: Path, made: Made) -> None:
    """Write every table of few reports, which need no pieces."""
    for name, frame in _frames(order):
        frame.write_parquet(
            _path(out, name),
            compression="zstd",
            compression_level=_level(name),
            row_group_size=_rows_a_group(name),
            metadata=made.told(name, TABLES[name]),
        )


def _write_by_pieces(order: Sequence[Kept], out: Path, made: Made) -> None:
    """Write every table of many reports, some reports in memory at a time."""
    pieces = out / PIECES
    pieces.mkdir()
    count = _write_pieces(order, pieces)
    for name in TABLES:
        _write(name, [_piece(pieces, name, number) for number in range(count)], out, made)


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
    for name, some in unpack(kept.rows).items():
        target = together[name]
        for column, values in some.items():
            target[column] += values
        if "report_id" in target:
            target["report_id"] += [kept.report_id] * len(values)


def _write(name: str, pieces: Sequence[Path], out: Path, made: Made) -> None:
    """Write one table from its pieces, one of them in memory at a time."""

    def chunks(
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        for piece in pieces:
            yield pl.read_ipc(piece)

    from polars.io.plugins import register_io_source

    lazy = register_io_source(chunks, schema=pl.Schema(TABLES[name].types()))
    lazy.sink_parquet(
        _path(out, name),
        compression="zstd",
        compression_level=_level(name),
        maintain_order=True,
        row_group_size=_rows_a_group(name),
        metadata=made.told(name, TABLES[name]),
    )


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
