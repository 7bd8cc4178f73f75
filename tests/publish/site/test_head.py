"""The head of a town's page: what its identity rests on, in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from fazhi.pipeline.build import build
from fazhi.publish import publish_site

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
REPORT = "{town}2024年法治政府建设年度报告\n一、主要工作\n开展普法宣传12场。\n"


@pytest.mark.parametrize(
    ("town", "told"),
    [
        ("清河镇", "代码未定：同名的有8处"),
        ("并无此名镇", "代码未定：2025-12-31的区划代码表中没有"),
    ],
)
def test_a_place_without_code_says_why(tmp_path: Path, town: str, told: str) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "report.txt").write_text(REPORT.format(town=town), "utf-8")
    build(tmp_path / "raw", tmp_path / "tables", jobs=1)
    publish_site(tmp_path / "tables", tmp_path / "site", NOTEBOOKS)
    page = next(
        one for one in (tmp_path / "site").glob("r*.html") if "source" not in one.name
    ).read_text("utf-8")
    assert told in LexborHTMLParser(page).body.text()
