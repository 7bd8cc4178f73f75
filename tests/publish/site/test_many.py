"""Two hundred reports: no page grows with their number past reason, every chart can be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import fazhi
from fazhi.pipeline.build import build
from fazhi.publish.site.make import Task
from fazhi.publish.site.make import files as page_files
from fazhi.tables.view import Tables
from tests.fixtures.make_towns import make

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
# Of 200 reports; what stands for each of them is a line of the index and its text to search in.
BYTES = {"index.html": 200_000, "cross_town.html": 808_000, "data.html": 120_000}
# The log of first scores grows with what was scored, and is as long for one report as for many.
LOG = re.compile(r"<details[^>]*><summary>各批首次得分.*?</details>", re.DOTALL)
TOWN_BYTES, TEXT_BYTES_A_REPORT = 600_000, 16_000
NAMES_APART = """[...document.querySelectorAll('.chart svg .role-axis-label')].every(axis => {
  const boxes = [...axis.querySelectorAll('text')]
    .filter(one => one.getAttribute('opacity') !== '0').map(one => one.getBoundingClientRect());
  return boxes.every((box, at) => !at || box.top >= boxes[at - 1].bottom - 4
    || box.left >= boxes[at - 1].right - 4 || box.bottom <= boxes[at - 1].top + 4);
})"""
Draw = Callable[[Any], Any]


def test_no_page_of_two_hundred_towns_outgrows_its_bound(many: Path) -> None:
    pages = {page.name: page.read_text("utf-8") for page in many.glob("*.html")}
    sizes = {name: len(LOG.sub("", words).encode()) for name, words in pages.items()}
    assert {name for name, most in BYTES.items() if sizes[name] > most} == set()
    assert max(size for name, size in sizes.items() if name not in BYTES) <= TOWN_BYTES
    assert sum(sizes.get(name) is None for name in BYTES) == 0
    texts = sum(file.stat().st_size for file in (many / "search").iterdir())
    assert texts <= 200 * TEXT_BYTES_A_REPORT


def test_a_thousand_reports_make_no_larger_comparison_than_two_hundred(
    many: Path, tmp_path: Path
) -> None:
    """Counts and spreads do not grow with the reports, and a corpus of 21 is past the grids."""
    make(21, tmp_path / "raw")
    build(tmp_path / "raw", tmp_path / "tables", jobs=1)
    few = page_files(Task("", tmp_path / "tables", NOTEBOOKS, tmp_path / "failed"))
    large = (many / "cross_town.html").stat().st_size
    assert large < 1.2 * len(few["cross_town.html"].encode())


@pytest.mark.parametrize(
    "draw",
    [
        lambda corpus: corpus.chart_states(),
        lambda corpus: corpus.chart_compare("publicity.materials"),
        lambda corpus: corpus.chart_find("调解"),
    ],
)
def test_the_charts_of_the_library_stay_on_a_screen(many_tables: Path, draw: Draw) -> None:
    """Provinces take the place of reports as rows: none is as long or wide as the corpus."""
    spec = draw(fazhi.load(many_tables)).to_dict()
    (rows,) = spec["datasets"].values()
    field = "label" if "label" in rows[0] and "row" not in rows[0] else "row"
    named = {row[field] for row in rows}
    assert isinstance(spec["width"], int)
    assert len(named) <= 60
    assert field == "label" or "河南省" in named


def test_a_state_counts_every_report_once(many_tables: Path) -> None:
    spec = fazhi.load(many_tables).chart_states("disputes").to_dict()
    (rows,) = spec["datasets"].values()
    for label in {row["label"] for row in rows}:
        assert sum(row["n"] for row in rows if row["label"] == label) == 200


@pytest.mark.browser
@pytest.mark.parametrize("count", [20, 200])
def test_names_on_axes_do_not_cover_each_other_on_a_telephone(
    many: Path, browser: Browser, tmp_path: Path, count: int
) -> None:
    folder = many
    if count == 20:
        make(20, tmp_path / "raw")
        build(tmp_path / "raw", tmp_path / "tables", jobs=1)
        assert len(Tables(tmp_path / "tables").reports()) == 20
        made = page_files(Task("", tmp_path / "tables", NOTEBOOKS, tmp_path / "failed"))
        (tmp_path / "cross_town.html").write_text(made["cross_town.html"], encoding="utf-8")
        folder = tmp_path
    page = browser.new_page(viewport={"width": 390, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto((folder / "cross_town.html").as_uri())
    page.locator("html[data-drawn]").wait_for(state="attached")
    assert page.evaluate(NAMES_APART)
    assert page.evaluate("document.documentElement.scrollHeight") < 23_000
    assert complaints == []
    page.close()


def test_the_index_writes_each_report_once(many: Path) -> None:
    page = (many / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(r"<tr><td", page)) == 200
