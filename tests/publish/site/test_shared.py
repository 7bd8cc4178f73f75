"""Many pages: what draws their charts lies once beside them, offline as before."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fazhi.publish import pack_site, publish_site
from fazhi.publish.pages import links
from fazhi.publish.site import update
from fazhi.publish.site.update import shares
from fazhi.tables.view import Tables
from tests.publish.site.test_site import NOTEBOOKS, content

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TOWN = "411323102-2023.html"


@pytest.fixture(scope="module")
def shared(tables_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("shared") / "site"
    assert not publish_site(tables_folder, site, NOTEBOOKS, shared=True).failures
    return site


def test_a_towns_page_weighs_under_120_kb(shared: Path) -> None:
    towns = list(shared.glob("*-20??.html"))
    assert len(towns) == 5
    assert [page.name for page in towns if page.stat().st_size >= 120_000] == []


def test_what_pages_share_is_written_once_and_goes_with_the_archive(shared: Path) -> None:
    beside = {f"shared/{path.name}" for path in (shared / "shared").iterdir()}
    assert beside == {links.LOOK, links.DRAWING}
    archive = pack_site(shared)
    shutil.unpack_archive(archive, shared.parent / "unpacked")
    assert (shared.parent / "unpacked" / links.DRAWING).read_bytes() == (
        shared / links.DRAWING
    ).read_bytes()


def test_pages_that_share_are_made_anew_as_single_ones_and_leave_nothing(
    shared: Path, site: Path, tables_folder: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copytree(shared, tmp_path / "site"))
    again = publish_site(tables_folder, mine, NOTEBOOKS, shared=True)
    assert (again.written, again.shared) == ((), True)
    single = publish_site(tables_folder, mine, NOTEBOOKS)
    assert (len(single.written), single.shared) == (6, False)
    assert content(mine) == content(site)


def test_many_reports_share_by_themselves(
    tables_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = Tables(tables_folder)
    assert (shares(tables, None), shares(tables, True)) == (False, True)
    monkeypatch.setattr(update, "MANY", 4)
    assert (shares(tables, None), shares(tables, False)) == (True, False)


@pytest.mark.browser
def test_charts_are_drawn_from_beside_the_page_and_said_missing_without(
    shared: Path, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto((shared / TOWN).as_uri())
    page.wait_for_selector("html[data-drawn=all]")
    assert page.locator(".chart svg").count() == page.locator(".chart").count() > 0
    assert page.evaluate("getComputedStyle(document.querySelector('header.top')).display")
    assert told == []
    shutil.copy(shared / TOWN, tmp_path)
    page.goto((tmp_path / TOWN).as_uri())
    page.wait_for_selector(".undrawn")
    assert links.DRAWING in page.locator(".undrawn").first.inner_text()
    assert page.locator("details.data[open]").count() > 0
    page.close()
