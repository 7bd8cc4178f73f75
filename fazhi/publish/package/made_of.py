"""Whether tables are what a build would make now of the files at hand; nothing is made for it.

What decides the rows of a report has a digest (`fazhi.pipeline.found.jobs.jobs_of`): its content,
what manifest and proof of collecting state of it, its annotations, what people settled, codebook
and code. The tables keep the digest of all of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from fazhi.codebook.book import KEPT
from fazhi.mentions import Correction, by_file
from fazhi.pipeline.desk import Desk
from fazhi.pipeline.found.files import list_files
from fazhi.pipeline.found.jobs import found_in, jobs_of
from fazhi.pipeline.keys import edition, stages
from fazhi.pipeline.over import overs
from fazhi.reading.archives import is_archive
from fazhi.reading.intake import report_path
from fazhi.tables.view import Tables
from fazhi.tables.write import Given, is_current


class Lying(NamedTuple):
    """What a folder of reports holds, by the names that the tables give.

    Args:
        files: the files that may be reports, and web archives.
        archives: the names of those that are archives.
        parts: the digest of every report, those in archives behind the archive's name.
        same: whether the tables are what a build would make of all this.
    """

    files: dict[str, Path]
    archives: tuple[str, ...]
    parts: dict[str, str]
    same: bool


def lying_in(
    raw: Path, tables: Tables, gold: Path | None, corrections: Sequence[Correction]
) -> Lying:
    """Look through a folder of reports as a build would."""
    book = tables.book
    listed = list_files(raw)
    files = {report_path(file, raw): file for file in listed}
    with TemporaryDirectory() as place:
        desk = Desk(place, book, stages())
        desk.store.open()
        found = found_in(raw, listed, desk)
        jobs = list(jobs_of(raw, found, desk, gold, by_file(corrections)))
        rows = [(job.path, desk.store.rows / job.key) for job in jobs]
    beside = {KEPT: book.kept() if (tables.folder / KEPT).is_file() else None}
    made = Given(rows, beside, desk.keys["write"], overs(book), edition(book))
    return Lying(
        files,
        tuple(name for name, file in files.items() if is_archive(file.name) and file.is_file()),
        {job.path: job.digest for job in jobs},
        is_current(made, tables.folder) is not None,
    )
