"""The lexicon finds the same words whether a text is the first that it sees or a much later one."""

from __future__ import annotations

import pytest

from fazhi.parse.coding.index import FEW, Lexicon

WORDS = ("调解", "人民调解员", "人民调解", "户", "法律顾问")
TEXT = "聘用法律顾问2名，人民调解员走访30户，调解纠纷8件"


def told(lexicon: Lexicon, text: str) -> list[tuple[int, int, str]]:
    found = lexicon.matches(text, 0, len(text))
    return [(low, -minus_high, lexicon.words[which]) for low, minus_high, which in found]


def test_the_longest_word_at_a_place_comes_first() -> None:
    assert told(Lexicon(WORDS), TEXT) == [
        (2, 6, "法律顾问"),
        (9, 14, "人民调解员"),
        (9, 13, "人民调解"),
        (11, 13, "调解"),
        (18, 19, "户"),
        (20, 22, "调解"),
    ]


@pytest.mark.parametrize("seen", [0, FEW - 1, FEW, FEW + 2])
def test_a_text_is_read_alike_before_and_after_all_words_are_sought(seen: int) -> None:
    lexicon = Lexicon(WORDS)
    for number in range(seen):
        assert told(lexicon, f"第{number}户") == [(2, 3, "户")]
    assert told(lexicon, TEXT) == told(Lexicon(WORDS), TEXT)
    assert told(lexicon, "法律顾") == []


@pytest.mark.parametrize("first", ["", "户", "没有一词", "调和人民"])
def test_a_later_text_is_read_as_the_first_is(first: str) -> None:
    lexicon = Lexicon(WORDS)
    assert [word for _, _, word in told(lexicon, first)] == (["户"] if first == "户" else [])
    assert told(lexicon, TEXT) == told(Lexicon(WORDS), TEXT)
    assert told(lexicon, "人民调解") == [(0, 4, "人民调解"), (2, 4, "调解")]


def test_places_are_those_of_the_text_and_not_of_the_stretch() -> None:
    lexicon = Lexicon(WORDS)
    assert lexicon.matches(TEXT, 10, 20) == [(11, -13, 0), (18, -19, 3)]
