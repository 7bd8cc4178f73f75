"""Fields that an item and a passage tell of, though they share no word."""

from __future__ import annotations

import math

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.corpus.promises.links.evidence import Signs, link_weights
from fazhi.corpus.promises.links.fields import Field, Fields, shared_fields

BOOK = load_codebook()
EVERY = BOOK.book("fields", tuple[Field, ...])
TOLD = [
    "全年接待游客三十万人次，新增民宿十二家。",
    "两所小学扩建，教师轮岗一百人。",
    "修复湿地，造林两千亩。",
    "污水管网铺到每条街。",
]


@pytest.mark.parametrize(
    ("item", "passage"),
    [
        ("打响乡村旅游牌子", 0),
        ("办好义务教育", 1),
        ("保护森林资源", 2),
        ("提高生活垃圾处理率", 3),
    ],
)
def test_a_passage_of_the_same_field_is_more_alike_than_any_other(item: str, passage: int) -> None:
    alike = Fields(TOLD, BOOK).alike(item)
    assert max(range(len(TOLD)), key=alike.of) == passage
    assert alike.of(passage) > 1.0


def test_where_every_passage_is_of_one_field_none_is_more_alike() -> None:
    alike = Fields(["景区迎来游客。"] * 5, BOOK).alike("发展旅游")
    assert [alike.of(number) for number in range(5)] == [0.0] * 5


def test_what_tells_of_no_field_is_like_nothing() -> None:
    alike = Fields(TOLD, BOOK).alike("某某事某某办")
    assert {alike.of(number) for number in range(len(TOLD))} == {0.0}
    assert Fields([], BOOK).alike("发展旅游").of(0) == 0.0


def test_how_alike_passages_are_sums_to_nothing() -> None:
    alike = Fields(TOLD, BOOK).alike("打响乡村旅游牌子，办好义务教育")
    assert math.isclose(sum(map(alike.of, range(len(TOLD)))), 0.0, abs_tol=1e-9)


def test_words_of_a_shared_field_are_told_and_the_same_word_is_not() -> None:
    assert shared_fields("打响旅游牌子", "接待游客三十万人次", BOOK) == ["旅游／游客"]
    assert shared_fields("打响旅游牌子", "旅游越来越热", BOOK) == []
    assert shared_fields("打响旅游牌子", "教师轮岗一百人", BOOK) == []


def test_no_word_stands_in_two_fields_and_each_field_is_named_by_its_own() -> None:
    words = [word for field in EVERY for word in field.words.split()]
    assert len(words) == len(set(words))
    assert all(field.id in field.words.split() for field in EVERY)


def test_each_sign_speaks_for_a_link_or_against_it_by_its_weight() -> None:
    by = link_weights(BOOK)
    none = Signs(*[0.0] * len(Signs._fields))
    assert none.weighed(by) == by.given < 0.0
    for sign in Signs._fields:
        more = none._replace(**{sign: 1.0}).weighed(by) - by.given
        against = sign in {"in_plan", "claimed", "alone", "crowd"}
        assert math.isclose(more, -getattr(by, sign) if against else getattr(by, sign))
        assert getattr(by, sign) > 0.0
