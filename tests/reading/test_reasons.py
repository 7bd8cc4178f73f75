"""Every reason has its words: why a file is refused, and why a text is not whole."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.town.unread import incomplete
from fazhi.reading.reader import CODES
from fazhi.records import Lack

BOOK = load_codebook()

FORMATS = (Path(__file__).parents[2] / "docs/formats.md").read_text("utf-8")
LISTED = FORMATS.partition("## What was read, but not whole")[2].partition("## ")[0]
INCOMPLETE = re.findall(r"`([a-z_]+)`(?=[^|\n]*\|[^|\n]*\|\n)", LISTED)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_refusal_has_its_words(code: str, language: str) -> None:
    assert Words(language, BOOK).of("reason", code) != code
    assert f"`{code}`" in FORMATS


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reason_for_a_text_that_is_not_whole_has_its_words(language: str) -> None:
    assert {"broken_off", "next_page", "garbled", "picture"} <= set(INCOMPLETE)
    assert [
        code for code in INCOMPLETE if Words(language, BOOK).of("incomplete", code) == code
    ] == []


PARTS = {
    Lack("next_page", "t1_1.html", 1, 3): (
        "next_page: t1_1.html (page 1 of 3)",
        "这是几部分（页）中的一部分，后面的不在其中；请按顺序合成一个文件，"
        "或把各部分（文件名以（上）（下）等结尾）打成一个ZIP压缩包。"
        "现有第1页，共3页。 <code>t1_1.html</code>",
    ),
    Lack("previous_pages", "", 2, 2): (
        "previous_pages: page 2 of 2",
        "这是几部分（页）中的最后一部分，前面的不在其中；请按顺序合成一个文件，"
        "或把各部分（文件名以（上）（下）等结尾）打成一个ZIP压缩包。现有第2页，共2页。",
    ),
    Lack("next_page", "b_2.htm"): (
        "next_page: b_2.htm",
        "这是几部分（页）中的一部分，后面的不在其中；请按顺序合成一个文件，"
        "或把各部分（文件名以（上）（下）等结尾）打成一个ZIP压缩包。 <code>b_2.htm</code>",
    ),
}


@pytest.mark.parametrize("lack", PARTS, ids=str)
def test_one_page_of_several_says_which_and_how_many(lack: Lack) -> None:
    reason, shown = PARTS[lack]
    assert str(lack) == reason
    reading: Any = SimpleNamespace(about={"incomplete_reason": [reason]}, words=Words("zh", BOOK))
    assert list(incomplete(reading)) == [shown]
