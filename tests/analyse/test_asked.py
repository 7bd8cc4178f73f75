"""How much is asked of a report, and how much of it is met: one count wherever it is told."""

from __future__ import annotations

from fazhi.analyse.asked import asked, contents_met, tallies
from fazhi.analyse.requirements import requirements
from fazhi.codebook.book import load_codebook
from fazhi.records import Report
from tests.analyse.conftest import make, whole

BOOK = load_codebook()

BARE = """云桥镇2023年法治政府建设情况
2023年，云桥镇认真开展法治宣传活动12场次，发放资料3000份。全年排查矛盾纠纷80件，化解78件。
开展执法检查15次，办理行政处罚案件3件。
"""


def states(report: Report) -> dict[str, str]:
    met = {one.requirement: one.met for one in requirements(report, BOOK)}
    return {entry.id: met for entry, met in asked(met, report.identity.report_year, BOOK)}


def test_reasons_of_shortcomings_that_are_not_told_are_asked_all_the_same() -> None:
    """Five contents and four matters of form; no day is known."""
    told = states(whole(BARE))
    assert told["shortcomings"] == "no"
    assert told["reasons"] == "free"
    assert len(told) == 9


def test_a_whole_report_is_asked_the_day_as_well() -> None:
    found = asked({one.requirement: one.met for one in requirements(make("。"), BOOK)}, 2023, BOOK)
    assert tallies(found) == {"content": (5, 5), "form": (4, 4), "day": (1, 1)}


def test_what_hangs_on_a_part_that_is_lost_is_lost() -> None:
    found = asked({"shortcomings": "lost"}, 2023, BOOK)
    assert ("reasons", "lost") in [(entry.id, met) for entry, met in found]


def test_of_no_annual_report_nothing_is_asked() -> None:
    assert asked({}, 2023, BOOK) == []


def test_of_equal_shares_the_one_asked_of_more_is_told_and_then_the_first_of_the_codebook() -> None:
    ties = [("plan", "no", 2), ("reasons", "partly", 2), ("heads", "no", 3), ("title", "no", 9)]
    ties += [("measures", "yes", 3), ("shortcomings", "lost", 3)]
    assert contents_met(ties, BOOK) == [
        ("heads", 0, 3), ("reasons", 0, 2), ("plan", 0, 2), ("measures", 3, 3)
    ]  # fmt: skip
