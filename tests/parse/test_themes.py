"""Themes: cues that count, and phrases in which they do not."""

from __future__ import annotations

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.parse.themes import find_themes
from fazhi.reading import read_bytes
from fazhi.records import Outline, Paragraph

BOOK = load_codebook()


def themes(words: str) -> set[str]:
    text = read_bytes(words.encode(), "a.txt", book=BOOK)
    end = len(text.clean)
    outline = Outline((), (Paragraph(1, None, "achievements", text.clean, text.place(0, end)),))
    return {hit.theme for hit in find_themes(text, outline, BOOK)}


def test_screening_of_hazards_is_not_screening_of_disputes() -> None:
    assert "t.fengqiao" not in themes("对辖区商铺开展隐患排查，消除火灾风险。")
    assert "t.fengqiao" in themes("网格员每周入户排查邻里矛盾，及时上报。")


def test_weak_cue_needs_its_word_in_the_same_sentence() -> None:
    assert "t.land" not in themes("倡导环保理念，人人参与。查处案件归档。")
    assert "t.land" in themes("联合开展环保执法检查。")


def test_longer_cue_counts_for_the_shorter_theme_too() -> None:
    found = themes("严格落实重大行政决策程序。")
    assert {"o21.decision", "t.decisions"} <= found


def test_proposals_and_disclosure_touch_the_supervision_of_power() -> None:
    assert "o21.supervision" in themes("办理人大代表建议76件，主动公开政府信息8431条。")
    assert "o21.supervision" not in themes("加强施工现场安全监督。")


def test_a_paragraph_without_cue_touches_nothing() -> None:
    assert themes("会议于下午结束。") == set()


@pytest.mark.parametrize("beside", ["{}126起", "126{}", "3类{}A类", "A{}B", "２{}３"])
def test_a_figure_beside_a_cue_hides_nothing(beside: str) -> None:
    """findings/words_beside_figures_are_not_there.sh: others find no word beside a digit."""
    assert "t.fengqiao" in themes(f"全年排查{beside.format('邻里矛盾')}。")


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("经集体讨论决定。", "t.decisions"),
        ("检查安全生产。", "t.emergency"),
        ("落实三个规定。", "t.review"),
    ],
)
def test_words_that_others_take_for_empty_count(words: str, theme: str) -> None:
    """findings/duties_and_shortcomings_are_stop_words.sh: 决定, 安全, 规定 are left out there."""
    assert theme in themes(words)


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("深入开展普法。", "t.publicity"),
        ("领导干部述法。", "t.heads"),
        ("编制履行职责事项清单。", "o21.functions"),
        ("落实国家机关谁执法谁普法普法责任制。", "t.publicity"),
    ],
)
def test_words_of_any_length_count(words: str, theme: str) -> None:
    """findings/words_of_two_signs_are_too_short.sh: others count none under three signs."""
    assert theme in themes(words)


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("聘请法律顾问12名。", "o21.decision"),
        ("培养法律明白人32名。", "t.legal_service"),
        ("推进廉政建设。", "t.integrity"),
    ],
)
def test_terms_that_others_take_for_persons_count(words: str, theme: str) -> None:
    """findings/legal_adviser_is_a_person.sh: there they are names of persons, to be masked."""
    assert theme in themes(words)


def test_cases_of_reconsideration_are_no_motions() -> None:
    """findings/reconsideration_cases_are_motions.sh: 议案, 议和 for others."""
    for words in ("审结行政复议案件12件。", "落实行政复议和行政应诉制度。"):
        assert "t.review" in themes(words)
        assert "o21.supervision" not in themes(words)
    assert "o21.supervision" in themes("办理人大议案2件、政协提案3件。")
