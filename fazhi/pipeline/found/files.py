"""Which files of a folder may be reports."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from fazhi.errors import NotFoundError
from fazhi.reading.archives import is_archive
from fazhi.reading.intake import is_system_file, stem_of
from fazhi.tables.state import PART

SKIPPED = frozenset({"readme", "readme.zh", "manifest", "license", "captures", "captures.warc"})
# Folders that hold one of these are our own tables, parts, pages and proofs, and no reports.
WRITTEN_HERE = frozenset(
    {"reports.parquet", ".pages.json", ".pages.journal", ".captures.journal", PART}
)
CAPTURES = "captures"
MANIFEST = "manifest.csv"


def list_files(raw: Path, closed: Callable[[OSError], None] | None = None) -> list[Path]:
    """The files under a folder that may be reports, in the order of their paths.

    Args:
        raw: the folder.
        closed: told of a folder in it that may not be looked into; without, that is an `OSError`.
    """
    if not raw.is_dir():
        raise NotFoundError(
            "this is a file, not a folder" if raw.exists() else "there is no such folder",
            where=str(raw),
            hint="Give the folder that holds the reports.",
        )
    found = [path for path in _walk(str(raw), closed or _refuse) if not _is_beside(path)]
    if not found:
        raise NotFoundError(
            "the folder holds no report",
            where=str(raw),
            hint="Put reports there (text, HTML, DOCX, PDF, OFD), then run this again.",
        )
    return [Path(path) for path in sorted(found, key=lambda path: path.replace(os.sep, "/"))]


def _is_beside(path: str) -> bool:
    """Whether a file is about the others; an archive is where the files lie that it is proof of."""
    folder, name = os.path.split(path)
    if stem_of(name).lower() not in SKIPPED:
        return False
    return not is_archive(name) or Path(folder, CAPTURES).is_dir()


def _walk(folder: str, closed: Callable[[OSError], None]) -> Iterator[str]:
    """Files and links under a folder, those of the system and what we wrote ourselves left out.

    Of so many files each is asked for once, by what the folder itself tells of it.
    """
    try:
        with os.scandir(folder) as entries:
            every = list(entries)
    except OSError as error:
        closed(error)
        return
    if any(entry.name in WRITTEN_HERE and not entry.is_dir() for entry in every):
        return
    for entry in every:
        if is_system_file(entry.name):
            continue
        if entry.is_symlink() or entry.is_file():
            yield entry.path
        elif entry.is_dir():
            yield from _walk(entry.path, closed)


def written_here(raw: Path) -> list[Path]:
    """The folders under a folder that hold what we wrote ourselves, and are not read."""
    found = []
    for folder, inner, names in os.walk(raw):
        if not WRITTEN_HERE.isdisjoint(names):
            found.append(Path(folder))
            inner.clear()
        inner[:] = sorted(name for name in inner if not is_system_file(name))
    return found


def _refuse(error: OSError) -> None:
    """Passing over a folder in silence would make its reports look as if they did not exist."""
    raise error
