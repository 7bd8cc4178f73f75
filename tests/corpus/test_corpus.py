"""Tables over reports: one file makes one, and whoever reads tables knows it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import Codebook, load_codebook
from fazhi.errors import TablesError
from fazhi.pipeline.build import build
from fazhi.pipeline.over import overs
from fazhi.sources import PACKAGE
from fazhi.tables import registry
from fazhi.tables.schema import TABLES, Table
from fazhi.tables.state import read_state

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data/raw"
BOOK = load_codebook()

STUB = '''"""Of how many reports each year speaks.

`report_year`, and `reports`, how many.
"""

from __future__ import annotations

import polars as pl

from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table

YEARS = Table({"report_year": "Int16", "reports": "UInt32"}, ("report_year",))


@table_over("by_year", YEARS, ("reports",))
def by_year(tables, book):
    """One row a year."""
    counted = tables["reports"].group_by("report_year").agg(pl.len().alias("reports"))
    return counted.collect()
'''
WORK = """
import json
from pathlib import Path
import fazhi
from fazhi.publish.pages.words import Words
from fazhi.publish.site import downloads
from fazhi.tables.view import Tables
fazhi.build("raw", "out", jobs=1)
tables = Tables("out")
made = dict(downloads.files(tables))
page = downloads.page(tables, Words("en", tables.book), {name: 1 for name in made}, [])
print(json.dumps([
    fazhi.load("out").table("by_year").collect().rows(),
    sorted(name for name in made if "by_year" in name),
    "Of how many reports each year speaks" in page,
]))
"""


def test_a_table_over_reports_is_one_file(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, tmp_path / "fazhi", ignore=ignored)
    shutil.copytree(RAW, tmp_path / "raw")
    (tmp_path / "fazhi/corpus/by_year.py").write_text(STUB, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WORK],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows, files, told = json.loads(done.stdout.splitlines()[-1])
    assert rows == [[2021, 1], [2023, 4]]
    assert files == ["data/by_year.csv", "data/by_year.parquet"]
    assert told


@pytest.fixture
def more() -> Iterator[None]:
    """Tables that a test registers are gone after it."""
    overs(BOOK)
    known = dict(registry.OVER)
    yield
    registry.OVER.clear()
    registry.OVER.update(known)


def test_only_a_table_whose_reports_changed_is_made_anew(tmp_path: Path, more: None) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    shutil.copytree(RAW, raw)
    made: list[str] = []

    @registry.table_over("lengths", Table({"n": "UInt32"}, ("n",)), ("requirements",))
    def lengths(tables: Mapping[str, pl.LazyFrame], book: Codebook) -> pl.DataFrame:
        made.append("lengths")
        return tables["requirements"].select(n=pl.len()).collect()

    build(raw, out, jobs=1)
    before = (out / "lengths.parquet").read_bytes()
    # A changed name of a file changes `reports`, and no requirement.
    (raw / "彭堡镇-2021.txt").rename(raw / "彭堡镇2021.txt")
    assert build(raw, out, jobs=1).changed
    assert made == ["lengths"]
    assert (out / "lengths.parquet").read_bytes() == before
    state = read_state(out)
    assert state is not None
    assert {"lengths", "peers", "ranges"} <= set(state.over)


def test_every_table_over_reports_is_sorted_by_its_key(tables_folder: Path) -> None:
    assert {"peers", "ranges"} <= set(overs(BOOK).names())
    for one, _ in overs(BOOK).tables:
        frame = pl.read_parquet(tables_folder / f"{one.name}.parquet")
        assert frame.equals(frame.sort(one.table.key, maintain_order=True))
        assert not frame.select(one.table.key).is_duplicated().any()
        assert dict(frame.schema) == {
            name: kind() if isinstance(kind, type) else kind
            for name, kind in one.table.types().items()
        }


def test_the_counts_are_those_of_the_five(tables_folder: Path) -> None:
    rows = pl.read_parquet(tables_folder / "peers.parquet")
    found = {(row[1], row[2]): row[3] for row in rows.rows() if row[0] == "township"}
    assert found["report", "all"] == 5
    assert found["met", "addressee"] == 1  # 平安镇 alone names whom it is sent to.
    assert ("met", "reasons") not in found
    assert found["asked", "delivered"] == 2
    assert found["indicator", "publicity.events"] == 3


def test_two_tables_of_one_name_or_one_that_needs_what_is_not_are_refused(
    more: None,
) -> None:
    table = Table({"n": "UInt32"}, ("n",))
    for name in ("reports", "peers"):
        with pytest.raises(TablesError, match=f"two tables are called {name}"):
            registry.table_over(name, table, ())(lambda tables, book: pl.DataFrame())
    wrong = {"one": ("two",), "two": ("one",)}
    for name, needs in wrong.items():
        registry.table_over(name, table, needs)(lambda tables, book: pl.DataFrame())
    with pytest.raises(TablesError, match="need one another"):
        overs(BOOK)
    registry.table_over("three", table, ("nothing",))(lambda tables, book: pl.DataFrame())
    with pytest.raises(TablesError, match="nothing, which is no table"):
        overs(BOOK)


def test_no_table_over_reports_is_called_as_one_of_single_reports() -> None:
    assert not set(overs(BOOK).names()) & set(TABLES)
