"""Sixty long documents of a neighbouring kind, where they lie beside the project: none breaks."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from fazhi.pipeline.build import build
from fazhi.records import LINE_BREAKS

LARGE = Path(__file__).parents[3] / "shared/corpus-large"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not LARGE.is_dir():
        pytest.skip("the sixty long documents are not beside the project")
    out = tmp_path_factory.mktemp("large")
    assert build(LARGE, out, jobs=1).reports == 60
    return out


def test_all_are_read_and_none_fails(tables: Path) -> None:
    assert pl.read_parquet(tables / "failures.parquet").height == 0


def test_every_quote_stands_at_its_offsets(tables: Path) -> None:
    texts = pl.read_parquet(tables / "texts.parquet")
    raw = dict(texts.select("report_id", "raw_text").iter_rows())
    for name in ("quantities", "citations"):
        rows = pl.read_parquet(
            tables / f"{name}.parquet", columns=["report_id", "start", "end", "raw"]
        )
        assert rows.height > 200
        for report, start, end, words in rows.iter_rows():
            assert raw[report][start:end].translate(LINE_BREAKS) == words


def test_nearly_all_have_an_outline(tables: Path) -> None:
    sections = pl.read_parquet(tables / "sections.parquet")
    assert sections["report_id"].n_unique() >= 55


def test_less_than_one_error_in_ten_documents(tables: Path) -> None:
    findings = pl.read_parquet(tables / "findings.parquet")
    assert findings.filter(pl.col("severity") == "error").height < 6
