"""No weight and no rule without a sentence that it decides: away, it changes what is coded."""

from __future__ import annotations

from collections import defaultdict

import msgspec
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.codebook.entries import Indicators, examples
from fazhi.codebook.indicators import indicators
from fazhi.parse import coding
from fazhi.parse.coding import code
from fazhi.parse.coding.index import Index, index_of
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


EVERY = [rule.name for rule in INDEX.rules if rule.indicator]


def index_without(name: str) -> Index:
    """The codebook's index, made without one rule."""
    key, _, rule = name.partition("#")
    rules = {one: words for one, words in CODES[key].rules.items() if one != rule}
    entry = msgspec.structs.replace(CODES[key], rules=rules)
    return Index(Indicators({**CODES.entries, key: entry}, CODES.words))


@pytest.mark.parametrize("name", EVERY)
def test_a_rule_decides_a_sentence(
    name: str, touching: dict[str, list[Sentence]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [coded(one) for one in touching[name]]
    bit = next(rule.bit for rule in INDEX.rules if rule.name == name)
    units = {unit: rules & ~bit for unit, rules in INDEX.by_unit.items()}
    monkeypatch.setattr(INDEX, "by_unit", units)
    if before == [coded(one) for one in touching[name]]:
        # Its words may still keep others from fitting, in any sentence: made without them it tells.
        monkeypatch.undo()
        every = list({id(one[0]): one for held in touching.values() for one in held}.values())
        before = [coded(one) for one in every]
        made = index_without(name)
        monkeypatch.setattr(coding, "index_of", lambda _: made)
        after = [coded(one) for one in every]
        assert before != after, "take the rule away, or add a sentence that needs it"
