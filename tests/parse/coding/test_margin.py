"""By how far a rule was ahead: of a mention, of the value made of mentions."""

from __future__ import annotations

from functools import reduce

from fazhi.codebook.book import load_codebook
from fazhi.parse.coding.choice import Choice
from fazhi.parse.coding.combine import combine
from fazhi.parse.coding.index import Rule
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes
from fazhi.records import Quantity

BOOK = load_codebook()


def coded(sentence: str) -> list[Quantity]:
    text = read_bytes(sentence.encode(), "a.txt", book=BOOK)
    return list(understand(text, BOOK, "a.txt", "", {}).quantities)


def test_the_margin_is_that_over_the_best_rule_of_another_indicator() -> None:
    (lost,) = coded("行政诉讼案件败诉38件。")
    assert (lost.indicator, lost.margin) == ("review.lost_suits", 3.0)
    # Nothing but the rule on dispute work fits here.
    (handled,) = coded("全年共排查调处各类矛盾纠纷32起。")
    assert (handled.indicator, handled.margin) == ("disputes.handled", None)
    (rate,) = coded("受理行政复议案件同比增长12%。")
    assert (rate.indicator, rate.margin) == (None, None)


def test_whatever_order_rules_are_scored_in_the_margin_is_the_same() -> None:
    rules = [Rule(name, name, name, 0, 1 << at, False, False) for at, name in enumerate("aabc")]
    scores = (9.0, 7.0, 6.0, 2.0)
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]):
        first, *others = (Choice(scores[at], rules[at], False) for at in order)
        best = reduce(Choice.held_against, others, first)
        assert (best.score, best.margin) == (9.0, 3.0)


def test_a_value_has_the_least_margin_of_the_mentions_that_make_it() -> None:
    mentions = coded("行政诉讼案件败诉38件。")
    (value,) = [one for one in combine(mentions, BOOK) if one.indicator == "review.lost_suits"]
    assert value.margin == 3.0
    (value,) = combine(coded("全年共排查调处各类矛盾纠纷32起。"), BOOK)
    assert value.margin is None
