"""axe-core finds no serious fault of accessibility on any kind of page, in light and in dark."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.beside.compare import compare
from fazhi.pipeline.check import check_file
from fazhi.pipeline.drafts.expected import Due
from fazhi.pipeline.drafts.roll import roll
from fazhi.pipeline.report import read_report
from fazhi.publish.check.beside import beside_page
from fazhi.publish.check.page import check_page
from fazhi.publish.pages.words import Words

BOOK = load_codebook()

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
PLACE = ROOT / ".fazhi"
SCRIPT = PLACE / "node_modules" / "axe-core" / "axe.min.js"
INSTALL = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(PLACE)]
PAGES = ("411323102-2023", "640105100-2023", "500235126-2023-source", "cross_town", "index")
SERIOUS = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter(found => ['serious', 'critical'].includes(found.impact))
  .map(found => found.id + ': ' + found.nodes.slice(0, 3).map(one => one.html).join(' | '))"""


@cache
def fetched() -> str:
    """What went wrong in fetching axe-core from the npm registry; empty where it is there."""
    if SCRIPT.is_file():
        return ""
    if not shutil.which("npm"):
        return "no npm here: install it to have accessibility tested"
    done = subprocess.run([*INSTALL, "axe-core@4"], capture_output=True, text=True, check=False)
    return "" if SCRIPT.is_file() else f"npm did not fetch axe-core: {done.stderr[-300:]}"


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core 4, fetched once into .fazhi."""
    missing = fetched()
    if missing and os.environ.get("CI") and shutil.which("npm"):
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    return SCRIPT.read_text(encoding="utf-8")


def faults(browser: Browser, axe: str, file: Path, scheme: str) -> list[str]:
    """The serious and critical faults of a page, each with the first markup that has it."""
    dark = scheme == "dark"
    page = browser.new_page(color_scheme="dark" if dark else "light", bypass_csp=True)
    page.goto(file.as_uri())
    page.wait_for_function(
        "[...document.querySelectorAll('.chart')].every(one => one.querySelector('svg'))"
    )
    page.evaluate(axe)
    found: list[str] = json.loads(json.dumps(page.evaluate(SERIOUS)))
    page.close()
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_have_no_serious_fault(
    site: Path, browser: Browser, axe: str, name: str, scheme: str
) -> None:
    assert faults(browser, axe, site / f"{name}.html", scheme) == []


def test_english_pages_have_no_serious_fault(english: Path, browser: Browser, axe: str) -> None:
    for name in ("411323102-2023", "500235126-2023-source"):
        assert faults(browser, axe, english / f"{name}.html", "light") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_check_page_has_no_serious_fault(
    browser: Browser, axe: str, tmp_path: Path, scheme: str
) -> None:
    file = tmp_path / "check.html"
    verdict = check_file(ROOT / "data" / "raw" / "西坪镇-2023.txt", BOOK)
    dues = (Due(1, "西坪镇"), Due(2, "平安镇", "云阳县", "张某", "023"))
    for listed in (roll([verdict], BOOK), roll([verdict], BOOK, dues, 2024)):
        file.write_text(check_page(listed, Words("zh", BOOK)), encoding="utf-8")
        assert faults(browser, axe, file, scheme) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_two_texts_has_no_serious_fault_and_room_everywhere(
    browser: Browser, axe: str, tmp_path: Path, scheme: str
) -> None:
    """Beside each other at a desk, one below the other on a telephone."""
    raw, draft = ROOT / "data" / "raw" / "西坪镇-2023.txt", tmp_path / "draft.txt"
    draft.write_text(raw.read_text("utf-8").replace("西坪镇", "桃花镇"), "utf-8")
    reports = read_report(raw, BOOK), read_report(draft, BOOK)
    file = tmp_path / "page.html"
    page = beside_page(compare(*reports, BOOK), *reports, Words("zh", BOOK))
    file.write_text(page, encoding="utf-8")
    assert faults(browser, axe, file, scheme) == []
    opened = browser.new_page()
    opened.goto(file.as_uri())
    for width, columns in ((1440, 2), (390, 1)):
        opened.set_viewport_size({"width": width, "height": 900})
        lefts = opened.locator(".texts > div").evaluate_all(
            "every => every.map(one => one.getBoundingClientRect().left)"
        )
        assert len(set(lefts)) == columns
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()
