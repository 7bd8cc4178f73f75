"""What is no report, or endless, is told at once; the time of a file holds for its whole way."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import CodebookError, ReadError
from fazhi.pipeline import one as way
from fazhi.pipeline.build import build
from fazhi.pipeline.check import outcome_of
from fazhi.pipeline.manifest import read_manifest
from fazhi.reading.limits import Limits, allow_more_time, check_time, within
from fazhi.reading.memory import held
from fazhi.trust.gold import read_gold

BOOK = load_codebook()

RAW = Path(__file__).parents[2] / "data/raw"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="devices and pipes are of Linux")
HUGE = 8 << 30


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(HUGE)


def folder(path: Path) -> None:
    path.mkdir()


Odd = Callable[[Path], None]
ODD = pytest.mark.parametrize("odd", [pipe, device, sparse, folder])
SOON = 5.0


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    made = tmp_path / "raw"
    made.mkdir()
    (made / "好.txt").write_bytes((RAW / "彭堡镇-2021.txt").read_bytes())
    return made


@pytest.mark.parametrize("odd", [device, sparse])
def test_an_endless_report_is_a_row(raw: Path, odd: Odd) -> None:
    odd(raw / "odd.txt")
    begun = time.monotonic()
    for _ in range(2):
        assert build(raw, raw.parent / "out", jobs=1).reports == 1
    assert time.monotonic() - begun < SOON + 10
    failures = pl.read_parquet(raw.parent / "out/failures.parquet")
    assert failures["path"].to_list() == ["odd.txt"]
    assert failures["reason"].item() in {"unsafe_link", "too_large"}


@ODD
def test_an_endless_draft_is_told(tmp_path: Path, odd: Odd) -> None:
    odd(tmp_path / "odd.txt")
    begun = time.monotonic()
    assert outcome_of(tmp_path / "odd.txt", BOOK).path
    assert time.monotonic() - begun < SOON


@ODD
def test_an_odd_manifest_is_refused_by_name(tmp_path: Path, odd: Odd) -> None:
    odd(tmp_path / "manifest.csv")
    with pytest.raises(ReadError, match=r"manifest\.csv: "):
        read_manifest(tmp_path / "manifest.csv")


@ODD
@pytest.mark.parametrize("name", ["metadata.json", "quantities.jsonl"])
def test_odd_annotations_are_refused_by_name(tmp_path: Path, odd: Odd, name: str) -> None:
    (tmp_path / "甲镇").mkdir()
    odd(tmp_path / "甲镇" / name)
    with pytest.raises(ReadError, match=name):
        list(read_gold(tmp_path))


def test_annotations_that_are_no_utf_8_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "甲镇").mkdir()
    (tmp_path / "甲镇/quantities.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(ReadError, match="UTF-8"):
        list(read_gold(tmp_path))


@ODD
def test_an_odd_codebook_is_refused_by_name(tmp_path: Path, odd: Odd) -> None:
    odd(tmp_path / "own.yaml")
    with pytest.raises(CodebookError, match=r"own\.yaml"):
        load_codebook([tmp_path / "own.yaml"])


def test_the_time_of_a_file_holds_for_its_whole_way(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stage that never asks for the time is stopped by the alarm."""

    def endless(*_: object) -> object:
        while True:
            pass

    usual = way.report_rows
    chosen = {True: usual, False: endless}
    monkeypatch.setattr(
        way, "report_rows", lambda report, *given: chosen["彭" in report.text.raw](report, *given)
    )
    monkeypatch.setattr(way, "Limits", lambda: Limits(seconds=2.0))
    (raw / "long.txt").write_bytes((RAW / "西坪镇-2023.txt").read_bytes())
    done = build(raw, raw.parent / "out", jobs=1)
    assert done.reports == 1
    (failure,) = done.failed
    assert (failure["path"], failure["reason"]) == ("long.txt", "too_slow")


def test_memory_that_grows_beyond_the_limit_is_a_row(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stage in this very process is stopped, and what it took is free again."""

    def greedy(*_: object) -> object:
        taken = []
        while True:
            taken.append(b"x" * 1_000_000)

    usual = way.report_rows
    chosen = {True: usual, False: greedy}
    monkeypatch.setattr(
        way, "report_rows", lambda report, *given: chosen["彭" in report.text.raw](report, *given)
    )
    monkeypatch.setattr(way, "Limits", lambda: Limits(memory=200_000_000))
    (raw / "large.txt").write_bytes((RAW / "西坪镇-2023.txt").read_bytes())
    before = held()
    done = build(raw, raw.parent / "out", jobs=1)
    assert done.reports == 1
    (failure,) = done.failed
    assert (failure["path"], failure["reason"]) == ("large.txt", "no_memory")
    assert "more than 200,000,000 bytes of memory" in str(failure["message"])
    assert held() - before < 200_000_000


def test_what_runs_inside_has_the_time_of_the_whole() -> None:
    with within(Limits(seconds=0.0)), within(Limits(seconds=60.0)):
        time.sleep(0.01)
        with pytest.raises(ReadError, match="took longer"):
            check_time()
        allow_more_time(60.0)
        check_time()
    with within(Limits(seconds=0.0)):
        with within(Limits()):
            allow_more_time(60.0)
        check_time()
