"""Of however many reports each can be pointed at, searched by name and laid beside others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from fazhi.publish.pages import links
from fazhi.tables.view import Tables

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# How far apart figures of many reports are: the first chart of spreads.
FIGURE = ".figure:has(h3:text('多个镇都写明的数字'))"
# The circles of a chart: of how many reports each is.
CIRCLES = """which => document.querySelector(which) && [...views].find(([chart]) =>
  chart.closest('.figure') === [...document.querySelectorAll('.figure')]
    .find(one => one.querySelector('h3').textContent.startsWith('多个镇都写明的数字')))[1]
  .view.data('dots').map(({label, n, town, who}) => ({label, n, town, who}))"""


def circles(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(CIRCLES, ".chart")
    return found


def stating(many: Path, indicator: str) -> pl.DataFrame:
    """Reports with an amount of an indicator, of the year or a state, that is not nothing."""
    rows = Tables(many.parent / "tables").frame("quantities")
    own = (pl.col("indicator") == indicator) & pl.col("period").is_in(["year", "stock"])
    return rows.filter(own & (pl.col("value") > 0) & ~pl.col("change").fill_null(False))


def test_every_report_that_states_a_figure_is_in_a_circle(many: Path, page: Page) -> None:
    own = [one for one in circles(page) if one["label"] == "法律明白人人数（人）"]
    told = stating(many, "legal_service.law_savvy")["report_id"].n_unique()
    assert told > 50
    assert len({who for one in own for who in one["who"]}) == told
    assert any(one["n"] == 1 for one in own)
    assert all(one["n"] == len(one["who"]) for one in own)


def test_a_circle_of_several_lists_them_and_a_name_leads_to_its_page(
    many: Path, page: Page
) -> None:
    # The last of its row has none drawn over it.
    every = circles(page)
    last = {one["label"]: at for at, one in enumerate(every)}.values()
    at = next(at for at in last if every[at]["n"] > 1)
    wanted = every[at]
    page.locator(FIGURE).locator(".mark-symbol path").nth(at).click(force=True)
    here = page.locator(f"{FIGURE} .here")
    assert here.inner_text().startswith(wanted["label"])
    assert here.locator("a").count() == wanted["n"]
    reports = Tables(many.parent / "tables").reports()
    pages = {f"{links.page(report)}.html" for report in reports}
    assert here.locator("a").first.get_attribute("href") in pages


def test_reports_are_chosen_by_name_and_told_apart(many: Path, page: Page) -> None:
    names = page.evaluate("JSON.parse(document.getElementById('cells').textContent).reports")
    assert len(names) == 200
    (first, stem, _), (second, *_) = names[3], names[40]
    for name in (first, second):
        page.locator("#place").fill(name)
        page.keyboard.press("Enter")
    page.locator("#chosen li").nth(1).wait_for()
    page.locator("html[data-drawn]").wait_for(state="attached")
    chosen = page.locator("#chosen li a").all_inner_texts()
    assert chosen == [first, second]
    heads = page.locator(".beside thead th").all_text_contents()
    assert heads[1:3] == [first, second]
    legend = page.locator(f"{FIGURE} .role-legend-label text").all_text_contents()
    assert legend and set(legend) <= set(chosen)
    # The address keeps them.
    assert stem in page.url
    page.reload()
    page.locator("html[data-drawn]").wait_for(state="attached")
    assert page.locator("#chosen li a").all_inner_texts() == chosen
    page.locator("#chosen button").first.click()
    page.locator("html[data-drawn]").wait_for(state="attached")
    assert page.locator("#chosen li a").all_inner_texts() == [second]
    assert stem not in page.url


def test_what_the_table_says_of_a_chosen_report_is_what_it_states(many: Path, page: Page) -> None:
    reports = page.evaluate("JSON.parse(document.getElementById('cells').textContent).reports")
    label, stem, _ = reports[0]
    tables = Tables(many.parent / "tables")
    report = next(one for one in tables.reports() if links.page(one) == stem)
    page.goto((many / "cross_town.html").as_uri() + f"?with={stem}")
    page.locator("html[data-drawn]").wait_for(state="attached")
    told = dict(
        page.evaluate("""[...document.querySelectorAll('.beside')][0].querySelectorAll('tbody tr')
        .length && [...document.querySelector('.beside').querySelectorAll('tbody tr')]
          .map(row => [...row.cells].map(cell => cell.textContent))""")
    )
    met = tables.frame("requirements").filter(pl.col("report_id") == report)
    states = dict(met.select("requirement", "met").iter_rows())
    assert told["主要举措和成效"] == {"yes": "符合", "partly": "部分符合"}[states["measures"]]
    assert label in page.locator(".beside thead").first.text_content()  # type: ignore[operator]


def test_reports_are_chosen_by_the_sounds_of_their_places(many: Path, page: Page) -> None:
    """Of 200 made-up towns 新泰街道 is one alone in its year."""
    reports = page.evaluate("JSON.parse(document.getElementById('cells').textContent).reports")
    label, _, letters = reports[3]
    alike = [one[0] for one in reports if one[2] == letters and one[0][-4:] == label[-4:]]
    page.locator("#place").fill(f"{letters.partition('|')[0]} {label[-4:]}")
    page.keyboard.press("Enter")
    page.locator("#chosen li").first.wait_for()
    assert page.locator("#chosen li a").all_inner_texts() == alike


def test_a_name_of_too_many_or_of_none_is_answered(page: Page) -> None:
    for typed, said in (("镇", "名字相符的有"), ("没有这个地方", "没有名字含“没有这个地方”的报告")):
        page.locator("#place").fill(typed)
        page.keyboard.press("Enter")
        assert page.locator("#unfound").inner_text().startswith(said)
    assert page.locator("#chosen li").count() == 0


def test_the_years_chart_draws_years_with_enough_reports(many: Path) -> None:
    executed = json.loads((many / "cross_town.ipynb").read_text(encoding="utf-8"))
    (spec,) = [
        data
        for cell in executed["cells"]
        for output in cell.get("outputs", ())
        if (data := output.get("data", {}).get("application/vnd.vegalite.v5+json"))
        and data["title"].startswith("各年度的报告")
    ]
    rows = [row for some in spec["datasets"].values() for row in some if row["label"] == "具体"]
    measured = (
        Tables(many.parent / "tables")
        .frame("measures")
        .join(
            Tables(many.parent / "tables").frame("reports").select("report_id", "report_year"),
            on="report_id",
        )
    )
    for row in rows:
        own = measured.filter(pl.col("report_year") == row["year"])["specificity"].drop_nulls()
        assert row["n"] == own.len() >= 3
        assert row["median"] == pytest.approx(own.median(), abs=1e-3)
    assert {row["year"] for row in rows} == set(range(2019, 2025))
