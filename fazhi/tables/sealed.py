"""Files of our own that tell when they are no longer what was written: a digest before the rest."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from fazhi.errors import TablesError

SIZE = sha256().digest_size


def seal(content: bytes) -> bytes:
    """The content behind its digest."""
    return sha256(content).digest() + content


def unsealed(file: Path) -> bytes:
    """The content of a sealed file; raises `TablesError` where it is missing or damaged."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise _damaged(file) from error
    content = data[SIZE:]
    if len(data) < SIZE or sha256(content).digest() != data[:SIZE]:
        raise _damaged(file)
    return content


def digest_of(file: Path) -> str:
    """Digest of a file, read piece by piece."""
    whole = sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            whole.update(block)
    return whole.hexdigest()


def _damaged(file: Path) -> TablesError:
    return TablesError(
        "the kept rows of a report are damaged",
        where=file.name,
        hint="Make the tables again: fazhi build.",
    )
