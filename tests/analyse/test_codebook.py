"""The sentences inside the entries: each must be met or not, found or left alone."""

from __future__ import annotations

import re

import pytest

from fazhi.analyse.registry import CHECKS
from fazhi.analyse.requirements import requirements
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import load_codebook
from fazhi.codebook.indicators import indicators
from fazhi.codebook.requirements import Requirement, requirement_entries
from fazhi.codebook.terms import Term, term_entries
from tests.analyse.conftest import make, whole

BOOK = load_codebook()

TERMS = {one.id: one for one in term_entries(BOOK)}
REQUIREMENTS = {one.id: one for one in requirement_entries(BOOK)}
WRONG = [(one.id, words) for one in term_entries(BOOK) for words in one.wrong]
RIGHT = [(one.id, words) for one in term_entries(BOOK) for words in one.right_use]
MEET = [(one.id, words) for one in requirement_entries(BOOK) for words in one.meet]
FAIL = [(one.id, words) for one in requirement_entries(BOOK) for words in one.fail]


def year_after(term: Term) -> int:
    return int(term.since[:4]) + 1 if term.since else 2023


@pytest.mark.parametrize(("name", "words"), WRONG)
def test_a_wrong_term_is_found(name: str, words: str) -> None:
    term = TERMS[name]
    found = list(CHECKS["terms"](make(words, year_after(term)), BOOK))
    assert term.message_en in [one.message_en for one in found]


@pytest.mark.parametrize(("name", "words"), RIGHT)
def test_a_right_use_is_left_alone(name: str, words: str) -> None:
    term = TERMS[name]
    found = list(CHECKS["terms"](make(words, year_after(term)), BOOK))
    assert term.message_en not in [one.message_en for one in found]


@pytest.mark.parametrize("term", term_entries(BOOK), ids=lambda term: term.id)
def test_a_term_is_tried_where_it_stands(term: Term) -> None:
    assert term.wrong and term.right_use
    for words in term.wrong:
        assert re.search(term.pattern, words) and any(need in words for need in term.needs)


def verdict(entry: Requirement, words: str) -> str:
    """The verdict on a report in which the words stand where the requirement looks."""
    if entry.how == "title":
        text = make("健全机制。").text.raw
        report = whole(f"{words}\n" + text.split("\n", 1)[1])
    elif entry.how == "addressee":
        report = whole(make("健全机制。").text.raw.replace("县委、县政府：", words))
    elif entry.how == "words":
        old = "由于人员编制有限，执法力量薄弱。"
        report = whole(make("健全机制。").text.raw.replace(old, words))
    else:
        report = whole(bare(words))
    return next(one.met for one in requirements(report, BOOK) if one.requirement == entry.id)


def bare(words: str) -> str:
    """A report of one part without words on any requirement, and the words."""
    head = "青山镇2023年法治政府建设情况报告\n青山镇依法行政。\n"
    if re.match("[一二三四五]、", words):
        return f"{head}{words}\n坚持依法行政，健全工作机制。加强队伍建设，提高能力。\n"
    return f"{head}{words}\n"


@pytest.mark.parametrize(("name", "words"), MEET)
def test_words_that_meet_a_requirement(name: str, words: str) -> None:
    assert verdict(REQUIREMENTS[name], words) == "yes"


@pytest.mark.parametrize(("name", "words"), FAIL)
def test_words_that_do_not(name: str, words: str) -> None:
    assert verdict(REQUIREMENTS[name], words) in ("no", "partly")


def test_requirements_hold_between_their_days() -> None:
    entry = REQUIREMENTS["plan"]
    assert not entry.holds_in(2017)
    assert entry.holds_in(2018) and entry.holds_in(2026) and entry.holds_in(None)


def test_sequences_name_indicators_of_the_codebook() -> None:
    known = set(indicators(BOOK))
    assert {one.less for one in audit_words(BOOK).sequences} <= known
    assert {one.most for one in audit_words(BOOK).sequences} <= known


@pytest.mark.parametrize(
    "words",
    [
        "因编制所限，监督人员仅2人。",
        "因人手不足，检查不够。",
        "执法力量薄弱，主要是人员流动较大。",
        "执法力量与任务不相适应。31名队员承担433项职权，主要是待遇偏低、队伍不稳。",
    ],
)
def test_a_reason_in_passing_is_half_of_one(words: str) -> None:
    assert verdict(REQUIREMENTS["reasons"], words) == "partly"


@pytest.mark.parametrize(
    "words", ["存在的不足主要是普法形式单一。", "存在不少不足，主要是人员配备不到位。"]
)
def test_what_is_lacking_above_all_is_no_reason(words: str) -> None:
    assert verdict(REQUIREMENTS["reasons"], words) == "no"
