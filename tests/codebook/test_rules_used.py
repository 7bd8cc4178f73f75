"""No rule without a sentence: each is the one that codes at least one example of the codebook."""

from __future__ import annotations

from fazhi.codebook.book import load_codebook
from fazhi.codebook.entries import examples
from fazhi.codebook.indicators import indicators
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes

BOOK = load_codebook()
CODES = indicators(BOOK)


def used() -> set[str]:
    """The rules that code anything in the examples, each example read as a text of its own."""
    found: set[str] = set()
    texts = {
        example.text
        for entry in CODES.entries.values()
        for sentence in (*entry.match, *entry.mismatch)
        for example in examples(sentence)
    }
    for text in sorted(texts):
        report = understand(read_bytes(text.encode(), "a.txt", book=BOOK), BOOK, "a.txt", "", {})
        found |= {one.rule for one in report.quantities if one.rule}
    return found


def test_every_rule_codes_a_sentence_of_the_codebook() -> None:
    rules = {
        f"{indicator}#{name}"
        for indicator, entry in CODES.entries.items()
        if not entry.proposed
        for name in entry.rules
    }
    assert sorted(rules - used()) == []
