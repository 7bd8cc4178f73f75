"""The line for many: what is new in a folder, who works on it, how the tables are written."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from fazhi.codebook.book import KEPT, KIND, Codebook, load_codebook
from fazhi.errors import DamagedRowsError, NotFoundError
from fazhi.expressions import expressions_kept
from fazhi.garbage import collecting_seldom
from fazhi.mentions import ByFile, Correction, by_file, of_file
from fazhi.pipeline import keys
from fazhi.pipeline.before.coded import taken_over
from fazhi.pipeline.desk import Desk, Entry, Job
from fazhi.pipeline.found.captured import joined, proof_of
from fazhi.pipeline.lock import held
from fazhi.pipeline.over import overs
from fazhi.pipeline.store import is_kept
from fazhi.reading.archives import is_archive
from fazhi.reading.intake import is_system_file, report_path
from fazhi.reading.limits import Limits
from fazhi.tables.over import Overs
from fazhi.tables.sealed import digest_of
from fazhi.tables.state import PART
from fazhi.tables.tabulate import Row
from fazhi.tables.write import Given, WriteSummary, is_current, write_tables

Progress = Callable[[str, int, int], None]
SKIPPED = {"readme", "readme.zh", "manifest", "license", "captures", "captures.warc"}
# Folders that hold one of these are our own tables, parts, pages and proofs, and no reports.
WRITTEN_HERE = frozenset(
    {"reports.parquet", ".pages.json", ".pages.journal", ".captures.journal", PART}
)
MANIFEST, CAPTURES = "manifest.csv", "captures"
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


def _manifest(file: Path, names: Sequence[str]) -> dict[str, dict[str, str]]:
    if not file.exists():
        return {}
    from fazhi.pipeline.manifest import read_manifest

    return read_manifest(file, names)


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


def list_files(raw: Path, closed: Callable[[OSError], None] | None = None) -> list[Path]:
    """The files under a folder that may be reports, in the order of their paths.

    Args:
        raw: the folder.
        closed: told of a folder in it that may not be looked into; without, that is an `OSError`.
    """
    if not raw.is_dir():
        raise NotFoundError(
            "this is a file, not a folder" if raw.exists() else "there is no such folder",
            where=str(raw),
            hint="Give the folder that holds the reports.",
        )
    found = [path for path in _walk(raw, closed or _refuse) if not _is_beside(path)]
    if not found:
        raise NotFoundError(
            "the folder holds no report",
            where=str(raw),
            hint="Put reports there (text, HTML, DOCX, PDF, OFD), then run this again.",
        )
    return sorted(found, key=Path.as_posix)


def _is_beside(path: Path) -> bool:
    """Whether a file is about the others; an archive is where the files lie that it is proof of."""
    is_proof = not is_archive(path.name) or (path.parent / CAPTURES).is_dir()
    return path.stem.lower() in SKIPPED and is_proof


def _walk(raw: Path, closed: Callable[[OSError], None]) -> Iterator[Path]:
    """Files and links under a folder, those of the system and what we wrote ourselves left out."""
    for folder, inner, names in os.walk(raw, onerror=closed):
        links = [name for name in inner if Path(folder, name).is_symlink()]
        if not WRITTEN_HERE.isdisjoint(names):
            inner.clear()
            continue
        inner[:] = [name for name in inner if not is_system_file(name)]
        for name in (*names, *links):
            path = Path(folder, name)
            if not is_system_file(name) and (path.is_file() or path.is_symlink()):
                yield path


def written_here(raw: Path) -> list[Path]:
    """The folders under a folder that hold what we wrote ourselves, and are not read."""
    found = []
    for folder, inner, names in os.walk(raw):
        if not WRITTEN_HERE.isdisjoint(names):
            found.append(Path(folder))
            inner.clear()
        inner[:] = sorted(name for name in inner if not is_system_file(name))
    return found


def _refuse(error: OSError) -> None:
    """Passing over a folder in silence would make its reports look as if they did not exist."""
    raise error


class Found(NamedTuple):
    """What a folder holds: files and parts of archives by path, and what is kept of archives.

    `names` are the paths of all, also of those that another part of the folder has.
    """

    names: list[str]
    parts: list[Entry]
    alive: set[str]
    archives: list[tuple[str, int, int]]


def every(path: str) -> bool:
    """All files are mine."""
    return True


def found_in(
    raw: Path, files: Sequence[Path], desk: Desk, mine: Callable[[str], bool] = every
) -> Found:
    """The files of a folder that are `mine`, archives opened, in the order of their paths.

    `mine` is asked with the path that a file has in the tables. Where there are archives all files
    are looked at: what also lies beside an archive is not taken from it.
    """
    archives = {path for path in files if is_archive(path.name) and path.is_file()}
    names = {path: report_path(path, raw) for path in files if path not in archives}
    plain = [
        Entry(name, path, str(raw), _file_digest(path))
        for path, name in names.items()
        if archives or mine(name)
    ]
    if not archives:
        return Found([*names.values()], plain, set(), [])
    from fazhi.pipeline.found.archived import unpacked

    named = [(report_path(path, raw), path) for path in files if path in archives]
    opened = unpacked(named, raw, desk.store, {one.digest for one in plain}, desk.book)
    parts = sorted([*plain, *opened.parts], key=attrgetter("path"))
    return Found(
        [one.path for one in parts],
        [one for one in parts if mine(one.path)],
        opened.alive,
        opened.notes,
    )


def jobs_of(raw: Path, found: Found, desk: Desk, gold: Path | None, said: ByFile) -> Iterator[Job]:
    """All that was found, with all that its rows depend on."""
    read_with, known = (desk.book.digest_of(keys.books(name)) for name in ("read", "understand"))
    manifest = _manifest(raw / MANIFEST, found.names)
    proof = proof_of({one.file.parent for one in found.parts if one.digest})
    for one in found.parts:
        stated = joined(proof.get(one.file, one.stated), manifest.get(one.path, {}))
        name = Path(one.path)
        hand = gold / name.stem if gold and (gold / name.stem).is_dir() else None
        text_key = keys.name_of(one.digest, name.suffix.lower(), desk.keys["read"], read_with)
        parts = [text_key, one.path, repr(sorted(stated.items()))]
        parts += [_file_digest(file) for file in sorted(hand.iterdir())] if hand else []
        corrections = of_file(said, one.digest)
        parts += [repr(corrections)] if corrections else []
        parts += [repr(one.refused.args)] if one.refused else []
        about = keys.name_of(*parts)
        yield Job(
            path=one.path,
            file=one.file,
            root=one.root,
            stated=stated,
            digest=one.digest,
            text_key=text_key,
            key=keys.name_of(about, known, desk.keys["understand"]),
            about=about,
            gold=str(hand or ""),
            corrections=corrections,
            refused=one.refused,
        )


def _file_digest(path: Path) -> str:
    """Digest of the content; of what cannot or must not be read, the reason."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return "no file"
        if found.st_size > Limits().bytes:
            return f"too large {found.st_size}"
        return digest_of(path)
    except OSError as error:
        return f"unreadable {error.errno}"


def _workers(jobs: int, files: int) -> int:
    """How many processes are worth while; a start of one costs as much as some forty files."""
    if jobs:
        return min(jobs, files)
    return min(os.cpu_count() or 1, max(1, files // FILES_A_WORKER))
