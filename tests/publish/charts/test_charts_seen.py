"""Charts as they are seen: names whole, counts in whole numbers, words legible on colour."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.publish.test_pages import CUT, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SHORTENED = """[...document.querySelectorAll('.chart svg text')].map(one => one.textContent)
  .filter(text => text.includes('…'))"""
# What the axes of numbers say, chart by chart, by the question over each.
NUMBERS = """[...document.querySelectorAll('.figure')].flatMap(figure =>
  [...figure.querySelectorAll('.role-axis-label')]
    .map(axis => [...axis.querySelectorAll('text')].map(one => one.textContent))
    .filter(told => told.length && told.every(text => /^[\\d.,e+]+$/.test(text)))
    .map(told => [figure.querySelector('h3').textContent, told]))"""
# Of each row name in two lines: how far its middle stands from that of the bar beside it.
OFF_MIDDLE = """(() => {
  const bars = [...document.querySelectorAll('.mark-rect path')].map(bar => {
    const box = bar.getBoundingClientRect(); return (box.top + box.bottom) / 2; });
  return [...document.querySelectorAll('.role-axis-label text')]
    .filter(one => one.querySelectorAll('tspan').length > 1)
    .map(one => { const box = one.getBoundingClientRect(), at = (box.top + box.bottom) / 2;
      return Math.min(...bars.map(bar => Math.abs(bar - at))); });
})()"""
HEAT = """[...document.querySelectorAll('.figure')].filter(one =>
    one.querySelector('path[fill-opacity]') && one.querySelector('.mark-rect'))
  .map(one => ({
    ground: getComputedStyle(one).backgroundColor,
    most: Math.max(...[...one.querySelectorAll('path[fill-opacity]')]
      .map(cell => Number(cell.getAttribute('fill-opacity')))),
    fill: one.querySelector('path[fill-opacity]').getAttribute('fill'),
    words: [...new Set([...one.querySelectorAll('.role-mark.mark-text text')]
      .map(text => getComputedStyle(text).fill))],
  }))"""
LOST = """getComputedStyle(document.querySelector('.mark-rect path[fill="#c9ced4"]')).fill"""


def rgb(colour: str) -> list[float]:
    if colour.startswith("#"):
        return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return [float(part) for part in colour[colour.index("(") + 1 : -1].split(",")][:3]


def luminance(parts: list[float]) -> float:
    shares = [part / 255 for part in parts]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[float], other: list[float]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("kept", ["site", "english", "many"])
def test_no_name_in_a_chart_is_cut(
    request: pytest.FixtureRequest, browser: Browser, kept: str, width: int
) -> None:
    folder: Path = request.getfixturevalue(kept)
    page = browser.new_page(viewport={"width": width, "height": 900})
    for file in sorted(folder.glob("*.html")):
        open_page(page, file)
        assert page.evaluate(SHORTENED) == [], file.name
        assert page.evaluate(CUT) == [], file.name
    page.close()


def opened(browser: Browser, file: Path, scheme: Any = "light", width: int = 1440) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    open_page(page, file)
    return page


def test_one_figure_a_field_makes_no_halves(site: Path, browser: Browser) -> None:
    page = opened(browser, site / "640402106-2021.html")
    assert dict(page.evaluate(NUMBERS))["报告在哪些领域给出了数字？"] == ["0", "1"]
    page.close()


@pytest.mark.parametrize("chosen", ["", "?year=2020&province=湖南省", "?year=2019&province=重庆市"])
def test_counts_of_reports_have_no_fractions(many: Path, browser: Browser, chosen: str) -> None:
    page = browser.new_page()
    page.goto((many / "cross_town.html").as_uri() + chosen)
    page.locator("html[data-drawn]").wait_for(state="attached")
    density = "哪些部分写得具体？"
    told = [(name, ticks) for name, ticks in page.evaluate(NUMBERS) if name != density]
    assert len(told) >= 5
    for name, ticks in told:
        assert all(tick.replace(",", "").isdigit() for tick in ticks), (name, ticks)
        assert len(ticks) <= 10, (name, ticks)
    page.close()


def test_two_lines_of_a_name_stand_around_the_middle_of_its_bar(
    english: Path, browser: Browser
) -> None:
    page = opened(browser, english / "411323102-2023.html", width=390)
    off = page.evaluate(OFF_MIDDLE)
    assert len(off) >= 5
    assert max(off) <= 3
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_can_be_read_on_the_darkest_cell(site: Path, browser: Browser, scheme: str) -> None:
    page = opened(browser, site / "cross_town.html", scheme)
    heats = page.evaluate(HEAT)
    assert len(heats) == 2
    for heat in heats:
        under, over, most = rgb(heat["ground"]), rgb(heat["fill"]), heat["most"]
        assert most > 0.4
        cell = [most * o + (1 - most) * u for o, u in zip(over, under, strict=True)]
        assert all(contrast(rgb(words), cell) >= 4.5 for words in heat["words"])
    # What could not be read must not be the brightest thing on a dark page.
    lost = luminance(rgb(page.evaluate(LOST)))
    assert lost > 0.5 if scheme == "light" else lost < 0.12
    page.close()


def colours(spec: dict[str, Any]) -> dict[str, str]:
    """The colours of towns in a chart, by name."""
    layers = spec.get("layer", [spec])
    scales = [
        layer["encoding"]["color"]["scale"]
        for layer in layers
        if layer["encoding"].get("color", {}).get("field") == "town"
    ]
    return dict(zip(scales[0]["domain"], scales[0]["range"], strict=True)) if scales else {}


def test_a_town_has_one_colour_in_every_chart(site: Path) -> None:
    page = LexborHTMLParser((site / "cross_town.html").read_text(encoding="utf-8"))
    found = [
        one
        for script in page.css('.figure script[type="application/json"]')
        if (one := colours(json.loads(script.text())))
    ]
    assert len(found) == 2
    # A chart names the towns that it draws.
    both = found[0] | found[1]
    assert all(both[town] == colour for one in found for town, colour in one.items())
    assert len(set(both.values())) == len(both) == 5
