"""No rule without a sentence of the codebook, nor without a report or a reason for it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from fazhi.codebook.book import load_codebook
from fazhi.codebook.entries import examples
from fazhi.codebook.indicators import indicators
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes

BOOK = load_codebook()
CODES = indicators(BOOK)
REPORTS = Path(__file__).parents[2] / "data" / "raw"
MET = yaml.safe_load((Path(__file__).parent / "rules_seen.yaml").read_text(encoding="utf-8"))
RULES = {
    f"{indicator}#{name}"
    for indicator, entry in CODES.entries.items()
    if not entry.proposed
    for name in entry.rules
}


def coding(texts: Iterable[bytes]) -> set[str]:
    """The rules that code anything in texts, each read as a report of its own."""
    found: set[str] = set()
    for text in texts:
        report = understand(read_bytes(text, "a.txt", book=BOOK), BOOK, "a.txt", "", {})
        found |= {one.rule for one in report.quantities if one.rule}
    return found


def test_every_rule_codes_a_sentence_of_the_codebook() -> None:
    texts = {
        example.text.encode()
        for entry in CODES.entries.values()
        for sentence in (*entry.match, *entry.mismatch)
        for example in examples(sentence)
    }
    assert sorted(RULES - coding(sorted(texts))) == []


def test_every_rule_was_met_in_a_report_or_has_a_reason() -> None:
    seen = {f"{key}#{rule}" for key, rules in MET["seen"].items() for rule in rules}
    assert seen & MET["unseen"].keys() == set()
    assert seen | MET["unseen"].keys() == RULES, "list the rule as seen, or say why it stands"
    assert [rule for rule, why in MET["unseen"].items() if not why] == []


def test_what_the_five_reports_need_is_listed_as_seen() -> None:
    needed = coding(path.read_bytes() for path in sorted(REPORTS.glob("*.txt")))
    assert len(needed) > 30
    assert sorted(needed & MET["unseen"].keys()) == []
