"""Packed folders (ZIP) taken apart: each file in them, also of folders packed in folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from fazhi.errors import ReadError
from fazhi.reading.faults import ARCHIVE_STARTS, OFFICE_PART, ZIP_START
from fazhi.reading.intake import is_system_file
from fazhi.reading.zipped import Package, files_in

# Files and bytes taken out of one folder and those in it; folders in one another.
MOST_INSIDE, MOST_BYTES, DEEPEST = 1_000, 500_000_000, 3
# Parts by which documents are told from folders (Word and its kin, OFD, ODT), in small letters.
PARTS = frozenset((OFFICE_PART.lower(), "ofd.xml", "mimetype", "content.xml"))
# Why a file did not come out of its folder.
TOO_MANY, NOT_UNPACKED = "too_many", "not_unpacked"
NO_FOLDERS = frozenset(("", ".", "..", "/"))


def is_folder(body: bytes) -> bool:
    """Whether bytes are a packed folder, not a document made of parts.

    Its own list of names is asked: documents that lie in it hold the names of parts, too.
    """
    if not body.startswith(ZIP_START):
        return body.startswith(ARCHIVE_STARTS)
    try:
        names = [name.lower() for name in Package(body).names()]
    except ReadError:
        return False
    return not any(name.startswith("word/") or name in PARTS for name in names)


def files_inside(packed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Names and bytes of the files in a packed folder, and why there are none of one.

    A file of a folder in it is named with that folder before it; what programs that pack make for
    themselves is left out. A folder that cannot be opened holds nothing; of a kind that is not
    opened (RAR, 7z) the folder itself is given.
    """
    return _Unpacking().files(packed)


class _Unpacking:
    """Takes folders in one another apart, so many files and bytes in all."""

    def __init__(self) -> None:
        self._files = self._bytes = 0

    def files(self, packed: bytes, depth: int = 1) -> Iterator[tuple[str, bytes, str]]:
        try:
            package = Package(packed)
        except ReadError:
            return
        # Names as stored are asked for, names as meant are shown.
        shown = files_in(packed)
        for name in package.names():
            told = meant(name, shown)
            if name.endswith("/") or _is_of_programs(told):
                continue
            body, code = self._read(package, name)
            if not body.startswith(ZIP_START) or not is_folder(body):
                if body or code:
                    yield told, body, code
            elif depth >= DEEPEST:
                yield told, b"", NOT_UNPACKED
            else:
                for inner, data, why in self.files(body, depth + 1):
                    yield f"{told}/{inner}", data, why

    def _read(self, package: Package, name: str) -> tuple[bytes, str]:
        if self._files >= MOST_INSIDE or self._bytes > MOST_BYTES:
            return b"", TOO_MANY
        self._files += 1
        try:
            body = package.read(name) or b""
        except ReadError:
            return b"", NOT_UNPACKED
        self._bytes += len(body)
        return body, ""


def _is_of_programs(name: str) -> bool:
    """Whether a program that packs made a file in a packed folder for itself."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(is_system_file(one) for one in parts if one not in NO_FOLDERS)


def meant(name: str, shown: Sequence[str]) -> str:
    """The name in its right encoding: the one that the same bytes stand for."""
    if name in shown:
        return name
    try:
        stored = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    encoded = ((one, code) for one in shown for code in ("gb18030", "utf-8"))
    return next((one for one, code in encoded if one.encode(code, "ignore") == stored), name)
