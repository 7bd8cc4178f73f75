"""One run at a time in a folder that is written to; readers keep it from changing under them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from fazhi.errors import BusyError

LOCK = ".lock"
# Windows keeps others from reading the bytes it locks: this one lies far beyond the name.
FAR = 1 << 30


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder while the block runs; the system lets go of it however the run ends.

    Raises `BusyError` at once, naming the process, where another run holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a+b") as file:
        _or_busy(file, folder, shared=False)
        _sign(file, str(os.getpid()))
        try:
            yield
        finally:
            _sign(file, "")


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """Keep writers out of a folder while the block reads it; other readers may read as well.

    A folder that nobody may write to needs no lock. Raises `BusyError` where a run writes there.
    """
    try:
        file = (folder / LOCK).open("a+b")
    except OSError:
        yield
        return
    with file:
        _or_busy(file, folder, shared=True)
        # The name of a run that crashed must not stand for the readers.
        _sign(file, "")
        yield


def _or_busy(file: IO[bytes], folder: Path, shared: bool) -> None:
    try:
        _take(file, shared)
    except OSError as error:
        file.seek(0)
        holder = file.read(20).decode("ascii", "ignore").strip()
        who = f"another run (process {holder})" if holder.isdigit() else "another run"
        raise BusyError(
            f"{who} is at work in this folder",
            where=str(folder),
            hint="Wait until it has ended, then run this again, or use another folder.",
        ) from error


def _sign(file: IO[bytes], name: str) -> None:
    """Leave the holder's name in the file, for those who are turned away."""
    file.truncate(0)
    file.write(name.encode())
    file.flush()


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes], shared: bool) -> None:
        """Windows knows no shared lock here: readers turn each other away as well."""
        file.seek(FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes], shared: bool) -> None:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(file.fileno(), kind | fcntl.LOCK_NB)
