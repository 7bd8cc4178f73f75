"""A researcher is told which sentences of her own entries do not behave, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fazhi.cli import app
from fazhi.codebook.book import load_codebook
from fazhi.trust.own_sentences import unmet

runner = CliRunner()
ENTRY = """
study.law_hours:
  zh: 法治培训学时
  unit: 学时
  units: [小时]
  dimension: duration
  rules:
    training: {object: [法治培训, 培训], where: [before, after], without: [体能]}
"""


def written(folder: Path, sentences: str, field: str = "match", entry: str = ENTRY) -> Path:
    path = folder / "mine.yaml"
    path.write_text(f"{entry}  {field}:\n    - {sentences}\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("field", "sentence", "what", "instead", "reason"),
    [
        ("match", "人均法治培训40学时。", "unmarked", "", ""),
        ("match", "人均法治培训{40箩|40}。", "no_figure", "", ""),
        ("match", "人均法治培训{40}学时。", "no_figure", "40学时", ""),
        ("match", "人均法治培训{40学时|41}。", "value", "40", ""),
        ("match", "人均体能培训{40学时|40}。", "uncoded", "", "rejected.without"),
        ("match", "人均法治宣讲{40学时|40}。", "uncoded", "", "settled.nothing"),
        ("match", "组织干部旁听庭审{3次}。", "held", "study.hearings#hearings", ""),
        ("match", "排查调处矛盾纠纷{32起}。", "other", "disputes.handled#joint_verb", ""),
        ("mismatch", "组织培训{3小时}。", "coded", "study.law_hours#training", ""),
        ("mismatch", "组织培训3小时。", "unmarked", "", ""),
    ],
)
def test_what_came_out_instead(
    tmp_path: Path, field: str, sentence: str, what: str, instead: str, reason: str
) -> None:
    (one,) = unmet(load_codebook([written(tmp_path, sentence, field)]))
    assert (one.file, one.entry, one.field) == ("mine.yaml", "study.law_hours", field)
    assert (one.sentence, one.what, one.reason) == (sentence, what, reason)
    assert one.instead == instead


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("match", "人均法治培训{40学时|40}，网络培训{12学时|12}。"),
        ("match", "人均法治培训{40学时}。"),
        ("mismatch", "实行{24小时}值班。"),
        ("mismatch", "人均体能培训{40学时|40}。"),
    ],
)
def test_a_sentence_that_behaves_is_not_told(tmp_path: Path, field: str, sentence: str) -> None:
    assert list(unmet(load_codebook([written(tmp_path, sentence, field)]))) == []


def test_a_sentence_is_told_once_however_many_figures_of_it_fail(tmp_path: Path) -> None:
    own = written(tmp_path, "法治宣讲{4学时}、法治讲座{3学时}。")
    assert [one.marked for one in unmet(load_codebook([own]))] == ["4学时"]


def test_an_entry_of_ours_is_asked_only_where_the_own_file_changes_its_words(
    tmp_path: Path,
) -> None:
    assert list(unmet(load_codebook())) == []
    own = tmp_path / "lists.yaml"
    own.write_text("$dispute: [争议案]\n", "utf-8")
    found = list(unmet(load_codebook([own])))
    assert {one.file for one in found} == {"lists.yaml"}
    assert "disputes.handled" in {one.entry for one in found}


def test_our_own_files_behave_when_they_are_a_researchers() -> None:
    folder = Path(__file__).parents[2] / "fazhi/codebook/data/kinds/rule_of_law/indicators"
    assert list(unmet(load_codebook(sorted(folder.glob("*.yaml"))))) == []


@pytest.fixture
def reports(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "raw"
    folder.mkdir()
    text = "平安镇2023年法治政府建设年度报告\n一、主要工作\n人均法治培训40学时。\n"
    (folder / "平安镇-2023.txt").write_text(text, "utf-8")
    yield folder


@pytest.mark.parametrize("command", ["build", "analyse", "check", "codebook", "part"])
def test_every_command_tells_it_before_its_work(
    tmp_path: Path, reports: Path, command: str
) -> None:
    own = written(tmp_path, "人均法治宣讲{40学时|40}。")
    to = ["--out", tmp_path / "tables"]
    given = {
        "build": ["build", reports, *to],
        "analyse": ["analyse", reports, *to, "--site", tmp_path / "site"],
        "check": ["check", reports],
        "codebook": ["codebook", "--books"],
        "part": ["build", reports, *to, "--shard", "1/2"],
    }[command]
    told = runner.invoke(app, [*map(str, given), "--codebook", str(own)]).stderr
    assert told.startswith(
        "look again mine.yaml, study.law_hours, match: “人均法治宣讲{40学时|40}。”"
    )
    assert told.count("look again") == 1
