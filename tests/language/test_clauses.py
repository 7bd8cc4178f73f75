"""Sentences end at full stops: figures, shares and brackets are within them."""

from __future__ import annotations

import pytest

from fazhi.language.clauses import bounds_of

SENTENCES = (
    "全年调解纠纷126件。",
    "成功率98.5%，同比上升1.2个百分点。",
    "《条例》第3条已施行！",
    "（见附件1）走访3个村、12户企业；整改31处？",
    "A级企业占5.0%。",
)


@pytest.mark.parametrize("figure", ["126", "98.5", "1.2", "第3条", "31", "5.0%"])
def test_a_sentence_is_whole_with_its_figures(figure: str) -> None:
    """findings/sentences_begin_behind_their_figure.sh and sentences_end_in_their_decimals.sh."""
    text = "".join(SENTENCES)
    start = text.index(figure)
    low, high = bounds_of(text).sentence(start, start + len(figure))
    assert text[low : high + 1] == next(one for one in SENTENCES if figure in one)


@pytest.mark.parametrize("blank", ["　", " ", "　　"])
def test_a_blank_within_a_sentence_ends_nothing(blank: str) -> None:
    """findings/clauses_before_a_wide_blank_are_gone.sh; the last has no full stop."""
    sentences = (f"全年办理复议126件{blank}均已办结。", f"其中：镇级2场{blank}村级10场")
    text = "".join(sentences)
    for sentence, figure in zip(sentences, ("126", "2场"), strict=True):
        start = text.index(figure, text.index(sentence))
        low, high = bounds_of(text).sentence(start, start + len(figure))
        assert text[low : high + 1] == sentence
