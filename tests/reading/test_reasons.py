"""Every reason has its words: why a file is refused, and why a text is not whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.publish.pages.words import Words
from fazhi.reading.reader import CODES

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
