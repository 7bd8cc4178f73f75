"""Which sentences tell of a shortcoming of the year, and which two of them are one."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.corpus.promises.lacks import Lack, lacks, likeness
from fazhi.corpus.promises.passages import PROBLEMS, Paragraph
from fazhi.corpus.promises.returning import RETURNS
from fazhi.corpus.promises.weights import Weights

BOOK = load_codebook()


def lacking(told: str) -> list[Lack]:
    return list(lacks([Paragraph(0, 1, PROBLEMS, told, 0)], BOOK))


@pytest.mark.parametrize(
    "told",
    [
        "针对去年执法人员不足的问题，今年招录3名，已整改到位。",
        "执法人员不足的问题得到解决。",
        "通过招录两人，人手不足得到缓解。",
        "针对2022年普法形式单一的问题，拍摄短视频4部。",
        "去年反映的执法人员不足问题，今年已通过招录解决。",
        "上年提出的台账不规范问题已全部完成整改。",
        "普法形式单一的状况有了根本改变。",
        "历史遗留的档案缺失问题现已补全。",
        "着力解决了执法经费不足的问题。",
        "补齐了普法覆盖面不广的短板。",
    ],
)
def test_what_is_told_as_over_is_no_shortcoming(told: str) -> None:
    assert lacking(told) == []


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("执法人员不足的问题得到解决，但执法装备老化。", "装备老化"),
        ("执法人员不足的问题尚未得到有效解决。", "执法人员不足"),
        ("群众反映的问题没有完全得到解决，执法人员不足。", "执法人员不足"),
        ("针对上年度存在的执法力量不足，仍未配齐。", "执法力量不足"),
        ("执法人员不足的问题已列入整改计划。", "执法人员不足"),
        ("解决了办公用房紧张的问题，执法装备仍然老化。", "执法装备仍然老化"),
        ("一些问题虽已整改，但执法不严的现象仍有反弹。", "执法不严"),
        ("尽管开展了培训，执法人员素质仍然不高。", "素质仍然不高"),
    ],
)
def test_what_is_left_or_not_over_is_one(told: str, left: str) -> None:
    (one,) = lacking(told)
    assert left in one.told


PEOPLE = [
    ("执法人员素质不高", "执法人员不足", False),
    ("工作人员素质不高", "工作人员不足", False),
    ("司法所人员业务能力不强", "司法所人员编制不足", False),
    ("普法人员素质不高", "普法人员不足", False),
    ("法制审核人员能力不足", "法制审核人员不足", False),
    ("执法人员不足、素质不高", "执法人员素质不高", True),
    ("执法人员不足、素质不高", "执法队伍人手紧张", True),
    ("执法队伍业务能力有待提升", "执法人员素质不高", True),
    ("执法人员偏少", "执法力量薄弱", True),
]


@pytest.mark.parametrize(("one", "other", "alike"), PEOPLE)
def test_too_few_people_are_not_people_not_able_enough(one: str, other: str, alike: bool) -> None:
    (mine,), (its,) = lacking(f"{one}。"), lacking(f"{other}。")
    assert (likeness(mine, its, Weights(BOOK), BOOK) >= RETURNS) is alike
    assert (likeness(its, mine, Weights(BOOK), BOOK) >= RETURNS) is alike
