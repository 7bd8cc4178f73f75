"""Every page opened in a browser without network: charts drawn, nothing complained of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DRAWN = """[...document.querySelectorAll('.chart')].map(chart => ({
  marks: chart.querySelectorAll('svg .role-mark path, svg .role-mark line, svg .role-mark text')
    .length,
  width: chart.querySelector('svg')?.getBoundingClientRect().width ?? 0,
}))"""
OUTSIDE = """[...document.querySelectorAll('main *')]
  .filter(one => !one.closest('.scroll, pre, .data') && !one.closest('svg'))
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .map(one => one.tagName + '.' + one.className)"""
CUT = """[...document.querySelectorAll('.chart svg')].flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')]
    .filter(text => { const box = text.getBoundingClientRect();
      return box.width && (box.right > frame.right + 2 || box.left < frame.left - 2); })
    .map(text => text.textContent);
})"""


VARIANTS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
# Of each kind of page one is seen in every variant, the others in one.
EVERY_VARIANT = {"index", "data", "cross_town", "411323102-2023", "411323102-2023-source"}


def open_page(page: Page, file: Path) -> None:
    """Open a page and wait until its charts, if it has any, are drawn."""
    page.goto(file.as_uri())
    if page.locator(".chart").count():
        page.locator("html[data-drawn]").wait_for(state="attached")


@pytest.mark.parametrize(("width", "scheme"), VARIANTS)
def test_pages_are_drawn_offline(site: Path, browser: Browser, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for file in sorted(site.glob("*.html")):
        if file.stem not in EVERY_VARIANT and (width, scheme) != VARIANTS[2]:
            continue
        open_page(page, file)
        for chart in page.evaluate(DRAWN):
            assert chart["marks"] > 0, file.name
            assert chart["width"] > 200, file.name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, file.name
        assert page.evaluate(OUTSIDE) == [], file.name
        assert page.evaluate(CUT) == [], file.name
    assert complaints == []
    context.close()


def test_the_index_finds_places_and_words_without_a_server(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("西坪")
    page.locator("#shown", has_text="1 / 5").wait_for()
    assert page.locator("#rows tr").count() == 1
    page.locator("#word").fill("受教育群众")
    page.locator("#places a", has_text="兴泾镇 2023").first.click()
    page.wait_for_url("**/640105100-2023-source.html#p*")
    assert "受教育群眾5000余人次" in page.locator(".raw .pa:target").inner_text()
    page.close()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("興涇鎮", "兴泾镇"),
        ("西坪镇 2023", "西坪镇2023"),
        ("２０２３", "2023"),
        ("法治建設", "法治建设"),
        ("法 治\u3000建　设", "法治建设"),
        ("著力", "着力"),
        ("２０００余份", "2000余份"),
        ("(居)法律顾问", "（居）法律顾问"),
        ("app", "APP"),
    ],
)
def test_script_width_and_blanks_make_no_difference_to_a_search(
    site: Path, browser: Browser, asked: str, meant: str
) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    shown = []
    for word in (meant, asked):
        page.locator("#word").fill(word)
        page.locator("#hits", has_text=word).wait_for(state="attached")
        rows = page.locator("#rows tr").all_inner_texts()
        shown.append((rows, page.locator("#places li").all_inner_texts()))
    assert shown[0] == shown[1]
    assert shown[0][0]
    page.close()


def test_what_stands_in_no_text_is_said_to_stand_in_none(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.locator("#word").fill("a.c[*")
    page.locator("#hits", has_text="全文中没有").wait_for()
    assert page.locator("#places li").count() == 0
    page.close()


@pytest.mark.parametrize("kept", ["site", "many"])
def test_a_browser_that_cannot_unpack_searches_and_shows_tables(
    request: pytest.FixtureRequest, browser: Browser, kept: str
) -> None:
    """Search needs no unpacking; charts do, and give way to their data and a line that says so."""
    folder: Path = request.getfixturevalue(kept)
    page = browser.new_page()
    page.add_init_script("delete window.DecompressionStream")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((folder / "index.html").as_uri())
    page.locator("#word").fill("法律明白人")
    page.locator("#places li").first.wait_for()
    page.goto((folder / "cross_town.html").as_uri())
    page.locator(".undrawn").first.wait_for()
    assert page.locator(".chart:visible").count() == 0
    assert page.locator("figure").count() == page.locator("details.data[open]").count()
    assert page.locator(".slice:visible").count() == 0
    assert complaints == []
    page.close()


def test_the_index_filters_by_year(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.locator("#by-year").select_option("2021")
    page.locator("#shown", has_text="1 / 5").wait_for()
    assert page.locator("#rows a").first.inner_text() == "彭堡镇"
    page.close()


def test_many_reports_are_searched_in_files(many: Path, browser: Browser) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((many / "index.html").as_uri())
    page.locator("#word").fill("法律明白人")
    page.locator("#places li").first.wait_for()
    assert complaints == []
    page.close()


def test_the_write_ups_have_as_many_charts_as_promised(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    for name, least in (("cross_town", 4), ("411323102-2023", 4), ("430581101-2023", 3)):
        page.goto((site / f"{name}.html").as_uri())
        assert len(page.evaluate(DRAWN)) >= least
    page.close()


def test_a_figure_leads_to_its_marked_sentence(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "411323102-2023.html").as_uri())
    page.locator("main a.evidence", has_text="10000余份").first.click()
    page.wait_for_url("**/411323102-2023-source.html#q*")
    assert page.locator("mark:target").inner_text() == "10000余份"
    page.close()


@pytest.mark.parametrize("kept", ["site", "english"])
def test_tables_need_no_pushing_sideways_on_a_telephone(
    request: pytest.FixtureRequest, browser: Browser, kept: str
) -> None:
    folder: Path = request.getfixturevalue(kept)
    page = browser.new_page(viewport={"width": 390, "height": 900})
    for name in ("index", "data", "cross_town", "411323102-2023", "500235126-2023"):
        open_page(page, folder / f"{name}.html")
        page.evaluate("document.querySelectorAll('.more').forEach(one => { one.open = true; })")
        wide = page.evaluate(
            "[...document.querySelectorAll('.scroll')].filter(one => one.checkVisibility())"
            ".map(one => one.scrollWidth - one.clientWidth)"
        )
        assert wide
        assert max(wide) <= 1, name
    page.close()


@pytest.mark.parametrize("kept", ["site", "english"])
def test_a_title_breaks_at_no_hyphen_and_in_no_word(
    request: pytest.FixtureRequest, browser: Browser, kept: str
) -> None:
    folder: Path = request.getfixturevalue(kept)
    page = browser.new_page(viewport={"width": 390, "height": 900})
    for name in ("index", "430581101-2023"):
        open_page(page, folder / f"{name}.html")
        lines = page.evaluate(
            "[...document.querySelectorAll('h1 .together')].map(one => one.getClientRects().length)"
        )
        assert lines == [1] * len(lines) and lines
    page.close()
