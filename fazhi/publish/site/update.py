"""The site: which pages are out of date, making them, the index, and what is remembered."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.errors import FazhiError, NotFoundError
from fazhi.pipeline.lock import held, unchanged
from fazhi.pipeline.processes.helper import end_with_parent
from fazhi.publish.pages import links
from fazhi.publish.pages.folders import notebook_of
from fazhi.publish.pages.nav import nav_of
from fazhi.publish.pages.series import Series, every_series
from fazhi.publish.pages.words import Elsewhere, Words
from fazhi.publish.site import keys
from fazhi.publish.site.owned import Content, Owned
from fazhi.tables.view import Tables

HOME, DATA, SHARED = "index", "data", "shared"
# Beyond so many reports pages share what draws their charts: 40 MB of 50 would be that.
MANY = 100
# Below this many pages per process, starting another process costs more than it saves.
WORTH_A_PROCESS = 24

Progress = Callable[[str, int, int], None]


class Failure(NamedTuple):
    """A page that could not be made: its name, why, and what to do."""

    page: str
    reason: str


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What publishing did: names of pages written, kept as they were, removed, and failed.

    `shared` tells that what draws their charts lies beside them and not in each.
    """

    site: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    failures: tuple[Failure, ...]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class _Job:
    """A page that is out of date: of a report, of an authority's years, or of all reports.

    `years` is the stem of the page of years that the page of a report leads to.
    """

    stem: str
    report: str
    key: str
    series: Series | None = None
    years: str = ""


@dataclass(frozen=True, slots=True)
class _Folders:
    tables: Path
    notebooks: Path
    failed: Path
    language: str
    elsewhere: tuple[Elsewhere, ...] = ()
    shared: bool = False

    @property
    def told(self) -> str:
        """In which language and form pages are, and where they are in others, for their keys."""
        form = (SHARED,) if self.shared else ()
        return " ".join((self.language, *form, *map(repr, self.elsewhere)))


def publish_site(
    tables: Path,
    site: Path,
    notebooks: Path,
    language: str = "zh",
    progress: Progress | None = None,
    jobs: int = 1,
    shared: bool | None = None,
) -> SiteSummary:
    """Bring the site up to date with the tables: only pages whose key changed are made again.

    Args:
        tables: the folder of tables.
        site: the folder of pages; what lies in it and was not made here is left alone.
        notebooks: the folder with town.ipynb and cross_town.ipynb; ours stands in for a
            years.ipynb that it does not hold.
        language: one for which the codebook has words (`zh`, `en`, or a researcher's own); of
            several, with commas between them, each but the first gets a folder of its name in
            the site, and every page leads to itself in the others.
        progress: called with (page, done, of) before the first page and after each.
        shared: whether what draws charts, and the style sheet, lie once beside the pages, which are
            then a fifth of their size and cannot be sent alone; by itself beyond `MANY` reports.
        jobs: how many processes may work at once; 0 chooses. More than one asks, as always in
            Python, that a script that calls this does so under `if __name__ == "__main__"`.

    Raises `NotFoundError` where there are no tables, reports, notebooks or words, `BusyError` where
    another run writes to the site or to the tables. A page that fails is reported and none of it
    is left in the site; its executed notebook is kept beside the site in `.fazhi/failed`.
    """
    _check(notebooks)
    read = Tables(tables)
    asked = languages_asked(language, read.book)
    if not read.reports():
        raise NotFoundError(
            "the tables hold no report, only files that could not be read",
            where=str(tables),
            hint="fazhi build says why; add reports and run it again.",
        )
    failed = site.resolve().parent / ".fazhi" / "failed"
    done: list[SiteSummary] = []
    with unchanged(tables), held(site):
        for one in asked:
            place = site if one == asked[0] else site / one
            others = tuple(_elsewhere(one, other, asked[0], read.book) for other in asked)
            elsewhere = tuple(other for other in others if other)
            folders = _Folders(tables, notebooks, failed, one, elsewhere, shares(read, shared))
            with nullcontext() if place == site else held(place):
                done.append(_published(read, place, folders, jobs, progress or _silent))
    return _together(site, done)


def shares(tables: Tables, asked: bool | None) -> bool:
    """Whether pages share what they have in common: as asked, else by the number of reports."""
    return len(tables.reports()) > MANY if asked is None else asked


def languages_asked(given: str, book: Codebook) -> list[str]:
    """The languages named, each once; raises `NotFoundError` where there are no words in one."""
    asked = list(dict.fromkeys(one.strip() for one in given.split(",")))
    for one in asked:
        Words(one, book)
    return asked


def _elsewhere(here: str, other: str, first: str, book: Codebook) -> Elsewhere | None:
    """Where pages in one language find those in another; nothing for the same."""
    if here == other:
        return None
    words = Words(other, book)
    up = "" if here == first else "../"
    return Elsewhere(
        words.tag, words("site.language"), up + ("" if other == first else f"{other}/")
    )


def _together(site: Path, done: Sequence[SiteSummary]) -> SiteSummary:
    """What was done in the folders of a site, as one."""

    def names(which: str) -> tuple[str, ...]:
        return tuple(
            (one.site.relative_to(site) / name).as_posix()
            for one in done
            for name in getattr(one, which)
        )

    failures = tuple(failure for one in done for failure in one.failures)
    return SiteSummary(
        site, names("written"), names("kept"), names("removed"), failures, done[0].shared
    )


def _published(
    read: Tables, site: Path, folders: _Folders, jobs: int, progress: Progress
) -> SiteSummary:
    """Make what is out of date while the folders are held."""
    read.check_all()
    rows = keys.rows_by_report(read)
    whole = keys.rows_of_corpus(read, rows.page)
    owned, wanted = Owned(site), _wanted(read, rows, whole, folders)
    stale = [job for job in wanted if not owned.is_current(job.stem, job.key)]
    beside = [links.LOOK, links.DRAWING] if folders.shared else []
    made_of = (name for job in stale for name in _names(job))
    owned.free([links.INDEX, links.DATA, links.CODEBOOK, *beside, *made_of])
    _share(owned, folders)
    failures: list[Failure] = []
    for job, made, reason in _made(stale, folders, jobs, progress):
        if reason:
            failures.append(Failure(job.stem, reason))
        else:
            owned.write(job.stem, job.key, made)
    failed = {failure.page: failure.reason for failure in failures}
    redone = [job.stem for job in stale if job.stem not in failed]
    kept = [job.stem for job in wanted if job.stem not in {*redone, *failed}]
    shared = json.dumps([whole, failed], sort_keys=True)
    key = keys.key(shared, folders.told, f"{keys.making()} {read.edition}")
    words = Words(folders.language, read.book, folders.elsewhere)
    for stem, make in ((HOME, _home), (DATA, _data)):
        if not owned.is_current(stem, key):
            owned.write(stem, key, make(read, words, failed))
    removed = owned.settle([*redone, *kept, HOME, DATA, *([SHARED] if beside else [])])
    return SiteSummary(site, tuple(redone), tuple(kept), removed, tuple(failures), bool(beside))


def _share(owned: Owned, folders: _Folders) -> None:
    """Write what pages have in common beside them, where they share it."""
    key = keys.key(SHARED, SHARED, keys.making(folders.notebooks / "cross_town.ipynb"))
    if folders.shared and not owned.is_current(SHARED, key):
        from fazhi.publish.site.html import shared_files

        owned.write(SHARED, key, shared_files())


def _names(job: _Job) -> list[str]:
    """The files of a page."""
    names = [f"{job.stem}.ipynb", f"{job.stem}.html"]
    if job.series:
        return [*names, *(links.beside(report) for report in job.series.before)]
    return [*names, links.source(job.report)] if job.report else names


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


def _wanted(tables: Tables, rows: keys.Shown, whole: str, folders: _Folders) -> list[_Job]:
    """Every page there must be; `whole` is the digest of all that the cross-town page shows."""
    language = folders.told
    series = every_series(tables)
    years = {report: one.page for one in series.values() for report in one.reports}
    made = keys.making(notebook_of("town", folders.notebooks))
    towns = []
    for report, found in rows.page.items():
        way = years.get(report, "")
        key = keys.key(found, f"{language} {way}" if way else language, made)
        towns.append(_Job(links.page(report), report, key, years=way))
    made = keys.making(notebook_of("cross_town", folders.notebooks))
    cross = _Job(links.CROSS_TOWN, "", keys.key(whole, language, made))
    return [*towns, *_places(tables, series, rows, folders), cross]


def _places(
    tables: Tables, series: Mapping[str, Series], rows: keys.Shown, folders: _Folders
) -> list[_Job]:
    """The pages of authorities with several years; where there are none, nothing more is read."""
    if not series:
        return []
    made = keys.making(notebook_of("years", folders.notebooks))
    found = keys.rows_by_place(tables, series, rows.own)
    return [
        _Job(one.page, "", keys.key(found[place], folders.told, made), series=one)
        for place, one in series.items()
    ]


def _made(
    stale: list[_Job], folders: _Folders, jobs: int, progress: Progress
) -> Iterator[tuple[_Job, dict[str, str], str]]:
    """Each job with its files, or with the reason why there are none, in order."""
    if not stale:
        return
    workers = min(jobs or os.cpu_count() or 1, len(stale) // WORTH_A_PROCESS)
    progress(stale[0].stem, 0, len(stale))
    if workers > 1:
        with ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=_watched
        ) as pool:
            results = pool.map(_make, stale, [folders] * len(stale))
            for done, (job, result) in enumerate(zip(stale, results, strict=True), 1):
                progress(job.stem, done, len(stale))
                yield job, *result
    else:
        for done, job in enumerate(stale, 1):
            result = _make(job, folders)
            progress(job.stem, done, len(stale))
            yield job, *result


def _watched() -> None:
    """Let a worker end when the run that started it is killed."""
    Thread(target=end_with_parent, daemon=True).start()


def _make(job: _Job, folders: _Folders) -> tuple[dict[str, str], str]:
    """The files of a page, or the reason why it could not be made."""
    # Imported here: papermill and nbconvert cost a second, which a run that finds nothing to do
    # should not pay.
    from fazhi.publish.site.make import Task, files

    try:
        made = files(
            Task(
                job.report,
                folders.tables,
                folders.notebooks,
                folders.failed,
                folders.language,
                elsewhere=folders.elsewhere,
                shared=folders.shared,
                series=job.series,
                years=job.years,
            )
        )
    except FazhiError as error:
        return {}, str(error)
    return made, ""


def _home(tables: Tables, words: Words, reasons: dict[str, str]) -> Mapping[str, Content]:
    """The index and what it searches in."""
    from fazhi.publish.site.home import files

    return files(tables, words, reasons, nav_of(words))


def _data(tables: Tables, words: Words, _: dict[str, str]) -> Mapping[str, Content]:
    """The tables to download and, made last, the page that leads to them and tells their sizes."""
    from fazhi.publish.site import codebook, downloads

    sizes: dict[str, int] = {}
    nav = nav_of(words)
    made: dict[str, Content] = {
        name: _measured(name, chunks, sizes) for name, chunks in downloads.files(tables)
    }
    made[links.CODEBOOK] = codebook.page(tables, words, nav)
    made[links.DATA] = (
        page.encode() for page in map(downloads.page, [tables], [words], [sizes], [nav])
    )
    return made


def _measured(name: str, chunks: Iterable[bytes], sizes: dict[str, int]) -> Iterator[bytes]:
    """The same chunks; once they are through, `sizes` has their bytes."""
    sizes[name] = 0
    for chunk in chunks:
        sizes[name] += len(chunk)
        yield chunk
