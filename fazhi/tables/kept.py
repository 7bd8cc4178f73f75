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


class Kept:
    """The frames that one table keeps.

    Args:
        folder: where they lie; none where nothing is kept.
        key: digest of the code and books that make them.
    """

    def __init__(self, folder: Path | None = None, key: str = "") -> None:
        self.folder = folder
        self.key = f"{key} polars {pl.__version__}"
        self._used: set[str] = set()

    def frame(self, digest: str, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """The frame of that digest, made where it is not kept or is damaged."""
        if self.folder is None:
            return make()
        file = self._file(digest)
        try:
            return pl.read_ipc(unsealed(file))
        except (TablesError, pl.exceptions.PolarsError):
            made = make()
            self._write(file, made)
            return made

    def former(self, name: str) -> pl.DataFrame | None:
        """What was kept under a name, the last time that the same code and books made the table."""
        try:
            return pl.read_ipc(unsealed(self._file(name))) if self.folder else None
        except (TablesError, pl.exceptions.PolarsError):
            return None

    def keep(self, name: str, frame: pl.DataFrame) -> None:
        """Keep a frame under a name for the next build."""
        if self.folder is not None:
            self._write(self._file(name), frame)

    def _file(self, digest: str) -> Path:
        name = sha256(f"{self.key} {digest}".encode()).hexdigest()
        self._used.add(name)
        return (self.folder or Path()) / name

    def _write(self, file: Path, frame: pl.DataFrame) -> None:
        """Write a frame so that it is there whole or not at all."""
        stream = BytesIO()
        frame.write_ipc(stream, compression="lz4")
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_bytes(seal(stream.getvalue()))
        part.replace(file)

    def close(self) -> None:
        """Remove what this build had no use for."""
        if self.folder is not None and self.folder.is_dir():
            for file in self.folder.iterdir():
                if file.name not in self._used:
                    file.unlink()
