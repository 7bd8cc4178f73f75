"""The exit codes of the README, each as a script that calls fazhi meets it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from fazhi.cli import run
from fazhi.pipeline import build as builder

ROOT = Path(__file__).parents[2]
REPORT = "甲镇2023年法治政府建设年度报告\n一、主要成效\n办件3件。\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/甲镇.txt").write_text(REPORT, "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    wrong = ROOT / "data/raw/彭堡镇-2021.txt"
    (tmp_path / "wrong.txt").write_bytes(wrong.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def exit_code(monkeypatch: pytest.MonkeyPatch, words: str) -> object:
    monkeypatch.setattr(sys, "argv", ["fazhi", *words.split()])
    with pytest.raises(SystemExit) as end:
        run()
    return end.value.code or 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--version", 0),
        ("build raw --out out", 0),
        ("check raw/甲镇.txt", 0),
        ("outline raw/甲镇.txt", 0),
        ("check raw/甲镇.txt bad.txt", 1),
        ("check wrong.txt", 0),
        ("check wrong.txt --strict", 1),
        ("check bad.txt", 2),
        ("why bad.txt", 2),
        ("why raw/甲镇.txt --format xml", 2),
        ("why raw/甲镇.txt --lang fr", 2),
        ("why raw/甲镇.txt --codebook nowhere", 2),
        ("build nowhere", 2),
        ("report --tables nowhere", 2),
        ("--nonsense", 2),
    ],
)
def test_a_command_ends_with_the_code_that_is_documented(
    desk: Path, monkeypatch: pytest.MonkeyPatch, words: str, code: int
) -> None:
    assert exit_code(monkeypatch, words) == code


def test_a_file_that_is_not_read_among_others_is_1(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "bad.txt").rename(desk / "raw/bad.txt")
    assert exit_code(monkeypatch, "build raw --out out") == 1


def test_ctrl_c_is_130_and_says_how_to_go_on(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(builder, "build", stopped)
    assert exit_code(monkeypatch, "build raw --out out") == 130
    assert "Run the same command again" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_table_of_codes_is_there(name: str) -> None:
    told = (ROOT / name).read_text("utf-8")
    assert re.findall(r"^\| (\d+) \|", told, re.MULTILINE)[-4:] == ["0", "1", "2", "130"]
