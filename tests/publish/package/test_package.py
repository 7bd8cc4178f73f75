"""A replication package: valid, complete, the same bytes twice, and refused where it would lie."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import msgspec
import polars as pl
import pytest
import yaml
from frictionless import validate
from typer.testing import CliRunner

import fazhi
from fazhi.cli import app
from fazhi.errors import CodebookError, FazhiError
from fazhi.mentions import Correction
from fazhi.pipeline.corrections import read_corrections, written
from fazhi.publish.package import environment
from fazhi.publish.package.cited import Made, as_bibtex, in_chinese, in_english
from fazhi.publish.package.given import Inputs
from fazhi.publish.package.make import package
from fazhi.publish.package.study import Author
from fazhi.publish.package.study import Study as Scholar
from fazhi.tables.view import Tables
from tests.publish.package.conftest import Study

CHINESE = re.compile("[\u4e00-\u9fff]")


def told(opened: Path, name: str) -> dict[str, object]:
    return json.loads((opened / name).read_text("utf-8"))


def test_its_own_validator_finds_it_valid(opened: Path) -> None:
    report = validate(str(opened / "datapackage.json"))
    assert [(task.name, task.errors) for task in report.tasks if task.errors] == []
    assert report.valid
    assert sum(task.type == "table" for task in report.tasks) == len(report.tasks) / 2


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("data/csv/reports.csv", b",2023,", b",20x3,", "type-error"),
        ("data/parquet/texts.parquet", b"PAR1", b"PAR2", "hash-count"),
    ],
)
def test_the_validator_tells_what_was_changed(
    opened: Path, file: str, old: bytes, new: bytes, error: str
) -> None:
    content = (opened / file).read_bytes()
    assert old in content
    (opened / file).write_bytes(content.replace(old, new, 1))
    report = validate(str(opened / "datapackage.json"))
    assert error in {one.type for task in report.tasks for one in task.errors}


def test_every_column_is_described_in_both_languages(opened: Path, study: Study) -> None:
    tables = Tables(study.tables)
    resources = [one for one in told(opened, "datapackage.json")["resources"] if "schema" in one]
    assert [one["name"] for one in resources] == tables.names()
    for one in resources:
        fields = one["schema"]["fields"]
        assert [each["name"] for each in fields] == tables.scan(
            one["name"]
        ).collect_schema().names()
        assert all(
            each["description"] and CHINESE.search(each["description_zh"]) for each in fields
        )
        numbers = [each for each in fields if each["type"] in ("integer", "number")]
        assert all(each["unit"] and each["unit_zh"] for each in numbers)
    findings = next(one for one in resources if one["name"] == "findings")
    severity = next(one for one in findings["schema"]["fields"] if one["name"] == "severity")
    assert severity["codes"][0] == {"value": "error", "zh": "错误", "en": "error"}
    assert findings["schema"]["primaryKey"] == ["report_id", "finding_id"]


def test_the_csv_holds_what_the_tables_hold(opened: Path, study: Study) -> None:
    tables = Tables(study.tables)
    for name in tables.names():
        with (opened / f"data/csv/{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        assert rows[0] == tables.scan(name).collect_schema().names()
        assert len(rows) - 1 == tables.frame(name).height
    with (opened / "data/csv/texts.csv").open(encoding="utf-8-sig", newline="") as stream:
        texts = {row["report_id"]: row["raw_text"] for row in csv.DictReader(stream)}
    assert texts == dict(tables.frame("texts").select("report_id", "raw_text").iter_rows())


def test_many_rows_are_written_piece_by_piece_alike(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fazhi.publish.package import described

    tables = Tables(study.tables)
    whole = b"".join(described.csv_of(tables, "quantities"))
    monkeypatch.setattr(described, "ROWS", 7)
    pieces = list(described.csv_of(tables, "quantities"))
    assert len(pieces) > 5
    assert b"".join(pieces) == whole


def test_the_same_study_gives_the_same_bytes(study: Study, packed: Path, tmp_path: Path) -> None:
    package(study.tables, tmp_path / "again.zip", study.inputs, study.said)
    assert (tmp_path / "again.zip").read_bytes() == packed.read_bytes()


def test_every_file_has_its_digest_and_its_place_in_the_crate(opened: Path) -> None:
    files = {
        file.relative_to(opened).as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in opened.rglob("*")
        if file.is_file()
    }
    sums = dict(
        line.split("  ")[::-1] for line in (opened / "SHA256SUMS").read_text("utf-8").splitlines()
    )
    assert sums == {name: one for name, one in files.items() if name != "SHA256SUMS"}
    graph = told(opened, "ro-crate-metadata.json")["@graph"]
    by_id = {one["@id"]: one for one in graph}
    assert len(by_id) == len(graph)
    root = by_id["./"]
    parts = {one["@id"] for one in root["hasPart"]}
    assert parts == sums.keys() - {"ro-crate-metadata.json"}
    assert all(by_id[name]["sha256"] == sums[name] for name in parts)
    # What RO-Crate 1.1 asks of every crate.
    assert by_id["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert {root["name"], root["datePublished"]} == {"五个镇的矛盾纠纷", "2026-11-29"}
    named = re.findall(r'\{"@id": "([^"]+)"\}', json.dumps(graph, ensure_ascii=False))
    assert [one for one in named if one not in by_id and not one.startswith("https://w3id")] == []


def test_a_reference_names_version_and_digests(opened: Path) -> None:
    digest = sha256((opened / "data/parquet/state.json").read_bytes()).hexdigest()
    bib = (opened / "CITATION.bib").read_text("utf-8")
    assert bib.startswith("@misc{tables,\n  author = {王, 小明 and {某大学法治研究中心}},\n")
    assert "  title = {{五个镇的矛盾纠纷}},\n  year = {2026},\n" in bib
    assert bib.count("@misc{") == 2 and bib.count(f"sha256:{digest}") == 1
    for name in ("README.md", "README.zh.md"):
        read = (opened / name).read_text("utf-8")
        assert (
            f"> 王小明，某大学法治研究中心. 五个镇的矛盾纠纷[DS]. 2026-11-29. sha256:{digest}. "
            in read
        )
        english = "> 王小明, 某大学法治研究中心. 五个镇的矛盾纠纷 [Data set]. 2026-11-29. sha256:"
        assert f"{english}{digest}. Made with fazhi " in read


def test_names_and_signs_are_written_as_each_form_asks() -> None:
    people = tuple(
        Author(family=family, given=given)
        for family, given in (("Wang", "Xiao-ming"), ("李", "四"), ("Li", "A B"), ("Zhao", "C"))
    )
    study = Scholar(authors=people, date="2026-11-29", version="1.0", doi="10.1/x_y")
    made = Made(study, "A & B_C", {"fazhi": "0.1.0", "code": "c0", "codebook": "b0"}, "d1")
    assert in_chinese(made) == (
        "WANG X M，李四，LI A B，等. A & B_C[DS]. 1.0版. 2026-11-29. sha256:d1. "
        "由 fazhi 0.1.0 (code c0, codebook b0) 生成. DOI: 10.1/x_y."
    )
    assert in_english(made).startswith("Xiao-ming Wang, 李四, A B Li, C Zhao. A & B_C [Data set]. ")
    bib = as_bibtex(made).decode()
    assert "author = {Wang, Xiao-ming and 李, 四 and Li, A B and Zhao, C}" in bib
    assert r"title = {{A \& B\_C}}" in bib and "doi = {10.1/x_y}" in bib


def test_it_says_who_made_it_and_how_far_to_trust_it(opened: Path) -> None:
    cited = yaml.safe_load((opened / "CITATION.cff").read_text("utf-8"))
    assert (cited["cff-version"], cited["type"], cited["license"]) == (
        "1.2.0",
        "dataset",
        "CC-BY-4.0",
    )
    assert cited["authors"][0]["family-names"] == "王"
    assert cited["authors"][0]["given-names"] == "小明"
    assert cited["authors"][1] == {"name": "某大学法治研究中心"}
    digest = sha256((opened / "data/parquet/state.json").read_bytes()).hexdigest()
    assert cited["identifiers"][0]["value"] == f"sha256:{digest}"
    described = json.loads((opened / "datapackage.json").read_text("utf-8"))
    crate = json.loads((opened / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    people = [one["name"] for one in crate if one["@type"] in ("Person", "Organization")]
    for names in ([one["title"] for one in described["contributors"]], people):
        assert names[:2] == ["王小明", "某大学法治研究中心"]
    scores = pl.read_csv(opened / "scores/annotated.csv")
    assert scores.filter(kind="quantities")["right"].item() > 70
    assert pl.read_csv(opened / "scores/unseen.csv").height > 10
    agreed = pl.read_csv(opened / "scores/agreement.csv").filter(variable="indicator")
    assert agreed.select("one", "other", "units", "equal").rows() == [("people", "machine", 5, 5)]
    # Of a sample in a folder of its own, whatever its coders called their files.
    inside = pl.read_csv(opened / "scores/accepted/agreement.csv").filter(variable="indicator")
    assert [*inside["one"].unique(maintain_order=True), inside["other"][-1]] == [
        "王", "li/answers", "people", "machine",
    ]  # fmt: skip
    assert (opened / "review/accepted/王.xlsx").is_file()
    assert (opened / "review/accepted/coders.json").is_file()
    assert (opened / "scores/accepted/estimates.csv").is_file()
    estimates = pl.read_csv(opened / "scores/estimates.csv")
    assert estimates["of"].to_list() == ["total", "mean", "share_stating"]
    for language, words in (
        (
            "",
            ["5 annual reports", "- figures settled by people: 1", "5 of 5 units, drawn at random"],
        ),
        (".zh", ["从5份", "- 经人校正的数字: 1", "5个单位中随机抽5个，种子1"]),
    ):
        read = (opened / f"README{language}.md").read_text("utf-8")
        assert [one for one in words if one not in read] == []


def test_the_printable_codebook_holds_every_indicator_and_column(opened: Path) -> None:
    page = (opened / "codebook/codebook.html").read_text("utf-8")
    known = yaml.safe_load((opened / "codebook/indicators.yaml").read_text("utf-8"))
    assert "study.law_hours" in known
    assert [code for code in known if f"<code>{code}</code>" not in page] == []
    assert "人均法治培训<b>40学时</b>" in page
    assert (opened / "codebook/own/1/indicators/mine.yaml").is_file()
    columns = pl.read_csv(opened / "codebook/columns.csv")
    assert columns.filter(table="quantities", column="value")["unit"].item() == (
        "in the measure word of the column unit"
    )


def test_it_tells_every_version_and_that_of_libreoffice_where_it_read_a_report(
    opened: Path,
) -> None:
    made = told(opened, "environment/environment.json")
    assert made["programs"] == {}
    packages = made["packages"]
    assert isinstance(packages, dict)
    assert packages["polars"] == pl.__version__
    lines = (opened / "environment/requirements.txt").read_text("utf-8").splitlines()
    assert lines == [f"{name}=={version}" for name, version in packages.items()]
    found = environment.programs({"txt", "doc"})["libreoffice"]
    office = shutil.which("soffice")
    assert found.startswith("LibreOffice ") if office else found == "absent"


def test_the_tables_of_a_package_are_read_as_they_are(opened: Path) -> None:
    corpus = fazhi.load(opened / "data/parquet")
    assert len(corpus) == 5


def test_the_list_of_reports_tells_digests_addresses_and_failures(
    opened: Path, study: Study
) -> None:
    rows = {row["path"]: row for row in pl.read_csv(opened / "raw.csv").iter_rows(named=True)}
    assert study.inputs.raw is not None
    assert len(rows) == 6
    for name, row in rows.items():
        assert row["sha256"] == sha256((study.inputs.raw / name).read_bytes()).hexdigest()
    assert rows["西坪镇-2023.txt"]["source_url"] == "https://example.org/1"
    assert rows["坏镇-2023.pdf"]["failure"]
    assert not any((opened / "raw").glob("*.txt"))


def test_reports_are_packed_where_that_is_asked(study: Study, tmp_path: Path) -> None:
    package(study.tables, tmp_path / "with.zip", study.inputs._replace(with_raw=True), None)
    names = zipfile.ZipFile(tmp_path / "with.zip").namelist()
    assert sum(name.startswith("raw/") for name in names) == 7


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda one: one._replace(corrections=None), "these tables hold corrections"),
        (lambda one: one._replace(gold=None), "scored against hand annotations"),
        (lambda one: one._replace(raw=None, with_raw=True), "folder of the reports is not there"),
        (lambda one: one._replace(raw=one.review), "are not in this folder: 6, the first is"),
    ],
)
def test_what_could_not_be_made_again_is_refused(
    study: Study, tmp_path: Path, change: object, what: str
) -> None:
    assert callable(change)
    inputs: Inputs = change(study.inputs)
    with pytest.raises(FazhiError, match=what):
        package(study.tables, tmp_path / "no.zip", inputs, None)
    assert list(tmp_path.iterdir()) == []


def test_corrections_that_the_tables_do_not_hold_yet_are_refused(
    study: Study, tmp_path: Path
) -> None:
    file = study.inputs.corrections
    assert file is not None
    former = read_corrections(file, Tables(study.tables).book)
    held = {one.mention for one in former}
    mentions = Tables(study.tables).frame("quantities")["mention_key"]
    late = Correction(mention=next(one for one in mentions if one not in held))
    edited = msgspec.structs.replace(former[0], value=(former[0].value or 0) + 1)
    for one in ([*former, late], [edited, *former[1:]]):
        (tmp_path / "corrections.yaml").write_bytes(written(one))
        inputs = study.inputs._replace(corrections=tmp_path / "corrections.yaml")
        with pytest.raises(FazhiError, match="made before these corrections"):
            package(study.tables, tmp_path / "no.zip", inputs, None)


def test_a_package_among_its_tables_and_a_day_that_is_none_are_refused(
    study: Study, tmp_path: Path
) -> None:
    with pytest.raises(FazhiError, match="among its tables"):
        package(study.tables, study.tables / "study.zip", study.inputs, None)
    wrong = tmp_path / "study.yaml"
    wrong.write_text("date: 2026/1/2\n", "utf-8")
    with pytest.raises(CodebookError, match="is no day"):
        package(study.tables, tmp_path / "no.zip", study.inputs, wrong)


def test_the_command_takes_what_lies_where_one_works(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = study.inputs
    assert inputs.raw is not None and inputs.review is not None and inputs.corrections is not None
    for source, name in (
        (inputs.raw, "data/raw"),
        (study.tables, "data/processed"),
        (inputs.review, "review"),
    ):
        shutil.copytree(source, tmp_path / name)
    shutil.copy(inputs.corrections, tmp_path / "corrections.yaml")
    shutil.copy(study.said, tmp_path / "study.yaml")
    monkeypatch.chdir(tmp_path)
    ended = CliRunner().invoke(app, ["package", "--gold", str(inputs.gold)])
    assert ended.exit_code == 0, ended.output
    assert "packed: 5 reports" in ended.output
    assert (
        "the samples of review are packed: coders may be named in their workbooks" in ended.output
    )
    names = set(zipfile.ZipFile(tmp_path / "study.zip").namelist())
    assert {"corrections.yaml", "review/coder-1.xlsx", "review/sample.json"} <= names


def test_the_command_tells_what_it_packed_and_what_is_unsaid(study: Study, tmp_path: Path) -> None:
    inputs = study.inputs
    given = {"--raw": inputs.raw, "--gold": inputs.gold, "--corrections": inputs.corrections}
    options = [str(one) for pair in given.items() for one in pair]
    ended = subprocess.run(
        [sys.executable, "-m", "fazhi", "--lang", "zh", "package", str(study.tables), *options],
        cwd=tmp_path, check=False, capture_output=True, encoding="utf-8",
        env={"PYTHONPATH": str(Path(fazhi.__file__).parents[1]), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("已打包：5份报告")
    assert "study.yaml没有写明，发布前请补上：title, authors, licence" in ended.stderr
