"""The notebooks: prose and calls, one parameters cell, executed."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import polars as pl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.codebook.indicators import indicators
from fazhi.errors import FazhiError, NotFoundError
from fazhi.publish.charts.figure import Figure
from fazhi.publish.site.run import execute, literal
from fazhi.publish.writeup.asked import authority_asked, report_asked, reports_asked
from fazhi.publish.writeup.beside import executed
from fazhi.publish.writeup.cross_town import Corpus
from fazhi.publish.writeup.town import Town
from fazhi.tables.view import Tables

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
NAMES = ("town", "cross_town", "explore", "years")
CHART = "application/vnd.vegalite.v5+json"


def read(name: str) -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_hold_prose_and_calls_and_no_output(name: str) -> None:
    notebook = read(name)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert sum("parameters" in cell.metadata.get("tags", []) for cell in code) == 1
    for cell in code:
        assert not cell.outputs
        assert cell.execution_count is None
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_about_the_five_is_typed_into_a_notebook(name: str) -> None:
    text = (NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")
    for town in ("西坪", "兴泾", "平安镇", "彭堡", "湾头桥"):
        assert town not in text


@pytest.mark.parametrize("name", ["town", "cross_town", "years"])
def test_sections_of_the_write_ups_are_told_in_one_language(name: str) -> None:
    assert not [cell for cell in read(name).cells if cell.cell_type == "markdown"]
    asked = [
        cell.source.partition('section("')[2].removesuffix('")')
        for cell in read(name).cells
        if "section" in cell.metadata.get("tags", [])
    ]
    for language in ("zh", "en"):
        texts = load_codebook().book(f"words/{language}", dict[str, str])
        named = [key for key in texts if key.startswith(f"section.{name}.")]
        assert [f"section.{name}.{one}" for one in asked] == named


def charts(notebook: nbformat.NotebookNode) -> list[str]:
    return [
        output.data[CHART]["title"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if CHART in output.get("data", {})
    ]


def test_the_write_ups_hold_their_charts(site: Path) -> None:
    drawn = charts(nbformat.read(site / "cross_town.ipynb", as_version=4))
    assert len(drawn) >= 4
    drawn += charts(nbformat.read(site / "411323102-2023.ipynb", as_version=4))
    assert all(title.endswith("？") for title in drawn)
    for page in site.glob("*-20??.ipynb"):
        assert len(charts(nbformat.read(page, as_version=4))) >= 3


# Names of files and folders that would be code if they were pasted between quotes.
NASTY = (
    'a"; import os; os.system("id"); "',
    "a'; raise SystemExit; '",
    "a\nraise SystemExit\n",
    "{report.__class__}{0}",
    '\\", open("x", "w"), "\\',
    "a\\",
    "\u2028\u2029\x85\r\x00\x1b[31m",
    "平安镇\u3000２０２３",
    "\udcff",
    '"""',
)


@pytest.mark.parametrize("name", NASTY)
def test_a_name_is_a_text_in_the_notebook_and_nothing_else(name: str) -> None:
    (shown,) = ast.parse(f"report = {literal(name)}").body
    assert isinstance(shown, ast.Assign)
    assert ast.literal_eval(shown.value) == name


@pytest.mark.parametrize("name", [one for one in NASTY if one.isprintable() or "\n" in one])
def test_a_nasty_name_runs_nothing(name: str, tmp_path: Path) -> None:
    plain = name.replace("/", "_").replace("\\", "_")
    folder = tmp_path / plain
    folder.mkdir()
    written = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell("report = ''", metadata={"tags": ["parameters"]}),
            nbformat.v4.new_code_cell("print(ascii(report), ascii(tables))"),
        ]
    )
    nbformat.write(written, folder / "town.ipynb")
    given = {"report": name, "tables": str(folder)}
    done = execute(folder / "town.ipynb", given, folder / "failed.ipynb")
    injected, last = done.cells[1], done.cells[-1]
    assert ast.literal_eval(injected.source.removeprefix("report = ")) == name
    assert last.outputs[0].text == f"{name!a} {str(folder)!a}\n"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("411323102-2023", "411323102-2023"),
        ("平安镇", "500235126-2023"),
        ("彭堡镇 2021", "640402106-2021"),
        ("彭堡镇2021年", "640402106-2021"),
        ("興涇鎮", "640105100-2023"),
        ("西坪镇-2023.txt", "411323102-2023"),
        ("湾头桥镇-2023", "430581101-2023"),
    ],
)
def test_a_report_is_asked_for_by_id_place_or_file(
    tables_folder: Path, asked: str, found: str
) -> None:
    assert report_asked(Tables(tables_folder), asked) == found


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("彭堡镇 2020", "彭堡镇 2021"),
        ("平安", "平安镇 2023"),
        ("云阳县", "平安镇 2023"),
        ("西平镇-2023.txt", "西坪镇 2023"),
        ("", "411323102-2023"),
        ("2021", "640402106-2021"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is_near(
    tables_folder: Path, asked: str, near: str
) -> None:
    with pytest.raises(NotFoundError, match=near):
        report_asked(Tables(tables_folder), asked)


def test_a_write_up_run_by_hand_draws_and_leads_to_the_pages(
    tables_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(tables_folder, tmp_path / "data/processed")
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", NOTEBOOKS / "town.ipynb"]
    told = subprocess.run(
        [*command, "out.ipynb", "-p", "report", "平安镇,西坪镇", "-p", "language", "en"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(NOTEBOOKS.parent)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    done = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    shown = [one.data for cell in done.cells for one in cell.get("outputs", ()) if "data" in one]
    drawn = [data[CHART] for data in shown if CHART in data]
    assert len(drawn) >= 3
    assert all(isinstance(spec["width"], int) for spec in drawn)
    assert any(
        'href="site/500235126-2023-source.html#q' in one.get("text/html", "") for one in shown
    )
    headings = [data["text/markdown"] for data in shown if "text/markdown" in data]
    assert "## The figures" in [heading.splitlines()[0] for heading in headings]
    assert not [heading for heading in headings if re.search("[\u3400-\u9fff]", heading)]
    frames = [data for data in shown if "shape: (" in data.get("text/html", "")]
    assert len(frames) >= 4
    # Who asks for several gets a notebook for each, in the same language.
    other = nbformat.read(tmp_path / "town-411323102-2023.ipynb", as_version=4)
    told = [one.data for cell in other.cells for one in cell.get("outputs", ()) if "data" in one]
    assert "西坪镇" in told[0]["text/html"]
    assert "town-411323102-2023.ipynb" in shown[0]["text/html"]
    assert len([data for data in told if CHART in data]) >= 3
    assert any(
        'href="site/411323102-2023-source.html#q' in one.get("text/html", "") for one in told
    )
    assert not [one for one in told if re.search("[\u3400-\u9fff]", one.get("text/markdown", ""))]


@pytest.mark.parametrize("asked", ["411323102", 411323102])
def test_the_code_of_a_division_names_its_report(tables_folder: Path, asked: str | int) -> None:
    read = Tables(tables_folder)
    assert reports_asked(read, asked) == [authority_asked(read, asked)] == ["411323102-2023"]


@pytest.mark.parametrize("asked", [20, 12000.0, float("inf")])
def test_what_papermill_made_a_number_of_is_told(tables_folder: Path, asked: float) -> None:
    for find in (reports_asked, authority_asked):
        with pytest.raises(NotFoundError, match="give it by -r"):
            find(Tables(tables_folder), asked)


@pytest.mark.parametrize(
    "asked",
    [
        "平安镇，西坪镇 2023",
        ["500235126-2023", "西坪镇", "平安镇"],
        "list.txt",
    ],
)
def test_several_reports_are_asked_for_each_once(
    tables_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str | list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.txt").write_text("平安镇\n西坪镇-2023.txt\n", "utf-8")
    found = reports_asked(Tables(tables_folder), asked)
    assert found == ["500235126-2023", "411323102-2023"]


def test_a_write_up_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FazhiError, match=r"town-500235126-2023.ipynb: the write-up of .* failed"):
        executed(["500235126-2023"], "town", {"tables": "nowhere", "language": "zh"})


def test_rows_that_are_filtered_make_a_smaller_figure(tables_folder: Path) -> None:
    town = Town("西坪镇", tables_folder)
    mentions = town.figure_rows()
    assert mentions.height == 23
    fewer = town.chart_fields(mentions.filter(pl.col("label") == "化解纠纷件数"))
    assert isinstance(fewer, Figure)
    assert fewer.rows == [("矛盾纠纷", "确数", "2")]
    drawn = town.story_rows().filter(pl.col("value") > 9)
    assert drawn["shown"].to_list() == ["32起", "52件", "= 52", "12件", "10件", "10件"]
    nothing = town.chart_space(town.space_rows().clear())
    assert not isinstance(nothing, Figure)


def test_rows_of_all_towns_can_be_chosen_and_changed(tables_folder: Path) -> None:
    corpus = Corpus(tables_folder)
    rows = corpus.indicator_rows()
    assert dict(rows.group_by("state").len().iter_rows())["前后不一"] == 3
    fewer = corpus.chart_indicators(rows.filter(town="兴泾镇 2023", state="前后不一"))
    assert isinstance(fewer, Figure)
    assert [row[:3] for row in fewer.rows] == [("普法宣传活动场次", "兴泾镇 2023", "前后不一")]
    verdicts = corpus.requirement_rows().filter(label="落款")
    assert verdicts["state"].to_list() == ["不符合", "不符合", "符合", "不符合", "符合"]
    found = corpus.finding_rows()
    assert found["n"].sum() == 65
    heavy = corpus.chart_findings(found.filter(state="错误"))
    assert isinstance(heavy, Figure)
    assert {row[1] for row in heavy.rows} == {"错误"}


def test_rows_are_for_who_runs_the_notebook_and_stand_on_no_page(site: Path) -> None:
    for name in ("411323102-2023", "cross_town"):
        cells = nbformat.read(site / f"{name}.ipynb", as_version=4).cells
        rows = [cell for cell in cells if "rows" in cell.metadata.get("tags", [])]
        assert len(rows) >= 5
        assert not [cell for cell in rows if cell.outputs]
        page = (site / f"{name}.html").read_text(encoding="utf-8")
        assert "dataframe" not in page
        # The code that is folded away below a figure begins with its rows.
        assert page.count("_rows</span>") == len(rows)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_indicator_in_the_data_of_a_figure_leads_to_its_definition(
    tables_folder: Path, language: str
) -> None:
    corpus = Corpus(tables_folder, language)
    for figure in (corpus.chart_indicators(), corpus.chart_compared()):
        assert isinstance(figure, Figure)
        table = figure._repr_mimebundle_()[1]["fazhi"]["table"]
        led = set(re.findall(r'class="definition" href="codebook.html#([^"]+)"', table))
        assert "publicity.events" in led
        assert led <= set(indicators(load_codebook()))
