"""The way of one file: from its bytes to rows that are kept, or to a row of `failures`."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from fazhi.errors import ReadError, Telling, internal_error
from fazhi.pipeline.desk import Desk, Job
from fazhi.pipeline.keys import name_of
from fazhi.pipeline.processes.apart import read_apart
from fazhi.pipeline.report import understand
from fazhi.pipeline.store import Store
from fazhi.pipeline.texts import kept_text, packed_text
from fazhi.reading.formats import plain
from fazhi.reading.intake import take_in
from fazhi.reading.limits import Limits, within
from fazhi.records import Text
from fazhi.tables.pack import pack
from fazhi.tables.report_rows import report_rows
from fazhi.tables.tabulate import Row, Tables, columns_of
from fazhi.trust.evaluation_rows import evaluation_rows

# What may be gone at the next run: a file still written to, a part that is installed meanwhile,
# memory and time of a busy machine, a copy put in the place of a link: equal bytes, now readable.
# Such a failure is told and never kept.
PASSING = frozenset(
    {
        "changed",
        "crashed",
        "internal",
        "missing_part",
        "no_memory",
        "too_slow",
        "unreadable",
        "unsafe_link",
    }
)


def work_on(job: Job, desk: Desk) -> Path:
    """Read and understand one file; gives the file in which its rows are kept.

    Raises `StaleError` where code or books that this took into use are not those of the build.
    """
    store, loaded = desk.store, len(sys.modules)
    if job.refused:
        return keep_failure(job, job.refused, store)
    try:
        with within(Limits()), Telling(internal_error):
            text = _text(job, desk)
            report = understand(text, desk.book, job.path, job.digest, job.stated, job.corrections)
            tables: Tables = report_rows(report, job.stated, desk.book)
            if job.gold:
                tables |= evaluation_rows(report, Path(job.gold), desk.book)
    except ReadError as error:
        return keep_failure(job, error, store)
    if len(sys.modules) != loaded:
        desk.check()
    store.keep(store.rows / job.key, pack(tables, job.key))
    return store.rows / job.key


def _text(job: Job, desk: Desk) -> Text:
    """The text kept of an earlier run, or what the file gives now.

    Plain text is not kept: it is read as fast as a file of ours is made, which a network's disk
    makes slowly and 40,000 times.
    """
    store = desk.store
    file = store.texts / job.text_key
    if kept := kept_text(file):
        return kept
    with Telling(internal_error):
        data = take_in(job.file, Path(job.root))
        if sha256(data).hexdigest() != job.digest:
            raise ReadError(
                "the file changed while it was read",
                hint="Run again once it is written.",
                code="changed",
            )
        text = read_apart(data, Path(job.path).name, desk.book, desk.keys.get("read", ""))
    if text.format not in plain.NAMES:
        store.keep(file, packed_text(text, file.name))
    return text


def keep_failure(job: Job, error: ReadError, store: Store) -> Path:
    """Keep why a file gives no rows; for this run alone where the next may find it otherwise."""
    failure: Row = {
        "path": job.path,
        "format": Path(job.path).suffix.lstrip(".").lower() or None,
        "reason": error.code,
        "message": f"{error.message}. {error.hint}".strip(),
    }
    file = store.rows / job.key
    if error.code in PASSING:
        # The next run may fail otherwise: what is told is part of the name.
        file = store.passing / name_of(job.key, repr(failure))
    store.keep(file, pack({"failures": columns_of([failure])}, file.name))
    return file
