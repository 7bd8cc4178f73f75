"""Digests of files, kept beside what the system tells of each: what stands as it stood is not read.

The system notes when a file's content or place last changed, and no program can set that hour back
(but on Windows, which notes when it was made). A file that changed just before it was looked at may
change again within the same tick of a clock, so it is read again the next time.
"""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import msgspec

from fazhi.errors import TablesError
from fazhi.pipeline.store import Store
from fazhi.reading.limits import Limits
from fazhi.tables.sealed import digest_of, seal, unsealed

FILE = "looked"
# The coarsest clock of a disk that reports may lie on ticks every two seconds.
SETTLED = 3_000_000_000
# Size, when the content changed, when anything of it changed, number, disk.
Stamp = tuple[int, int, int, int, int]
Known = dict[str, tuple[Stamp, str]]


class Looked:
    """The files that one build looks at, and those that the one before it looked at.

    Args:
        store: where digests are kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = _kept(store)
        self._now: Known = {}
        self._begun = time.time_ns()
        self._most = Limits().bytes

    def digest(self, name: str, path: Path) -> str:
        """Digest of the content; of what cannot or must not be read, the reason.

        Args:
            name: the path of the file in the tables.
            path: where it lies.
        """
        stamp = _stamp(path, self._most)
        if isinstance(stamp, str):
            return stamp
        known = self._known.get(name)
        digest = known[1] if known and known[0] == stamp else _read(path)
        if max(stamp[1:3]) + SETTLED < self._begun:
            self._now[name] = stamp, digest
        return digest

    def keep(self) -> None:
        """Keep what is known now for the next build."""
        if self._now != self._known:
            content = msgspec.msgpack.encode(self._now)
            self._store.keep(self._store.folder / FILE, seal(content, FILE))


def digest_at(path: Path) -> str:
    """The same of a file that is read whatever is known of it."""
    stamp = _stamp(path, Limits().bytes)
    return stamp if isinstance(stamp, str) else _read(path)


def _stamp(path: Path, most: int) -> Stamp | str:
    """What the system tells of a regular file of so many bytes at most; of others the reason."""
    try:
        # Of so many files the method of a path would take a tenth longer.
        found = os.stat(path)  # noqa: PTH116
    except OSError as error:
        return f"unreadable {error.errno}"
    if not stat.S_ISREG(found.st_mode):
        return "no file"
    if found.st_size > most:
        return f"too large {found.st_size}"
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev


def _read(path: Path) -> str:
    try:
        return digest_of(path)
    except OSError as error:
        return f"unreadable {error.errno}"


def _kept(store: Store) -> Known:
    """What the build before noted; nothing where it is missing or damaged."""
    try:
        return msgspec.msgpack.decode(unsealed(store.folder / FILE), type=Known)
    except (TablesError, msgspec.DecodeError):
        return {}
