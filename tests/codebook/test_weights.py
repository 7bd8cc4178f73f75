"""No weight without a sentence that it decides: taken away, it changes what is coded."""

from __future__ import annotations

from collections import defaultdict

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.codebook.entries import examples
from fazhi.codebook.indicators import indicators
from fazhi.parse.coding import code
from fazhi.parse.coding.index import index_of
from fazhi.parse.coding.trace import trace
from fazhi.parse.quantities import find_quantities
from fazhi.reading import read_bytes
from fazhi.records import Outline, Quantity, Text

BOOK = load_codebook()
CODES = indicators(BOOK)
INDEX = index_of(BOOK)
NO_OUTLINE = Outline((), ())
WEIGHTED = [
    f"{indicator}#{name}"
    for indicator, entry in CODES.entries.items()
    for name, rule in entry.rules.items()
    if rule.weight
]

Sentence = tuple[Text, tuple[Quantity, ...]]


@pytest.fixture(scope="module")
def touching() -> dict[str, list[Sentence]]:
    """For each rule the sentences of the codebook in which it comes into question."""
    found: dict[str, list[Sentence]] = defaultdict(list)
    texts = {
        example.text
        for entry in CODES.entries.values()
        for sentence in (*entry.match, *entry.mismatch)
        for example in examples(sentence)
    }
    for words in sorted(texts):
        text = read_bytes(words.encode(), "sentence.txt", book=BOOK)
        mentions = find_quantities(text, NO_OUTLINE, book=BOOK)
        rules = {
            one.rule
            for traced in trace(text, NO_OUTLINE, mentions, BOOK)
            for one in traced.candidates
        }
        for rule in rules:
            found[rule].append((text, mentions))
    return found


def coded(sentence: Sentence) -> list[str | None]:
    return [one.indicator for one in code(sentence[0], NO_OUTLINE, sentence[1], BOOK)]


@pytest.mark.parametrize("name", WEIGHTED)
def test_a_weight_decides_a_sentence(name: str, touching: dict[str, list[Sentence]]) -> None:
    place = next(at for at, rule in enumerate(INDEX.rules) if rule.name == name)
    rule = INDEX.rules[place]
    before = [coded(one) for one in touching[name]]
    INDEX.rules[place] = rule._replace(weight=0)
    try:
        after = [coded(one) for one in touching[name]]
    finally:
        INDEX.rules[place] = rule
    assert before != after, "take the weight away, or add a sentence that needs it"
