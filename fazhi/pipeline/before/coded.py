"""Rows that were made with another codebook, and that this one would make again.

Where of all that is read only rules of indicators changed, a report is coded anew only if it holds
words on which the change bears (`fazhi.parse.coding.unaffected`). The rows of the others keep the
name that they had; which they are is kept beside them. What is made of rows is told by the name
that they would have now: it is the same with nothing kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from fazhi import sources
from fazhi.codebook.book import Codebook
from fazhi.errors import TablesError
from fazhi.pipeline import keys
from fazhi.pipeline.desk import Desk, Job
from fazhi.pipeline.store import Store, is_kept
from fazhi.tables.sealed import seal, unsealed

FILE = "coded"
RULES = "indicators"
# What tells which reports a change of rules bears on.
TELLS = ("parse/coding/unaffected.py", "pipeline/before/same.py")


class Coded(msgspec.Struct):
    """What rows were made with.

    Args:
        known: digest of all books by which reports are understood.
        others: digest of those of them that hold no rules of indicators.
        tells: digest of the code that tells which rows are the same.
        book: the codebook as `Codebook.kept` writes it down.
        names: the names of rows taken over, by the names that they would have now.
    """

    known: str
    others: str
    tells: str
    book: bytes
    names: dict[str, str]


def taken_over(jobs: Sequence[Job], desk: Desk) -> list[Job]:
    """The files, `former` told of those whose rows of before are those of now."""
    store = desk.store
    before, now = _kept(store), _coded(desk.book)
    if before and before.tells == now.tells and before.known == now.known:
        now.names = before.names
    elif before and before.tells == now.tells and before.others == now.others:
        # What codes is imported where other rules are at hand.
        from fazhi.pipeline.before.same import same_rows

        old = [keys.name_of(job.about, before.known, desk.keys["understand"]) for job in jobs]
        names = [before.names.get(name, name) for name in old]
        now.names = same_rows(jobs, names, before.book, desk)
    if before is None or (now.known, now.tells) != (before.known, before.tells):
        _keep(now, store)
    return _named(jobs, now.names, store)


def note(desk: Desk) -> None:
    """Keep with what all rows were made, where none is of another codebook."""
    _keep(_coded(desk.book), desk.store)


def _named(jobs: Sequence[Job], names: Mapping[str, str], store: Store) -> list[Job]:
    if not names:
        return [*jobs]
    return [
        job._replace(former=names[job.key])
        if job.key in names and not is_kept(store.rows / job.key)
        else job
        for job in jobs
    ]


def _keep(now: Coded, store: Store) -> None:
    store.keep(store.folder / FILE, seal(msgspec.msgpack.encode(now), FILE))


def _kept(store: Store) -> Coded | None:
    """What the build before noted; nothing where it is missing or damaged."""
    try:
        return msgspec.msgpack.decode(unsealed(store.folder / FILE), type=Coded)
    except (TablesError, msgspec.DecodeError):
        return None


def _coded(book: Codebook) -> Coded:
    names = keys.books("understand")
    others = book.digest_of([name for name in names if name != RULES])
    tells = repr(sorted(sources.digests_of_all(TELLS).items()))
    return Coded(book.digest_of(names), others, tells, book.kept(), {})
