"""The indicator codebook: its contract, its own sentences, and a researcher's additions."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.codebook.entries import Example, examples
from fazhi.codebook.indicators import expand, explain, indicators
from fazhi.errors import CodebookError, NotFoundError
from fazhi.parse.coding import code
from fazhi.parse.quantities import find_quantities
from fazhi.reading import read_bytes
from fazhi.records import Outline, Quantity

CONTRACT = Path(__file__).parent / "indicators.csv"
BOOK = load_codebook()
CODES = indicators(BOOK)
NO_OUTLINE = Outline((), ())
FEWEST_SENTENCES = 40
# Groups of few indicators are taken with their neighbours in subject.
GROUPS = {
    "study": "study",
    "leadership": "study",
    "publicity": "publicity",
    "legal_service": "legal_service",
    "enforcement": "enforcement",
    "disputes": "disputes",
    "petitions": "petitions",
    "oversight": "petitions",
    "disclosure": "disclosure",
    "service": "disclosure",
    "review": "review",
    "rules": "rules",
    "decisions": "rules",
    "emergency": "emergency",
    "incidents": "emergency",
    "rehabilitation": "community",
    "capacity": "community",
}


def contract() -> list[dict[str, str]]:
    with CONTRACT.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def coded(sentence: str) -> list[Quantity]:
    text = read_bytes(sentence.encode(), "sentence.txt", book=BOOK)
    return list(code(text, NO_OUTLINE, find_quantities(text, NO_OUTLINE, book=BOOK), BOOK))


def mention(example: Example) -> Quantity | None:
    """The mention found at the marked place."""
    end = example.start + len(example.raw)
    for one in coded(example.text):
        if (one.place.start, one.place.end) == (example.start, end):
            return one
    return None


SENTENCES = [
    pytest.param(key, example, wanted, id=f"{key}-{'is' if wanted else 'not'}-{example.text[:24]}")
    for key, entry in CODES.entries.items()
    for wanted, sentences in ((True, entry.match), (False, entry.mismatch))
    for sentence in sentences
    for example in examples(sentence)
]


@pytest.mark.parametrize("row", contract(), ids=lambda row: str(row["id"]))
def test_the_listed_indicators_stand_as_listed(row: dict[str, str]) -> None:
    entry = CODES[row["id"]]
    assert (entry.zh, entry.en, entry.unit, entry.dimension, entry.definition) == (
        row["zh"],
        row["en"],
        row["unit"],
        row["dimension"],
        row["definition"],
    )
    assert entry.definition_zh and entry.match
    assert not entry.proposed


@pytest.mark.parametrize(("key", "example", "wanted"), SENTENCES)
def test_the_sentences_of_an_entry(key: str, example: Example, wanted: bool) -> None:
    found = mention(example)
    if not wanted:
        assert found is None or found.indicator != key
        return
    assert found is not None, "the mention is not found"
    assert (found.indicator, found.value) == (key, example.value)
    assert found.rule and found.rule.startswith(f"{key}#")


def test_every_group_has_sentences_enough() -> None:
    counted: Counter[str] = Counter()
    for key, entry in CODES.entries.items():
        if not entry.proposed:
            counted[GROUPS[key.split(".")[0]]] += len(entry.match) + len(entry.mismatch)
    assert {group: n for group, n in counted.items() if n < FEWEST_SENTENCES} == {}


def test_no_two_indicators_have_one_label() -> None:
    """Who pivots by label would add two indicators up, or fail."""
    for language in ("zh", "en"):
        labels = Counter(getattr(CODES[one], language) for one in CODES)
        assert not [label for label, times in labels.items() if times > 1]


def test_proposed_entries_code_nothing() -> None:
    (found,) = coded("组织干部旁听庭审3次。")
    assert (found.indicator, found.rule) == (None, None)


def own(folder: Path, text: str) -> Path:
    file = folder / "my.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_researcher_adds_an_indicator_without_code(tmp_path: Path) -> None:
    file = own(
        tmp_path,
        "waste.bins:\n  zh: 垃圾分类桶数\n  unit: 个\n  rules:\n    bins: {object: [分类垃圾桶]}\n",
    )
    book = load_codebook([file])
    text = read_bytes("全镇投放分类垃圾桶120个。".encode(), "x.txt", book=BOOK)
    (found,) = code(text, NO_OUTLINE, find_quantities(text, NO_OUTLINE, book=book), book)
    assert (found.indicator, found.rule) == ("waste.bins", "waste.bins#bins")
    assert len(indicators(book)) == len(CODES) + 1
    assert indicators(book)["waste.bins"].en == "垃圾分类桶数"


def test_a_researcher_puts_an_entry_in_place_of_another(tmp_path: Path) -> None:
    file = own(
        tmp_path,
        "study.hearings:\n  zh: 旁听庭审次数\n  unit: 次\n  rules:\n"
        "    hearings: {object: [旁听庭审], weight: 9}\n",
    )
    book = load_codebook([file])
    text = read_bytes("组织干部旁听庭审3次。".encode(), "x.txt", book=BOOK)
    (found,) = code(text, NO_OUTLINE, find_quantities(text, NO_OUTLINE, book=book), book)
    assert found.indicator == "study.hearings"


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ("a.b:\n  zh: 甲\n  unit: 个\n  rulez: {}\n", "my.yaml, a.b", "rules"),
        (
            "a.b:\n  zh: 甲\n  unit: 个\n  combine: rival\n  rules:\n    x: {object: [甲]}\n",
            "my.yaml, a.b, combine",
            "rivals",
        ),
        (
            "a.b:\n  zh: 甲\n  unit: 个\n  rules:\n    x: {object: [甲], verbs: [乙]}\n",
            "my.yaml, a.b#x",
            "verb",
        ),
        (
            "a.b:\n  zh: 甲\n  unit: 个\n  rules:\n    x: {object: [$disputes]}\n",
            "my.yaml, a.b, x, object",
            "$dispute",
        ),
        ("a.b:\n  zh: 甲\n  unit: 个\n  rules: {}\n", "my.yaml, a.b, rules", ""),
        ("a.b:\n  unit: 个\n  rules:\n    x: {object: [甲]}\n", "my.yaml, a.b", ""),
        ("nodot:\n  zh: 甲\n", "my.yaml", ""),
    ],
)
def test_a_wrong_entry_is_refused_by_name(tmp_path: Path, text: str, where: str, hint: str) -> None:
    with pytest.raises(CodebookError) as caught:
        indicators(load_codebook([own(tmp_path, text)]))
    assert caught.value.where == where
    assert hint in caught.value.hint


def test_alternatives_and_lists_are_written_out() -> None:
    lists = {"$a": ("甲", "(乙|丙)丁")}
    assert expand(["$a", "(大|)戊", "甲"], lists) == ("甲", "乙丁", "丙丁", "大戊", "戊")


def test_explain_tells_one_entry_and_near_names() -> None:
    told = explain("disputes.handled")
    assert "排查调处纠纷件数" in told and "Disputes screened and settled" in told
    with pytest.raises(NotFoundError) as caught:
        explain("disputes.handle")
    assert "disputes.handled" in caught.value.hint


def test_the_document_holds_every_entry_with_an_example_in_bold() -> None:
    page = CODES.document()
    for key in CODES:
        assert f"### `{key}`" in page
    assert "**12个**" in page
