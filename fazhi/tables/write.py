"""Writes the tables from the kept rows of each report, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from fazhi.later import pl
from fazhi.tables.columns import COLUMNS, Made
from fazhi.tables.kept import Files
from fazhi.tables.over import Overs, Written, write_over
from fazhi.tables.pieces.heads import in_order
from fazhi.tables.pieces.write import write_rows
from fazhi.tables.schema import TABLES
from fazhi.tables.sealed import digest_of
from fazhi.tables.state import STATE, State, columns, is_whole, packed, read_state
from fazhi.tables.tabulate import Row

# Beside the folder of what is not done: what the tables are put together from.
PIECES = "pieces"


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
        named: by the name of rows that were made with another codebook that which they would have
            now: what is written is the same.
    """

    files: Sequence[tuple[str, Path]]
    beside: Mapping[str, bytes | None]
    key: str
    over: Overs
    edition: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)

    def digest(self) -> str:
        """Digest of all that decides what is written."""
        names = (rows.name for _, rows in self.files)
        parts = [self.key, self.over.digest(), *(self.named.get(name, name) for name in names)]
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
    kept = Files(work.parent / PIECES, given.key)
    order, digests = in_order(given.files, kept)
    made = Made(given.over.book, given.edition, digests)
    rows = {one.report_id: one.rows.name for one in order if one.report_id}
    single = Written(work, rows)
    write_rows(order, kept, work, made, single.hold)
    kept.close()
    for name, content in given.beside.items():
        if content is not None:
            (work / name).write_bytes(content)
    over = write_over(given.over, read_state(out), out, single, made)
    failures = single.frame("failures").to_dicts()
    counted = single.scan("quantities").select(pl.len())
    state = State(
        digest=given.digest(),
        columns=columns(),
        files={name: digest_of(work / name) for name in _names(given)},
        reports=len(rows),
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
