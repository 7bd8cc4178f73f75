"""What several tests use: the five reports, read once, and their tables, built once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.build import build
from fazhi.pipeline.report import read_report
from fazhi.records import Report
from fazhi.tables.schema import TABLES

BOOK = load_codebook()

ROOT = Path(__file__).parent.parent
RAW = ROOT / "data/raw"
FIVE = ("兴泾镇-2023", "平安镇-2023", "彭堡镇-2021", "湾头桥镇-2023", "西坪镇-2023")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that writes down how pages are built now."""
    parser.addoption(
        "--renew-structure",
        action="store_true",
        help="write tests/publish/structure anew from the pages of this run",
    )


@pytest.fixture(scope="session")
def five() -> Mapping[str, Report]:
    """The five reports by the stem of their files."""
    codebook = BOOK
    return {stem: read_report(RAW / f"{stem}.txt", codebook, root=RAW) for stem in FIVE}


@pytest.fixture(scope="session")
def tables_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of the five."""
    out = tmp_path_factory.mktemp("tables")
    build(RAW, out, jobs=1)
    return out


@pytest.fixture(scope="session")
def tables(tables_folder: Path) -> Mapping[str, pl.DataFrame]:
    """The tables of the five by name."""
    return {name: pl.read_parquet(tables_folder / f"{name}.parquet") for name in TABLES}
