"""The package's own files as this process loaded them: its code and its books.

Python loads code once, books are read once: a file edited afterwards is not what this process
works with. So what lies on disk is looked at when the package is imported, and the digest of a
file is asked for here alone: it is that of what was loaded, or a `StaleError`.

What was found out of these files once is kept beside our compiled code (`known`): to read and
digest five hundred of them takes longer than all else that a build does where nothing is new. It
holds while no file differs in size, time or place, by which Python knows its compiled code too.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, NamedTuple

from fazhi.beside import found, made_once, put
from fazhi.errors import StaleError

PACKAGE = Path(__file__).parent
# Notebooks are read anew each time they are run, and no editor's or system's file is ours.
ENDINGS = (".py", ".yaml", ".gz", ".json", ".j2", ".css", ".js")
TOLD = 3
# A file written twice within a tick of the clock bears the same time: what is younger than this,
# in nanoseconds, is trusted by no other process.
SETTLED = 2_000_000_000


# What changes with a file's content, short of reading it: size, time, place on the disk.
Stamp = tuple[int, int, int]


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_size, found.st_mtime_ns, found.st_ino


def _stamps() -> dict[str, Stamp]:
    return dict(_walk(str(PACKAGE), ""))


def _walk(folder: str, inside: str) -> Iterator[tuple[str, Stamp]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _walk(entry.path, f"{inside}{entry.name}/")
            elif entry.name.endswith(ENDINGS):
                yield inside + entry.name, _stamp(entry.stat())


_seen = _stamps()
_begun = dict(_seen)
_digests: dict[str, str] = {}


class Known(NamedTuple):
    """What is known of the files as they were when this process began.

    `digests` of files; `led`: for some modules the files and foreign modules that they lead to;
    `versions` of distributions, under what tells which are installed.
    """

    digests: dict[str, str]
    led: dict[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]]
    versions: dict[str, dict[str, str]]

    def size(self) -> int:
        """How much is known, which tells whether more came to it."""
        return len(self.digests) + len(self.led) + sum(map(len, self.versions.values()))


# How much of it was kept, the last time.
_sizes: list[int] = []


@cache
def _kept_at() -> tuple[Path, bytes]:
    file = Path(cache_from_source(__file__)).with_suffix(".kept")
    return file, f"{sys.version} {sorted(_begun.items())}".encode()


@cache
def known() -> Known:
    """What processes before this one found out, to which this one adds; `keep_known` keeps it."""
    content = found(*_kept_at())
    told = Known(*(marshal.loads(content) if content else ({}, {}, {})))
    _sizes.append(told.size())
    return told


def keep_known() -> None:
    """Keep what is known for other processes, where it has grown and no file is quite new."""
    told = known()
    told.digests.update(
        (name, digest) for name, digest in _digests.items() if _seen[name] == _begun.get(name)
    )
    if told.size() != _sizes[-1] and _settled() and not sys.dont_write_bytecode:
        _sizes.append(told.size())
        put(*_kept_at(), marshal.dumps(tuple(told)))


def _settled() -> bool:
    """Whether no file is quite new."""
    newest = max(changed for _, changed, _ in _begun.values())
    return time.time_ns() - newest >= SETTLED


def ours_once(name: str, made_of: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, made once of our own files and kept beside our compiled code.

    Args:
        name: tells it from what else is kept.
        made_of: all that it depends on beside our own files, such as the digest of a codebook, in
            which a researcher may have books of her own.
        make: as for `made_once`.
    """
    if not _settled():
        return make()
    return made_once(name, _kept_at()[1] + made_of.encode(), make)


def names() -> list[str]:
    """The paths of all files of the package, relative to it."""
    return sorted(_seen)


def contents(wanted: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of files, as they were loaded.

    Raises `StaleError` where a file is no longer what it was when this process began.
    """
    for name in wanted:
        content, stamp = _read(name)
        if name not in _digests and stamp != _seen.get(name):
            raise _stale([name])
        _remember(name, content, stamp)
        yield name, content


def digests_of_all(wanted: Collection[str]) -> dict[str, str]:
    """Digests of files as they were loaded, by name; each is read only where it may differ.

    Raises `StaleError` naming the files that are no longer as they were, or that were added to
    one of their folders since this process began. What takes all files of a folder, as books of
    indicators and checks of the audit are taken, would else be filed as if it had known the new.
    """
    now = _stamps()
    folders = {name.rpartition("/")[0] for name in wanted}
    added = sorted(now.keys() - _seen.keys())
    if more := [name for name in added if name.rpartition("/")[0] in folders]:
        raise _stale(more)
    return _digests_of(wanted, now)


def _digests_of(wanted: Iterable[str], now: Mapping[str, Stamp]) -> dict[str, str]:
    told: dict[str, str] = {}
    changed: list[str] = []
    for name in wanted:
        if name not in _digests and now.get(name) == _begun.get(name) == _seen.get(name):
            _digests.update({name: known().digests[name]} if name in known().digests else {})
        if name not in _digests or now.get(name) != _seen.get(name):
            try:
                list(contents([name]))
            except StaleError:
                changed.append(name)
                continue
        told[name] = _digests[name]
    if changed:
        raise _stale(changed)
    return told


def check() -> None:
    """Raise `StaleError` where any file that a key was made of is no longer as it was loaded."""
    _digests_of(list(_digests), _stamps())


def taken(path: Path) -> bytes:
    """The bytes of a file that is now taken into use; of the package's own the digest is kept.

    Raises `StaleError` where this process has already worked with another content of it, and
    `OSError` where the file cannot be read.
    """
    if not path.is_relative_to(PACKAGE):
        return path.read_bytes()
    with path.open("rb") as file:
        content, stamp = file.read(), _stamp(os.fstat(file.fileno()))
    _remember(path.relative_to(PACKAGE).as_posix(), content, stamp)
    return content


def _read(name: str) -> tuple[bytes, Stamp | None]:
    try:
        # Some three hundred files at every start: a path object for each would double the cost.
        with open(f"{PACKAGE}{os.sep}{name}", "rb") as file:  # noqa: PTH123
            return file.read(), _stamp(os.fstat(file.fileno()))
    except OSError:
        return b"", None


def _remember(name: str, content: bytes, stamp: Stamp | None) -> None:
    digest = sha256(content).hexdigest()
    if stamp is None or _digests.setdefault(name, digest) != digest:
        raise _stale([name])
    _seen[name] = stamp


def _stale(changed: list[str]) -> StaleError:
    listed = ", ".join(changed[:TOLD]) + (", …" if len(changed) > TOLD else "")
    hint = "Start anew, then run this again: what was loaded is no longer what lies on disk."
    if "ipykernel" in sys.modules:
        hint = hint.replace("Start anew", "Restart the kernel")
    return StaleError(
        f"changed since this process loaded it: {listed}", where=PACKAGE.name, hint=hint
    )
