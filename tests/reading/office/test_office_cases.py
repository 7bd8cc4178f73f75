"""Word, OFD and their kin: small files, each of a kind that was once read wrong.

`office_cases/NAME.expected.txt` is what a person reads in `NAME`: one paragraph or table row a
line. White space does not count, except tabs inside a row, which are whole lines.
"""

from __future__ import annotations

import importlib.util
import os
import re
import unicodedata
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading import read_file

BOOK = load_codebook()

CASES = Path(__file__).parent / "office_cases"
UNSEEN = {"not-visible": "999", "eq-phonetic": "EQ"}
PICTURES = ("scan-in-strips", "part-name-case")


def names() -> list[str]:
    return sorted(path.name for path in CASES.iterdir() if ".expected" not in path.name)


def plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def need_recognition(stem: str) -> None:
    if stem not in PICTURES or importlib.util.find_spec("rapidocr"):
        return
    if os.environ.get("CI"):
        pytest.fail("CI must have the part ocr")
    pytest.skip("needs the part ocr")


@pytest.mark.parametrize("name", names())
def test_a_document_is_read_as_a_person_reads_it(name: str) -> None:
    path = CASES / name
    need_recognition(path.stem)
    expected = (CASES / f"{path.stem}.expected.txt").read_text(encoding="utf-8").split("\n")
    text = read_file(path, book=BOOK).clean
    at = 0
    for line in filter(None, expected):
        if "\t" in line:
            assert line in text.split("\n")
            continue
        found = plain(text).find(plain(line), at)
        assert found >= 0, (line, text)
        at = found + len(plain(line))
    assert UNSEEN.get(path.stem, "\0") not in text
