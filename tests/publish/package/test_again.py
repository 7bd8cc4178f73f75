"""What others do with a package: make its tables anew, and read them in R."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from fazhi.captures import Capture, table_of
from fazhi.errors import FazhiError
from fazhi.pipeline.build import build
from fazhi.publish.package.given import Inputs
from fazhi.publish.package.make import package
from tests.pipeline.test_archived import FIRST
from tests.publish.package.conftest import ROOT, Study
from tests.reading.archives.warcs import packed


def rebuilt(opened: Path, *given: object) -> subprocess.CompletedProcess[str]:
    """The script, run as a stranger would, with the libraries of this checkout."""
    return subprocess.run(
        [sys.executable, "rebuild.py", *map(str, given)],
        cwd=opened, check=False, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": "", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip


def test_the_script_makes_the_same_bytes_of_the_reports(opened: Path, study: Study) -> None:
    ended = rebuilt(opened, study.inputs.raw)
    assert ended.returncode == 0, ended.stderr
    tables = len(list((opened / "data/parquet").glob("*.parquet")))
    assert f"equal, byte by byte / 逐字节相同: {tables}" in ended.stdout


def test_the_program_in_it_knows_its_version_where_nothing_is_installed(opened: Path) -> None:
    ask = "from importlib.metadata import version; print(version('fazhi'))"
    ended = subprocess.run(
        [sys.executable, "-S", "-c", ask], check=True, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(opened / "program")},
    )  # fmt: skip
    state = json.loads((opened / "data/parquet/state.json").read_text("utf-8"))
    assert ended.stdout.strip() == state["state"]["edition"]["fazhi"]


def test_a_damaged_file_of_the_package_is_told(opened: Path, study: Study) -> None:
    file = opened / "data/parquet/indicators.parquet"
    file.write_bytes(file.read_bytes()[:-1] + b"2")
    ended = rebuilt(opened, study.inputs.raw)
    assert ended.returncode == 2
    assert ended.stderr.startswith("damaged in the package / 包内文件已损坏: data/parquet/indic")


def test_a_report_that_is_another_or_lacks_is_told(
    opened: Path, study: Study, tmp_path: Path
) -> None:
    assert study.inputs.raw is not None
    raw = tmp_path / "raw"
    shutil.copytree(study.inputs.raw, raw)
    (raw / "西坪镇-2023.txt").unlink()
    (raw / "彭堡镇-2021.txt").write_text("别的", "utf-8")
    ended = rebuilt(opened, raw)
    assert ended.returncode == 2
    assert [line.rpartition(": ")[2] for line in ended.stderr.splitlines()] == [
        "彭堡镇-2021.txt",
        "西坪镇-2023.txt",
    ]


def test_tables_that_differ_are_named(opened: Path, study: Study) -> None:
    """As those of another program would: the codebook that the package tells is not laid over."""
    told = opened / "rebuild.json"
    told.write_text(told.read_text("utf-8").replace('"codebook/own/1"', ""), "utf-8")
    _sign_again(opened, "rebuild.json")
    ended = rebuilt(opened, study.inputs.raw)
    assert ended.returncode == 1
    assert "not equal / 与包内不同: quantities.parquet" in ended.stderr


def _sign_again(opened: Path, name: str) -> None:
    from hashlib import sha256

    sums = opened / "SHA256SUMS"
    kept = [one for one in sums.read_text("utf-8").splitlines() if not one.endswith(f"  {name}")]
    kept.append(f"{sha256((opened / name).read_bytes()).hexdigest()}  {name}")
    sums.write_text("\n".join(kept) + "\n", "utf-8")


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_base_r_reads_it_and_counts_what_the_table_counts(
    opened: Path, study: Study, locale: str
) -> None:
    script = shutil.which("Rscript")
    if script is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Rscript is not installed (r-base-core)")
        pytest.skip("needs R (Rscript)")
    ended = subprocess.run(
        [script, "read.R"], cwd=opened, check=False, capture_output=True, encoding="utf-8",
        env={**os.environ, "LC_ALL": locale},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    found = [line.split(",") for line in ended.stdout.splitlines()]
    peers = pl.read_parquet(study.tables / "peers.parquet").filter(kind="indicator")
    rows = peers.select("level", "code", pl.col("reports").cast(pl.String)).rows()
    assert found[0] == ["level", "code", "reports"]
    assert [tuple(row) for row in found[1:]] == rows
    assert len(rows) > 50


def _small(home: Path) -> Inputs:
    """A study of a town's report, of one out of a web archive, and of one that was collected."""
    raw = home / "raw"
    (raw / "got").mkdir(parents=True)
    shutil.copy(ROOT / "data/raw/西坪镇-2023.txt", raw)
    shutil.copy(ROOT / "data/raw/彭堡镇-2021.txt", raw / "got")
    (raw / "a.warc.gz").write_bytes(packed(*FIRST))
    (raw / "manifest.csv").write_text("file,source_url\n西坪镇-2023.txt,https://e.org/1\n", "utf-8")
    row = Capture(asked="https://e.org/2", reached="https://e.org/2", state="kept", role="page",
                  at="2026-11-29T15:40:09Z", report="彭堡镇-2021.txt")  # fmt: skip
    (raw / "got/captures.csv").write_bytes(table_of([row]))
    build(raw, home / "t", jobs=1)
    return Inputs(raw)


def test_what_was_collected_or_lies_in_an_archive_is_made_again(tmp_path: Path) -> None:
    inputs = _small(tmp_path)
    package(tmp_path / "t", tmp_path / "p.zip", inputs, None)
    zipfile.ZipFile(tmp_path / "p.zip").extractall(tmp_path / "opened")
    with (tmp_path / "opened/raw.csv").open(encoding="utf-8", newline="") as stream:
        told = {row["path"]: row for row in csv.DictReader(stream)}
    page = "a.warc.gz/www.pingan.gov.cn/art/2024/1/5/art_1_2.html"
    assert list(told) == ["a.warc.gz", page, "got/彭堡镇-2021.txt", "西坪镇-2023.txt"]
    assert (told[page]["archive"], told["a.warc.gz"]["report_id"]) == ("a.warc.gz", "")
    assert told["got/彭堡镇-2021.txt"]["source_url"] == "https://e.org/2"
    ended = rebuilt(tmp_path / "opened", inputs.raw)
    assert ended.returncode == 0, ended.stderr
    (tmp_path / "raw/a.warc.gz").write_bytes(packed(*FIRST[:1]))
    ended = rebuilt(tmp_path / "opened", inputs.raw)
    assert (ended.returncode, "与清单不符: a.warc.gz" in ended.stderr) == (2, True)


def _other_address(raw: Path) -> None:
    (raw / "manifest.csv").write_text("file,source_url\n西坪镇-2023.txt,https://e.org/9\n", "utf-8")


def _no_manifest(raw: Path) -> None:
    (raw / "manifest.csv").unlink()


def _no_captures(raw: Path) -> None:
    (raw / "got/captures.csv").unlink()


def _another_text(raw: Path) -> None:
    (raw / "西坪镇-2023.txt").write_text("西坪镇2023年法治政府建设年度报告", "utf-8")


def _one_gone(raw: Path) -> None:
    (raw / "got/彭堡镇-2021.txt").unlink()


def _one_more(raw: Path) -> None:
    shutil.copy(ROOT / "data/raw/平安镇-2023.txt", raw)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_other_address, "manifest, captures or annotations are not what they were"),
        (_no_manifest, "manifest, captures or annotations are not what they were"),
        (_no_captures, "manifest, captures or annotations are not what they were"),
        (_another_text, "this file is not what it was"),
        (_one_gone, "are not in this folder: 1, the first is got/彭堡镇-2021.txt"),
        (_one_more, "lack files of this folder: 1, the first is 平安镇-2023.txt"),
    ],
)
def test_inputs_that_changed_since_the_build_are_refused_before_packing(
    tmp_path: Path, change: Callable[[Path], None], what: str
) -> None:
    inputs = _small(tmp_path)
    assert inputs.raw is not None
    change(inputs.raw)
    with pytest.raises(FazhiError, match=what):
        package(tmp_path / "t", tmp_path / "p.zip", inputs, None)
    assert not (tmp_path / "p.zip").exists()
