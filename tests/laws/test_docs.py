"""The documents say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.codebook.document import document
from fazhi.codebook.indicators import indicators
from fazhi.pipeline.build import build
from fazhi.pipeline.over import overs
from fazhi.tables.schema import TABLES

BOOK = load_codebook()

ROOT = Path(__file__).parents[2]
ROWS = {
    match[1]: match[2]
    for match in re.finditer(
        r"^\| (\w+) \|.*?\| (.*) \|$", (ROOT / "docs/tables.md").read_text("utf-8"), re.M
    )
}


def test_every_column_of_a_table_over_reports_is_told_in_its_file() -> None:
    for one, _ in overs(BOOK).tables:
        told = set(re.findall(r"`(\w+)`", one.about))
        ends = {end for end in told if end.startswith("_")}
        told |= {f"{name}{end}" for name in told for end in ends}
        assert set(one.table.columns) <= told, one.name
        assert one.about.partition("\n")[0].endswith("."), one.name


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_documented(name: str) -> None:
    told = set(re.findall(r"`(\w+)`", ROWS[name]))
    assert set(TABLES[name].columns) - {"report_id"} <= told


def test_the_codebook_document_is_that_of_the_codebook() -> None:
    told = (ROOT / "docs/codebook.md").read_text("utf-8")
    assert told == document(indicators(BOOK)), "renew it: fazhi codebook --markdown"


def test_the_example_of_an_own_indicator_codes_its_own_sentence(tmp_path: Path) -> None:
    told = (ROOT / "docs/extend.md").read_text("utf-8")
    own = tmp_path / "mine.yaml"
    own.write_text(told.split("```yaml\n")[1].split("```")[0], "utf-8")
    report = tmp_path / "raw/某镇-2023.txt"
    report.parent.mkdir()
    report.write_text(
        "某镇2023年法治政府建设情况报告\n一、主要举措\n全年人均法治培训40学时。\n", "utf-8"
    )
    build(report.parent, tmp_path / "out", jobs=1, codebooks=[own])
    rows = pl.read_parquet(tmp_path / "out/quantities.parquet").select("raw", "indicator").rows()
    assert rows == [("40学时", "study.law_hours")]


# The scripts of `findings/`: pinned packages, a head in its order, tests that are there.

SCRIPTS = sorted((ROOT / "findings").glob("*.sh"))
# What a head tells, in this order.
PARTS = ("Found:", "Seen:", "Meets:", "In fazhi")
INSTALLED = re.compile(r'(?:pip" install|npm install)((?:[^\n]|(?<=\\)\n)*)')
NAMED_FILE, NAMED_TEST = re.compile(r"tests/[\w/]+\.py"), re.compile(r"\btest_\w+\b(?!\.py)")
TESTS = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.M)
}


def head(script: Path) -> str:
    """The comments at the beginning of a script as one line."""
    lines = script.read_text(encoding="utf-8").split("\n")[1:]
    said = [line[1:].strip() for line in lines if line.startswith("#")]
    return " ".join(said).replace("/ ", "/")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_head_tells_everything_in_its_order(script: Path) -> None:
    told = head(script)
    places = [told.find(part) for part in PARTS]
    assert -1 not in places and places == sorted(places)
    assert re.search(r"\d\.\d|\d{8}", told), "no version is told"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_the_tests_that_a_head_names_are_there(script: Path) -> None:
    told = head(script)
    files = NAMED_FILE.findall(told)
    assert files and [one for one in files if not (ROOT / one).is_file()] == []
    assert set(NAMED_TEST.findall(told)) <= TESTS


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_every_package_is_pinned(script: Path) -> None:
    for line in INSTALLED.findall(script.read_text(encoding="utf-8")):
        for package in re.findall(r'"([^"]+)"', line):
            assert "==" in package or re.search(r".@\d", package), package
