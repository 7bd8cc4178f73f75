"""The notebooks in the real JupyterLab: they run, draw, lead to sentences, and ask nobody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.publish.notebooks.lab import ERRORS, ROOT, TOKEN, Watch, charts, lab, run_all

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page

pytestmark = pytest.mark.browser

XIPING = "411323102-2023"
# How often a chart that moves is looked for.
LOOKS = 5
# A scholar's own charts, drawn with nothing of ours but the corpus.
OWN = """import altair as alt
import fazhi
corpus = fazhi.load()
alt.Chart(corpus.quantities()).mark_bar(color='teal').encode(x='count()', y='town')"""
CHOSEN = """import altair as alt
alt.renderers.enable('json')
import fazhi
fazhi.load().chart_compare('publicity.events')
print(alt.renderers.active)"""
# Of each cell that shows a frame or a chart, which.
SHOWN = """[...document.querySelectorAll('.jp-CodeCell')].map(one =>
  one.querySelector('table.dataframe') ? 'rows'
    : one.querySelector('.jp-RenderedVegaCommon5') ? 'chart' : '').filter(one => one)"""
LINKS = (
    """[...document.querySelectorAll('.jp-OutputArea-output a.evidence')].map(one => one.href)"""
)


@dataclass
class Open:
    """A JupyterLab of the five, and a page of it in Chromium."""

    address: str
    page: Page
    asked: list[str] = field(default_factory=list)
    ran: str = ""

    def run(self, notebook: str) -> None:
        """Run a notebook to its end, unless it is the one that stands there as it ran."""
        if self.ran != notebook:
            self.ran = ""
            run_all(self.page, self.address, f"{notebook}.ipynb")
            self.ran = notebook


@pytest.fixture(scope="module")
def project(
    tmp_path_factory: pytest.TempPathFactory, tables_folder: Path, site: Path, two_years: Path
) -> Path:
    """A clone with the tables and pages that `make lab` makes first."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("notebooks", ".jupyter", "data/raw"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "Makefile", folder)
    for ready in (".venv/ready", "requirements.lock", "pyproject.toml"):
        (folder / ready).parent.mkdir(exist_ok=True)
        (folder / ready).touch()
    (folder / ".venv" / "ready").touch()
    shutil.copytree(tables_folder, folder / "data" / "processed")
    shutil.copytree(site, folder / "site")
    shutil.copytree(two_years, folder / "data" / "two")
    years = nbformat.read(folder / "notebooks" / "years.ipynb", as_version=4)
    years.cells[0].source += "\ntables = '../data/two'"
    nbformat.write(years, folder / "notebooks" / "two_years.ipynb")
    for name, source in (("own", OWN), ("chosen", CHOSEN)):
        written = new_notebook(cells=[new_code_cell(source)])
        written.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(written, folder / "notebooks" / f"{name}.ipynb")
    return folder


@pytest.fixture(scope="module")
def opened(
    project: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Open]:
    with lab(project, tmp_path_factory.mktemp("home")) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        found = Open(address, page)
        context.on("request", lambda one: found.asked.append(one.url))
        with Watch(most=1_000_000_000, seconds=180):
            yield found
        context.close()


@pytest.mark.parametrize(
    ("notebook", "many"),
    [("explore", 1), ("cross_town", 7), ("town", 5), ("two_years", 2)],
)
def test_a_notebook_runs_and_every_chart_is_drawn(opened: Open, notebook: str, many: int) -> None:
    with Watch(most=1_000_000_000, seconds=60) as watch:
        opened.run(notebook)
        drawn = charts(opened.page, many)
    assert opened.page.evaluate(ERRORS) == []
    assert len(drawn) >= many
    assert all(width > 300 and height > 60 and marks > 200 for width, height, marks in drawn), drawn
    assert 0 < watch.seen < 800_000_000


def test_a_write_up_shows_its_rows_before_their_figures(opened: Open) -> None:
    opened.run("town")
    charts(opened.page, 5)
    cells = opened.page.evaluate(SHOWN)
    assert len([one for one in cells if one == "rows"]) == 5
    assert all(cells[at + 1] == "chart" for at, one in enumerate(cells) if one == "rows")


def test_a_place_of_one_year_runs_to_its_end_and_says_so(opened: Open) -> None:
    opened.run("years")
    assert opened.page.evaluate(ERRORS) == []
    assert "只有一年的报告" in opened.page.locator(".jp-Notebook").inner_text()
    assert charts(opened.page, 0) == []


def test_a_figure_leads_to_its_sentence(opened: Open) -> None:
    page = opened.page
    opened.run("town")
    page.wait_for_function("document.querySelector('a.evidence')?.href.includes('/files/')")
    found = page.evaluate(LINKS)
    to_figures = [one for one in found if "-source.html" in one and "#q" in one]
    assert len(to_figures) > 10
    other = page.context.new_page()
    answer = other.goto(to_figures[0])
    assert answer
    assert answer.status == 200
    mark = urlsplit(to_figures[0]).fragment
    assert any(sign.isdigit() for sign in other.locator(f"#{mark}").inner_text())
    other.close()


def _left_by_a_click(page: Page, box: FloatRect) -> bool:
    """Whether a click somewhere on the chart in a box leaves the page for a sentence.

    The names of rows end somewhere left of the middle; a click beside a mark does nothing.
    """
    for across, down in product(range(150, 700, 25), range(60, 160, 33)):
        page.mouse.click(box["x"] + across, box["y"] + down)
        if "-source.html" in page.url:
            return True
    page.wait_for_timeout(1_000)
    return "-source.html" in page.url


def test_a_mark_of_a_chart_leads_to_its_sentence(opened: Open) -> None:
    page = opened.page
    opened.run("town")
    charts(page, 5)
    canvas = page.locator(".jp-RenderedVegaCommon5 canvas").first
    page.on("dialog", lambda one: one.accept())
    # The page is left for the sentence.
    opened.ran = ""
    # A notebook that is still laid out moves its charts: where one stands is asked again.
    for _ in range(LOOKS):
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box
        if _left_by_a_click(page, box):
            break
    page.wait_for_url("**/files/site/*-source.html#q*")
    mark = urlsplit(page.url).fragment
    assert any(sign.isdigit() for sign in page.locator(f"#{mark}").inner_text())


def test_a_chart_of_ones_own_is_drawn(opened: Open) -> None:
    opened.run("own")
    (drawn,) = charts(opened.page, 1)
    assert drawn[2] > 200


def test_a_renderer_that_was_chosen_stays(opened: Open) -> None:
    opened.run("chosen")
    told = opened.page.locator("[data-mime-type='application/vnd.jupyter.stdout']").inner_text()
    assert told.strip() == "json"


def test_nothing_was_asked_of_anybody_else_and_no_news_offered(opened: Open) -> None:
    if not opened.asked:
        opened.page.goto(f"{opened.address}/lab?token={TOKEN}")
    assert {urlsplit(one).hostname for one in opened.asked if one.startswith("http")} == {
        "127.0.0.1"
    }
    assert not [one for one in opened.asked if "/lab/api/news" in one or "/lab/api/update" in one]
    assert "news" not in opened.page.locator("body").inner_text()
