"""What files are worked on with, and the files: known before anything that reads is imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.mentions import Correction
from fazhi.pipeline import keys
from fazhi.pipeline.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """What every file of a build is worked on with; it travels to other processes.

    Args:
        out: the folder of tables.
        book: what files are read and coded with.
        keys: the key of each stage, as the process that began the build loaded it.
    """

    out: str
    book: Codebook
    keys: Mapping[str, str]

    @property
    def store(self) -> Store:
        """Where texts and rows are kept."""
        return _store(self.out)

    def check(self) -> None:
        """Raise `StaleError` where this process works with other code or books than the first."""
        keys.check(self.keys)


@lru_cache(maxsize=2)
def _store(out: str) -> Store:
    """The store of a folder of tables, asked for at every file."""
    return Store(Path(out))


class Entry(NamedTuple):
    """One thing in the folder that may be a report: a file, or what a web archive holds.

    Args:
        path: its name in the tables; in an archive behind the archive's own.
        file: where its content lies.
        root: the folder that it must not lead out of.
        digest: of its content, or in words why it has none.
        stated: what an archive says of it, by the manifest's columns.
        refused: why it gives no report, where that is known before it is read.
    """

    path: str
    file: Path
    root: str
    digest: str
    stated: Mapping[str, str] = {}
    refused: ReadError | None = None


class Job(NamedTuple):
    """One file to be read, and all that its rows depend on.

    Args:
        path: its name in the tables.
        file: where it lies.
        root: the folder that it must not lead out of.
        stated: the manifest's word on it.
        digest: of its content, or in words why it has none.
        text_key: names its kept text: content, kind and what reads it.
        key: names its kept rows: all of that, and what understands it.
        gold: the folder of its hand annotations, if any.
        corrections: what people say of its mentions.
        refused: why it gives no rows, where that is known before it is read.
        about: names all of that but codebook and code.
        former: names rows kept of another codebook that are the same, where `key` has none.
    """

    path: str
    file: Path
    root: str
    stated: Mapping[str, str]
    digest: str
    text_key: str
    key: str
    gold: str = ""
    corrections: tuple[Correction, ...] = ()
    refused: ReadError | None = None
    about: str = ""
    former: str = ""

    @property
    def lies(self) -> str:
        """The name under which its rows are kept, if they are."""
        return self.former or self.key
