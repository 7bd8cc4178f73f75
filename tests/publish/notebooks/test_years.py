"""`notebooks/years.ipynb`: one place through the years, 平安镇 2023 and a made report of 2024."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import fazhi
from fazhi.errors import NotFoundError
from fazhi.publish.site.run import execute

ROOT = Path(__file__).parents[3]
CHART = "application/vnd.vegalite.v5+json"


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("years")
    (folder / "raw").mkdir()
    shutil.copy(ROOT / "data/raw/平安镇-2023.txt", folder / "raw")
    shutil.copy(ROOT / "tests/fixtures/平安镇-2024.txt", folder / "raw")
    fazhi.build(folder / "raw", folder / "tables", jobs=1)
    return folder / "tables"


def _outputs(tables: Path, folder: Path, **given: str) -> dict[str, Any]:
    done = execute(
        ROOT / "notebooks/years.ipynb",
        {"tables": str(tables), **given},
        folder / "failed.ipynb",
    )
    return {
        cell.id: [output.get("data", {}) for output in cell.outputs]
        for cell in done.cells
        if cell.cell_type == "code"
    }


def test_a_deputy_reads_what_became_of_last_years_plan(two_years: Path, tmp_path: Path) -> None:
    told = _outputs(two_years, tmp_path)
    plans = told["promises"][0]["text/html"]
    assert "定期组织开展法律知识专题培训会" in plans and "培训会8场" in plans
    again = told["recurring"][0]["text/html"]
    assert "机制仍不够健全" in again and "机制还不够完善" in again
    assert "250余次" in told["stale"][0]["text/html"]
    assert "250余次" in told["sentences"][0]["text/html"]
    assert any(CHART in output for output in told["panel-chart"])


def test_a_place_of_one_year_has_empty_tables(tables_folder: Path, tmp_path: Path) -> None:
    told = _outputs(tables_folder, tmp_path, report="西坪镇", language="en")
    assert "shape: (0," in told["panel"][0]["text/plain"]
    assert "spoken_of" not in told["recurring"][0]["text/html"]


def test_figures_compare_within_a_piece_alone(two_years: Path) -> None:
    corpus = fazhi.load(two_years)
    rows = corpus.years(("平安镇", 2024))
    checked = rows.filter(indicator="enforcement.inspections")
    assert checked["value"].to_list() == [250.0, 250.0]
    assert checked["piece"].n_unique() == 1
    assert corpus.chart_years("500235126-2023").to_dict()["title"]["text"].startswith("平安镇")


def test_a_report_without_a_place_stands_in_no_series(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/某报告.txt").write_text(
        "关于法治政府建设情况的报告\n全年调处纠纷3件。\n", "utf-8"
    )
    fazhi.build(tmp_path / "raw", tmp_path / "t", jobs=1)
    corpus = fazhi.load(tmp_path / "t")
    with pytest.raises(NotFoundError, match="no series"):
        corpus.years(corpus.reports()["report_id"][0])
