"""Wrong usage is one clear line; what a run left half done heals at the next."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import copy

import polars as pl
import pytest
from typer.testing import CliRunner

from fazhi.cli import app
from fazhi.cli.options import ends_rightly
from fazhi.errors import BusyError, CodebookError, FazhiError, NotFoundError, ReadError
from fazhi.pipeline.build import build
from fazhi.pipeline.found.files import list_files
from fazhi.pipeline.lock import held
from fazhi.pipeline.manifest import read_manifest
from fazhi.pipeline.store import Store
from fazhi.trust.gold import read_gold

RAW = Path(__file__).parents[2] / "data/raw"
NAME = "彭堡镇-2021.txt"


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A folder with one report."""
    folder = tmp_path / "raw"
    folder.mkdir()
    copy(RAW / NAME, folder)
    return folder


def test_a_message_and_its_advice_are_two_sentences() -> None:
    error = FazhiError("there is no such folder", where="x", hint="Give another.")
    assert str(error) == "x: there is no such folder. Give another."


def test_a_file_where_a_folder_is_asked_for_is_said_to_be_one() -> None:
    with pytest.raises(NotFoundError, match="this is a file, not a folder"):
        list_files(RAW / NAME)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, r"own\.yaml: the codebook file cannot be opened"),
        ("", "is empty"),
        ("a.b: [1\n", r"own\.yaml, line 2: the codebook file cannot be read"),
    ],
)
def test_a_wrong_codebook_is_refused_before_anything_is_read(
    one: Path, content: str | None, words: str
) -> None:
    own = one.parent / "own.yaml"
    if content is not None:
        own.write_text(content, "utf-8")
    with pytest.raises(CodebookError, match=words):
        build(one, one.parent / "out", codebooks=[own])
    assert not (one.parent / "out").exists()


@pytest.mark.parametrize(
    ("cell", "words"),
    [("year\n{},dreizehn", "is no year"), ("published_date\n{},2023-13-45", "is no day")],
)
def test_a_manifest_states_years_and_days(tmp_path: Path, cell: str, words: str) -> None:
    (tmp_path / "manifest.csv").write_text("file," + cell.format(NAME), "utf-8")
    with pytest.raises(ReadError, match=words):
        read_manifest(tmp_path / "manifest.csv", [NAME])


@pytest.mark.parametrize(("line", "words"), [("{bad", "line 1"), ('{"x":1}', "lacks quote, raw")])
def test_a_wrong_annotation_is_named_by_file_and_line(
    tmp_path: Path, line: str, words: str
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/quantities.jsonl").write_text(line, "utf-8")
    with pytest.raises(ReadError, match=words):
        list(read_gold(tmp_path))


def test_a_second_run_in_a_folder_at_work_is_turned_away(one: Path) -> None:
    out = one.parent / "out"
    with held(out), pytest.raises(BusyError, match="another run"):
        build(one, out)
    assert build(one, out).reports == 1


def test_tables_spoilt_or_half_written_are_written_again(one: Path) -> None:
    out = one.parent / "out"
    build(one, out, jobs=1)
    pl.DataFrame({"x": [1]}).write_parquet(out / "sections.parquet")
    assert build(one, out, jobs=1).changed
    assert pl.read_parquet(out / "sections.parquet").height > 10
    for rows in Store(out).rows.iterdir():
        rows.write_bytes(b"")
    assert build(one, out, jobs=1).read == 1


def test_a_report_gone_or_renamed_leaves_no_rows(one: Path) -> None:
    out = one.parent / "out"
    copy(RAW / "西坪镇-2023.txt", one)
    build(one, out, jobs=1)
    (one / NAME).unlink()
    (one / "西坪镇-2023.txt").rename(one / "甲.txt")
    build(one, out, jobs=1)
    assert pl.read_parquet(out / "reports.parquet")["path"].to_list() == ["甲.txt"]
    assert pl.read_parquet(out / "sections.parquet")["report_id"].n_unique() == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_of_bytes_that_are_no_utf_8_is_written_out(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    name = os.fsdecode("raw/旧".encode() + b"\xff.txt")
    copy(RAW / NAME, tmp_path / name)
    build(tmp_path / "raw", tmp_path / "out", jobs=1)
    paths = pl.read_parquet(tmp_path / "out/reports.parquet")["path"].to_list()
    assert paths == ["旧\\xff.txt"]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (["check", NAME, "--xlsx", "to/list.txt"], "to/list.xlsx"),
        (["check", NAME, "--csv", "to/list.xlsx"], "to/list.csv"),
        (["check", NAME, "--html", "to/list"], "to/list.html"),
        (["compare", NAME, NAME, "--html", "to/two.docx"], "to/two.html"),
        (["codebook", "--format", "xlsx", "--out", "to/book.yaml"], "to/book.xlsx"),
        (["codebook", "gaps", "--csv", "to/gaps.xlsx"], "to/gaps.csv"),
        (["codebook", "doubts", "--csv", "to/doubts.xls"], "to/doubts.csv"),
        (["review", "estimate", "fines", "--csv", "to/rows.xlsx"], "to/rows.csv"),
    ],
)
def test_nothing_is_written_under_the_ending_of_another_kind(
    one: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str], named: str
) -> None:
    monkeypatch.chdir(one)
    result = CliRunner().invoke(app, asked)
    assert isinstance(result.exception, FazhiError)
    assert str(Path(named)) in result.exception.hint
    assert not Path("to").exists()


def test_endings_that_programs_know_are_taken() -> None:
    for name, form in (("a.HTM", "html"), ("a.txt", "csv"), ("a.XLSX", "xlsx")):
        ends_rightly(Path(name), form)
    ends_rightly(None, "xlsx")
