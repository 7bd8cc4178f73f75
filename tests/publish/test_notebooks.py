"""The notebooks: prose and calls, one parameters cell, executed."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest

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
