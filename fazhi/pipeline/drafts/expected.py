"""Who should send a draft: the officer's own list, a table or one name a line."""

from __future__ import annotations

import csv
import re
from pathlib import Path, PurePath
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.parse.frame.chain import read_chain
from fazhi.parse.identity.office import office_of
from fazhi.pipeline.drafts.offices import named_within, same_office
from fazhi.pipeline.drafts.sending import sending
from fazhi.pipeline.listed import text_of_list
from fazhi.reading.clean.script import simplify

# A name must keep so many characters for its ending to be left out of it.
SHORTEST = 2


class Due(NamedTuple):
    """One office that should send a draft, in the order of the officer's list."""

    number: int
    town: str
    county: str = ""
    contact: str = ""
    phone: str = ""


def read_expected(path: Path, book: Codebook) -> tuple[Due, ...]:
    """The offices that a list names: CSV (UTF-8 or GBK) with a head, or one name a line.

    Heads may be Chinese (`乡镇`, `县区`, `联系人`, `电话`) or English (`town`, `county`, `contact`,
    `phone`); other columns are left alone.

    Raises `ReadError` for a list that is none, is empty, or names an office twice.
    """
    rows = [
        [cell.strip() for cell in row]
        for row in csv.reader(text_of_list(path, "expected").splitlines())
        if any(cell.strip() for cell in row)
    ]
    heads = _heads(rows[0], book) if rows else {}
    if rows and "town" not in heads:
        if len(rows[0]) > 1:
            there = ", ".join(rows[0])
            what = f"no column names the towns; there are: {there}"
            raise _refused(path, what, "Call one of them 乡镇 or town.")
        heads = {"town": 0}
    else:
        rows = rows[1:]
    dues: list[Due] = []
    for number, row in enumerate(rows, start=1):
        cells = {name: row[at] for name, at in heads.items() if at < len(row)}
        if not cells.get("town"):
            raise _refused(path, f"row {number} names no town", "Fill it in or delete the row.")
        due = Due(number, **cells)
        if any((one.town, one.county) == (due.town, due.county) for one in dues):
            raise _refused(path, f"{due.town} stands there twice", "Keep one row for each town.")
        dues.append(due)
    if not dues:
        raise _refused(path, "the list is empty", "Write one town a line.")
    return tuple(dues)


def is_list_of_offices(path: Path, book: Codebook) -> bool:
    """Whether a file is a CSV table of offices, as who should send, or what a check wrote."""
    if path.suffix.lower() != ".csv" or not path.is_file():
        return False
    try:
        first = next(csv.reader(text_of_list(path, "expected").splitlines()), [])
    except (OSError, ReadError, csv.Error):
        # What it is, is told when it is read.
        return False
    return len(first) > 1 and "town" in _heads(first, book)


def _heads(row: list[str], book: Codebook) -> dict[str, int]:
    """The column of each thing known, by the words that may head it."""
    known = {word: name for name, words in sending(book).heads.items() for word in words}
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        if name := known.get(re.sub(r"\s", "", cell).lower()):
            found.setdefault(name, at)
    return found


def _refused(path: Path, message: str, hint: str) -> ReadError:
    return ReadError(message, where=path.name, hint=hint, code="expected")


def named_in(words: str, dues: tuple[Due, ...], book: Codebook) -> tuple[Due, ...]:
    """The offices that some words name, those of the longest name alone (大河口镇, not 河口镇).

    The ending may be left out (西坪-2024) where that leaves one office.
    """
    plain = words if words.isascii() else simplify(words, book)
    for shorten in (False, True):
        lengths = {
            due: len(name)
            for due in dues
            for name in [_short(due.town, book) if shorten else due.town]
            if name and name in plain
        }
        longest = max(lengths.values(), default=0)
        found = tuple(due for due, length in lengths.items() if length == longest)
        if found:
            return found
    return ()


def of_place(
    place: str | None, county: str | None, dues: tuple[Due, ...], book: Codebook
) -> Due | None:
    """The one office that a place in a report's words is; null where it is none of them."""
    if not place:
        return None
    found = [due for due in dues if due.town == place or due.town.endswith(place)]
    if not found and (office := office_of(place, book)):
        return _of_office(office, county, dues, book)
    found = found or [due for due in dues if _short(place, book) == _short(due.town, book) != ""]
    near = [due for due in found if not due.county or not county or due.county == county]
    return near[0] if len(near) == 1 else None


def _of_office(
    office: str, county: str | None, dues: tuple[Due, ...], book: Codebook
) -> Due | None:
    """The one department of a county that a list means by a name written whole or short."""
    listed = [(due, name) for due in dues if (name := office_of(due.town, book))]
    for found in (
        [due for due, name in listed if name == office],
        [due for due, name in listed if same_office(office, name, book)],
    ):
        counties = [due.county or read_chain(due.town, book).county for due in found]
        near = [
            due
            for due, its in zip(found, counties, strict=True)
            if not (its and county) or its == county
        ]
        if len(near) == 1:
            return near[0]
    return None


def _offices_in(words: str, dues: tuple[Due, ...], book: Codebook) -> tuple[Due, ...]:
    """The departments that a file's name names without the county, or short (卫健委2024.docx)."""
    return tuple(
        due
        for due in dues
        if (name := office_of(due.town, book)) and named_within(words, name, book)
    )


def sender(
    path: str, place: str | None, county: str | None, dues: tuple[Due, ...], book: Codebook
) -> Due | None:
    """Whose draft a file is: by its name, else by the folder's, else by what the text says."""
    pure = PurePath(path)
    for words in (pure.stem, pure.parent.name):
        found = named_in(words, dues, book) or _offices_in(words, dues, book)
        if len(found) == 1:
            return found[0]
    return of_place(place, county, dues, book)


def _short(name: str, book: Codebook) -> str:
    """A name without its ending; empty where too little would be left."""
    for end in sending(book).endings:
        if name.endswith(end):
            rest = name.removesuffix(end)
            return rest if len(rest) >= SHORTEST else ""
    return ""
