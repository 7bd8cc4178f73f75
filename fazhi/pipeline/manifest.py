"""The user's own statements about files and folders: a table beside the raw files."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from fazhi.errors import NotFoundError, ReadError
from fazhi.language.dates import read_date
from fazhi.pipeline.listed import text_of_list

COLUMNS = (
    "file",
    "town",
    "county",
    "prefecture",
    "province",
    "year",
    "source_url",
    "published_date",
    "issued_date",
    "final_url",
    "captured_at",
    "captured_sha256",
)

# What can be said of all files of a folder at once; `.` is the whole of it.
OF_FOLDERS = frozenset({"town", "county", "prefecture", "province", "year"})
WHOLE = "."

# A day, or a day with its hour and zone, as archives and programs write them.
HOUR = re.compile(
    r"(?:19|20)\d\d-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-6]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)


def read_manifest(path: Path, files: Collection[str] | None = None) -> dict[str, dict[str, str]]:
    """The manifest's rows by file name, empty cells left out.

    A row may name a folder (`云阳县/`, `.` for all): `of_each` lays it under those of its files.

    Raises `ReadError` for a table that cannot be read, a column it does not know, a row without
    a file or a file named twice, a folder of which more is said than place and year, and
    `NotFoundError` for a file or folder that is not among `files`.
    """
    rows = list(csv.reader(text_of_list(path, "manifest").splitlines()))
    if not rows:
        raise _refused(path, "the manifest is empty", f"Begin it with {','.join(COLUMNS)}.")
    header = [cell.strip().lower() for cell in rows[0]]
    _check_header(path, header)
    known = None if files is None else frozenset(files)
    folders = frozenset(folder for file in known or () for folder in _folders(file))
    found: dict[str, dict[str, str]] = {}
    for number, cells in enumerate(rows[1:], start=2):
        values = [cell.strip() for cell in cells]
        if not any(values):
            continue
        if len(values) > len(header):
            raise _refused(path, f"row {number} has more cells than the header", "Quote commas.")
        row = {name: value for name, value in zip(header, values, strict=False) if value}
        file = row.pop("file", "")
        if not file or file in found:
            what = (
                f"row {number} names {file} a second time"
                if file
                else f"row {number} names no file"
            )
            raise _refused(path, what, "Give each file one row.")
        folder = _folder(file)
        if known is not None and file not in known and folder not in folders:
            raise _unknown(path, f"row {number} names the file {file}", file, known)
        if file not in (known or ()) and (file != folder or folder in folders or file == WHOLE):
            _check_folder(path, number, row)
        _check_values(path, number, row)
        found[file] = row
    return found


def of_each(rows: Mapping[str, dict[str, str]], files: Iterable[str]) -> dict[str, dict[str, str]]:
    """What the manifest's rows say of each file: its folders' from the outermost in, then its own.

    Files of which nothing is said are left out.
    """
    named = {_folder(name): row for name, row in rows.items()}
    found: dict[str, dict[str, str]] = {}
    for file in files:
        said: dict[str, str] = {}
        for folder in _folders(file):
            said |= named.get(folder, {})
        said |= rows.get(file, {})
        if said:
            found[file] = said
    return found


def _folders(file: str) -> list[str]:
    """The folders in which a file lies, the outermost first."""
    parts = file.split("/")[:-1]
    return [WHOLE, *("/".join(parts[: at + 1]) for at in range(len(parts)))]


def _folder(name: str) -> str:
    """How a folder is called here, however a row writes it (`./云阳县/`)."""
    return name.removeprefix("./").rstrip("/") or WHOLE


def _check_folder(path: Path, number: int, row: dict[str, str]) -> None:
    if more := [name for name in row if name not in OF_FOLDERS]:
        raise _refused(
            path,
            f"row {number} says {more[0]} of a folder",
            f"Say of a folder only: {', '.join(name for name in COLUMNS if name in OF_FOLDERS)}.",
        )


def _check_header(path: Path, header: list[str]) -> None:
    for name in header:
        if name not in COLUMNS:
            raise _refused(path, f"the column {name!r} is unknown", _near(name, COLUMNS))
    if "file" not in header:
        raise _refused(path, "the column 'file' is missing", "Add it: it names the file.")
    if len(set(header)) < len(header):
        raise _refused(path, "a column stands twice", "Keep one of them.")


def _check_values(path: Path, number: int, row: dict[str, str]) -> None:
    """Refuse a year or a day that is none: it would else be passed over in silence."""
    year = row.get("year", "")
    if year and not re.fullmatch(r"(?:19|20)\d\d", year):
        raise _refused(path, f"row {number}: {year!r} is no year", "Write it as 2023.")
    for name in ("published_date", "issued_date"):
        day = row.get(name, "")
        if day and not read_date(day):
            raise _refused(path, f"row {number}: {day!r} is no day ({name})", "Write 2024-01-31.")
    _check_capture(path, number, row)


def _check_capture(path: Path, number: int, row: dict[str, str]) -> None:
    """Refuse an hour or a digest of collecting that is none."""
    hour, digest = row.get("captured_at", ""), row.get("captured_sha256", "")
    if hour and not HOUR.fullmatch(hour):
        said = f"row {number}: {hour!r} is no time (captured_at)"
        raise _refused(path, said, "Write 2024-01-31T08:00:00Z.")
    if digest and not re.fullmatch(r"[0-9a-f]{64}", digest):
        said = f"row {number}: {digest!r} is no digest (captured_sha256)"
        raise _refused(path, said, "Write the SHA-256 of what was collected, 64 signs.")


def _near(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, sorted(known), n=3, cutoff=0.4)
    return f"Near names: {', '.join(near or sorted(known)[:9])}."


def _refused(path: Path, message: str, hint: str) -> ReadError:
    return ReadError(message, where=path.name, hint=hint, code="manifest")


def _unknown(path: Path, what: str, name: str, known: Collection[str]) -> NotFoundError:
    return NotFoundError(
        f"{what}, which is not there", where=path.name, hint=_near(name, known), code="manifest"
    )
