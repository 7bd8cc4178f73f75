"""`fazhi why` as a researcher uses it: in words, as records, with an entry of her own."""

from __future__ import annotations

import json
import sys
from contextvars import copy_context
from hashlib import sha256
from pathlib import Path

import pytest

from fazhi.cli import run
from fazhi.mentions import mention_key

ROOT = Path(__file__).parents[2]
OWN = "garden.trees:\n  zh: 植树棵数\n  unit: 棵\n  rules:\n    trees: {object: [香樟]}\n"
TEXT = "甲镇2023年法治政府建设年度报告\n一、成效\n栽种香樟120棵。开展法治讲座3场。\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "甲镇-2023.txt"
    path.write_text(TEXT, "utf-8")
    return path


def told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: object
) -> str:
    monkeypatch.setattr(sys, "argv", ["fazhi", "why", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        # In a context of its own: what is spoken here is spoken nowhere else.
        copy_context().run(run)
    assert not end.value.code
    return capsys.readouterr().out


def test_the_answer_says_what_decided_and_what_to_do(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = told(monkeypatch, capsys, report, "--at", "讲座", "--lang", "en")
    assert "3场 → Legal lectures (publicity.lectures)" in answer
    assert "✓ Legal lectures [publicity.lectures#lecture]" in answer
    assert "object “法治讲座” before the number" in answer
    assert "--codebook FILE.yaml" in answer
    assert "香樟" not in answer


def test_words_of_a_traditional_text_are_found_as_they_are_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = ROOT / "data/raw/兴泾镇-2023.txt"
    for words in ("宣傳活動36次", "宣传活动36次"):
        answer = told(monkeypatch, capsys, report, "--at", words, "--lang", "zh")
        assert answer.count("→") == 1
        assert "36次 → 普法宣传活动场次 (publicity.events)" in answer


@pytest.mark.parametrize("where", ["mine.yaml", "mine/indicators/mine.yaml"])
def test_an_entry_of_ones_own_decides(
    report: Path, where: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "没有归入任何指标" in told(monkeypatch, capsys, report, "--at", "香樟", "--lang", "zh")
    own = report.parent / where
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(OWN, "utf-8")
    given = own if own.parent == report.parent else report.parent / "mine"
    answer = told(monkeypatch, capsys, report, "--at", "香樟", "--codebook", given, "--lang", "zh")
    assert "120棵 → 植树棵数 (garden.trees)" in answer
    assert "规则权重+10" in answer


def test_records_lead_to_the_words_of_the_text(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trees, talks = json.loads(told(monkeypatch, capsys, report, "--format", "json"))
    assert (trees["indicator"], trees["settled"], trees["candidates"]) == (None, "nothing", [])
    assert (talks["indicator"], talks["value"], talks["unit"]) == ("publicity.lectures", 3, "场")
    assert TEXT[talks["start"] : talks["end"]] == talks["raw"] == "3场"
    best = talks["candidates"][0]
    assert (best["rule"], best["object"], best["place"]) == (
        "publicity.lectures#lecture", "法治讲座", "before",
    )  # fmt: skip


def test_nothing_in_a_file_steers_the_terminal(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report.write_text(TEXT.replace("栽种", "栽\u202e种"), "utf-8")
    answer = told(monkeypatch, capsys, report)
    assert "120棵" in answer and "\u202e" not in answer


def test_what_people_settled_stands_beside_the_answer_of_the_rules(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at = TEXT.index("3场")
    digest = sha256(report.read_bytes()).hexdigest()
    settled = report.parent / "corrections.yaml"
    settled.write_text(
        f"- mention: {mention_key(digest, at, at + 2)}\n"
        "  indicator: none\n  value: 4\n  unit: 场\n",
        "utf-8",
    )
    monkeypatch.chdir(report.parent)
    answer = told(monkeypatch, capsys, report, "--at", "讲座", "--lang", "en")
    assert "3场 → Legal lectures" in answer
    assert "people" in answer and "4" in answer
    _, talks = json.loads(told(monkeypatch, capsys, report, "--format", "json"))
    assert (talks["indicator"], talks["corrected"]["indicator"]) == ("publicity.lectures", None)
    assert talks["corrected"]["value"] == 4


@pytest.mark.parametrize(
    ("locale", "heading"), [("zh_CN.UTF-8", "法治讲座"), ("en_GB.UTF-8", "Legal lectures")]
)
def test_the_answer_is_in_the_language_of_the_system(
    report: Path,
    locale: str,
    heading: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert f"3场 → {heading}" in told(monkeypatch, capsys, report, "--at", "讲座")
