"""The line for many: what is new in a folder, who works on it, how the tables are written."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from fazhi.codebook.entries import Codebook
from fazhi.codebook.indicators import KEPT, forget_indicators, load_indicators, own_entries
from fazhi.errors import NotFoundError, ReadError, Telling, internal_error
from fazhi.pipeline.lock import held
from fazhi.pipeline.manifest import read_manifest
from fazhi.pipeline.report import read_report, report_path
from fazhi.tables.report_rows import report_rows
from fazhi.tables.tabulate import Row, Tables, columns_of
from fazhi.tables.write import pack, write_tables
from fazhi.trust.evaluation_rows import evaluation_rows

Progress = Callable[[str, int, int], None]
SKIPPED = {"readme", "readme.zh", "manifest", "license"}
HIDDEN = (".", "~$")
MANIFEST = "manifest.csv"
CACHE = ".cache"
READS_WITH = ("cn2an", "lxml", "opencc", "polars", "pypdfium2", "selectolax")
# What makes the pages says nothing of how a report is read.
NO_READERS = ("__pycache__", "publish")
FILES_A_WORKER = 40
# A report makes thousands of records and hardly a cycle: looking for cycles at the usual 700 new
# objects takes an eighth of all time.
OBJECTS_A_COLLECTION = 500_000


class Book(NamedTuple):
    """A researcher's own codebook files, and the digest of all that a report is read with."""

    paths: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be read, and all that its rows depend on; `path` is its name in the tables."""

    path: str
    file: Path
    root: str
    stated: Mapping[str, str]
    key: str
    gold: str = ""


@dataclass(slots=True)
class BuildSummary:
    """What a build did: reports read now, taken over unchanged, failed, and figures found."""

    read: int = 0
    kept: int = 0
    failed: list[Row] = field(default_factory=list)
    quantities: int = 0
    reports: int = 0
    changed: bool = True
    out: Path = Path()


def build(
    raw: Path | str,
    out: Path | str,
    *,
    jobs: int = 0,
    codebooks: Sequence[Path] = (),
    progress: Progress | None = None,
    gold: Path | None = None,
) -> BuildSummary:
    """Read every report under `raw` and write the tables under `out`; only what is new is read.

    Args:
        raw: a folder of reports, with an optional `manifest.csv`.
        out: the folder of the tables; its `.cache` holds each report's rows under a digest of
            the file, the codebook and the code that reads it.
        jobs: processes at work; 0 for as many as the number of files makes worth while.
        codebooks: a researcher's own indicator files, added to the codebook.
        progress: called with (path, done, total) after each file.
        gold: a folder of hand annotations; reports whose stem it holds are scored against them.

    Raises:
        NotFoundError: the folder does not exist or holds no file.
        CodebookError: one of `codebooks` is missing or wrong.
        BusyError: another run is at work in `out`.
    """
    raw, out = Path(raw), Path(out)
    book = Book(tuple(str(path) for path in codebooks), _reader_digest(codebooks))
    _codebook(book)
    todo = list(_jobs(raw, book, gold))
    cached = out / CACHE
    cached.mkdir(parents=True, exist_ok=True)
    with held(out), _collecting_seldom():
        new = [job for job in todo if not _is_kept(cached / job.key)]
        _work(new, cached, jobs, book, progress)
        summary = write_tables([(job.path, cached / job.key) for job in todo], out)
        _drop_stale(cached, {job.key for job in todo})
        _keep_codebooks(tuple(codebooks), out / KEPT)
    return BuildSummary(
        read=len(new),
        kept=len(todo) - len(new),
        failed=summary.failures,
        quantities=summary.quantities,
        reports=summary.reports,
        changed=summary.changed,
        out=out,
    )


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Look for cyclic garbage less often, and as before afterwards."""
    usual = gc.get_threshold()
    gc.set_threshold(OBJECTS_A_COLLECTION, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def list_files(raw: Path) -> list[Path]:
    """The files under a folder that may be reports, in the order of their paths."""
    if not raw.is_dir():
        raise NotFoundError(
            "this is a file, not a folder" if raw.exists() else "there is no such folder",
            where=str(raw),
            hint="Give the folder that holds the reports.",
        )
    found = [path for path in _walk(raw) if path.stem.lower() not in SKIPPED]
    if not found:
        raise NotFoundError(
            "the folder holds no report",
            where=str(raw),
            hint="Put reports there (text, HTML, DOCX, PDF, OFD), then run this again.",
        )
    return sorted(found, key=lambda path: path.relative_to(raw).as_posix())


def _walk(raw: Path) -> Iterator[Path]:
    """Files and links under a folder, hidden ones left out; a closed folder is an `OSError`."""
    for folder, inner, names in os.walk(raw, onerror=_refuse):
        links = [name for name in inner if Path(folder, name).is_symlink()]
        inner[:] = [name for name in inner if not name.startswith(HIDDEN)]
        for name in (*names, *links):
            path = Path(folder, name)
            if not name.startswith(HIDDEN) and (path.is_symlink() or path.is_file()):
                yield path


def _refuse(error: OSError) -> None:
    """Passing over a folder in silence would make its reports look as if they did not exist."""
    raise error


def _jobs(raw: Path, book: Book, gold: Path | None) -> Iterator[Job]:
    files = list_files(raw)
    names = [report_path(path, raw) for path in files]
    manifest = read_manifest(raw / MANIFEST, names) if (raw / MANIFEST).exists() else {}
    for path, name in zip(files, names, strict=True):
        stated = manifest.get(name, {})
        hand = gold / path.stem if gold and (gold / path.stem).is_dir() else None
        parts = [name, _file_digest(path), repr(sorted(stated.items())), book.digest]
        if hand:
            parts += [_file_digest(one) for one in sorted(hand.iterdir())]
        key = sha256("\0".join(parts).encode()).hexdigest()
        yield Job(path=name, file=path, root=str(raw), stated=stated, key=key, gold=str(hand or ""))


def _file_digest(path: Path) -> str:
    """Digest of the content; of a file that cannot be opened, of the reason."""
    digest = sha256()
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError as error:
        return f"unreadable {error.errno}"
    return digest.hexdigest()


def _reader_digest(codebooks: Sequence[Path]) -> str:
    """Digest of the code and knowledge that read a report, and of the libraries it reads with."""
    here = Path(__file__).parents[1]
    digest = sha256()
    for folder, inner, names in os.walk(here):
        inner[:] = sorted(name for name in inner if name not in NO_READERS)
        for name in sorted(names):
            digest.update(f"{folder.removeprefix(str(here))}/{name}\0".encode())
            digest.update(Path(folder, name).read_bytes())
    for path in codebooks:
        digest.update(_file_digest(path).encode())
    digest.update("".join(f"{name}={version(name)};" for name in READS_WITH).encode())
    return digest.hexdigest()


def _work(
    new: Sequence[Job],
    cached: Path,
    jobs: int,
    book: Book,
    progress: Progress | None,
) -> None:
    workers = min(
        jobs or os.cpu_count() or 1, max(1, len(new) // FILES_A_WORKER) if not jobs else len(new)
    )
    if workers <= 1:
        for done, job in enumerate(new, 1):
            _read_into(job, str(cached), book)
            if progress:
                progress(job.path, done, len(new))
        return
    with ProcessPoolExecutor(
        workers, get_context("spawn"), gc.set_threshold, (OBJECTS_A_COLLECTION,)
    ) as pool:
        folders, books = [str(cached)] * len(new), [book] * len(new)
        waiting = pool.map(_read_into, new, folders, books, chunksize=8)
        for done, (job, _) in enumerate(zip(new, waiting, strict=True), 1):
            if progress:
                progress(job.path, done, len(new))


def _keep_codebooks(codebooks: tuple[Path, ...], file: Path) -> None:
    """Keep a researcher's own entries with the tables, so that whoever reads them has the names."""
    if codebooks:
        file.write_bytes(own_entries(tuple(Path(path) for path in codebooks)))
    else:
        file.unlink(missing_ok=True)


def _is_kept(rows: Path) -> bool:
    """Whether a report's rows are there; a file left empty by a crash of the machine is none."""
    return rows.exists() and rows.stat().st_size > 0


def _read_into(job: Job, cached: str, book: Book) -> None:
    """Read one report and keep its rows; a file that cannot be read is a row of `failures`."""
    root = Path(job.root)
    tables: Tables
    try:
        with Telling(internal_error):
            report = read_report(job.file, _codebook(book), root=root, stated=job.stated)
            tables = report_rows(report, job.stated)
            if job.gold:
                tables |= evaluation_rows(report, Path(job.gold))
    except ReadError as error:
        failure: Row = {
            "path": job.path,
            "format": Path(job.path).suffix.lstrip(".").lower() or None,
            "reason": error.code,
            "message": f"{error.message}. {error.hint}".strip(),
        }
        tables = {"failures": columns_of([failure])}
    target = Path(cached) / job.key
    part = target.with_name(f"{job.key}.part")
    part.write_bytes(pack(tables))
    part.replace(target)


@lru_cache(maxsize=1)
def _codebook(book: Book) -> Codebook:
    """The codebook, read anew where a file of it changed: a notebook builds again and again."""
    forget_indicators()
    return load_indicators(tuple(Path(path) for path in book.paths))


def _drop_stale(cached: Path, alive: set[str]) -> None:
    for path in cached.iterdir():
        if path.name not in alive:
            path.unlink()
