"""Stretches of signs that an item and few passages of the next report have in common."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.corpus.promises.stretches import shared
from fazhi.corpus.promises.weights import background
from fazhi.corpus.promises.words import held_in

BOOK = load_codebook()


def stretches(item: str, *told: str) -> list[tuple[int, int, bool]]:
    """Of each stretch the number of its passage, its signs, and whether it is a name."""
    holders: dict[str, list[int]] = {}
    for number, one in enumerate(told):
        for word in held_in(one, BOOK):
            holders.setdefault(word, []).append(number)
    found = shared(item, told, holders, background(BOOK), BOOK)
    return [(number, len(held), name) for number, held, name in found]


@pytest.mark.parametrize(
    ("item", "told", "letters", "name"),
    [
        # Verbs at its ends are none of it: 留守老人助餐配送.
        ("促进留守老人助餐配送", "推进留守老人助餐配送，每日三百份。", 8, True),
        # Five signs between marks and verbs.
        ("办好红枫溪漂流、竹编大赛", "红枫溪漂流接待游客两万人次。", 5, True),
        # No word ends with it in the item: it says of which kind a thing is.
        ("办好红枫溪漂流艺人联谊", "红枫溪漂流接待游客两万人次。", 5, False),
        # Four signs are no name, but come near.
        ("扩大家电以旧换新", "以旧换新拉动销售三千万元。", 4, False),
    ],
)
def test_a_stretch_is_a_name_where_it_is_long_and_a_word_ends(
    item: str, told: str, letters: int, name: bool
) -> None:
    assert stretches(item, "化解纠纷32件。", told) == [(1, letters, name)]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        # Nothing but verbs and manners.
        ("进一步加快建设步伐", "进一步加快建设，成效明显。"),
        # Words of every office weigh too little.
        ("建设服务管理平台", "服务管理平台运行。"),
        # A figure parts what stands on its sides.
        ("新增溪钓台9处驿站", "溪钓台12处驿站亮灯。"),
    ],
)
def test_what_weighs_little_or_is_short_is_no_stretch(item: str, told: str) -> None:
    assert stretches(item, told) == []


def test_what_many_passages_hold_is_no_stretch() -> None:
    assert stretches("修缮红枫溪渡口", "红枫溪渡口开航。", "红枫溪渡口亮灯。") != []
    many = ("红枫溪渡口开航。", "红枫溪渡口亮灯。", "红枫溪渡口停航。")
    assert stretches("修缮红枫溪渡口", *many) == []
