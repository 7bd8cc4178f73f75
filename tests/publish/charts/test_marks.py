"""Marks in a browser without script: what pointing, tapping and addresses show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

XIPING = "411323102-2023-source.html"


def opened(browser: Browser, site: Path, width: int = 1440, mark: str = "") -> Page:
    """The marked source of 西坪镇, in a browser in which script is switched off."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=False, has_touch=True
    )
    page = context.new_page()
    page.goto((site / XIPING).as_uri() + mark)
    return page


def shown(page: Page) -> list[str]:
    """Addresses of the cards that can be seen."""
    cards = page.locator(".card").all()
    return [str(card.get_attribute("id")) for card in cards if card.is_visible()]


def test_pointing_shows_every_mark_that_lies_there(site: Path, browser: Browser) -> None:
    page = opened(browser, site)
    assert shown(page) == []
    page.locator("mark.q4").first.hover()
    assert shown(page) == ["i-q4"]
    card = page.locator("#i-q4").inner_text()
    assert "超过10,000份" in card
    assert "发放宣传资料份数" in card
    assert "publicity.materials" in card
    # 调解成功 52 件: the figure lies inside the finding that it clashes with 32.
    page.locator("mark.q13").first.hover()
    assert shown(page) == ["i-q13", "i-f6"]
    page.context.close()


def test_an_address_lights_up_its_whole_mark_and_shows_its_card(
    site: Path, browser: Browser
) -> None:
    page = opened(browser, site, mark="#f6")
    assert shown(page) == ["i-f6"]
    assert "32" in page.locator("#i-f6").inner_text()
    assert page.locator("#f6").is_visible()
    page.context.close()


def test_a_tap_shows_the_card_on_a_telephone(site: Path, browser: Browser) -> None:
    page = opened(browser, site, width=390)
    page.locator("mark.q1 a").first.tap()
    assert page.url.endswith("#q1")
    box = page.locator("#i-q1").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 800
    page.locator(".close").tap()
    page.mouse.move(5, 5)
    assert shown(page) == []
    page.context.close()


def test_a_kind_can_be_switched_off(site: Path, browser: Browser) -> None:
    page = opened(browser, site)
    page.locator("#show-q").uncheck()
    page.locator("mark.q4").first.hover()
    assert shown(page) == []
    page.context.close()
