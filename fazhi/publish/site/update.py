"""The site: which pages are out of date, making them, the index, and what is remembered."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from fazhi.errors import FazhiError, NotFoundError
from fazhi.pipeline.lock import held, unchanged
from fazhi.publish.pages import links
from fazhi.publish.pages.nav import nav_of
from fazhi.publish.pages.words import Words
from fazhi.publish.site import keys
from fazhi.tables.view import Tables

STATE = ".pages.json"
HOME, DATA = "index", "data"
# Below this many pages per process, starting another process costs more than it saves.
WORTH_A_PROCESS = 24

Progress = Callable[[str, int, int], None]


class Failure(NamedTuple):
    """A page that could not be made: its name, why, and what to do."""

    page: str
    reason: str


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What publishing did: names of pages written, kept as they were, removed, and failed."""

    site: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    """A page that is out of date."""

    stem: str
    report: str
    key: str


@dataclass(frozen=True, slots=True)
class _Folders:
    tables: Path
    notebooks: Path
    failed: Path
    language: str


def publish_site(
    tables: Path,
    site: Path,
    notebooks: Path,
    language: str = "zh",
    progress: Progress | None = None,
    jobs: int = 1,
) -> SiteSummary:
    """Bring the site up to date with the tables: only pages whose key changed are made again.

    Args:
        tables: the folder of tables.
        site: the folder of pages; what lies in it and was not made here is left alone.
        notebooks: the folder with town.ipynb and cross_town.ipynb.
        language: `zh` or `en`.
        progress: called with (page, done, of) before the first page and after each.
        jobs: how many processes may work at once; 0 chooses. More than one asks, as always in
            Python, that a script that calls this does so under `if __name__ == "__main__"`.

    Raises `NotFoundError` where there are no tables, reports or notebooks, `BusyError` where
    another run writes to the site or to the tables. A page that fails is reported and none of it
    is left in the site; its executed notebook is kept beside the site in `.fazhi/failed`.
    """
    _check(notebooks)
    read = Tables(tables)
    if not read.reports():
        raise NotFoundError(
            "the tables hold no report, only files that could not be read",
            where=str(tables),
            hint="fazhi build says why; add reports and run it again.",
        )
    folders = _Folders(tables, notebooks, site.resolve().parent / ".fazhi" / "failed", language)
    with unchanged(tables), held(site):
        return _published(read, site, folders, jobs, progress or _silent)


def _published(
    read: Tables, site: Path, folders: _Folders, jobs: int, progress: Progress
) -> SiteSummary:
    """Make what is out of date while the folders are held."""
    notebooks, language = folders.notebooks, folders.language
    read.check_all()
    rows = keys.rows_by_report(read)
    known, wanted = _state(site), _wanted(read, rows, notebooks, language)
    stale = [job for job in wanted if not _current(site, known.get(job.stem), job.key)]
    fresh: dict[str, dict[str, Any]] = {}
    failures: list[Failure] = []
    try:
        for job, made, reason in _made(stale, folders, jobs, progress):
            if reason:
                failures.append(Failure(job.stem, reason))
            else:
                files = {name: _write(site / name, content) for name, content in made.items()}
                fresh[job.stem] = {"key": job.key, "files": files}
    except BaseException:
        # Whoever stops a long run finds its pages made when running it again.
        _remember(site, {**known, **fresh})
        raise
    redone = {job.stem for job in stale}
    kept = {job.stem: known[job.stem] for job in wanted if job.stem not in redone}
    pages = {**kept, **fresh}
    reasons = {failure.page: failure.reason for failure in failures}
    shared = json.dumps([keys.rows_of_corpus(read, rows), reasons], sort_keys=True)
    for stem, make in ((HOME, _home), (DATA, _data)):
        pages[stem] = known.get(stem, {})
        key = keys.key(shared, language, keys.making())
        if not _current(site, pages[stem], key):
            pages[stem] = {"key": key, "files": make(read, Words(language), reasons, site)}
    removed = _remove(site, known, pages)
    _remember(site, pages)
    return SiteSummary(site, tuple(fresh), tuple(kept), removed, tuple(failures))


def _check(notebooks: Path) -> None:
    for name in ("town.ipynb", "cross_town.ipynb"):
        if not (notebooks / name).is_file():
            raise NotFoundError(
                f"the folder holds no {name}",
                where=notebooks.name,
                hint="Name the folder of fazhi's notebooks.",
            )


def _silent(page: str, done: int, of: int) -> None:
    """No progress asked for."""


def _wanted(tables: Tables, rows: dict[str, str], notebooks: Path, language: str) -> list[_Job]:
    town, cross = notebooks / "town.ipynb", notebooks / "cross_town.ipynb"
    made = keys.making(town)
    jobs = [
        _Job(links.page(report), report, keys.key(found, language, made))
        for report, found in rows.items()
    ]
    whole = keys.rows_of_corpus(tables, rows)
    return [*jobs, _Job(links.CROSS_TOWN, "", keys.key(whole, language, keys.making(cross)))]


def _state(site: Path) -> dict[str, dict[str, Any]]:
    """What is remembered of the pages; nothing where it cannot be read."""
    try:
        known = json.loads((site / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _remember(site: Path, pages: dict[str, dict[str, Any]]) -> None:
    _write(site / STATE, json.dumps(pages, indent=1, sort_keys=True) + "\n")


def _current(site: Path, page: dict[str, Any] | None, key: str) -> bool:
    """True where a page has this key and its files are as they were written."""
    if not page or page.get("key") != key:
        return False
    for name, found in page["files"].items():
        file = site / name
        if not file.is_file() or sha256(file.read_bytes()).hexdigest() != found:
            return False
    return True


def _made(
    stale: list[_Job], folders: _Folders, jobs: int, progress: Progress
) -> Iterator[tuple[_Job, dict[str, str], str]]:
    """Each job with its files, or with the reason why there are none, in order."""
    if not stale:
        return
    workers = min(jobs or os.cpu_count() or 1, len(stale) // WORTH_A_PROCESS)
    progress(stale[0].stem, 0, len(stale))
    if workers > 1:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            results = pool.map(_make, stale, [folders] * len(stale))
            for done, (job, result) in enumerate(zip(stale, results, strict=True), 1):
                progress(job.stem, done, len(stale))
                yield job, *result
    else:
        for done, job in enumerate(stale, 1):
            result = _make(job, folders)
            progress(job.stem, done, len(stale))
            yield job, *result


def _make(job: _Job, folders: _Folders) -> tuple[dict[str, str], str]:
    """The files of a page, or the reason why it could not be made."""
    # Imported here: papermill and nbconvert cost a second, which a run that finds nothing to do
    # should not pay.
    from fazhi.publish.site.make import Task, files

    try:
        made = files(
            Task(job.report, folders.tables, folders.notebooks, folders.failed, folders.language)
        )
    except FazhiError as error:
        return {}, str(error)
    return made, ""


def _write(file: Path, content: str | bytes) -> str:
    """Write a text as it is on every system, or bytes, and give their digest."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return sha256(data).hexdigest()


def _remove(
    site: Path, known: dict[str, dict[str, Any]], pages: dict[str, dict[str, Any]]
) -> tuple[str, ...]:
    """Delete files that no page has any more: report gone, page failed, fewer texts."""
    gone = [stem for stem in known if stem not in pages]
    kept = {name for page in pages.values() for name in page["files"]}
    for name in {name for page in known.values() for name in page["files"]} - kept:
        (site / name).unlink(missing_ok=True)
    return tuple(gone)


def _home(tables: Tables, words: Words, reasons: dict[str, str], site: Path) -> dict[str, str]:
    """Write the index and what it searches in; gives the digests of the files."""
    from fazhi.publish.site.home import files

    made = files(tables, words, reasons, nav_of(words))
    return {name: _write(site / name, content) for name, content in made.items()}


def _data(tables: Tables, words: Words, _: dict[str, str], site: Path) -> dict[str, str]:
    """Write the tables to download and the page that leads to them; gives their digests."""
    from fazhi.publish.site import downloads

    made = {name: _write(site / name, content) for name, content in downloads.files(tables)}
    made[links.DATA] = _write(site / links.DATA, downloads.page(tables, words, site, nav_of(words)))
    return made
