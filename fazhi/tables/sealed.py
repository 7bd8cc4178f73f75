"""Files of our own that tell when they are no longer what was written: a digest before the rest."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from fazhi.errors import TablesError

SIZE = sha256().digest_size
BLOCK = 1 << 20


def seal(content: bytes, name: str) -> bytes:
    """The content behind its digest, of which the name is part of the file that it is kept in."""
    return _digest(content, name) + content


def unsealed(file: Path) -> bytes:
    """The content of a sealed file; raises `TablesError` where it is missing or damaged.

    One sealed under another name, as after a copy to the wrong place, is damaged too.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise _damaged(file) from error
    content = data[SIZE:]
    if len(data) < SIZE or _digest(content, file.name) != data[:SIZE]:
        raise _damaged(file)
    return content


def _digest(content: bytes, name: str) -> bytes:
    whole = sha256(name.encode())
    whole.update(content)
    return whole.digest()


def digest_of(file: Path) -> str:
    """Digest of a file, read piece by piece."""
    whole = sha256()
    with file.open("rb", buffering=0) as stream:
        while block := stream.read(BLOCK):
            whole.update(block)
    return whole.hexdigest()


def digest_of_rows(file: Path) -> str:
    """Digest of the rows that a Parquet file holds, what it tells of itself left out.

    That stands in its foot, whose size is in the eight bytes at its end.
    """
    with file.open("rb") as stream:
        foot = int.from_bytes(_at(stream, -8, 4), "little")
        left = file.stat().st_size - foot - 8
        stream.seek(0)
        whole = sha256()
        while left > 0 and (block := stream.read(min(left, BLOCK))):
            whole.update(block)
            left -= len(block)
    return whole.hexdigest()


def _at(stream: BinaryIO, place: int, size: int) -> bytes:
    stream.seek(place, os.SEEK_END)
    return stream.read(size)


def _damaged(file: Path) -> TablesError:
    return TablesError(
        "the kept rows of a report are damaged",
        where=file.name,
        hint="Make the tables again: fazhi build.",
    )
