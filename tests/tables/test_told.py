"""What each Parquet file tells of itself: who made it, of which reports, what its columns mean."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import Codebook, load_codebook
from fazhi.pipeline.build import build
from fazhi.pipeline.keys import edition
from fazhi.pipeline.over import overs
from fazhi.tables import registry
from fazhi.tables.columns import unit_of
from fazhi.tables.pieces import write as pieces
from fazhi.tables.schema import TABLES, Table
from fazhi.tables.sealed import digest_of_rows
from fazhi.tables.view import Tables

BOOK = load_codebook()
RAW = Path(__file__).parents[2] / "data/raw"
OWN = """
study.law_hours:
  zh: 人均法治培训学时
  en: Hours of legal training a head
  unit: 学时
  rules:
    hours: {object: [法治培训], unit: [学时]}
  match: ["人均法治培训{40学时|40}"]
"""


def told(file: Path) -> dict[str, str]:
    return {
        key: value
        for key, value in pl.read_parquet_metadata(file).items()
        if key.startswith("fazhi.")
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("*.parquet")}


def test_every_table_tells_who_made_it_and_what_its_columns_mean(tables_folder: Path) -> None:
    tables = Tables(tables_folder)
    digests = sorted(sha256(file.read_bytes()).hexdigest() for file in RAW.glob("*.txt"))
    reports = sha256("".join(f"{one}\n" for one in digests).encode()).hexdigest()
    for name in tables.names():
        found = told(tables_folder / f"{name}.parquet")
        for what, value in edition(BOOK).items():
            assert found[f"fazhi.{what}"] == value
        assert (found["fazhi.table"], found["fazhi.reports"]) == (name, reports)
        meanings = json.loads(found["fazhi.columns"])
        assert list(meanings) == tables.scan(name).collect_schema().names()
        assert all(one["zh"] and one["en"] for one in meanings.values())


def test_it_tells_them_in_both_languages_and_by_which_columns_it_is_sorted(
    tables_folder: Path,
) -> None:
    found = told(tables_folder / "indicators.parquet")
    assert found["fazhi.key"] == "report_id,indicator"
    assert json.loads(found["fazhi.columns"])["mentions"] == {
        "zh": "提到几处",
        "en": "how many mentions",
        "unit": {"zh": "处", "en": "mentions"},
    }


def test_every_column_of_numbers_tells_in_what_they_are_and_no_other_does() -> None:
    every = {**TABLES, **{one.name: one.table for one, _ in overs(BOOK).tables}}
    columns = {
        (name, column): kind
        for name, table in every.items()
        for column, kind in table.columns.items()
    }
    numbers = {at for at, kind in columns.items() if kind[:3] in ("Int", "UIn", "Flo")}
    assert {at for at in columns if unit_of(*at, BOOK)} == numbers
    told = [column for unit in BOOK.entries("column_units").values() for column in unit["columns"]]
    assert len(told) == len(set(told))
    named = {".".join(at) for at in columns} | {column for _, column in columns}
    assert [one for one in told if one not in named] == []


@pytest.fixture
def counted() -> Iterator[list[str]]:
    """A table over reports that no indicator changes, and the names of it each time it is made."""
    overs(BOOK)
    known, made = dict(registry.OVER), list[str]()

    @registry.table_over("lengths", Table({"n": "UInt32"}, ("n",)), ("texts",))
    def lengths(tables: Mapping[str, pl.LazyFrame], book: Codebook) -> pl.DataFrame:
        made.append("lengths")
        return tables["texts"].select(n=pl.len()).collect()

    yield made
    registry.OVER.clear()
    registry.OVER.update(known)


def test_another_codebook_is_told_by_tables_that_it_changes_not(
    tmp_path: Path, counted: list[str]
) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(OWN, "utf-8")
    build(RAW, tmp_path / "one", jobs=1)
    build(RAW, tmp_path / "one", jobs=1, codebooks=[own])
    assert counted == ["lengths"]
    build(RAW, tmp_path / "two", jobs=1, codebooks=[own])
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    book = load_codebook([own])
    for name in ("lengths", "reuse", "texts"):
        found = told(tmp_path / f"one/{name}.parquet")
        assert found["fazhi.codebook"] == edition(book)["codebook"] != edition(BOOK)["codebook"]


def test_tables_written_by_pieces_tell_the_same(
    tables_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FEW", "LEAST", "REPORTS_A_PIECE"):
        monkeypatch.setattr(pieces, name, 1)
    build(RAW, tmp_path / "out", jobs=1)
    for name in ("texts", "quantities", "measures"):
        file = f"{name}.parquet"
        assert told(tmp_path / "out" / file) == told(tables_folder / file)


def test_the_digest_of_rows_is_that_of_all_but_what_a_file_tells(tmp_path: Path) -> None:
    frame, other = pl.DataFrame({"a": ["镇", "乡"]}), pl.DataFrame({"a": ["镇", "村"]})
    for name, rows, tells in (("1", frame, "x"), ("2", frame, "y" * 999), ("3", other, "x")):
        rows.write_parquet(tmp_path / name, metadata={"fazhi.table": tells})
    one, two, three = (digest_of_rows(tmp_path / name) for name in ("1", "2", "3"))
    assert one == two != three
