"""Planted faults are found, at the right place, and without a false error beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pytest

from fazhi.analyse.audit import audit
from fazhi.codebook.book import load_codebook
from fazhi.pipeline.report import understand
from fazhi.reading import read_bytes
from fazhi.records import Finding, Report
from tests.analyse.plant import ACCEPTED, Fault, faults

BOOK = load_codebook()

FLOOR = 0.985
AROUND = 12


def read(stem: str, text: str) -> Report:
    data = read_bytes(text.encode("utf-8"), f"{stem}.txt", book=BOOK)
    return understand(data, BOOK, f"{stem}.txt", "", {})


def keys(findings: Iterable[Finding]) -> Counter[tuple[str, str | None, str]]:
    return Counter((one.check, one.quote, one.message_en) for one in findings)


def is_found(fault: Fault, known: Counter[tuple[str, str | None, str]]) -> bool:
    """Whether a finding stands at the fault that the report without it does not have."""
    findings = audit(read(fault.stem, fault.text), BOOK)
    fresh = keys(findings) - known
    return any(
        (one.check, one.quote, one.message_en) in fresh
        and one.check in ACCEPTED[fault.kind]
        and one.place is not None
        and one.place.start <= fault.end + AROUND
        and one.place.end >= fault.start - AROUND
        for one in findings
    )


@pytest.fixture(scope="module")
def outcomes(five: Mapping[str, Report]) -> list[tuple[Fault, bool]]:
    known = {stem: keys(audit(report, BOOK)) for stem, report in five.items()}
    return [(fault, is_found(fault, known[fault.stem])) for fault in faults()]


def test_two_hundred_faults_are_planted() -> None:
    planted = faults()
    assert len(planted) == 200
    assert planted == faults()


def test_planted_faults_are_found_at_their_place(outcomes: list[tuple[Fault, bool]]) -> None:
    missed = [
        f"{fault.stem} {fault.kind}: {fault.text[fault.start : fault.end][:40]!r}"
        for fault, found in outcomes
        if not found
    ]
    assert 1 - len(missed) / len(outcomes) >= FLOOR, "\n".join(missed)


def test_every_kind_of_fault_is_mostly_found(outcomes: list[tuple[Fault, bool]]) -> None:
    planted = Counter(fault.kind for fault, _ in outcomes)
    found = Counter(fault.kind for fault, was_found in outcomes if was_found)
    assert {kind for kind in planted if found[kind] / planted[kind] < 0.75} == set()
