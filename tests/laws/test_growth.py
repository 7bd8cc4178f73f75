"""Cost grows linearly in every dimension of a report: figures, sentences, paragraphs, lines."""

from __future__ import annotations

import pytest

from fazhi.language.clauses import LONGEST_CLAUSE, LONGEST_SENTENCE, bounds_of
from tests.growth import DIMENSIONS, growth

SMALL, TIMES = 300, 4
# Four times as much takes four times as long, and sixteen times where it is quadratic.
MOST = 8.0
STAGES = ("quantities", "coding", "combining", "audit: ", "requirements", "rows", "page")
TRIES = 3


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_four_times_as_much_takes_about_four_times_as_long(dimension: str) -> None:
    slow: dict[str, float] = {}
    for _ in range(TRIES):
        slow = {
            stage: ratio
            for stage, ratio in growth(dimension, SMALL, TIMES).items()
            if stage.startswith(STAGES) and ratio > MOST
        }
        if not slow:
            break
    assert slow == {}


@pytest.mark.parametrize("words", ["我镇推进工作，", "我镇推进工作", "一、", "，", "字"])
def test_no_sentence_is_longer_than_any_that_people_write(words: str) -> None:
    text = words * (5000 // len(words))
    bounds = bounds_of(text)
    ends = {*bounds.clauses, *bounds.sentences}
    for at in (at for at in range(0, len(text), 37) if at not in ends):
        low, high = bounds.sentence(at, at + 1)
        assert low <= at < high <= low + LONGEST_SENTENCE + LONGEST_CLAUSE + 1
        low, high = bounds.clause(at, at + 1)
        assert low <= at < high
        assert high - low <= 2 * LONGEST_CLAUSE + 2


def test_a_usual_sentence_is_never_cut() -> None:
    text = "一、" + "我镇扎实推进各项工作，" * 50 + "取得实效。" * 3
    assert bounds_of(text).sentence(5, 6) == (0, text.index("。"))
