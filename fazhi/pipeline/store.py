"""What is kept between two builds, in a folder of our own: nothing else is ever removed there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from fazhi.errors import NotOursError
from fazhi.tables.schema import TABLES
from fazhi.tables.state import STATE

CACHE = ".fazhi-cache"
# The mark by which programs that copy and search know a folder that can be made again.
MARK = "CACHEDIR.TAG"
SIGNED = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# Kept by fazhi between two builds. It may be removed: the next build takes longer.\n"
)
OURS = re.compile("[0-9a-f]{64}")


class Store:
    """The folder inside the folder of tables: texts, rows, and a place for what is not done.

    Args:
        out: the folder of tables.
    """

    def __init__(self, out: Path) -> None:
        self.folder = out / CACHE
        self.texts = self.folder / "texts"
        self.rows = self.folder / "rows"
        # What web archives hold, and for each archive what is known of it.
        self.contents = self.folder / "contents"
        self.archives = self.folder / "archives"
        # Rows of files whose failure may be gone at the next run.
        self.passing = self.folder / "passing"
        self.work = self.folder / "work"

    def open(self, over: Sequence[str] = ()) -> None:
        """Make the folder, or take it over with what a run that was stopped left undone cleared.

        `over` are the names of tables over reports. Raises `NotOursError` where a folder of this
        name is none of ours, or where files of somebody else have the names of our tables.
        """
        if not (self.folder / MARK).is_file():
            self._refuse_others([*TABLES, *over])
            self.folder.mkdir(exist_ok=True)
            (self.folder / MARK).write_text(SIGNED, encoding="utf-8", newline="\n")
        for undone in (self.passing, self.work):
            if undone.exists():
                shutil.rmtree(undone)
        for folder in (*self._kept(), self.passing, self.work):
            folder.mkdir(exist_ok=True)

    def _refuse_others(self, tables: Sequence[str]) -> None:
        out = self.folder.parent
        if self.folder.exists() and any(self.folder.iterdir()):
            raise NotOursError(
                "there is something here that fazhi did not put here",
                where=str(self.folder),
                hint="Give another folder for the tables (--out), or rename this one.",
            )
        theirs = [f"{name}.parquet" for name in tables if (out / f"{name}.parquet").exists()]
        if theirs and not (out / STATE).exists():
            raise NotOursError(
                f"the folder holds {theirs[0]}, which fazhi did not write here",
                where=str(out),
                hint="Give another folder for the tables (--out), or move that file away.",
            )

    def _kept(self) -> tuple[Path, ...]:
        return self.texts, self.rows, self.contents, self.archives

    def close(self, alive: Collection[str]) -> None:
        """Remove what is kept under other names than these, of files that are there no more, and
        what is not done."""
        for folder in self._kept():
            for file in folder.iterdir():
                if file.name not in alive and OURS.fullmatch(file.name):
                    file.unlink()
        for undone in (self.passing, self.work):
            shutil.rmtree(undone)

    def keep(self, file: Path, content: bytes) -> None:
        """Write a file so that it is there whole or not at all."""
        part = self.work / file.name
        part.write_bytes(content)
        part.replace(file)


def is_kept(rows: Path) -> bool:
    """Whether a report's rows are there; a file left empty by a crash of the machine is none."""
    try:
        return rows.stat().st_size > 0
    except FileNotFoundError:
        return False
