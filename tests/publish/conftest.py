"""A site of the five reports, made once, and a browser without network to open it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.build import build
from fazhi.publish import publish_site
from fazhi.publish.pages import links
from fazhi.publish.pages.words import Words
from fazhi.publish.site import downloads
from fazhi.publish.site.home import files as index_files
from fazhi.publish.site.make import Task
from fazhi.publish.site.make import files as page_files
from fazhi.publish.site.owned import Content, pieces
from fazhi.tables.view import Tables
from tests.fixtures.make_towns import make

BOOK = load_codebook()

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OFFLINE = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture(scope="session")
def site(tables_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of pages of the five, in Chinese."""
    out = tmp_path_factory.mktemp("published") / "site"
    done = publish_site(tables_folder, out, NOTEBOOKS)
    assert not done.failures
    return out


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, cut off from the network; where there is none, tests are skipped, but not in CI."""
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if not found:
        if os.environ.get("CI"):
            pytest.fail("no Chromium here, and the pages must be seen before they are published")
        pytest.skip("no Chromium here: install it to have the pages opened (apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OFFLINE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def english(tables_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of pages of the five, in English."""
    out = tmp_path_factory.mktemp("published-en") / "site"
    done = publish_site(tables_folder, out, NOTEBOOKS, "en")
    assert not done.failures
    return out


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of 平安镇 2023 and a made report of 2024."""
    folder = tmp_path_factory.mktemp("years")
    (folder / "raw").mkdir()
    shutil.copy(NOTEBOOKS.parent / "data/raw/平安镇-2023.txt", folder / "raw")
    shutil.copy(NOTEBOOKS.parent / "tests/fixtures/平安镇-2024.txt", folder / "raw")
    build(folder / "raw", folder / "tables", jobs=1)
    return folder / "tables"


@pytest.fixture(scope="session")
def years_site(two_years: Path) -> Path:
    """The pages of these two, in both languages."""
    done = publish_site(two_years, two_years.parent / "site", NOTEBOOKS, "zh,en")
    assert not done.failures
    return two_years.parent / "site"


@pytest.fixture(scope="session")
def many_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of 200 made-up towns."""
    place = tmp_path_factory.mktemp("many")
    make(200, place / "raw")
    build(place / "raw", place / "tables", jobs=1)
    return place / "tables"


def write(files: Mapping[str, Content], folder: Path) -> dict[str, int]:
    """Write files in their order; the bytes of each."""
    sizes = {}
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        sizes[name] = (folder / name).write_bytes(b"".join(pieces(content)))
    return sizes


@pytest.fixture(scope="session")
def many(many_tables: Path) -> Path:
    """All shared pages of 200 made-up towns, with their files, and the pages of the first five."""
    place, tables = many_tables.parent, Tables(many_tables)
    written: dict[str, Content] = {**index_files(tables, Words("zh", BOOK), {}, [])}
    for report in ("", *tables.reports()[:5]):
        written |= page_files(Task(report, many_tables, NOTEBOOKS, place / "failed"))
    written |= dict(downloads.files(tables))
    sizes = write(written, place / "site")
    data_page = downloads.page(tables, Words("zh", BOOK), sizes, [])
    (place / "site" / links.DATA).write_text(data_page, encoding="utf-8")
    return place / "site"


@pytest.fixture
def page(many: Path, browser: Browser) -> Iterator[Page]:
    """The page of 200 reports, which must not complain whatever is done to it."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((many / "cross_town.html").as_uri())
    page.locator("html[data-drawn]").wait_for(state="attached")
    yield page
    assert complaints == []
    page.close()
