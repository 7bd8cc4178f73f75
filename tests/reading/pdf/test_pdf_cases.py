"""PDFs built like those that are read wrong, each with the lines that a person reads in it."""

from __future__ import annotations

import re
import unicodedata
from importlib.util import find_spec
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_file

BOOK = load_codebook()

CASES = Path(__file__).parent / "cases" / "pdf"
RECOGNISED = {"scan-app-text", "no-tounicode", "page-of-curves", "recognised-layer"}
NOT_IN = {
    "table-wrapped-cells": ["1231"],
    "number-printed-twice": ["98%。126起", "3200份。35场次", "场次三"],
    "ocg": ["999", "888"],
    "outside-crop-box": ["999", "印刷标记"],
    "recognised-layer": ["O", "l26", "9B"],
    "hyphen": ["COVID19"],
}
LINES = {"letterspaced-head"}


def plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.pdf")))
def test_it_gives_its_lines_in_their_order_and_nothing_else(name: str) -> None:
    if name in RECOGNISED and find_spec("rapidocr") is None:
        pytest.skip("needs the extra ocr")
    text = read_file(CASES / f"{name}.pdf", book=BOOK).clean
    lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    if name in LINES:
        read = [line.replace(" ", "") for line in text.splitlines()]
        assert [line for line in lines if line.replace(" ", "") not in read] == []
    at = 0
    for line in lines:
        found = plain(text).find(plain(line), at)
        assert found >= 0, f"{line!r} is not in its place in {text!r}"
        at = found + len(plain(line))
    for wrong in NOT_IN.get(name, ()):
        assert plain(wrong) not in plain(text)
