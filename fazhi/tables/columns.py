"""What the columns of the tables mean, and what every Parquet file tells of itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.tables.schema import Table

# The books that tell of columns.
COLUMNS = ("columns", "column_units")
# Of columns that mean the same in every table.
EVERY = "every"
# Keys of ours among those of a Parquet file.
OURS = "fazhi."


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a column holds, in both languages.

    Of coded values `family` is that of the words that name them (`severity`), `codes` are those
    that occur, where they are not all of the family.
    """

    zh: str
    en: str
    family: str = ""
    codes: tuple[str, ...] = ()


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """In what numbers are told, in both languages, and the columns that hold them."""

    zh: str
    en: str
    columns: tuple[str, ...]


@derived
def _meanings(book: Codebook) -> dict[str, dict[str, Meaning]]:
    return book.book("columns", dict[str, dict[str, Meaning]])


def meaning(table: str, column: str, book: Codebook) -> Meaning:
    """What a column of a table holds; nothing of a column that no book tells."""
    own, every = _meanings(book).get(table, {}), _meanings(book)[EVERY]
    return own.get(column) or every.get(column) or Meaning("", "")


@derived
def _units(book: Codebook) -> dict[str, Unit]:
    every = book.book("column_units", dict[str, Unit])
    return {column: unit for unit in every.values() for column in unit.columns}


def unit_of(table: str, column: str, book: Codebook) -> Unit | None:
    """In what the numbers of a column are told; nothing of a column that holds none."""
    return _units(book).get(f"{table}.{column}") or _units(book).get(column)


class Made:
    """What made the tables of one build, as each of their files tells it.

    Args:
        book: the codebook.
        edition: version of fazhi, digests of code and codebook.
        files: digest of every report that was read.
    """

    def __init__(self, book: Codebook, edition: Mapping[str, str], files: Iterable[str]) -> None:
        self.book = book
        told = "".join(f"{digest}\n" for digest in sorted(files))
        self._every = {f"{OURS}{name}": value for name, value in edition.items()}
        self._every[f"{OURS}reports"] = sha256(told.encode()).hexdigest()

    def told(self, name: str, table: Table) -> dict[str, str]:
        """What the Parquet file of a table tells: edition, reports, its key, its columns.

        `fazhi.fazhi` is the version, `fazhi.code` and `fazhi.codebook` are digests, `fazhi.reports`
        is the digest of the sorted digests of all reports, a line each; `fazhi.columns` is JSON:
        what each column means in Chinese and English, and in what its numbers are told.
        """
        columns = {column: self._column(name, column) for column in table.columns}
        own = {
            f"{OURS}table": name,
            f"{OURS}key": ",".join(table.key),
            f"{OURS}columns": json.dumps(columns, ensure_ascii=False),
        }
        return dict(sorted({**self._every, **own}.items()))

    def _column(self, table: str, column: str) -> dict[str, object]:
        one, unit = meaning(table, column, self.book), unit_of(table, column, self.book)
        told: dict[str, object] = {"zh": one.zh, "en": one.en}
        return told | ({"unit": {"zh": unit.zh, "en": unit.en}} if unit else {})

    def digest(self, name: str, table: Table) -> str:
        """Digest of what a table's file tells of itself."""
        return sha256(repr(self.told(name, table)).encode()).hexdigest()
