"""`fazhi compare`: which words two files share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fazhi.cli import app
from fazhi.pipeline.build import build

SHARED = "设在渡口的流动法庭逢五逢十开庭，晒谷场上摆几条板凳就能开审，乡亲们坐在边上听。"
FIRST = f"青山镇2023年法治政府建设情况报告\n一、主要举措和成效\n{SHARED}\n另派人巡堤守闸。"
SECOND = (
    "绿水镇2022年法治政府建设情况报告\n一、主要举措和成效\n"
    f"老粮站改作调处室。{SHARED.replace('几条', '三五张')}\n"
)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    return [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def told(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["compare", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_both_sides_are_told_with_their_places(files: list[str]) -> None:
    found = json.loads(told(*files, "--format", "json"))
    (one,) = found["passages"]
    assert FIRST[one["start"] : one["end"]] == one["words"] == SHARED
    assert SECOND[one["other_start"] : one["other_end"]] == one["other_words"]
    assert one["changes"] == "words"
    assert found["shares"][0] == pytest.approx(len(SHARED) / len(FIRST.replace("\n", "")))


def test_the_terminal_says_what_was_changed_and_accuses_nobody(files: list[str]) -> None:
    lines = told(*files).splitlines()
    assert lines[0].startswith("1 words changed")
    assert lines[1].strip() == SHARED
    assert (
        lines[-1] == "Shared wording is a fact; whether it was copied is for the reader to judge."
    )


def test_two_texts_of_their_own_share_nothing(files: list[str], tmp_path: Path) -> None:
    Path(files[1]).write_text("白云镇2022年法治政府建设情况报告\n一、概况\n修渠铺路。", "utf-8")
    assert told(*files).splitlines()[0] == "no passage of 24 characters or more stands in both"


def test_a_draft_is_set_against_the_reports_of_a_folder(files: list[str], tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    passage = "丹水镇在渡口设流动法庭，" + SHARED
    earlier = f"丹水镇2022年法治政府建设情况报告\n一、主要举措和成效\n{passage}\n"
    (raw / "丹水镇-2022.txt").write_text(earlier, "utf-8")
    (raw / "西坪镇-2022.txt").write_text(FIRST.replace("青山镇", "西坪镇"), "utf-8")
    build(raw, tmp_path / "out", jobs=1)
    draft = tmp_path / "湾头桥镇-2023.txt"
    text = f"湾头桥镇2023年法治政府建设情况报告\n一、主要举措和成效\n{passage}\n"
    draft.write_text(text, "utf-8")
    arguments = ["check", str(draft), "--against", str(tmp_path / "out"), "--lang", "en"]
    lines = CliRunner().invoke(app, arguments).output.split(f"{draft}\n")[-1].splitlines()
    assert lines[0].strip().startswith("「丹水镇」 丹水镇 is named here")
    assert "stands in no other report" in lines[1]
    assert any("丹水镇2022" in line for line in lines)
    assert lines[-1].strip().startswith("Shared wording is a fact")
