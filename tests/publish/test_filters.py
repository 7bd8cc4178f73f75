"""On the page of many reports a year, a level and a province can be chosen together."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import polars as pl
import pytest

from fazhi.publish import slices
from fazhi.publish.make import Task, files
from fazhi.publish.tables import Tables
from tests.publish.conftest import NOTEBOOKS
from tests.publish.test_pages import open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CHARTS = "[...document.querySelectorAll('.chart')].every(one => one.querySelector('svg'))"
# The table under the first chart of counts: what each row says, in order.
TOLD = """[...document.querySelector('.figure .data tbody').rows].map(row =>
  [...row.cells].map(cell => cell.textContent))"""
BARS = """Math.max(...[...document.querySelectorAll('.chart .mark-rect path')]
  .map(bar => bar.getBoundingClientRect().width))"""


@pytest.fixture
def page(many: Path, browser: Browser) -> Iterator[Page]:
    """The page of 200 reports, which must not complain whatever is done to it."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    open_page(page, many / "cross_town.html")
    yield page
    assert complaints == []
    page.close()


def choose(page: Page, **wish: str) -> None:
    for name, value in wish.items():
        page.locator(f"#by-{name}").select_option(value)
    page.locator("html[data-drawn*='=']").wait_for(state="attached")


def reports(many: Path) -> pl.DataFrame:
    return Tables(many.parent / "tables").frame("reports")


def met(many: Path, chosen: pl.DataFrame) -> int:
    """How many of some reports meet the first requirement drawn."""
    rows = Tables(many.parent / "tables").frame("requirements")
    own = rows.filter(pl.col("report_id").is_in(chosen["report_id"].implode()))
    return own.filter((pl.col("requirement") == "measures") & (pl.col("met") == "yes")).height


def test_a_year_and_a_province_are_chosen_together(many: Path, page: Page) -> None:
    both = reports(many).filter((pl.col("report_year") == 2020) & (pl.col("province") == "湖南省"))
    assert 0 < both.height < 20
    choose(page, year="2020", province="湖南省")
    assert page.locator("#shown").inner_text() == f"图中是{both.height} / 200份报告"
    assert page.evaluate(CHARTS)
    assert page.evaluate(BARS) > 100
    table: list[list[str]] = page.evaluate(TOLD)
    assert table[0] == ["主要举措和成效", "符合", str(met(many, both))]


def test_a_year_a_level_and_a_province_are_chosen_together(
    many: Path, browser: Browser, tmp_path: Path
) -> None:
    changed = shutil.copytree(many.parent / "tables", tmp_path / "tables")
    frame = pl.read_parquet(changed / "reports.parquet").with_row_index("at")
    county = pl.when(pl.col("at") % 3 == 0).then(pl.lit("county")).otherwise(pl.col("level"))
    frame.with_columns(level=county).drop("at").write_parquet(changed / "reports.parquet")
    made = files(Task("", changed, NOTEBOOKS, tmp_path / "failed"))
    (tmp_path / "cross_town.html").write_text(made["cross_town.html"], encoding="utf-8")
    page = browser.new_page()
    open_page(page, tmp_path / "cross_town.html")
    all_three = pl.read_parquet(changed / "reports.parquet").filter(
        (pl.col("report_year") == 2020)
        & (pl.col("level") == "county")
        & (pl.col("province") == "湖南省")
    )
    assert all_three.height > 0
    choose(page, year="2020", level="county", province="湖南省")
    assert page.locator("#by-level option:checked").inner_text().startswith("县（区）（")
    assert page.locator("#shown").inner_text() == f"图中是{all_three.height} / 200份报告"
    assert page.evaluate(TOLD)[0] == ["主要举措和成效", "符合", str(met(many, all_three))]
    page.close()


def test_choices_without_reports_cannot_be_made(page: Page) -> None:
    choose(page, year="2020")
    # Made-up town n has year 2019 + n % 6 and province n % 8: an even n never has an odd place.
    open_ones = page.locator("#by-province option:not([disabled])").all_inner_texts()
    assert len(open_ones) == 1 + 4
    assert any(one.startswith("湖南省（") for one in open_ones)


def test_a_link_shows_what_its_sender_saw(many: Path, browser: Browser, page: Page) -> None:
    choose(page, year="2020", province="湖南省")
    assert unquote(page.url).endswith("cross_town.html?year=2020&province=湖南省")
    told, table = page.locator("#shown").inner_text(), page.evaluate(TOLD)
    other = browser.new_page()
    other.goto(page.url + "#findings")
    other.locator("html[data-drawn*='year=2020']").wait_for(state="attached")
    assert other.locator("#by-province").input_value() == "湖南省"
    assert other.locator("#shown").inner_text() == told
    assert other.evaluate(TOLD) == table
    other.close()


def test_a_link_to_nothing_known_shows_everything(many: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((many / "cross_town.html").as_uri() + "?year=1999&province=%3Cb%3E")
    page.locator("html[data-drawn='all']").wait_for(state="attached")
    assert page.locator("#shown").inner_text() == "图中是200 / 200份报告"
    page.close()


def test_reset_by_keyboard_shows_everything_again(page: Page) -> None:
    before = page.evaluate(TOLD)
    page.locator("#by-year").focus()
    page.keyboard.press("ArrowDown")
    page.locator("html[data-drawn='year=2019']").wait_for(state="attached")
    assert page.evaluate(TOLD) != before
    page.locator("#slice button").focus()
    page.keyboard.press("Enter")
    page.locator("html[data-drawn='all']").wait_for(state="attached")
    assert page.locator("#shown").inner_text() == "图中是200 / 200份报告"
    assert page.evaluate(TOLD) == before
    assert "?" not in page.url


def test_paper_says_what_was_chosen(page: Page) -> None:
    page.emulate_media(media="print")
    assert not page.locator("#slice").is_visible()
    page.emulate_media(media="screen")
    choose(page, year="2020")
    page.emulate_media(media="print")
    assert page.locator("#shown").is_visible()
    assert not page.locator("#slice button").is_visible()


def test_without_script_the_whole_page_stands(many: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((many / "cross_town.html").as_uri())
    assert not page.locator("#slice").is_visible()
    assert page.locator("main h2").count() > 5
    assert page.locator(".figure details.data").count() > 5
    context.close()


def test_the_page_takes_spreads_as_python_takes_them(page: Page) -> None:
    spec: dict[str, Any] = page.evaluate(
        """[...document.querySelectorAll('.figure script')].map(one => JSON.parse(one.textContent))
        .find(spec => spec.usermeta?.fazhi.kind === 'spread' && spec.usermeta.fazhi.scale === 1)"""
    )
    parts = spec["usermeta"]["fazhi"]
    cells = page.evaluate("JSON.parse(document.getElementById('cells').textContent).cells")
    picked = [at for at, cell in enumerate(cells) if cell[0] == "2021"]
    values = sorted(value for at in picked for value in parts["rows"][0][at])
    low, lower, median, upper, high, n = slices.spread(values)
    choose(page, year="2021")
    table = page.evaluate(
        """name => [...document.querySelectorAll('.data tbody tr')]
        .map(row => [...row.cells].map(cell => cell.textContent))
        .find(row => row[0] === name && row.length === 7)""",
        spec["datasets"][spec["data"]["name"]][0]["label"],
    )
    told = [float(cell.replace(",", "")) for cell in table[1:]]
    assert told == pytest.approx([low, lower, median, upper, high, n])
