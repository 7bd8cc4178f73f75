"""The package's own files as this process loaded them: its code and its books.

Python loads code once, books are read once: a file edited afterwards is not what this process
works with. So what lies on disk is looked at when the package is imported, and the digest of a
file is asked for here alone: it is that of what was loaded, or a `StaleError`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from fazhi.errors import StaleError

PACKAGE = Path(__file__).parent
# Notebooks are read anew each time they are run, and no editor's or system's file is ours.
ENDINGS = (".py", ".yaml", ".gz", ".json", ".j2", ".css", ".js")
TOLD = 3


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
_digests: dict[str, str] = {}


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
    found: dict[str, str] = {}
    changed: list[str] = []
    for name in wanted:
        if name not in _digests or now.get(name) != _seen.get(name):
            try:
                list(contents([name]))
            except StaleError:
                changed.append(name)
                continue
        found[name] = _digests[name]
    if changed:
        raise _stale(changed)
    return found


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
