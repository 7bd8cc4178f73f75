"""What others do with a package: make its tables anew, and read them in R."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from tests.publish.package.conftest import Study


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
