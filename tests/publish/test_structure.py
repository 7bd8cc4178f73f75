"""Each kind of page is built as it was: its parts, their order, the columns they stand in.

What a page is made of is kept in `structure/`, one small text a kind and width, and compared line
by line: no pixels and no fonts, so that it holds on every machine. A picture of each page of the
run is left in `.fazhi/screenshots` for the eye.
"""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.publish.test_pages import open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
KEPT = HERE / "structure"
PICTURES = HERE.parents[1] / ".fazhi" / "screenshots"
READ = (HERE / "structure.js").read_text(encoding="utf-8")
KINDS = {
    "index": "index",
    "data": "data",
    "cross_town": "cross_town",
    "town": "411323102-2023",
    "source": "411323102-2023-source",
}
RENEW = "python -m pytest tests/publish/test_structure.py --renew-structure"


def structure(page: Page) -> list[str]:
    """The lines that say what a reader meets on an opened page, in order."""
    lines: list[str] = page.evaluate(READ)
    return lines


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_built_as_it_was(
    site: Path, browser: Browser, request: pytest.FixtureRequest, kind: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    open_page(page, site / f"{KINDS[kind]}.html")
    found = structure(page)
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture = PICTURES / f"{kind}-{width}.png"
    page.screenshot(path=picture, full_page=True)
    page.close()
    file = KEPT / f"{kind}-{width}.txt"
    if request.config.getoption("--renew-structure"):
        KEPT.mkdir(exist_ok=True)
        file.write_text("\n".join(found) + "\n", encoding="utf-8")
    kept = file.read_text(encoding="utf-8").splitlines()
    changed = "\n".join(unified_diff(kept, found, "kept", "found", lineterm="", n=2))
    assert not changed, (
        f"the {kind} page at {width} pixels is built otherwise than tests/publish/structure/"
        f"{file.name} says:\n{changed}\nLook at {picture}; if it is meant so: {RENEW}"
    )


LOST = {
    "section": "document.querySelector('#problems').remove()",
    "chart": "document.querySelector('.chart svg').remove()",
    "folded": "document.querySelector('main details.more').remove()",
    "order": "document.querySelector('main').append(document.querySelector('#figures'))",
    "column": "document.querySelector('main').style.marginLeft = '20rem'",
}


@pytest.mark.parametrize("lost", LOST)
def test_what_is_lost_or_moved_is_noticed(site: Path, browser: Browser, lost: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    open_page(page, site / "411323102-2023.html")
    before = structure(page)
    page.evaluate(LOST[lost])
    assert structure(page) != before
    page.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_fonts_do_not_matter(site: Path, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    open_page(page, site / "411323102-2023.html")
    before = structure(page)
    for family in ("monospace", "serif"):
        page.add_style_tag(content=f"body * {{ font-family: {family} !important; }}")
        assert structure(page) == before
    page.close()
