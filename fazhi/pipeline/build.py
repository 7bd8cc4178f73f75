"""The line for many: what is new in a folder, who works on it, how the tables are written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from fazhi.codebook.book import KEPT, KIND, Codebook, load_codebook
from fazhi.codebook.told import as_system_speaks
from fazhi.errors import DamagedRowsError
from fazhi.expressions import expressions_kept
from fazhi.garbage import collecting_seldom
from fazhi.mentions import Correction, by_file
from fazhi.pipeline import keys
from fazhi.pipeline.before.coded import taken_over
from fazhi.pipeline.desk import Desk, Job
from fazhi.pipeline.found.files import list_files
from fazhi.pipeline.found.jobs import found_in, jobs_of
from fazhi.pipeline.lock import held
from fazhi.pipeline.over import overs
from fazhi.pipeline.store import is_kept
from fazhi.tables.over import Overs
from fazhi.tables.state import PART
from fazhi.tables.tabulate import Row
from fazhi.tables.write import Given, WriteSummary, is_current, write_tables

Progress = Callable[[str, int, int], None]
FILES_A_WORKER = 40


@dataclass(slots=True)
class BuildSummary:
    """What a build did: reports read now, taken over unchanged, failed, and figures found.

    `idle` are the mentions of corrections that match nothing in these reports, `archives` the
    names of web archives, how many pages and documents each gives, and how many records it has.
    """

    read: int = 0
    kept: int = 0
    failed: list[Row] = field(default_factory=list)
    quantities: int = 0
    reports: int = 0
    changed: bool = True
    out: Path = Path()
    idle: list[str] = field(default_factory=list)
    archives: list[tuple[str, int, int]] = field(default_factory=list)


class Hands(NamedTuple):
    """Who reads what is new, and who hears of it.

    `jobs` processes of this machine (0: as many as pay), or where `on` names one, a Dask cluster.
    """

    jobs: int
    on: str | None = None
    progress: Progress | None = None


@as_system_speaks
@collecting_seldom()
@expressions_kept()
# Each is a choice of its own that users make by its name.
def build(  # noqa: PLR0913
    raw: Path | str,
    out: Path | str,
    *,
    jobs: int = 0,
    codebooks: Sequence[Path] = (),
    progress: Progress | None = None,
    gold: Path | None = None,
    kind: str = KIND,
    corrections: Path | None = None,
    on: str | None = None,
) -> BuildSummary:
    """Read every report under `raw` and write the tables under `out`; only what is new is read.

    Args:
        raw: a folder of reports and web archives, with an optional `manifest.csv`.
        out: the folder of the tables; its `.fazhi-cache` holds each file's text and rows, under
            digests of the file, the codebook and the code that reads and understands it.
        jobs: processes at work; 0 for as many as the number of files makes worth while.
        codebooks: folders of a researcher's own books, or files of indicators, laid over ours.
        progress: called with (path, done, total) after each file.
        kind: the kind of document that the reports are of.
        gold: a folder of hand annotations; reports whose stem it holds are scored against them.
        corrections: a file of what people settled (`fazhi review read`), which stands in place of
            the coding; `BuildSummary.idle` names what of it matches nothing.
        on: the address of a Dask scheduler, whose workers read what is new, or `dask` for a
            cluster on this machine.

    Raises:
        NotFoundError: the folder does not exist or holds no file.
        CodebookError: one of `codebooks` is missing or wrong, or `kind` is not known.
        BusyError: another run is at work in `out`.
        NotOursError: something of the user's own lies where this would write.
        StaleError: code or codebook changed on disk after this process loaded them.
    """
    raw, out = Path(raw), Path(out)
    book = readable(load_codebook([Path(path) for path in codebooks], kind))
    desk = Desk(str(out), book, keys.stages())
    over = overs(book)
    said = said_in(corrections, book)
    files = list_files(raw)
    beside = beside_tables(book, codebooks, kind)
    with held(out):
        desk.store.open(over.names())
        (out / PART).unlink(missing_ok=True)
        found = found_in(raw, files, desk)
        todo = taken_over(list(jobs_of(raw, found, desk, gold, by_file(said))), desk)
        new, summary = _built(todo, desk, over, beside, Hands(jobs, on, progress))
        alive = ((job.text_key, job.key, job.lies) for job in todo)
        desk.store.close(found.alive.union(*alive))
    return BuildSummary(
        read=new,
        kept=len(todo) - new,
        failed=summary.failures,
        quantities=summary.quantities,
        reports=summary.reports,
        changed=summary.changed,
        out=out,
        idle=idle_in(said, out),
        archives=found.archives,
    )


def _built(
    todo: Sequence[Job],
    desk: Desk,
    over: Overs,
    beside: Mapping[str, bytes | None],
    hands: Hands,
) -> tuple[int, WriteSummary]:
    """Read what is new and write the tables; how many files were read, and what was written."""
    store = desk.store
    rows = {job.path: store.rows / job.lies for job in todo}
    new = [job for job in todo if not is_kept(rows[job.path])]
    named, read = {job.former: job.key for job in todo if job.former}, 0
    while True:
        rows |= rows_of(new, desk, hands)
        read += len(new)
        try:
            files = [(job.path, rows[job.path]) for job in todo]
            return read, write(files, desk, over, beside, named)
        except DamagedRowsError as error:
            damaged = frozenset(error.files)
            new = [job for job in todo if rows[job.path] in damaged]


def write(
    files: Sequence[tuple[str, Path]],
    desk: Desk,
    over: Overs,
    beside: Mapping[str, bytes | None],
    named: Mapping[str, str],
) -> WriteSummary:
    """Write the tables of the rows of each path, where they are not there already.

    `named`: the names that rows of another codebook would have now. Raises `DamagedRowsError`
    naming the files of rows that are damaged.
    """
    given = Given(files, beside, desk.keys["write"], over, keys.edition(desk.book), named)
    out = Path(desk.out)
    return is_current(given, out) or write_tables(given, out, desk.store.work)


def beside_tables(
    book: Codebook, codebooks: Sequence[Path], kind: str
) -> Mapping[str, bytes | None]:
    """What lies beside the tables: a codebook that is not the usual one."""
    return {KEPT: book.kept() if codebooks or kind != KIND else None}


def rows_of(new: Sequence[Job], desk: Desk, hands: Hands) -> dict[str, Path]:
    """Read what is new; the file of the rows of each path."""
    rows: dict[str, Path] = {}
    for done, (job, made) in enumerate(_work(new, desk, hands), 1):
        rows[job.path] = made
        if hands.progress:
            hands.progress(job.path, done, len(new))
    return rows


def _work(new: Sequence[Job], desk: Desk, hands: Hands) -> Iterator[tuple[Job, Path]]:
    """Each file with that of its rows; what reads is imported where there is something to read."""
    if new and hands.on:
        from fazhi.pipeline.spread.cluster import work_on_cluster

        yield from work_on_cluster(new, desk, hands.on, hands.jobs)
    elif new:
        from fazhi.pipeline.processes.work import work

        yield from work(new, desk, _workers(hands.jobs, len(new)))


def readable(book: Codebook) -> Codebook:
    """The codebook, where all that a researcher laid over ours can be read."""
    if book.own:
        from fazhi.pipeline.books import check_own

        check_own(book)
    return book


def said_in(corrections: Path | None, book: Codebook) -> Sequence[Correction]:
    """What people settled, if there is any."""
    if corrections is None:
        return ()
    from fazhi.pipeline.corrections import read_corrections

    return read_corrections(corrections, book)


def idle_in(said: Sequence[Correction], out: Path) -> list[str]:
    """The mentions of corrections that match nothing in the tables."""
    if not said:
        return []
    from fazhi.pipeline.corrections import idle

    return [one.mention for one in idle(said, out)]


def _workers(jobs: int, files: int) -> int:
    """How many processes are worth while; a start of one costs as much as some forty files."""
    if jobs:
        return min(jobs, files)
    return min(os.cpu_count() or 1, max(1, files // FILES_A_WORKER))
