"""What a report states does not depend on how a page sets it: script, width, spaces, line ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from opencc import OpenCC

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes

BOOK = load_codebook()

RAW = Path(__file__).parents[3] / "data/raw"
TOWNS = sorted(path for path in RAW.glob("*.txt"))
HALF_WIDTH = str.maketrans("，；：（）“”", ',;:()""')


def full_width(text: str) -> str:
    return re.sub("[0-9]", lambda digit: chr(ord(digit[0]) + 0xFEE0), text)


def spaced(text: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff])([0-9]+)(?=[\u4e00-\u9fff])", r" \1 ", text)


def wrapped(text: str) -> str:
    return "\n".join(
        line[at : at + 45] for line in text.split("\n") for at in range(0, max(len(line), 1), 45)
    )


SETTINGS: dict[str, Callable[[str], str]] = {
    "traditional": OpenCC("s2t").convert,
    "taiwanese": OpenCC("s2tw").convert,
    "full-width digits": full_width,
    "half-width punctuation": lambda text: text.translate(HALF_WIDTH),
    "spaces round digits": spaced,
    "wrapped at 45": wrapped,
    "indented": lambda text: "\n".join(f"\u3000\u3000{line}" for line in text.split("\n")),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
}


def figures(text: str) -> list[tuple[object, ...]]:
    report = understand(read_bytes(text.encode(), "a.txt", book=BOOK), BOOK, "a.txt", "", {})
    return [
        (one.value, one.unit, one.approx, one.period, one.indicator, one.zero)
        for one in report.quantities
    ]


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("path", TOWNS, ids=lambda path: path.stem)
def test_the_figures_are_the_same(path: Path, setting: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert figures(SETTINGS[setting](text)) == figures(text) != []
