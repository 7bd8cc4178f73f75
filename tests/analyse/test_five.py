"""The five reports: what their annotators flagged, and nothing wrong called an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.analyse.audit import audit
from fazhi.analyse.requirements import requirements
from fazhi.codebook.book import load_codebook
from fazhi.records import Finding, Report
from fazhi.trust.gold import Record, Squeezed, read_gold
from tests.analyse.conftest import whole

BOOK = load_codebook()

GOLD = Path(__file__).parents[1] / "gold"
# Kinds of the annotation that a rule can make, and the names of checks that make them.
CHECKS = {
    "sum": {"sum"},
    "rate": {"rate"},
    "conflict": {"conflict"},
    "numbering_gap": {"numbering_gap", "lost_number", "restart"},
    "truncation": {"truncation"},
    "repetition": {"repetition"},
    "outdated": {"outdated", "period"},
    "missing_part": {"missing_part", "no_figures"},
    "terminology": {"terminology"},
}
FLOOR = 0.9
# Signs and words of which texts are made at random.
SIGNS = (
    "一二三、。，；：（）“”《》\n0123456789年月日件起%率其中共受理化解办结整改"
    "发现隐患进镇法治政府建设报告的原因是"
)
# Requirements as a reader of the five told them (`yes`, `partly`, `no`; null: cannot be told).
READ = {
    "平安镇-2023": "measures=yes shortcomings=yes reasons=no heads=yes plan=yes title=yes "
    "addressee=yes signature=yes date=yes delivered=yes",
    "西坪镇-2023": "measures=yes shortcomings=yes reasons=no heads=partly plan=yes title=yes "
    "addressee=partly signature=no date=no",
    "兴泾镇-2023": "measures=yes shortcomings=yes reasons=no heads=partly plan=yes title=no "
    "addressee=no signature=no date=no",
    "彭堡镇-2021": "measures=yes shortcomings=yes reasons=no heads=no plan=partly title=yes "
    "addressee=no signature=yes date=yes delivered=yes",
    "湾头桥镇-2023": "measures=yes shortcomings=yes reasons=partly heads=no plan=yes title=yes "
    "addressee=no signature=no date=no",
}


def is_found(raw: str, annotated: Record, findings: tuple[Finding, ...]) -> bool:
    squeezed = Squeezed(raw)
    at = squeezed.text.find(annotated["quote"])
    while at >= 0:
        end = at + len(annotated["quote"])
        for one in findings:
            if one.place is None or one.check not in CHECKS[annotated["check"]]:
                continue
            words = raw[one.place.start : one.place.end]
            low = one.place.start + len(words) - len(words.lstrip("\r\n"))
            high = one.place.start + len(words.rstrip("\r\n")) - 1
            if squeezed.position(low) < end and squeezed.position(high) >= at:
                return True
        at = squeezed.text.find(annotated["quote"], at + 1)
    return False


def wanted(five: Mapping[str, Report]) -> Iterator[tuple[Report, tuple[Finding, ...], Record]]:
    for gold in read_gold(GOLD):
        findings = audit(five[gold.stem], BOOK)
        for annotated in gold.findings or []:
            if annotated["check"] in CHECKS:
                yield five[gold.stem], findings, annotated


def test_what_the_annotators_flagged_is_found(five: Mapping[str, Report]) -> None:
    missed, total = [], 0
    for report, findings, annotated in wanted(five):
        total += 1
        if not is_found(report.text.raw, annotated, findings):
            missed.append(f"{report.path} {annotated['check']}: {annotated['quote'][:40]}")
    assert total == 37
    assert 1 - len(missed) / total >= FLOOR, "\n".join(missed)


def test_the_only_error_is_the_part_that_is_missing(five: Mapping[str, Report]) -> None:
    errors = [
        (stem, one.check, one.quote)
        for stem, report in five.items()
        for one in audit(report, BOOK)
        if one.severity == "error"
    ]
    assert errors == [("彭堡镇-2021", "missing_part", "镇党委书记为组长，镇长为副组长")]


def test_the_kinds_of_disputes_of_xiping_add_up(five: Mapping[str, Report]) -> None:
    assert not [one for one in audit(five["西坪镇-2023"], BOOK) if one.check in ("sum", "rate")]


def test_requirements_are_judged_as_a_reader_does(five: Mapping[str, Report]) -> None:
    for stem, words in READ.items():
        judged = " ".join(f"{one.requirement}={one.met}" for one in requirements(five[stem], BOOK))
        assert judged == words, stem


def test_every_finding_points_at_its_words(five: Mapping[str, Report]) -> None:
    for report in five.values():
        for one in audit(report, BOOK):
            assert one.place is not None
            assert one.quote == report.text.quote(one.place.start, one.place.end)
            assert one.message_zh and one.message_en


def test_the_audit_is_the_same_twice(five: Mapping[str, Report]) -> None:
    for report in five.values():
        assert audit(report, BOOK) == audit(report, BOOK)


@given(st.lists(st.sampled_from(SIGNS), max_size=300).map("".join))
@settings(deadline=None, max_examples=60)
def test_no_text_breaks_the_audit(text: str) -> None:
    report = whole(f"青山镇2023年法治政府建设情况报告\n{text}")
    for one in audit(report, BOOK):
        assert one.place is None or 0 <= one.place.start <= one.place.end <= len(report.text.raw)
