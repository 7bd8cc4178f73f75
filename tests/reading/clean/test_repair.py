"""Every repair of the codebook does what its examples say, and nothing to its counterexamples."""

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.reading.clean import clean
from fazhi.reading.clean.residue import repairs, residue
from fazhi.records import RawText

BOOK = load_codebook()


def repaired(text: str) -> str:
    for edit in reversed(residue(text, BOOK)):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(example.before, example.after, id=f"{item.entry.id}-{number}")
        for item in repairs(BOOK)
        for number, example in enumerate(item.entry.examples)
    ],
)
def test_example(before: str, after: str) -> None:
    assert repaired(before).strip() == after


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=f"{item.entry.id}-{number}")
        for item in repairs(BOOK)
        for number, text in enumerate(item.entry.keeps)
    ],
)
def test_counterexample(text: str) -> None:
    assert repaired(text) == text


def test_repairs_are_listed_with_kind_and_place() -> None:
    text = clean(RawText("第一段。\n— 3 —\n第二段 2 次。\n打印 关闭\n", "txt"), BOOK)
    found = [(mark.kind, text.raw[mark.start : mark.end]) for mark in text.repairs]
    assert found == [
        ("page_number", "— 3 —"),
        ("space", " "),
        ("space", " "),
        ("residue", "打印 关闭"),
    ]
    assert text.clean == "第一段。\n第二段2次。"
