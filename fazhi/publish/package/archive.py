"""The archive: files with their sizes and digests, the same bytes whenever it is made."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from fazhi.publish.site.pack import FIXED_TIME

SUMS = "SHA256SUMS"
BLOCK = 1 << 20
# What is packed already grows when it is packed again.
STORED = (".parquet", ".xlsx", ".gz", ".docx", ".pdf", ".ofd", ".png", ".jpg")


class Entry(NamedTuple):
    """Size in bytes and digest (SHA-256) of a file in the archive."""

    size: int
    digest: str


class Archive:
    """A zip that is written front to back; `entries` tells what is in it so far."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        self.entries: dict[str, Entry] = {}

    def add(self, name: str, *pieces: bytes) -> None:
        """Write a file of some pieces."""
        self.stream(name, pieces)

    def copy(self, name: str, file: Path) -> None:
        """Write what a file on disk holds, piece by piece."""
        self.stream(name, _blocks(file))

    def stream(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file of pieces that are made one after the other."""
        entry = zipfile.ZipInfo(name, FIXED_TIME)
        packed = not name.endswith(STORED)
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        # Of Unix, wherever it is packed.
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        size, whole = 0, sha256()
        with self._zip.open(entry, "w", force_zip64=True) as target:
            for piece in pieces:
                target.write(piece)
                whole.update(piece)
                size += len(piece)
        self.entries[name] = Entry(size, whole.hexdigest())

    def sign(self) -> None:
        """Write the digests of all files, as `sha256sum --check` reads them."""
        lines = (f"{one.digest}  {name}\n" for name, one in sorted(self.entries.items()))
        self.add(SUMS, "".join(lines).encode())


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            yield block
