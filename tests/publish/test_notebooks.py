"""The notebooks: prose and calls, one parameters cell, executed."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest

from fazhi.publish.site.run import execute, literal

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = ("town", "cross_town", "explore")
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


@pytest.mark.parametrize("name", ["town", "cross_town"])
def test_prose_is_there_in_both_languages(name: str) -> None:
    prose = [cell for cell in read(name).cells if cell.cell_type == "markdown"]
    by_language = {
        tag: [cell.id.removesuffix(f"-{tag}") for cell in prose if tag in cell.metadata["tags"]]
        for tag in ("zh", "en")
    }
    assert by_language["zh"] == by_language["en"]


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
