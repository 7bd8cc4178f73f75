"""Every page opened in a browser without network: charts drawn, nothing complained of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_pages_are_drawn_offline(
    site: Path, browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for file in sorted(site.glob("*.html")):
        page.goto(file.as_uri())
        page.wait_for_function(
            "[...document.querySelectorAll('.chart')].every(one => one.querySelector('svg'))"
        )
        for chart in page.evaluate(DRAWN):
            assert chart["marks"] > 0, file.name
            assert chart["width"] > 200, file.name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, file.name
        assert page.evaluate(OUTSIDE) == [], file.name
        assert page.evaluate(CUT) == [], file.name
        page.screenshot(path=str(tmp_path / f"{file.stem}-{width}-{scheme}.png"), full_page=True)
    assert complaints == []
    context.close()


def test_the_write_ups_have_as_many_charts_as_promised(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    for name, least in (("cross_town", 4), ("411323102-2023", 4), ("430581101-2023", 3)):
        page.goto((site / f"{name}.html").as_uri())
        assert len(page.evaluate(DRAWN)) >= least
    page.close()


def test_a_figure_leads_to_its_marked_sentence(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "411323102-2023.html").as_uri())
    page.locator("main a.evidence", has_text="10,000").first.click()
    page.wait_for_url("**/411323102-2023-source.html#q*")
    assert page.locator("mark:target").inner_text() == "10000余份"
    page.close()
