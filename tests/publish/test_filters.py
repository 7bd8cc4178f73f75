"""On the page of many reports a year, a level and a province can be chosen together."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import polars as pl
import pytest

from fazhi.publish.pages import slices
from fazhi.publish.site.make import Task, files
from fazhi.tables.view import Tables
from tests.fixtures.altered import sign
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
    assert page.locator("#shown").inner_text() == f"图表中是{both.height} / 200份报告"
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
    sign(changed)
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
    assert page.locator("#shown").inner_text() == f"图表中是{all_three.height} / 200份报告"
    assert page.evaluate(TOLD)[0] == ["主要举措和成效", "符合", str(met(many, all_three))]
    page.close()


# The rows that are left of the table that follows `text`: what each cell says.
LEFT = """text => [...document.querySelectorAll('[data-follow]')]
  .find(one => one.textContent.includes(text)).querySelectorAll('tbody tr:not([hidden])')"""
CELLS = f"text => [...({LEFT})(text)].map(row => [...row.cells].map(cell => cell.textContent))"


def test_the_table_of_who_is_there_shows_the_chosen_reports(many: Path, page: Page) -> None:
    all_rows: list[list[str]] = page.evaluate(CELLS, "湖南省")
    assert len(all_rows) == 8
    assert not page.locator("[data-follow] .left").first.is_visible()
    own = reports(many).filter(pl.col("report_year") == 2020)
    provinces = own["province"].unique().to_list()
    choose(page, year="2020")
    rows: list[list[str]] = page.evaluate(CELLS, "湖南省")
    assert [row[0] for row in rows] == [row[0] for row in all_rows if row[0] in provinces]
    shown = page.locator("[data-follow]").first
    years = shown.locator("thead th").all_inner_texts()
    hunan = next(row for row in rows if row[0] == "湖南省")
    counted = own.filter(pl.col("province") == "湖南省").height
    assert [hunan[years.index(year)] for year in ("2019", "2020", "2021")] == [
        "·",
        str(counted),
        "·",
    ]
    assert shown.locator(".left").inner_text() == "所选报告来自4个省份（共8个）。"
    assert sum(int(row[2]) for row in rows) == own.height


def test_how_texts_were_read_is_told_of_the_chosen_reports(many: Path, page: Page) -> None:
    own = reports(many).filter((pl.col("report_year") == 2021) & (pl.col("province") == "河北省"))
    lost = own.filter(~pl.col("complete")).height
    repairs = Tables(many.parent / "tables").frame("repairs")
    touched = repairs.filter(pl.col("report_id").is_in(own["report_id"].implode()))
    choose(page, year="2021", province="河北省")
    facts = dict(
        zip(
            page.locator(".facts dt").all_inner_texts(),
            page.locator(".facts dd").all_inner_texts(),
            strict=True,
        )
    )
    assert facts["文件格式"] == f"txt {own.height}"
    assert facts["文本有缺失"] == str(lost)
    unknown = {"年度不明": "report_year", "没有行政区划代码": "adcode"}
    for name, column in unknown.items():
        assert (name in facts) == reports(many)[column].is_null().any(), name
    of = touched["report_id"].n_unique()
    assert facts["修复"] == f"{touched.height}处（涉及{of}份报告）"


def test_shared_documents_are_those_of_the_chosen_reports(many: Path, page: Page) -> None:
    citations = Tables(many.parent / "tables").frame("citations").filter(pl.col("bracketed"))
    own = reports(many).filter((pl.col("report_year") == 2022) & (pl.col("province") == "四川省"))
    before: list[list[str]] = page.evaluate(CELLS, "公务员法")
    choose(page, year="2022", province="四川省")
    cited = citations.filter(pl.col("report_id").is_in(own["report_id"].implode()))
    # A document of two names is one.
    one = pl.coalesce("document_id", "title").alias("document")
    counted = cited.group_by(one).agg(pl.col("report_id").n_unique().cast(pl.String))
    expected = dict(
        cited.with_columns(one)
        .join(counted, on="document", suffix="_n")["title", "report_id_n"]
        .unique()
        .iter_rows()
    )
    rows: list[list[str]] = page.evaluate(CELLS, "公务员法")
    assert 0 < len(rows) < len(before)
    told = {row[0].strip("《》"): row[1] for row in rows if row[1].endswith("份报告")}
    assert told
    assert all(n.removesuffix("份报告") == expected[title] for title, n in told.items())
    assert {row[0].strip("《》") for row in rows} <= expected.keys()
    numbers = [int(row[1].removesuffix("份报告")) for row in rows if row[1].endswith("份报告")]
    assert numbers == sorted(numbers, reverse=True)
    said = page.locator("[data-follow] .left").last.inner_text()
    assert said == f"所选报告引用了其中{len(rows)}个文件（共列{len(before)}个）。"
    page.locator("#slice button[type=reset]").click()
    page.locator("html[data-drawn='all']").wait_for(state="attached")
    assert page.evaluate(CELLS, "公务员法") == before


def test_reports_named_in_a_table_are_hidden_with_their_commas(many: Path, page: Page) -> None:
    """Two reports cite this plan: of 2019 and of 2022."""
    named = page.locator("[data-comma]", has_text="中兴镇 2019")
    assert named.inner_text() == "中兴镇 2019、中兴镇 2022 西夏区"
    choose(page, year="2019")
    assert named.inner_text() == "中兴镇 2019"


def test_the_list_of_reports_opens_with_the_same_choice(many: Path, page: Page) -> None:
    choose(page, year="2020", province="湖南省")
    page.locator("a[data-carry]").click()
    page.locator("#shown", has_text="/ 200").wait_for()
    chosen = reports(many).filter(
        (pl.col("report_year") == 2020) & (pl.col("province") == "湖南省")
    )
    assert page.locator("#rows tr").count() == chosen.height
    assert page.locator("#by-province").input_value() == "湖南省"


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
    assert page.locator("#shown").inner_text() == "图表中是200 / 200份报告"
    page.close()


def test_reset_by_keyboard_shows_everything_again(page: Page) -> None:
    before = page.evaluate(TOLD)
    page.locator("#by-year").focus()
    page.keyboard.press("ArrowDown")
    page.locator("html[data-drawn='year=2019']").wait_for(state="attached")
    assert page.evaluate(TOLD) != before
    page.locator("#slice button[type=reset]").focus()
    page.keyboard.press("Enter")
    page.locator("html[data-drawn='all']").wait_for(state="attached")
    assert page.locator("#shown").inner_text() == "图表中是200 / 200份报告"
    assert page.evaluate(TOLD) == before
    assert "?" not in page.url


def test_paper_says_what_was_chosen(page: Page) -> None:
    page.emulate_media(media="print")
    assert not page.locator("#slice").is_visible()
    page.emulate_media(media="screen")
    choose(page, year="2020")
    page.emulate_media(media="print")
    assert page.locator("#shown").is_visible()
    assert not page.locator("#slice button[type=reset]").is_visible()
    assert page.locator("[data-follow] .left").first.inner_text().startswith("所选报告来自")
    assert page.locator("[data-follow]").first.locator("tbody tr:visible").count() == 4


def test_without_script_the_whole_page_stands(many: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((many / "cross_town.html").as_uri())
    assert not page.locator("#slice").is_visible()
    assert page.locator("main h2").count() > 5
    assert page.locator(".figure details.data").count() > 5
    assert page.locator("[data-follow]").first.locator("tbody tr:visible").count() == 8
    assert page.locator("[data-follow] .left:visible").count() == 0
    context.close()


def test_the_page_takes_spreads_as_python_takes_them(page: Page) -> None:
    spec: dict[str, Any] = page.evaluate(
        """(() => { const [chart, parts] = [...partsOf].find(([, parts]) =>
          parts.kind === 'spread' && parts.scale === 1);
          return {...specs.get(chart), parts}; })()"""
    )
    parts = spec["parts"]
    cells = page.evaluate("JSON.parse(document.getElementById('cells').textContent).cells")
    years = [cell[0] for cell in cells for _ in range(cell[3])]
    of_each = parts["rows"][0].split(",")
    picked = [of_each[at] for at, year in enumerate(years) if year == "2021"]
    values = sorted(float(value) for own in picked if own for value in own.split(";"))
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
