"""The user's list: which addresses, and what is known of the reports behind them."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.collect.addresses import canonical
from fazhi.collect.pages.book import collecting
from fazhi.collect.refusals import Refused
from fazhi.errors import ReadError
from fazhi.language.dates import read_date
from fazhi.pipeline.listed import text_of_list

ADDRESS = re.compile(r"https?://", re.I)
ADVICE = "Write one a row, under the head url."
# What may stand between columns in place of commas: some programs write it so, and some hands.
OTHER_MARKS = (";", "\t", "；", "，", "|")
DATES = ("published_date", "issued_date")


class Wanted(NamedTuple):
    """One address to fetch: its row in the list, and what the list states beside it."""

    row: int
    address: str
    stated: Mapping[str, str]


class AddressList(NamedTuple):
    """What a list asks for.

    Args:
        wanted: the addresses, each once, in the order of the list.
        twice: rows whose address stands in an earlier row, with that row.
        wrong: rows without an address that can be asked, with the reason.
        unused: heads of columns that say nothing here.
    """

    wanted: tuple[Wanted, ...]
    twice: tuple[tuple[int, int], ...]
    wrong: tuple[tuple[int, Refused], ...]
    unused: tuple[str, ...]


def read_list(path: Path, book: Codebook) -> AddressList:
    """The addresses of a CSV (UTF-8 or GBK): a column `url` and any of the manifest's, or no head.

    Raises `ReadError` (`list`) for a list that is none or names no address.
    """
    if not (text := text_of_list(path, "list")).strip():
        raise _refused(path, "the list of addresses is empty", ADVICE)
    rows = list(csv.reader(text.splitlines()))
    heads, unused, first = _heads(path, rows, book)
    wanted: dict[str, Wanted] = {}
    twice: list[tuple[int, int]] = []
    wrong: list[tuple[int, Refused]] = []
    for number, cells in enumerate(rows[first:], start=first + 1):
        row = {
            name: cells[at].strip()
            for name, at in heads.items()
            if at < len(cells) and cells[at].strip()
        }
        if not row:
            continue
        try:
            address = canonical(row.pop("url", ""))
        except Refused as error:
            wrong.append((number, error))
            continue
        if address in wanted:
            twice.append((number, wanted[address].row))
            continue
        _check(path, number, row)
        wanted[address] = Wanted(number, address, row)
    if not wanted and not wrong:
        raise _refused(path, "the list names no address", ADVICE)
    return AddressList(tuple(wanted.values()), tuple(twice), tuple(wrong), unused)


def _heads(
    path: Path, rows: Sequence[Sequence[str]], book: Codebook
) -> tuple[dict[str, int], tuple[str, ...], int]:
    """The column of each thing known, heads that are not, and how many rows the head takes."""
    top = [cell.strip() for cell in rows[0]] if rows else []
    plain = next((at for at, cell in enumerate(top) if ADDRESS.match(cell)), None)
    if plain is not None:
        return {"url": plain}, (), 0
    known = {word: name for name, words in collecting(book).heads.items() for word in words}
    heads: dict[str, int] = {}
    unused: list[str] = []
    for at, cell in enumerate(top):
        name = known.get("".join(cell.lower().split()))
        if name is None or name in heads:
            unused += [cell] if cell else []
        else:
            heads[name] = at
    if "url" not in heads:
        raise _refused(path, "no column of the list names addresses", _advice_on(top, known))
    return heads, tuple(unused), 1


def _advice_on(top: Sequence[str], known: Mapping[str, str]) -> str:
    """What to do about a head without addresses: other marks between columns hide them."""
    for mark in OTHER_MARKS:
        for cell in top:
            names = [known.get("".join(one.lower().split())) for one in cell.split(mark)]
            if len(names) > 1 and "url" in names:
                return f"Its columns are parted by {mark!r}; part them by commas."
    return "Call one of them url."


def _check(path: Path, number: int, row: dict[str, str]) -> None:
    """Refuse a year or day that the manifest, and with it a build, would refuse later."""
    year = row.get("year", "")
    if year:
        row["year"] = year.removesuffix("度").removesuffix("年")
        if not re.fullmatch(r"(?:19|20)\d\d", row["year"]):
            raise _refused(path, f"row {number}: {year!r} is no year", "Write it as 2023.")
    for name in DATES:
        day = row.get(name, "")
        if day:
            found = read_date(day)
            if not found:
                what = f"row {number}: {day!r} is no day ({name})"
                raise _refused(path, what, "Write 2024-01-31.")
            row[name] = found


def _refused(path: Path, message: str, hint: str) -> ReadError:
    return ReadError(message, where=path.name, hint=hint, code="list")
