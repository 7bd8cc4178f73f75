"""Why a mention has its indicator: the trace tells what the coding did, in the author's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.parse.coding.trace import Trace, trace
from fazhi.pipeline.report import read_report, understand
from fazhi.publish.pages.why import why
from fazhi.publish.pages.words import Words
from fazhi.reading import read_bytes

RAW = Path(__file__).parents[3] / "data/raw"
BOOK = load_codebook()


def traces(sentence: str) -> list[Trace]:
    report = understand(read_bytes(sentence.encode(), "a.txt", book=BOOK), BOOK, "a.txt", "", {})
    return list(trace(report.text, report.outline, report.quantities, BOOK))


@pytest.mark.parametrize("path", sorted(RAW.glob("*.txt")), ids=lambda path: path.stem)
def test_the_trace_says_what_was_coded(path: Path) -> None:
    report = read_report(path, BOOK)
    told = {one.mention.quantity_id: one for one in trace(
        report.text, report.outline, report.quantities, BOOK
    )}  # fmt: skip
    assert set(told) == {one.quantity_id for one in report.quantities}
    for mention in report.quantities:
        one = told[mention.quantity_id]
        assert one.mention == mention
        if mention.rule:
            assert (one.candidates[0].rule, one.settled) == (mention.rule, "")
            assert one.margin == mention.margin
        else:
            assert one.settled


def test_the_words_that_served_are_the_authors() -> None:
    (one,) = traces("全年共排查调处各类矛盾纠纷32起。")
    best = one.candidates[0]
    assert (best.indicator, best.object, best.verb) == (
        "disputes.handled", "各类矛盾纠纷", "排查调处",
    )  # fmt: skip
    reasons = {other.rule: (other.reason, other.words) for other in one.rejected}
    assert reasons["disputes.accepted#accepted"] == ("verb", "")
    assert reasons["disputes.investigated#screened"] == ("without", "排查调处")
    assert reasons["disputes.success_rate#settled"] == ("unit", "起")


def test_who_did_it_decides_between_kinds_and_is_told() -> None:
    leaders, staff = traces("党委中心组学法7次，干部职工集体学法8次。")
    assert leaders.candidates[0].rule == "study.leader_sessions#acted"
    assert staff.candidates[0].rule == "study.sessions#of_staff"
    reasons = {other.rule: other.reason for other in staff.rejected}
    assert reasons["study.leader_sessions#acted"] == "by"


def test_what_settles_a_mention_without_a_rule() -> None:
    change, rate = traces("受理行政复议案件同比增长12%。每村配备调解员3名。")
    assert (change.settled, rate.settled) == ("change", "rate")
    (unknown,) = traces("购置花盆30个。")
    assert (unknown.settled, unknown.candidates) == ("nothing", ())


def test_the_answer_is_told_in_both_languages() -> None:
    report = read_report(RAW / "西坪镇-2023.txt", BOOK)
    told = why(report, BOOK, Words("zh", BOOK), "排查调处")
    assert "32 起 → 排查调处纠纷件数 (disputes.handled)" in told
    assert "✓ 排查调处纠纷件数 [disputes.handled#joint_verb]" in told
    assert "动词“排查调处”" in told
    assert told.count("→") == 1
    english = why(report, BOOK, Words("en", BOOK), "排查 调处")
    assert "verb “排查调处”" in english
    assert "没有哪个数字" in why(report, BOOK, Words("zh", BOOK), "没有这句话")
