"""A study of one's own: it works at once, and nothing in it is ever written over."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
import yaml
from typer.testing import CliRunner

from fazhi.cli import app
from fazhi.errors import FazhiError
from fazhi.pipeline.build import build
from fazhi.publish.package.study import Study, read_study
from fazhi.publish.study.begin import begin

ROOT = Path(__file__).parents[2]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_new_study_holds_what_one_begins_with(tmp_path: Path) -> None:
    begun = begin(tmp_path / "mine")
    found = contents(tmp_path / "mine")
    assert sorted(begun.written) == sorted(found)
    assert begun.kept == []
    reports = {name for name in found if name.startswith("data/raw/examples/")}
    assert len(reports) == 5
    assert found.keys() - reports == {
        ".gitignore", "Makefile", "README.md", "README.zh.md", "study.yaml",
        "data/raw/manifest.csv", "codebook/indicators/mine.yaml",
        "notebooks/explore.ipynb", "notebooks/years.ipynb",
    }  # fmt: skip
    assert (
        found["data/raw/examples/西坪镇-2023.txt"]
        == (ROOT / "data/raw/西坪镇-2023.txt").read_bytes()
    )
    for told in (found["README.md"], found["README.zh.md"]):
        for name in ("data/raw/examples", "codebook/indicators/mine.yaml", "study.yaml"):
            assert name in told.decode()


def test_what_is_hers_stays_and_what_lacks_is_added(tmp_path: Path) -> None:
    begin(tmp_path)
    (tmp_path / "study.yaml").write_text("title: 我的\n", "utf-8")
    (tmp_path / "Makefile").unlink()
    shutil.rmtree(tmp_path / "data/raw/examples")
    (tmp_path / "data/raw/某镇-2024.txt").write_text("某镇2024年法治政府建设情况报告", "utf-8")
    before = contents(tmp_path)
    begun = begin(tmp_path)
    assert begun.written == ["Makefile"]
    assert {**before, "Makefile": contents(tmp_path)["Makefile"]} == contents(tmp_path)


def test_the_command_tells_what_it_wrote_and_what_it_kept(tmp_path: Path) -> None:
    first = CliRunner().invoke(app, ["init", str(tmp_path / "mine")])
    assert first.exit_code == 0
    assert first.output.startswith("written: 14 files; next: cd ")
    (tmp_path / "mine/Makefile").unlink()
    again = CliRunner().invoke(app, ["init", str(tmp_path / "mine")])
    assert "written: 1 files" in again.output
    assert again.output.count("kept as it is: ") == 8


def test_a_name_that_leads_elsewhere_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/README.md").symlink_to(tmp_path / "elsewhere.md")
    assert "README.md" in begin(tmp_path / "mine").kept
    assert not (tmp_path / "elsewhere.md").exists()


def test_a_file_of_that_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("", "utf-8")
    with pytest.raises(FazhiError, match="this is a file, not a folder"):
        begin(tmp_path / "mine")


def test_what_it_says_of_the_study_is_read_with_and_without_signs_before_it(
    tmp_path: Path,
) -> None:
    begin(tmp_path)
    file = tmp_path / "study.yaml"
    assert read_study(file) == Study()
    lines = file.read_text("utf-8").splitlines()[2:]
    file.write_text("\n".join(line.removeprefix("# ") for line in lines), "utf-8")
    said = read_study(file)
    assert (said.title, said.authors[0].full, said.licence, said.date) == (
        "Disputes in five towns",
        "Xiaoming Wang",
        "CC-BY-4.0",
        "2026-01-31",
    )


@pytest.mark.slow
def test_make_analysis_works_at_once_and_without_the_example(tmp_path: Path) -> None:
    if shutil.which("make") is None:
        pytest.skip("needs make")
    begin(tmp_path)
    made = _make(tmp_path, "analysis")
    assert made.returncode == 0, made.stderr
    assert "reports: 5 read" in made.stdout
    assert (tmp_path / "site/index.html").is_file()
    page = (tmp_path / "site/codebook.html").read_text("utf-8")
    assert 'id="study.law_hours"' in page
    # Her own reports in place of the examples, and no books of her own.
    shutil.rmtree(tmp_path / "data/raw/examples")
    shutil.rmtree(tmp_path / "codebook")
    shutil.copy(ROOT / "data/raw/彭堡镇-2021.txt", tmp_path / "data/raw")
    made = _make(tmp_path, "analysis")
    assert made.returncode == 0, made.stderr
    reports = pl.read_parquet(tmp_path / "data/processed/reports.parquet")
    assert reports["path"].to_list() == ["彭堡镇-2021.txt"]


def _make(folder: Path, target: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", target, f"FAZHI={sys.executable} -m fazhi"],
        cwd=folder, check=False, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip


def test_the_example_of_the_codebook_codes_its_own_sentence(tmp_path: Path) -> None:
    begin(tmp_path)
    told = yaml.safe_load((tmp_path / "codebook/indicators/mine.yaml").read_text("utf-8"))
    assert list(told) == ["study.law_hours"]
    report = tmp_path / "raw/某镇-2023.txt"
    report.parent.mkdir()
    report.write_text(
        "某镇2023年法治政府建设情况报告\n一、主要举措\n全年人均法治培训40学时。\n", "utf-8"
    )
    build(report.parent, tmp_path / "out", jobs=1, codebooks=[tmp_path / "codebook"])
    rows = pl.read_parquet(tmp_path / "out/quantities.parquet").select("raw", "indicator").rows()
    assert rows == [("40学时", "study.law_hours")]
