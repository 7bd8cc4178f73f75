"""A chart has an address, and can be kept: as a picture, a drawing, rows, a line to cite."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.publish.test_pages import open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

COMPARED = "chart-compared"


def kept(page: Page, figure: str, way: str, folder: Path) -> tuple[str, bytes]:
    """Name and content of what a button of a chart saves."""
    place = page.locator(f"#{figure}")
    if not place.locator("details.keep[open]").count():
        place.locator("details.keep summary").click()
    with page.expect_download() as told:
        place.locator(f"button[data-save={way}]").click()
    file = folder / told.value.suggested_filename
    told.value.save_as(file)
    return file.name, file.read_bytes()


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_chart_is_saved_with_its_question_and_source(
    site: Path, browser: Browser, tmp_path: Path
) -> None:
    """By a reader in dark mode on a telephone: the picture is light and wide all the same."""
    page = browser.new_page(viewport={"width": 390, "height": 900}, color_scheme="dark")
    open_page(page, site / "cross_town.html")
    name, picture = kept(page, COMPARED, "png", tmp_path)
    assert name == "cross_town-chart-compared.png"
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    assert width == 2 * 860 and height > 600
    name, drawing = kept(page, COMPARED, "svg", tmp_path)
    svg = drawing.decode("utf-8")
    assert name.endswith(".svg") and 'fill="white"' in svg
    for told in (
        "多个镇都写明的数字，相差多大？",
        "fazhi 0.1.0",
        "普法宣传活动场次",
    ):
        assert told in svg
    assert "点格子" not in svg
    page.close()


def test_the_rows_behind_a_chart_are_those_of_its_table(
    site: Path, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    open_page(page, site / "cross_town.html")
    name, content = kept(page, COMPARED, "csv", tmp_path)
    assert name == "cross_town-chart-compared.csv"
    told = rows(content)
    # 西坪镇: 开展普法宣传活动30余场次; a cell that begins like a formula is none.
    assert told[0] == ["项目", "地方", "报告的数值", "原文"]
    assert ["普法宣传活动场次", "西坪镇 2023"] in [row[:2] for row in told]
    assert not [cell for row in told for cell in row if cell[:1] in "=+@" and cell]
    page.close()


def test_of_many_reports_each_has_its_row(many: Path, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto((many / "cross_town.html").as_uri() + "?year=2020")
    page.locator("html[data-drawn]").wait_for(state="attached")
    chosen = int(page.locator("#shown").inner_text().split("是")[1].split(" ")[0])
    told = rows(kept(page, "chart-requirements", "csv", tmp_path)[1])
    own = [row for row in told if row[0] == "主要举措和成效"]
    assert len(own) == chosen == 20
    assert {row[2] for row in own} <= {"符合", "部分符合", "不符合", "未见（文本有缺）"}
    assert all(row[3].endswith(".html") for row in own)
    page.close()


def test_an_address_leads_to_a_chart_once_all_are_drawn(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "cross_town.html").as_uri() + "#chart-findings")
    page.locator("html[data-drawn]").wait_for(state="attached")
    top = page.evaluate("document.getElementById('chart-findings').getBoundingClientRect().top")
    assert 0 <= top < 400
    page.close()


def test_every_chart_has_an_address_of_its_own_and_a_line_to_cite(
    site: Path, english: Path, many: Path
) -> None:
    for folder in (site, english, many):
        for file in folder.glob("*.html"):
            page = LexborHTMLParser(file.read_text(encoding="utf-8"))
            named = [one.attributes.get("id") for one in page.css("figure")]
            assert len(set(named)) == len(named) and None not in named, file.name
            for figure in page.css("figure"):
                cited = figure.css(".cite")[0].text()
                assert f"{file.name}#{figure.attributes['id']}" in cited
                assert figure.css("h3")[0].text() in cited
                assert figure.css(".keep a[href='data.html']")


def test_pages_say_what_they_are_to_whoever_shares_them(site: Path, english: Path) -> None:
    for folder, locale in ((site, "zh_CN"), (english, "en_GB")):
        for name in ("index", "cross_town", "411323102-2023", "data"):
            page = LexborHTMLParser((folder / f"{name}.html").read_text(encoding="utf-8"))
            told = {
                one.attributes["property"]: one.attributes["content"]
                for one in page.css("meta[property]")
            }
            assert told["og:locale"] == locale
            assert (page.css("title")[0].text()).startswith(told["og:title"] or "?")
            assert len(told["og:description"] or "") > 30
    page = LexborHTMLParser((site / "411323102-2023.html").read_text(encoding="utf-8"))
    for name in ("meta[property='og:description']", "meta[name='description']"):
        said = page.css_first(name).attributes["content"] or ""
        assert said.startswith("同是纠纷总数，报告既写32起，又写52件。") and "未经核实" in said
