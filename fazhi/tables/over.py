"""Tables over reports: made of the tables already written, in the same whole-or-nothing write.

What such a table is made of is told by a digest: the code and the books it uses, and the tables it
needs. Where that is as before, the table is taken over.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

from fazhi.codebook.book import Codebook
from fazhi.later import pl
from fazhi.tables.columns import Made
from fazhi.tables.kept import Kept
from fazhi.tables.registry import OverTable
from fazhi.tables.schema import TABLES, Table
from fazhi.tables.sealed import digest_of_rows
from fazhi.tables.some.order import is_sorted
from fazhi.tables.state import Over, State, is_whole

# Beside the folder of what is not done: what tables over reports keep for the next build.
KEPT = "over"
# Rows of fewer bytes stay in memory for the tables made of them: of a few reports a dozen tables
# are asked a hundred times, and to open a file takes longer than to ask it.
SMALL = 1 << 20


@dataclass(frozen=True, slots=True)
class Overs:
    """The tables over reports that a build makes.

    Args:
        tables: each with the digest of its code and books, none before those it needs.
        book: what they are made with.
    """

    tables: Sequence[tuple[OverTable, str]]
    book: Codebook

    def names(self) -> list[str]:
        """The names of the tables, in order."""
        return [one.name for one, _ in self.tables]

    def digest(self) -> str:
        """Digest of all that decides what is made of the same tables of single reports."""
        return " ".join(f"{one.name} {key}" for one, key in self.tables)


@dataclass(frozen=True, slots=True)
class Written:
    """The tables of single reports, just written.

    Args:
        folder: where they lie, and where those over reports go.
        digests: by report that of all its rows.
        frames: the rows of some tables, as they were written; others are read where they lie.
    """

    folder: Path
    digests: Mapping[str, str]
    frames: dict[str, pl.DataFrame] = field(default_factory=dict)

    def frame(self, name: str) -> pl.DataFrame:
        """The rows of a table."""
        held = self.frames.get(name)
        return pl.read_parquet(_file(self.folder, name), glob=False) if held is None else held

    def scan(self, name: str) -> pl.LazyFrame:
        """The same, of which only what is asked for is read."""
        held = self.frames.get(name)
        if held is not None:
            return held.lazy()
        return pl.scan_parquet(_file(self.folder, name), glob=False)

    def hold(self, name: str, rows: pl.DataFrame) -> None:
        """Hold rows as they were written, if they are few."""
        self.frames.pop(name, None)
        if rows.estimated_size() <= SMALL:
            self.frames[name] = rows


def write_over(
    overs: Overs, former: State | None, out: Path, single: Written, built: Made
) -> dict[str, Over]:
    """Write every table over reports beside those it is made of.

    Those whose key is that of the `former` state are taken from `out`, copied where they tell the
    same of what `built` them.
    """
    made: dict[str, Over] = {}
    work = single.folder
    keys = _keys(overs)
    # No table over reports needs one that another adds to: what is read once stays.
    rows = cache(lambda name: digest_of_rows(_file(work, name)))
    for one, key in overs.tables:
        inputs = [rows(name) for name in one.needs]
        whole = sha256("\n".join([key, *inputs]).encode()).hexdigest()
        told = built.digest(one.name, one.table)
        made[one.name] = Over(whole, one.about, told)
        old = _file(out, one.name)
        kept = _kept(old, whole, former)
        if kept and kept.told == told:
            shutil.copyfile(old, _file(work, one.name))
        else:
            frame = (
                pl.read_parquet(old, glob=False)
                if kept
                else _made(one, single, overs.book, keys[one.name])
            )
            _write(frame, one.name, one.table, single, built)
        _add(one, single, built)
    return made


def _keys(overs: Overs) -> dict[str, str]:
    """Of each table the digest of the code and books that make it, and those that it needs."""
    keys: dict[str, str] = {}
    for one, key in overs.tables:
        led = [key, *(keys[name] for name in one.needs if name in keys)]
        keys[one.name] = sha256("\n".join(led).encode()).hexdigest()
    return keys


def _write(frame: pl.DataFrame, name: str, table: Table, single: Written, built: Made) -> None:
    told = built.told(name, table)
    shaped = _shaped(frame, table)
    shaped.write_parquet(_file(single.folder, name), compression="zstd", metadata=told)
    single.hold(name, shaped)


def _add(one: OverTable, single: Written, built: Made) -> None:
    """Add to a table of single reports what a table over them tells; one without rows adds none."""
    own = single.frame(one.name) if one.adds else pl.DataFrame()
    if one.adds and not own.is_empty():
        name, fill = one.adds
        _write(fill(single.frame(name), own), name, TABLES[name], single, built)


def _kept(file: Path, key: str, former: State | None) -> Over | None:
    """What is known of a table that was made of the same and is still as it was written."""
    known = former.over.get(file.stem) if former else None
    if former is None or known is None or known.key != key:
        return None
    digest = former.files.get(file.name)
    return known if digest is not None and is_whole(file, digest) else None


def _made(one: OverTable, single: Written, book: Codebook, key: str) -> pl.DataFrame:
    given = {name: single.scan(name) for name in one.needs}
    if not one.keeps:
        return one.make(given, book)
    # Tables of the same code and books, and made of such, have the same key.
    folder = single.folder.parent / KEPT / one.name
    kept = Kept(folder, f"{one.name} {key}", single.digests)
    made = one.make(given, book, kept)
    kept.close()
    return made


def _shaped(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The frame with the table's columns and types, sorted by its key, in one piece of memory.

    Of one that lies in several Parquet holds the same rows in other bytes.
    """
    columns = [pl.col(name).cast(kind) for name, kind in table.types().items()]
    shaped = frame.select(columns)
    ordered = is_sorted(shaped, table.key)
    return shaped.rechunk() if ordered else shaped.sort(table.key, maintain_order=True)


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"
