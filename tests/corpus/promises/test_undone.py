"""Whether what a passage tells of an item was not done: one sentence tells of several things."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.corpus.promises.figures import is_undone
from fazhi.corpus.promises.words import held_in

BOOK = load_codebook()


@pytest.mark.parametrize(
    ("item", "told", "undone"),
    [
        ("选聘监督员20名", "选聘监督员22名，法治公园尚未建成。", False),
        ("建成法治公园", "选聘监督员22名，法治公园尚未建成。", True),
        # What goes on about the same thing, and what names another.
        ("修建民法典长廊", "民法典长廊完成设计，因用地未批暂缓施工。", True),
        ("修建民法典长廊", "民法典长廊开工，目前尚未完成。", True),
        ("修建民法典长廊", "民法典长廊落成，南街停车场推迟到明年。", False),
        ("修建民法典长廊", "民法典长廊落成，村民常来。", False),
        ("修建民法典长廊", "民法典长廊完成设计，目前仍因用地、受雨季影响尚未动工。", True),
        # However often a reason begins, it is told at once.
        ("修建民法典长廊", f"民法典长廊落成，{'受' * 99}雨季影响。南街停车场尚未完成。", False),
    ],
)
def test_what_was_not_done_counts_for_what_it_is_told_of(
    item: str, told: str, undone: bool
) -> None:
    shared = held_in(item, BOOK) & held_in(told, BOOK)
    assert is_undone(shared, told, BOOK) is undone
