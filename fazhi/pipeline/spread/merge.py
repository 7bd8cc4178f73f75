"""The parts of a folder made into tables, as one build of the whole folder would make them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from shutil import copyfile

from fazhi.codebook.book import KIND, load_codebook
from fazhi.errors import DamagedRowsError, TablesError
from fazhi.pipeline import keys
from fazhi.pipeline.before.coded import note
from fazhi.pipeline.build import (
    BuildSummary,
    Progress,
    beside_tables,
    idle_in,
    readable,
    said_in,
    write,
)
from fazhi.pipeline.desk import Desk
from fazhi.pipeline.lock import held, unchanged
from fazhi.pipeline.over import overs
from fazhi.pipeline.spread.part import AGAIN, Part, PartFile, made_with, read_part
from fazhi.pipeline.store import Store
from fazhi.tables.write import WriteSummary

SHOWN = 5


def merge(
    parts: Sequence[Path],
    out: Path,
    *,
    codebooks: Sequence[Path] = (),
    progress: Progress | None = None,
    kind: str = KIND,
    corrections: Path | None = None,
) -> BuildSummary:
    """Make the tables of all parts of a folder; they are those of one build, byte for byte.

    Rows and texts are taken over into `out` as well, so that a later build of the folder there
    reads only what is new.

    Args:
        parts: the folders of all parts, in any order.
        out: the folder of the tables.
        codebooks, kind, corrections: as the parts were made with.
        progress: called with (folder, done, total) after each part.

    Raises `TablesError` where a part is missing, given twice, damaged, of another folder of
    reports, or made with other code or books than this process has.
    """
    book = readable(load_codebook([Path(path) for path in codebooks], kind))
    if out.resolve() in {folder.resolve() for folder in parts}:
        hint = "Give another folder for the tables (--out)."
        raise TablesError("this is the folder of a part", where=str(out), hint=hint)
    desk, over, said = Desk(str(out), book, keys.stages()), overs(book), said_in(corrections, book)
    with held(out), ExitStack() as reading:
        for folder in parts:
            reading.enter_context(unchanged(folder))
        found = {folder: read_part(folder) for folder in parts}
        _check(found, made_with(book))
        desk.store.open(over.names())
        note(desk)
        files = _taken_over(found, desk.store, progress)
        beside = beside_tables(book, codebooks, kind)
        done = _whole(lambda: write(files, desk, over, beside, {}), found, desk.store)
        told = (file for part in found.values() for file in part.files)
        desk.store.close({name for file in told for name in (file.text, file.rows)})
    return BuildSummary(
        read=len(files),
        failed=done.failures,
        quantities=done.quantities,
        reports=done.reports,
        changed=done.changed,
        out=out,
        idle=idle_in(said, out),
    )


def _check(found: Mapping[Path, Part], made: Mapping[str, str]) -> None:
    """Raise `TablesError` unless the parts are all of one whole."""
    first = next(iter(found.values()))
    seen: dict[int, Path] = {}
    for folder, part in found.items():
        if part.made != made:
            raise TablesError(
                "this part was made with another fazhi, other libraries or another codebook",
                where=str(folder),
                hint="Use one environment for all, and the same --codebook and --kind.",
            )
        if (part.of, part.raw) != (first.of, first.raw):
            raise TablesError(
                "the parts are not of one folder as it stood at one time",
                where=str(folder),
                hint="Read all parts again, of the same files and the same manifest.csv.",
            )
        if part.number in seen:
            where = f"{seen[part.number]}, {folder}"
            hint = "Give each part once."
            raise TablesError(f"part {part.number} is given twice", where=where, hint=hint)
        seen[part.number] = folder
    missing = [str(number) for number in range(1, first.of + 1) if number not in seen]
    if missing:
        named = ", ".join(missing[:SHOWN]) + " …" * (len(missing) > SHOWN)
        raise TablesError(
            f"{len(missing)} of {first.of} parts are missing: {named}",
            hint=AGAIN.format(missing[0], first.of),
        )


def _taken_over(
    found: Mapping[Path, Part], store: Store, progress: Progress | None
) -> list[tuple[str, Path]]:
    """Put rows and texts of the parts into the store of the whole; the rows of each path."""
    rows: dict[str, Path] = {}
    for done, (folder, part) in enumerate(found.items(), 1):
        theirs = Store(folder)
        for file in part.files:
            rows[file.path] = _rows(file, theirs, store)
            _take(theirs.texts / file.text, store.texts / file.text, store)
        if progress:
            progress(str(folder), done, len(found))
    # As a build has them: in the order of their paths.
    return sorted(rows.items())


def _rows(file: PartFile, theirs: Store, store: Store) -> Path:
    """The rows of a file in the store; a passing failure is that of this run, as in a build."""
    if file.passing:
        store.keep(store.passing / file.rows, file.passing)
        return store.passing / file.rows
    _take(theirs.rows / file.rows, store.rows / file.rows, store)
    return store.rows / file.rows


def _whole(
    write: Callable[[], WriteSummary], found: Mapping[Path, Part], store: Store
) -> WriteSummary:
    """What was written, rows that were damaged in the store of the whole taken over again.

    Raises `TablesError` naming the part whose own rows are damaged.
    """
    again: set[Path] = set()
    while True:
        try:
            return write()
        except DamagedRowsError as error:
            if not again.isdisjoint(error.files):
                raise _damaged(error, found) from error
            again.update(error.files)
            _replace(error.files, found, store)


def _replace(damaged: Sequence[Path], found: Mapping[Path, Part], store: Store) -> None:
    """Take damaged rows over again from the parts that have them."""
    folders = {file.rows: folder for folder, part in found.items() for file in part.files}
    for rows in damaged:
        if rows.name in folders:
            rows.unlink(missing_ok=True)
            _take(Store(folders[rows.name]).rows / rows.name, rows, store)


def _take(theirs: Path, ours: Path, store: Store) -> None:
    """The same file in both stores: one file of two names where the disk allows it."""
    if ours.exists() or not theirs.exists():
        return
    part = store.work / ours.name
    try:
        os.link(theirs, part)
    except OSError:
        copyfile(theirs, part)
    part.replace(ours)


def _damaged(error: DamagedRowsError, found: Mapping[Path, Part]) -> TablesError:
    """Which parts hold the damaged rows."""
    names = {file.name for file in error.files}
    for folder, part in found.items():
        if any(file.rows in names for file in part.files):
            hint = AGAIN.format(part.number, part.of)
            return TablesError("rows of this part are damaged", where=str(folder), hint=hint)
    return error
