"""Writes the files with which a study begins; what lies there already is left as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from fazhi.errors import FazhiError
from fazhi.publish.pages.folders import NOTEBOOKS, PACKAGE

TEMPLATES = Path(__file__).parent / "files"
RAW = Path("data/raw")
# Where the reports lie with which a study begins: in an installed package, in a clone.
EXAMPLES = (PACKAGE / "study/reports", PACKAGE.parent.parent / "data/raw")
# What a study holds, by its name there, and the template that it is made of.
FILES: Mapping[str, str] = {
    "README.md": "README.md",
    "README.zh.md": "README.zh.md",
    "Makefile": "Makefile",
    ".gitignore": "gitignore.txt",
    "study.yaml": "study.txt",
    "codebook/indicators/mine.yaml": "mine.txt",
    "data/raw/manifest.csv": "manifest.csv",
}
COPIED = ("explore.ipynb", "years.ipynb")


class Begun(NamedTuple):
    """Paths within the study: those written now, and those that lay there and were kept."""

    written: list[str]
    kept: list[str]


def begin(folder: Path) -> Begun:
    """Begin a study in a folder, or add to one what it lacks; no file is ever written over.

    Example reports are added where `data/raw` holds nothing yet. Raises `FazhiError` where a
    file has the folder's name.
    """
    if folder.exists() and not folder.is_dir():
        hint = "Name a new folder: fazhi init STUDY."
        raise FazhiError("this is a file, not a folder", where=str(folder), hint=hint)
    begun = Begun([], [])
    for name, source in _files(folder):
        target = folder / name
        if target.exists() or target.is_symlink():
            begun.kept.append(name)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        # Whoever writes it in this moment keeps it.
        with target.open("xb") as stream:
            stream.write(source.read_bytes())
        begun.written.append(name)
    return begun


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """What a study begins with, the reports first: the manifest is no report."""
    raw = folder / RAW
    if not raw.is_dir() or not any(raw.iterdir()):
        for report in sorted(_first(EXAMPLES).glob("*.txt")):
            yield f"{RAW.as_posix()}/examples/{report.name}", report
    for name, template in FILES.items():
        yield name, TEMPLATES / template
    for notebook in COPIED:
        yield f"notebooks/{notebook}", _first(NOTEBOOKS) / notebook


def _first(homes: tuple[Path, ...]) -> Path:
    return next((home for home in homes if home.is_dir()), homes[0])
