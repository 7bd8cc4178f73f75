"""What a table over reports keeps of one build for the next: made again only of what is new.

A frame is kept under a digest of what it was made of, so a build with it writes the same bytes as
one from nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from fazhi.errors import TablesError
from fazhi.later import pl
from fazhi.tables.sealed import seal, unsealed


class Files:
    """Files of a folder under the digest of what they were made of, told from damaged ones.

    Args:
        folder: where they lie; none where nothing is kept.
        key: digest of the code and books that make them.
    """

    def __init__(self, folder: Path | None = None, key: str = "") -> None:
        self.folder = folder
        self.key = f"{key} polars {pl.__version__}"
        self._used: set[str] = set()

    def found(self, name: str) -> bytes | None:
        """What is kept under a name; nothing where there is none or where it is damaged."""
        try:
            return unsealed(self._file(name)) if self.folder else None
        except TablesError:
            return None

    def put(self, name: str, content: bytes) -> None:
        """Keep something under a name: it is there whole or not at all."""
        if self.folder is None:
            return
        file = self._file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_bytes(seal(content))
        part.replace(file)

    def _file(self, name: str) -> Path:
        called = sha256(f"{self.key} {name}".encode()).hexdigest()
        self._used.add(called)
        return (self.folder or Path()) / called

    def close(self) -> None:
        """Remove what this build had no use for."""
        if self.folder is not None and self.folder.is_dir():
            for file in self.folder.iterdir():
                if file.name not in self._used:
                    file.unlink()


class Kept(Files):
    """The frames that one table keeps."""

    def frame(self, digest: str, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """The frame of that digest, made where it is not kept or is damaged."""
        kept = self.former(digest)
        if kept is None:
            kept = make()
            self.keep(digest, kept)
        return kept

    def former(self, name: str) -> pl.DataFrame | None:
        """What was kept under a name, the last time that the same code and books made the table."""
        kept = self.found(name)
        try:
            return None if kept is None else pl.read_ipc(kept)
        except pl.exceptions.PolarsError:
            return None

    def keep(self, name: str, frame: pl.DataFrame) -> None:
        """Keep a frame under a name for the next build."""
        if self.folder is not None:
            stream = BytesIO()
            frame.write_ipc(stream, compression="lz4")
            self.put(name, stream.getvalue())
