"""The command line as a new user meets it: exit codes and one clear line for every mistake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data/raw"


def fazhi(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from fazhi.cli import run; run()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_version() -> None:
    done = fazhi("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("fazhi ")


def test_the_version_is_told_without_what_it_does_not_need() -> None:
    heavy = ("polars", "opencc", "typer.rich_utils", "msgspec", "yaml")
    code = (
        "import sys; from fazhi.cli import run; sys.argv = ['fazhi', '--version']\n"
        "try: run()\n"
        f"finally: print([name for name in {heavy} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True,
        env={**os.environ, "LC_ALL": "C"},
    ).stdout.splitlines()  # fmt: skip
    assert told[0].startswith("fazhi ")
    assert told[1:] == ["[]"]


def test_help_names_the_commands() -> None:
    done = fazhi("--help")
    for name in ("analyse", "build", "report", "publish", "outline", "evaluate"):
        assert name in done.stdout


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_nothing_to_do_is_exit_2_and_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    done = fazhi("build", tmp_path / name, "--out", tmp_path / "out")
    assert done.returncode == 2
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1
    assert name in lines[0]
    assert "Traceback" not in done.stderr


def test_a_failed_file_is_exit_1_and_named_with_what_to_do(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "好.txt").write_bytes((RAW / "彭堡镇-2021.txt").read_bytes())
    (raw / "bad.txt").write_bytes(b"")
    done = fazhi("build", raw, "--out", tmp_path / "out")
    assert done.returncode == 1
    failed = [line for line in done.stderr.splitlines() if line.startswith("failed")]
    assert len(failed) == 1
    assert failed[0].startswith("failed bad.txt: the file is empty")
    assert "1 failed" in done.stdout


def test_only_failed_files_is_exit_2(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "bad.txt").write_bytes(b"\x00\x01\x02" * 100)
    assert fazhi("build", raw, "--out", tmp_path / "out").returncode == 2


def test_a_second_build_says_that_nothing_changed(tmp_path: Path) -> None:
    first = fazhi("build", RAW, "--out", tmp_path / "out")
    assert "5 read, 0 unchanged, 0 failed" in first.stdout
    again = fazhi("build", RAW, "--out", tmp_path / "out")
    assert "0 read, 5 unchanged, 0 failed (nothing changed)" in again.stdout


def test_outline_prints_the_tree_with_what_is_inferred() -> None:
    done = fazhi("outline", RAW / "平安镇-2023.txt")
    assert done.returncode == 0
    assert "健全突发事件应对体系，提高应急依法处置能力" in done.stdout
    assert "inferred" in done.stdout
    assert "500235126" in done.stdout


OWN = """local.sites:
  zh: 法治文化阵地个数
  en: Legal culture sites
  unit: 处
  definition: Legal culture sites built.
  rules:
    built: {object: [法治文化阵地], where: [head, before]}
  match:
    - 建立法治文化阵地{11处|11}。
  mismatch:
    - 开展活动{3次|3}。
"""


def test_an_own_indicator_is_scored_and_slips_of_the_annotator_are_told(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/甲镇.txt").write_text(
        "甲镇2023年法治政府建设年度报告\n一、主要成效\n建立法治文化阵地11处。\n", encoding="utf-8"
    )
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "gold/甲镇").mkdir(parents=True)
    line = {"quote": "建立法治文化阵地11处", "raw": "11处", "value": 11, "unit": "处"}
    line |= {"approx": "exactt", "period": "year", "indicator": "local.sites"}
    told = tmp_path / "gold/甲镇/quantities.jsonl"
    told.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    where = ("--gold", tmp_path / "gold", "--raw", tmp_path / "raw")
    done = fazhi("evaluate", *where, "--codebook", tmp_path / "own.yaml")
    assert "annotation 1: no approx 'exactt'" in done.stderr
    assert "local.sites" not in done.stderr
    assert done.returncode == 0, done.stderr
    row = next(row for row in done.stdout.split("\n") if "indicators" in row)
    assert row.split()[1:4] == ["1", "0", "0"]
    assert "no indicator 'local.sites'" in fazhi("evaluate", *where).stderr


def test_scores_are_told_in_chinese_too() -> None:
    """The title and the lines of agreement stood in English."""
    told = fazhi("evaluate", "--lang", "zh").stdout
    assert "tests/gold 与 data/raw 对照" in told
    assert "α（机器与人工标注），数值：1.000" in told
    assert "against" not in told
