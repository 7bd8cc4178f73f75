"""What a scholar says of the study: `study.yaml`, beside the data."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from fazhi.codebook.files.plain import parsed
from fazhi.codebook.loader import typed
from fazhi.errors import CodebookError, NotFoundError
from fazhi.language.dates import read_date
from fazhi.reading.intake import take_in_small

# An author of whom nothing is told; the form of citations asks for one.
UNKNOWN = "unknown"
HAN = re.compile(r"[\u3400-\u9fff]")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Author(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An author: family and given names, or of a body its one name."""

    family: str = ""
    given: str = ""
    name: str = ""
    orcid: str = ""
    affiliation: str = ""

    @property
    def full(self) -> str:
        """The whole name in one line: in Chinese the family's first, and no blank."""
        if self.name:
            return self.name
        if HAN.search(self.family):
            return f"{self.family}{self.given}"
        return f"{self.given} {self.family}".strip()


class Study(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Title, authors, licence (an SPDX name) and day of a study; all may be left out."""

    title: str = ""
    description: str = ""
    authors: tuple[Author, ...] = ()
    licence: str = ""
    date: str = ""
    version: str = ""
    doi: str = ""
    keywords: tuple[str, ...] = ()


def read_study(file: Path | None) -> Study:
    """What a file says of the study; nothing where none is named.

    Raises `NotFoundError` where there is none, `CodebookError` naming what cannot be understood.
    """
    if file is None:
        return Study()
    if not file.is_file():
        raise NotFoundError("there is no such description of a study", where=str(file))
    found = typed(parsed(take_in_small(file), file.name) or {}, Study, file.name)
    if found.date and not (DAY.fullmatch(found.date) and read_date(found.date)):
        what = f"{found.date!r} is no day"
        raise CodebookError(what, where=file.name, hint="Write it as 2026-01-31.")
    if any(not one.full for one in found.authors):
        what, hint = "an author has no name", "Give family and given, or name."
        raise CodebookError(what, where=file.name, hint=hint)
    return found
