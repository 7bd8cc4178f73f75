"""The codebook as data and as a page, frames that go on, and the edition that made them."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
import yaml

import fazhi
from fazhi.codebook.book import load_codebook
from fazhi.codebook.indicators import indicators
from fazhi.errors import NotFoundError
from fazhi.pipeline.build import build
from fazhi.pipeline.keys import edition
from fazhi.publish.explore import Corpus
from fazhi.publish.pages.words import Words
from fazhi.publish.site import codebook as page_of
from fazhi.publish.site import downloads
from fazhi.publish.site.columns import folded
from fazhi.publish.writeup.cross_town import Corpus as CrossTown
from fazhi.tables.columns import meaning
from fazhi.tables.view import Tables

BOOK = load_codebook()
CODE = "disputes.handled"
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def corpus(tables_folder: Path) -> Corpus:
    return fazhi.load(tables_folder)


def ran(*given: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "fazhi", *map(str, given)]
    return subprocess.run(command, capture_output=True, check=False)


def test_the_codebook_is_given_out_as_json_and_yaml() -> None:
    as_json = json.loads(ran("codebook", "--format", "json").stdout)
    as_yaml = yaml.load(ran("codebook", "--format", "yaml").stdout, yaml.CSafeLoader)
    assert [one["id"] for one in as_json] == sorted(indicators(BOOK))
    assert as_yaml == {one["id"]: one for one in as_json}
    own = as_yaml[CODE]
    assert (own["zh"], own["unit"], own["field"]) == ("排查调处纠纷件数", "件", "disputes")
    # Word lists stand there in full, however many words they hold.
    longest = max(len(rule["object"]) for one in as_json for rule in one["rules"].values())
    assert longest > 12


def test_the_codebook_is_given_out_as_a_workbook(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    assert ran("codebook", "--format", "xlsx").returncode == 2
    assert ran("codebook", "--format", "xlsx", "--out", tmp_path / "c.xlsx").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "c.xlsx", read_only=True)
    assert book.sheetnames == ["indicators", "rules", "sentences"]
    rows = {row[0]: row for row in book["indicators"].iter_rows(values_only=True)}
    assert rows[CODE][2:5] == ("排查调处纠纷件数", indicators(BOOK)[CODE].en, "件")
    assert len(rows) == len(indicators(BOOK)) + 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_defines_every_indicator_and_says_how_often_it_is_stated(
    tables_folder: Path, language: str
) -> None:
    words = Words(language, BOOK)
    told = page_of.page(Tables(tables_folder), words, [])
    assert re.findall(r'<h3 id="([^"]+)"', told) == sorted(indicators(BOOK))
    entry = told.partition(f'<h3 id="{CODE}"')[2].partition("<h3")[0]
    rows = pl.read_parquet(tables_folder / "indicators.parquet").filter(indicator=CODE)
    assert rows["report_id"].n_unique() == 2
    assert ("2 / 5 份" if language == "zh" else "2 of 5") in entry
    assert "全年排查化解矛盾纠纷<b>150件</b>。" in entry


def test_the_page_tells_each_score_against_hand_annotation(tmp_path: Path) -> None:
    build(ROOT / "data/raw", tmp_path, gold=ROOT / "tests/gold")
    told = page_of.page(Tables(tmp_path), Words("zh", BOOK), [])
    entry = told.partition(f'<h3 id="{CODE}"')[2].partition("<h3")[0]
    # 西坪镇's 32, 平安镇's 600 and 350.
    assert "对 3，错 0，漏 0；F1 1.00（95% 区间 0.61 至 1.00）" in entry
    unknown = told.partition('<h3 id="decisions.hearings"')[2].partition("<h3")[0]
    assert "这些报告中没有人工标注，未计算" in unknown


def test_the_data_page_names_edition_licence_and_the_files(tables_folder: Path) -> None:
    tables, words = Tables(tables_folder), Words("zh", BOOK)
    made = {name: b"".join(chunks) for name, chunks in downloads.files(tables)}
    told = downloads.page(tables, words, dict.fromkeys(made, 1000), [])
    for named in (edition(BOOK)["code"], edition(BOOK)["codebook"], "MIT", "codebook.html"):
        assert named in told
    columns = made["data/columns.csv"].decode("utf-8-sig").split("\r\n")
    assert columns[0] == "table,column,type,含义,meaning"
    told_of = {tuple(row[:2]): row[2:] for row in csv.reader(columns) if row}
    assert told_of["findings", "severity"][1:] == [
        "程度：error = 错误；warning = 存疑；note = 提示",
        "how grave it is: error; warning = doubtful; note",
    ]
    assert told_of["repairs", "start"][1] == "在原文中的起点（字符数，从 0 数）"
    assert f"\r\n{CODE}," in made["data/codebook.csv"].decode("utf-8-sig")


def test_every_column_of_every_table_has_a_meaning_in_both_languages(
    tables_folder: Path,
) -> None:
    tables = Tables(tables_folder)
    every = [
        (name, column) for name in tables.names() for column in tables.scan(name).collect_schema()
    ]
    told = [meaning(name, column, BOOK) for name, column in every]
    assert [at for at, one in zip(every, told, strict=True) if not (one.zh and one.en)] == []
    book = BOOK.entries("columns")
    known = {column for _, column in every}
    assert set(book) - {"every"} <= set(tables.names())
    assert [one for one in book["every"] if one not in known] == []
    assert [
        (name, one)
        for name, columns in book.items()
        if name != "every"
        for one in columns
        if (name, one) not in every
    ] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_data_page_tells_the_columns_in_its_language(
    tables_folder: Path, language: str
) -> None:
    told = folded(Tables(tables_folder), Words(language, BOOK))
    state = told.partition('id="columns-indicators"')[2].partition("</details>")[0]
    words = "未提及的没有行" if language == "zh" else "what is not stated has no row"
    assert words in state


def test_the_version_tells_code_and_codebook_apart(tables_folder: Path) -> None:
    told = ran("--version").stdout.decode()
    own = edition(BOOK)
    assert told.strip() == f"fazhi {own['fazhi']}, code {own['code']}, codebook {own['codebook']}"
    assert Tables(tables_folder).edition == own


def test_another_codebook_is_another_edition_of_the_same_code(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(
        "local.sites: {zh: 阵地, unit: 处, rules: {built: {object: [法治文化阵地]}}}\n", "utf-8"
    )
    other = edition(load_codebook([own]))
    assert other["code"] == edition(BOOK)["code"]
    assert other["codebook"] != edition(BOOK)["codebook"]


def test_a_wide_workbook_explains_itself(corpus: Corpus, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    corpus.write_wide(tmp_path / "wide.xlsx")
    book = openpyxl.load_workbook(tmp_path / "wide.xlsx")
    assert book.sheetnames == ["values", "indicators", "conflicts"]
    frame = corpus.indicators(wide=True)
    head, *rows = book["values"].iter_rows(values_only=True)
    assert list(head) == frame.columns
    assert [list(row) for row in rows] == [list(row) for row in frame.rows()]
    defined = [row[0] for row in book["indicators"].iter_rows(min_row=2, values_only=True)]
    about = {"report_id", "town", "year", "conflicting", "corrected"}
    assert set(defined) == set(frame.columns) - about


def conflicts(corpus: Corpus) -> Iterator[tuple[str, str]]:
    rows = corpus.indicators().filter(pl.col("state") == "conflicting")
    return rows.select("report_id", "indicator").iter_rows()


def test_a_conflict_is_never_a_plain_value(corpus: Corpus, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    found = list(conflicts(corpus))
    assert ("500235126-2023", CODE) in found
    wide = corpus.indicators(wide=True)
    for report, code in found:
        row = wide.row(by_predicate=pl.col("report_id") == report, named=True)
        assert row[code] is None and code in row["conflicting"]
    corpus.write_wide(tmp_path / "wide.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "wide.xlsx")["conflicts"]
    rivals = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == CODE]
    assert [(row[1], row[4]) for row in rivals] == [
        ("500235126-2023", 600),
        ("500235126-2023", 350),
    ]


def test_frames_go_on_to_pandas(corpus: Corpus) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    rows = corpus.indicators().to_pandas()
    assert len(rows) == corpus.indicators().height
    wide = rows.pivot(index=["town", "year"], columns="label", values="value")
    assert len(wide) == 5
    assert rows.loc[rows["state"] == "conflicting", "value"].isna().all()


def test_frames_go_on_to_duckdb(corpus: Corpus, tables_folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    stated = corpus.indicators()
    counted = duckdb.sql("select state, count(*) from stated group by state").fetchall()
    assert dict(counted) == dict(stated.group_by("state").len().iter_rows())
    file = tables_folder / "quantities.parquet"
    ((n,),) = duckdb.sql(f"select count(*) from '{file}' where indicator = '{CODE}'").fetchall()
    assert n == corpus.quantities(CODE).height


def test_some_reports_alone_are_compared(tables_folder: Path, tmp_path: Path) -> None:
    listed = tmp_path / "some.txt"
    listed.write_text("平安镇\n\n西坪镇-2023.txt\n平安镇 2023\n", "utf-8-sig")
    of_notepad = tmp_path / "gbk.txt"
    of_notepad.write_text("平安镇\n西坪镇\n", "gbk")
    some = ["500235126-2023", "411323102-2023"]
    for asked in ("平安镇,西坪镇", "500235126-2023、西坪镇", str(listed), str(of_notepad), some):
        corpus = CrossTown(tables_folder, report=asked)
        assert set(corpus.requirement_rows()["town"]) == {"平安镇 2023", "西坪镇 2023"}
        assert set(corpus.indicator_rows()["town"]) == {"平安镇 2023", "西坪镇 2023"}
    assert CrossTown(tables_folder).requirement_rows()["town"].n_unique() == 5
    with pytest.raises(NotFoundError, match="平按镇"):
        CrossTown(tables_folder, report="平安镇,平按镇").head()
