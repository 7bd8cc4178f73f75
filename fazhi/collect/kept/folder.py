"""The folder that is collected into: files are there whole or not at all.

OUT/                    what a build reads: the reports, manifest.csv
OUT/captures.csv        every address asked, with its proof
OUT/captures/           every file as it was sent; nothing here is changed or taken away
OUT/captures.warc.gz    the same as an archive, with --warc
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

CAPTURES = "captures"
PART = ".part-"


def digest(body: bytes) -> str:
    """The SHA-256 of bytes, as captures hold it."""
    return sha256(body).hexdigest()


class Folder:
    """Writing and reading in the folder; all names are relative to it, with slashes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.captures = path / CAPTURES
        self.captures.mkdir(parents=True, exist_ok=True)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, null where it is not there."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def holds(self, name: str) -> bool:
        """Whether a file is there."""
        return (self.path / name).exists()

    def set_aside(self, body: bytes) -> str:
        """Put bytes safely on disk under a name of their own, until `settle` names them."""
        name = f"{CAPTURES}/{PART}{digest(body)}"
        _write(self.path / name, body)
        return name

    def settle(self, part: str, name: str) -> None:
        """Give what was set aside its name; nothing where that was done already."""
        if (self.path / part).exists():
            (self.path / part).replace(self.path / name)

    def write(self, name: str, body: bytes) -> None:
        """Write a file whole."""
        part = self.captures / f"{PART}{digest(name.encode())}"
        _write(part, body)
        part.replace(self.path / name)

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        (self.path / name).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Take away what a run that was killed had set aside and not told of."""
        for one in self.captures.glob(f"{PART}*"):
            one.unlink()


def _write(path: Path, body: bytes) -> None:
    with path.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
