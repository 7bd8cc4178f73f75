"""The documents say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fazhi.analyse.schema import TABLES
from fazhi.codebook.document import document
from fazhi.codebook.indicators import load_indicators

ROOT = Path(__file__).parent.parent
ROWS = {
    match[1]: match[2]
    for match in re.finditer(
        r"^\| (\w+) \|.*?\| (.*) \|$", (ROOT / "docs/tables.md").read_text("utf-8"), re.M
    )
}


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_documented(name: str) -> None:
    told = set(re.findall(r"`(\w+)`", ROWS[name]))
    assert set(TABLES[name].columns) - {"report_id"} <= told


def test_the_codebook_document_is_that_of_the_codebook() -> None:
    told = (ROOT / "docs/codebook.md").read_text("utf-8")
    assert told == document(load_indicators()), "renew it: fazhi codebook --markdown"
