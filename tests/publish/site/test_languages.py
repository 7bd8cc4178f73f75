"""A site in two languages: each page leads to itself in the other, and all of it goes out."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest

from fazhi.errors import NotFoundError
from fazhi.pipeline.build import build
from fazhi.publish import pack_site, publish_site
from fazhi.publish.site.serve import server

ROOT = Path(__file__).parents[3]
OTHER = re.compile(r'<a class="language" lang="([\w-]+)" hreflang="[\w-]+" href="([^"]+)">([^<]+)')


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("both")
    (place / "raw").mkdir()
    report = ROOT / "data/raw/西坪镇-2023.txt"
    (place / "raw" / report.name).write_bytes(report.read_bytes())
    build(place / "raw", place / "tables", jobs=1)
    publish_site(place / "tables", place / "site", ROOT / "notebooks", "zh,en")
    yield place


def test_every_page_leads_to_itself_in_the_other_language(both: Path) -> None:
    pages = sorted((both / "site").rglob("*.html"))
    assert len(pages) == 12
    for page in pages:
        ((tag, address, name),) = OTHER.findall(page.read_text("utf-8"))
        is_english = page.parent.name == "en"
        assert (tag, name) == (("zh-Hans", "中文") if is_english else ("en", "English"))
        other = (page.parent / address).resolve()
        assert other in pages
        assert other.name == page.name
        assert ('<html lang="en">' in page.read_text("utf-8")) == is_english


def test_again_nothing_is_made_and_a_page_tells_where_it_is(both: Path) -> None:
    again = publish_site(both / "tables", both / "site", ROOT / "notebooks", "zh,en")
    assert again.written == ()
    assert again.kept == (
        *("411323102-2023", "cross_town"),
        *("en/411323102-2023", "en/cross_town"),
    )


def test_both_are_packed_and_shown(both: Path) -> None:
    names = set(zipfile.ZipFile(pack_site(both / "site")).namelist())
    assert {"index.html", "en/index.html", "en/data/reports.csv"} <= names
    shown = server(both / "site", 0)
    Thread(target=shown.serve_forever, daemon=True).start()
    answers = {}
    for address in ("/", "/en/", "/en/cross_town.html", "/en/.pages.json", "/data/.pages.json"):
        connection = HTTPConnection("localhost", shown.server_address[1])
        connection.request("GET", address)
        answers[address] = connection.getresponse().status
    shown.shutdown()
    assert answers == {
        "/": 200,
        "/en/": 200,
        "/en/cross_town.html": 200,
        "/en/.pages.json": 404,
        "/data/.pages.json": 404,
    }


def test_a_site_in_one_language_names_no_other(both: Path, tmp_path: Path) -> None:
    publish_site(both / "tables", tmp_path, ROOT / "notebooks", "en")
    assert all(not OTHER.search(page.read_text("utf-8")) for page in tmp_path.glob("*.html"))


def test_a_language_without_words_is_told_before_anything_is_made(
    both: Path, tmp_path: Path
) -> None:
    with pytest.raises(NotFoundError, match="'fr'"):
        publish_site(both / "tables", tmp_path / "site", ROOT / "notebooks", "zh,fr")
    assert not (tmp_path / "site").exists()
