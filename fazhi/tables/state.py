"""What tables on disk were made from, and whether they are still what was written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import msgspec

from fazhi.errors import NotFoundError, TablesError
from fazhi.tables.schema import TABLES
from fazhi.tables.sealed import digest_of
from fazhi.tables.tabulate import Row

STATE = "state.json"
# Where a part of a build lies, which is no set of tables.
PART = "part.json"
AGAIN = "Make the tables again: fazhi build."


class Over(msgspec.Struct):
    """What is known of a table over reports.

    Args:
        key: digest of what made its rows.
        about: what it holds.
        told: digest of what its file tells of itself.
    """

    key: str
    about: str
    told: str = ""


class State(msgspec.Struct):
    """What a build wrote.

    Args:
        digest: of the rows and of the code that wrote them; none while the tables are replaced.
        columns: of the names and types of all columns.
        files: digest of every file by its name, the tables and what lies beside them.
        over: the tables over reports, by name.
        edition: version of fazhi, and digests of the code and the codebook that made the rows.
    """

    digest: str
    columns: str
    files: dict[str, str]
    reports: int
    quantities: int
    failures: list[Row]
    over: dict[str, Over] = {}
    edition: dict[str, str] = {}


class _Signed(msgspec.Struct):
    """A state behind its own digest, as it lies on disk."""

    sum: str
    state: State


def packed(state: State) -> bytes:
    """A state as it lies on disk; it tells when it is no longer what was written."""
    return msgspec.json.encode(_Signed(_sum(state), state))


def _sum(state: State) -> str:
    return sha256(msgspec.json.encode(state)).hexdigest()


def read_state(folder: Path) -> State | None:
    """What the last build wrote; nothing where there is none that can be read or is as written."""
    try:
        signed = msgspec.json.decode((folder / STATE).read_bytes(), type=_Signed)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return signed.state if signed.sum == _sum(signed.state) else None


def columns() -> str:
    """Digest of the names and types of all columns of this version."""
    told = [
        (name, f"{{{', '.join(f'{column!r}: {kind}' for column, kind in table.columns.items())}}}")
        for name, table in TABLES.items()
    ]
    return sha256(repr(told).encode()).hexdigest()[:16]


def state_of(folder: Path) -> State:
    """The state of tables that may be read.

    Raises `NotFoundError` where there are none, `TablesError` where a build was stopped while it
    wrote them or where another version wrote them.
    """
    state = read_state(folder)
    if state is None or not state.digest or state.columns != columns():
        raise _unreadable(folder, state)
    return state


def _unreadable(folder: Path, state: State | None) -> NotFoundError | TablesError:
    where = str(folder)
    if not folder.is_dir():
        return NotFoundError("there is no such folder", where=where, hint=AGAIN)
    if state and not state.digest:
        return TablesError("a build was stopped while it wrote here", where=where, hint=AGAIN)
    if state:
        return other_version(folder)
    if (folder / STATE).exists():
        return TablesError(f"{STATE} is damaged or of an older fazhi", where=where, hint=AGAIN)
    if (folder / PART).exists():
        hint = "Make tables of all parts first: fazhi merge PART … --out TABLES."
        return NotFoundError("here lies one part of a build, no tables", where=where, hint=hint)
    return _none_or_copied(folder)


def _none_or_copied(folder: Path) -> NotFoundError | TablesError:
    where = str(folder)
    if not (folder / "reports.parquet").exists():
        what = "the folder holds no table of reports"
        return NotFoundError(what, where=where, hint="Make the tables first: fazhi build.")
    what = f"{STATE} is missing: tables were copied without it"
    return TablesError(what, where=where, hint=AGAIN)


def other_version(folder: Path) -> TablesError:
    """The error of tables that this version of fazhi does not read."""
    what = "another version of fazhi wrote these tables"
    return TablesError(what, where=str(folder), hint=AGAIN)


def check(folder: Path, state: State, names: Iterable[str]) -> None:
    """Raise `TablesError` naming the first file that is not as it was written."""
    for name in names:
        check_file(folder / name, state.files.get(name))


def check_file(file: Path, digest: str | None) -> None:
    """Raise `TablesError` where a file is not as it was written."""
    if not is_whole(file, digest):
        raise TablesError(
            f"{file.name} is not as fazhi build wrote it", where=str(file.parent), hint=AGAIN
        )


def is_whole(file: Path, digest: str | None) -> bool:
    """Whether a file is as it was written; a digest once taken holds while the file stands."""
    try:
        found = file.stat()
        return digest == _digest(file, (found.st_size, found.st_mtime_ns, found.st_ino))
    except OSError:
        return digest is None


@lru_cache(maxsize=256)
def _digest(file: Path, _: tuple[int, int, int]) -> str:
    return digest_of(file)
