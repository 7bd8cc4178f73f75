"""Which passage of the next report speaks of an item, where few words decide."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.corpus.promises.matching import SPEAKS, Accounts
from fazhi.corpus.promises.passages import Passage
from fazhi.corpus.promises.weights import background

BOOK = load_codebook()
ELSE = ("化解矛盾纠纷32件。", "清理规范性文件4件。", "行政执法人员全员持证上岗。")


def spoken_of(item: str, told: str) -> bool:
    """Whether one passage among others is taken for what became of an item."""
    passages = [Passage(0, len(one), 1, one) for one in (*ELSE, told)]
    accounts = Accounts(passages, [()] * len(passages), BOOK)
    found = accounts.best(Passage(0, len(item), 1, item), (), background(BOOK), BOOK)
    return bool(found) and found[0].score >= SPEAKS and passages[found[0].number].told == told


@pytest.mark.parametrize(
    ("item", "told"),
    [
        # The clause that opens an item names it, however much is told of how.
        (
            "整修龙泉水库法治廊道，沿线栽植银杏并铺设青石板路面，邀请皮影戏班驻点展演，"
            "对接农家乐业主延长夜游灯光时段",
            "龙泉水库法治廊道整修完毕。",
        ),
        ("培育乡村振兴人才。", "评出乡村振兴人才12名。"),
        # A plan names the matter, the account its things.
        ("扩大住房保障覆盖面。", "公租房配租85户。"),
        ("支持非公有制经济做强。", "走访民营企业40家。"),
        # A rare thing tells more than the matter it belongs to.
        ("加快病险水库除险加固进度，加强灌区改造和小型农田建设。", "病险水库除险加固开工。"),
    ],
)
def test_it_is_known_by_what_it_is_about(item: str, told: str) -> None:
    assert spoken_of(item, told)


@pytest.mark.parametrize(
    ("item", "told"),
    [
        # Another thing of the same theme.
        ("培育乡村振兴人才。", "乡村振兴专题片播出。"),
        # Names of creed hold words of many matters.
        ("深化爱国主义教育。", "开展学习贯彻习近平新时代中国特色社会主义思想主题教育。"),
        ("健全网络安全体系。", "维护国家粮食安全。"),
    ],
)
def test_what_shares_a_theme_alone_does_not_speak_of_it(item: str, told: str) -> None:
    assert not spoken_of(item, told)
