"""What speaks for a link besides the share: signs in a row, known words, links round it."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi.codebook.book import load_codebook
from fazhi.corpus.promises.links.evidence import in_a_row, speaks, supported
from fazhi.corpus.promises.matching import SPEAKS, Accounts, Found
from fazhi.corpus.promises.passages import Passage
from fazhi.corpus.promises.weights import background
from fazhi.corpus.promises.words import held_in, is_known

BOOK = load_codebook()
WEIGHTS = background(BOOK)


def as_passages(told: Sequence[str]) -> list[Passage]:
    return [Passage(at * 100, at * 100 + len(one), 1, one) for at, one in enumerate(told)]


def links(plan: Sequence[str], account: Sequence[str]) -> list[Found | None]:
    """The passage for which most speaks, of each item."""
    items, passages = as_passages(plan), as_passages(account)
    told = Accounts(passages, [set()] * len(passages), WEIGHTS, BOOK)
    found = [told.best(one, set()) for one in items]
    return [every[0] if every else None for every in supported(items, found, told, BOOK)]


def row(item: str, told: str) -> float:
    return in_a_row(item, held_in(told, BOOK), WEIGHTS, BOOK).weight


def test_signs_in_a_row_tell_more_than_the_same_signs_apart() -> None:
    item = "修缮老城墙根遗址"
    assert row(item, "老城墙根遗址已经修好。") > row(
        item, "老人在城外的墙边散步，根据遗嘱找到旧址。"
    )


def test_verbs_at_the_ends_of_a_row_tell_nothing() -> None:
    assert row("全面推进河滩治沙", "全面推进学生营养餐。") == 0.0
    held = "河滩治沙一期完工。"
    assert row("全面推进河滩治沙", held) == row("河滩治沙", held) > 0.0


def test_the_most_telling_row_counts_not_the_first() -> None:
    item = "组织干部学习，修缮老城墙根遗址"
    both = "组织干部学习两次，修缮老城墙根遗址一处。"
    assert row(item, both) == row("修缮老城墙根遗址", both)


def test_a_word_for_a_thing_or_a_title_is_known_that_for_a_matter_is_not() -> None:
    assert is_known("=调解员", BOOK)
    assert is_known("《民法典》", BOOK)
    assert not is_known("=用工", BOOK)
    assert not is_known("~项目", BOOK)
    assert not is_known("水渠", BOOK)


NEIGHBOURS = ("新建东河水渠三公里", "在沙洲村栽种油茶两千亩", "给南岭小学添置校车一辆")
TOLD = ("东河水渠三公里已建好。", "沙洲村的油茶栽了两千亩。", "南岭小学的校车上了路。")
# Shares one word of several with the passage that stands between those of its neighbours.
ITEM, PASSAGE = "扩大茶园遮阴棚覆盖面积", "茶园里搭了棚子，叶子不再晒伤。"
OTHERS = ("有人送来锦旗。", "街上装了路灯。", "夜里加了班。", "雨季来得早。") * 4


def test_a_link_whose_neighbours_lead_to_the_same_place_has_more_that_speaks_for_it() -> None:
    beside = [*NEIGHBOURS[:2], ITEM, NEIGHBOURS[2]]
    among = links(beside, [*TOLD[:2], PASSAGE, TOLD[2], *OTHERS])[2]
    apart = links(beside, [*TOLD, *OTHERS, PASSAGE])[2]
    assert among and apart
    assert among.score == apart.score
    assert among.evidence > apart.evidence + 0.3


def test_a_share_below_the_line_needs_more_beside_it() -> None:
    alone = links([ITEM], [PASSAGE, *OTHERS])[0]
    assert alone and alone.score < SPEAKS
    assert not speaks(alone)


def test_what_is_told_word_by_word_speaks_for_itself() -> None:
    found = links(NEIGHBOURS[:1], [TOLD[0], *OTHERS])[0]
    assert found and speaks(found)


def evidence(plan: Sequence[str], account: Sequence[str]) -> float:
    """What speaks for the passage of the first item."""
    found = links(plan, [*account, *OTHERS])[0]
    return found.evidence if found else 0.0


def test_a_clause_that_says_little_else_speaks_for_a_link() -> None:
    item = ["整修老城墙根遗址"]
    alone = evidence(item, ["老城墙根遗址已经修好。"])
    assert alone > evidence(item, ["老城墙根遗址旁的幼儿园添了滑梯秋千和沙坑。"]) + 0.1


# Between an item and others, so that those are no neighbours of it.
FAR_FROM = ["南岭小学添置课桌"] * 25


def test_a_passage_to_which_another_item_comes_near_speaks_less_of_the_first() -> None:
    told = ["东河水渠旁的沙洲村油茶林示范园启用。"]
    alone = evidence(["疏浚东河水渠淤泥", *FAR_FROM], told)
    beside = evidence(["疏浚东河水渠淤泥", *FAR_FROM, "启用沙洲村油茶林示范园"], told)
    assert alone > beside + 0.05


def test_signs_that_stand_in_many_items_tell_of_none() -> None:
    told = ["油茶园里盖了烘干房。"]
    alone = evidence(["油茶园修路", *FAR_FROM], told)
    among = evidence(["油茶园修路", *FAR_FROM, *["油茶园添置剪枝机"] * 30], told)
    assert alone > among + 0.3


def test_of_a_short_report_neighbours_tell_less() -> None:
    beside = [*NEIGHBOURS[:2], ITEM, NEIGHBOURS[2]]
    told = [*TOLD[:2], PASSAGE, TOLD[2]]
    short, long = links(beside, told)[2], links(beside, [*told, *OTHERS * 4])[2]
    assert short and long
    assert long.evidence > short.evidence + 0.05
