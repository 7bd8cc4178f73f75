"""Entries near a mention that no rule codes: how often the right one is suggested."""

from __future__ import annotations

from fazhi.codebook.book import load_codebook
from fazhi.trust.nearest import Mention, nearest
from tests.nearest import gold_mentions, hidden_examples, right

NEAREST = nearest(load_codebook())


def test_the_right_entry_is_among_those_suggested() -> None:
    good, of = right(hidden_examples(), 3)
    assert good / of >= 0.92
    good, of = right(gold_mentions(), 3)
    assert (good, of) == (69, 69)


def test_what_is_near_in_words_that_no_rule_knows() -> None:
    # 劝和 is no word of the codebook, 校门口 neither: the signs around the figures are.
    text = "村组干部上门劝和邻里纠纷38起"
    near = NEAREST.of([Mention(text, text.index("38"), len(text))])
    assert near[0].indicator == "disputes.neighbour"
    text = "请老干警在校门口说法12场"
    near = NEAREST.of([Mention(text, text.index("12"), len(text))])
    assert "publicity.events" in [one.indicator for one in near]


def test_numbers_say_nothing_and_what_is_unlike_has_no_score() -> None:
    few, many = "发放普法资料5份", "发放普法资料近九千余份"
    one = NEAREST.of([Mention(few, 6, 8)])
    other = NEAREST.of([Mention(many, 6, len(many))])
    assert one == other
    assert one[0].indicator == "publicity.materials"
    assert NEAREST.of([Mention("xyz7zzz", 3, 4)]) == []
