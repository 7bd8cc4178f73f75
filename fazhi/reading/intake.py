"""Bytes from disk, taken with care: links, special files, files that grow, strange names."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from fazhi.errors import ReadError
from fazhi.language.printable import in_utf8
from fazhi.reading.limits import Limits, check_size, check_time, limits_in_force, within

CHUNK = 1 << 20
SMALL = 16_000_000
# Without it, opening a named pipe waits for a writer that may never come.
NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# Beginnings of names of hidden and lock files, and of what Word keeps while it writes.
OF_PROGRAMS = (".", "~$", "~wrl", "~WRL")
OF_SYSTEMS = frozenset(
    {"thumbs.db", "ehthumbs.db", "desktop.ini", "@eadir", "__macosx", "lost+found"}
    | {"$recycle.bin", "system volume information"}
)


def take_in(path: Path, root: Path | None = None) -> bytes:
    """All bytes of a regular file inside `root` (anywhere if not given), or a `ReadError`."""
    real = real_path(path, root)
    try:
        handle = os.open(real, os.O_RDONLY | NO_WAITING)
    except OSError as error:
        raise _unreadable(error) from error
    try:
        return _all_bytes(handle)
    except OSError as error:
        raise _unreadable(error) from error
    finally:
        os.close(handle)


def report_path(path: Path, root: Path) -> str:
    """The path relative to `root` as tables hold it; bytes that are no UTF-8 are written out."""
    whole, top = path.as_posix(), f"{root.as_posix()}/"
    # Of so many files names are cut in a tenth of the time that `relative_to` takes.
    inside = whole[len(top) :] if whole.startswith(top) else path.relative_to(root).as_posix()
    return in_utf8(inside)


def stem_of(path: str) -> str:
    """The last name of a path (with `/`) without its ending, as `Path.stem` tells it.

    Of so many files this and `ending_of` take a tenth of the time.
    """
    name = path[path.rfind("/") + 1 :]
    return name.removesuffix(ending_of(name))


def ending_of(path: str) -> str:
    """The ending of a path (with `/`) with its point, as `Path.suffix` tells it."""
    name = path[path.rfind("/") + 1 :]
    point = name.rfind(".")
    return name[point:] if 0 < point < len(name) - 1 else ""


def is_system_file(name: str) -> bool:
    """Whether a system or an office program made a file or folder of that name for itself."""
    return name.startswith(OF_PROGRAMS) or name.lower() in OF_SYSTEMS


def take_in_small(path: Path) -> bytes:
    """All bytes of a table or note of the user's own, which no device or huge file can be."""
    with within(Limits(bytes=SMALL)):
        try:
            return take_in(path)
        except ReadError as error:
            named = ReadError(error.message, where=str(path), hint=error.hint, code=error.code)
            raise named from error


def real_path(path: Path, root: Path | None) -> Path:
    """Where a path leads, links followed; raises `ReadError` where that is outside `root`."""
    try:
        real = path.resolve(strict=True)
    # Python before 3.13 says RuntimeError of a circle of links, later versions OSError.
    except (RuntimeError, ValueError) as error:
        raise _unsafe("the link points in a circle or nowhere") from error
    except OSError as error:
        if path.is_symlink():
            raise _unsafe("the link points in a circle or nowhere") from error
        raise _unreadable(error) from error
    if root is not None and not real.is_relative_to(root.resolve()):
        raise _unsafe("the link leaves the folder of reports")
    return real


def _all_bytes(handle: int) -> bytes:
    before = os.fstat(handle)
    if not stat.S_ISREG(before.st_mode):
        raise ReadError(
            "this is a folder or a device, not a file",
            hint="Give a file, or put a copy of the report there.",
            code="unreadable",
        )
    check_size(before.st_size)
    most = limits_in_force().bytes
    chunks: list[bytes] = []
    taken = 0
    while taken <= most and (chunk := os.read(handle, CHUNK)):
        chunks.append(chunk)
        taken += len(chunk)
        check_time()
    after = os.fstat(handle)
    if taken != before.st_size or after.st_mtime_ns != before.st_mtime_ns:
        raise ReadError(
            "the file changed while it was read",
            hint="Run again once it is written.",
            code="changed",
        )
    return b"".join(chunks)


def _unsafe(message: str) -> ReadError:
    return ReadError(message, hint="Put a copy of the file in its place.", code="unsafe_link")


def _unreadable(error: OSError) -> ReadError:
    return ReadError(
        f"the file cannot be opened ({error.strerror})",
        hint="Check that it exists and that you may read it.",
        code="unreadable",
    )
