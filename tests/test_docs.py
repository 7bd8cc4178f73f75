"""The documents say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fazhi.analyse.schema import TABLES

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
