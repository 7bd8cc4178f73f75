"""A search over many reports loads what may hold the words, and finds what one of all finds."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.publish.pages.words import Words
from fazhi.publish.site.home import files
from fazhi.publish.site.owned import is_ours, pieces
from fazhi.publish.site.search import rows, texts
from fazhi.tables.view import Tables
from tests.publish.conftest import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BOOK = load_codebook()
# In all reports; in those of one model; nowhere; in traditional script; a name and a word; sounds.
ASKED = (
    "法治政府",
    "调解率",
    "没有这个词",
    "法治政府建設",
    "河南 纠纷",
    "henan",
    "２０２１ 三项制度",
)


def cut(many_tables: Path, place: Path, counted: int) -> Path:
    """The index of 200 reports as it is of many thousands: rows by province, texts by fours."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "LISTED", 50)
        patch.setattr(rows, "A_FILE", 20)
        patch.setattr(texts, "SHARD", 10_000)
        patch.setattr(texts, "COUNTED", counted)
        write(files(Tables(many_tables), Words("zh", BOOK), {}, []), place)
    return place


@pytest.fixture(scope="module")
def split(many_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of so many texts that a search of a common word ends before their end."""
    return cut(many_tables, tmp_path_factory.mktemp("split"), 10)


@pytest.fixture(scope="module")
def counted(many_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index cut as finely, of which every place is counted."""
    return cut(many_tables, tmp_path_factory.mktemp("counted"), 1000)


def held(file: Path) -> Any:
    return json.loads(file.read_text("utf-8").partition(",")[2].removesuffix(");\n"))


def test_rows_and_texts_lie_in_files_that_hold_each_report_once(split: Path) -> None:
    listed = [at for file in split.glob("search/rows-*.js") for at, _ in held(file)["rows"]]
    assert sorted(listed) == list(range(200))
    told = [at for file in split.glob("search/[0-9]*.js") for at, _ in held(file)]
    assert sorted(told) == list(range(200))
    assert all(is_ours(split, file.relative_to(split).as_posix()) for file in split.rglob("*.*"))


def test_the_table_of_pairs_names_every_file_that_holds_two_signs(split: Path) -> None:
    shards = {int(file.stem): held(file) for file in split.glob("search/[0-9]*.js")}
    width, each = -(-len(shards) // 8), texts.SLOTS // texts.FILES
    for pair in ("法治", "纠纷", "解率", "扫黑", "龘靐"):
        there = {
            number
            for number, shard in shards.items()
            if any(pair in "".join(text.split()) for _, some in shard for _, text in some)
        }
        number, place = divmod(texts.slot(pair), each)
        bits = b64decode(held(split / f"search/pairs-{number}.js"))
        told = {s for s in shards if bits[place * width + (s >> 3)] >> (s & 7) & 1}
        assert there <= told
        assert len(told - there) < len(shards) / 3


def test_of_few_texts_no_table_is_written(many: Path) -> None:
    assert not list(many.glob("search/pairs-*.js"))
    assert not list(many.glob("search/rows-*.js"))


def test_a_large_index_holds_no_more_rows_than_it_writes(many_tables: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "LISTED", 50)
        patch.setattr("fazhi.publish.site.home.WRITTEN_ROWS", 30)
        made = files(Tables(many_tables), Words("zh", BOOK), {}, [])
    page = b"".join(pieces(made["index.html"])).decode()
    data = re.search(r'id="data">(.*?)</script>', page)
    assert data
    assert len(json.loads(data[1])["rows"]) == page.count("<tr><td") == 30


class Asked:
    """An index in a browser, and the files it loaded."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.page, self.folder = browser.new_page(), folder
        self.loaded: list[str] = []
        self.page.on("request", lambda one: self.loaded.append(one.url.rpartition("/")[2]))

    def answer(self, word: str, chosen: Mapping[str, str]) -> tuple[str, list[str], str, list[str]]:
        """What the page shows once it has looked for a word: count, rows, what it says, places."""
        self.loaded.clear()
        asked = urlencode({"word": word, **chosen})
        self.page.goto(f"{(self.folder / 'index.html').as_uri()}?{asked}")
        self.page.wait_for_function("document.querySelector('#shown').textContent")
        found = self.page.locator("#found")
        return (
            self.page.locator("#shown").inner_text(),
            self.page.locator("#rows tr").all_inner_texts(),
            self.page.locator("#hits").inner_text() if found.is_visible() else "",
            self.page.locator("#places li").all_inner_texts() if found.is_visible() else [],
        )

    def texts(self) -> list[str]:
        """The files of texts that the last answer took."""
        return [name for name in self.loaded if re.fullmatch(r"\d+\.js", name)]


@pytest.mark.browser
def test_what_is_found_is_the_same_however_the_index_is_cut(
    many: Path, counted: Path, browser: Browser
) -> None:
    whole, parts = Asked(browser, many), Asked(browser, counted)
    for word in ASKED:
        for chosen in ({}, {"province": "河南省"}, {"province": "河南省", "year": "2021"}):
            assert parts.answer(word, chosen) == whole.answer(word, chosen), (word, chosen)
    whole.page.close()
    parts.page.close()


@pytest.mark.browser
def test_no_more_is_loaded_than_may_hold_what_is_sought(split: Path, browser: Browser) -> None:
    index, shards = Asked(browser, split), len(list(split.glob("search/[0-9]*.js")))
    assert shards > 40
    assert index.answer("", {})[0] == "200 / 200 份报告"
    assert len(index.loaded) == 1
    assert index.answer("", {"province": "河南省"})[0] == "25 / 200 份报告"
    assert [name.partition("-")[0] for name in index.loaded[1:]] == ["rows", "rows"]
    shown, _, said, places = index.answer("没有这个词龘靐", {})
    assert (shown, said, places) == ("0 / 200 份报告", "全文中没有“没有这个词龘靐”", [])
    assert index.texts() == []
    # In every text: the list is full long before all are loaded, and it is told.
    shown, _, said, places = index.answer("法治政府", {})
    assert re.match(r"\d+\+ / 200 份报告", shown)
    assert len(places) == 60
    assert said.startswith("很多报告里有“法治政府”：这里列出最先找到的60处，出自")
    assert 0 < len(index.texts()) < shards / 2
    index.page.close()
