"""A new kind of document is one folder of books: `kinds/NAME` in the data of the codebook."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import CodebookError

PACKAGE = Path(__file__).parents[2] / "fazhi"
# Annual reports on the disclosure of government information.
IDENTITY = """
title_subjects: [政府信息公开]
own_kind: [政府信息公开工作]
"""
HEADINGS = """
roles:
  - {id: overview, words: [总体情况]}
  - {id: requests, words: [收到和处理政府信息公开申请]}
  - {id: problems, words: ["存在的?.{0,6}问题"]}
  - {id: other, words: [其他需要报告的事项]}
turns: []
openings: [{id: year, words: ["20\\\\d\\\\d年"]}]
bodies: [{id: we, words: [我]}]
"""
REQUIREMENTS = """
- id: requests
  zh: 收到和处理政府信息公开申请情况
  en: requests received and answered
  how: part
  role: requests
  no: error
  valid_from: 2019-05-15
  source: 政府信息公开条例 art. 50
  zh_no: 缺“收到和处理政府信息公开申请情况”。
  en_no: There is no part on requests.
  zh_partly: ""
  en_partly: ""
"""
INDICATORS = """
disclosure.requests:
  zh: 收到申请件数
  en: Requests received
  definition: Requests for information received in the year
  unit: 件
  rules:
    received: {object: [信息公开申请], verb: [收到, 受理], where: [before]}
  match:
    - 全年收到政府信息公开申请{12件|12}。
  mismatch:
    - 召开信息公开会议{3次|3}。
"""
WORDS = {
    "zh": "site.name: 政府信息公开工作年度报告\n",
    "en": "site.name: Annual reports on government information disclosure\n",
}
REPORT = """青山县2023年政府信息公开工作年度报告

一、总体情况
2023年，青山县人民政府全年主动公开政府信息356条。
二、收到和处理政府信息公开申请情况
全年收到政府信息公开申请12件，均已答复。
三、存在的主要问题及改进情况
公开的时效有待提高。
四、其他需要报告的事项
无。
"""
FILES = {
    "identity.yaml": IDENTITY,
    "headings.yaml": HEADINGS,
    "requirements.yaml": REQUIREMENTS,
    "indicators/disclosure.yaml": INDICATORS,
    **{f"words/{language}.yaml": text for language, text in WORDS.items()},
}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package in a folder of its own, one folder added, and a report of the new kind."""
    home = tmp_path_factory.mktemp("kinds")
    shutil.copytree(PACKAGE, home / "fazhi", ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in FILES.items():
        file = home / "fazhi/codebook/data/kinds/disclosure" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    shutil.copytree(PACKAGE.parent / "notebooks", home / "notebooks")
    (home / "raw").mkdir()
    (home / "raw/青山县-2023.txt").write_text(REPORT, encoding="utf-8")
    return home


def ran(home: Path, *words: str) -> str:
    call = "from fazhi.cli import run; run()"
    environment = {**os.environ, "PYTHONPATH": str(home), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", call, *words],
        cwd=home,
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_only_one_folder_is_added(copied: Path) -> None:
    def files(folder: Path) -> set[str]:
        return {
            one.relative_to(folder).as_posix()
            for one in folder.rglob("*")
            if one.is_file() and "__pycache__" not in one.parts
        }

    added = files(copied / "fazhi") - files(PACKAGE)
    assert added == {f"codebook/data/kinds/disclosure/{name}" for name in FILES}


def test_title_year_and_roles_are_found(copied: Path) -> None:
    told = ran(copied, "outline", "raw/青山县-2023.txt", "--kind", "disclosure")
    assert "青山县2023年政府信息公开工作年度报告" in told
    assert "青山县" in told.split("\n")[1]
    assert "2023" in told.split("\n")[1]
    for role in ("overview", "requests", "problems", "other"):
        assert f" {role}" in told


def test_its_own_requirements_are_asked_for(copied: Path) -> None:
    told = ran(copied, "check", "raw", "--kind", "disclosure", "--format", "json")
    (record,) = json.loads(told)["drafts"]
    assert [(one["requirement"], one["met"]) for one in record["requirements"]] == [
        ("requests", "yes")
    ]
    assert record["report_year"] == 2023
    assert record["findings"] == []
    other = json.loads(ran(copied, "check", "raw", "--format", "json"))
    assert other["drafts"][0]["requirements"] == []


def test_its_figures_have_its_indicators(copied: Path) -> None:
    told = ran(
        copied, "why", "raw/青山县-2023.txt", "--at", "申请12件",
        "--kind", "disclosure", "--lang", "zh",
    )  # fmt: skip
    assert "12件 → 收到申请件数 (disclosure.requests)" in told


def test_pages_are_made_with_the_kind_that_the_tables_keep(copied: Path) -> None:
    told = ran(copied, "build", "raw", "--out", "tables", "--kind", "disclosure", "--jobs", "1")
    assert "1 read" in told
    told = ran(copied, "report", "--tables", "tables", "--site", "site", "--jobs", "1")
    assert "0 failed" in told, told
    assert "政府信息公开工作年度报告" in (copied / "site/index.html").read_text(encoding="utf-8")


def test_a_kind_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(CodebookError, match="rule_of_law") as told:
        load_codebook(kind="../rule_of_law")
    assert "no such kind of document" in str(told.value)


def test_a_book_that_a_kind_must_have_is_named(copied: Path) -> None:
    bare = copied / "fazhi/codebook/data/kinds/bare"
    bare.mkdir()
    (bare / "identity.yaml").write_text(IDENTITY, encoding="utf-8")
    told = ran(copied, "outline", "raw/青山县-2023.txt", "--kind", "bare")
    shutil.rmtree(bare)
    assert "the kind of document bare lacks a book: headings" in told
