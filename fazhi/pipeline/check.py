"""The verdict on one file, for whoever drafts: requirements met or not, and what was found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from fazhi.analyse.audit import audit
from fazhi.analyse.requirements import requirements
from fazhi.codebook.indicators import load_indicators
from fazhi.codebook.requirements import Requirement, load_requirements
from fazhi.errors import Telling, internal_error
from fazhi.pipeline.report import read_report
from fazhi.records import SEVERITIES, Finding, Met, Report


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `fazhi check` says of one file."""

    path: str
    report: Report
    mets: tuple[Met, ...]
    findings: tuple[Finding, ...]

    def counts(self) -> dict[str, int]:
        """Findings by severity, the gravest first."""
        found = Counter(one.severity for one in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    def met(self) -> int:
        """How many requirements are met in full."""
        return sum(one.met == "yes" for one in self.mets)

    def named(self, met: str, language: str) -> list[str]:
        """The names of the requirements with that verdict (`yes`, `partly`, `no`)."""
        entries = requirement_entries()
        return [getattr(entries[one.requirement], language) for one in self.mets if one.met == met]

    def line(self, one: Finding | Met) -> int | None:
        """The line of the raw text on which a finding begins, counted from 1."""
        return self.report.text.raw.count("\n", 0, one.place.start) + 1 if one.place else None


def check_file(path: Path) -> Verdict:
    """Read and audit one file; raises `ReadError` where it cannot be read."""
    with Telling(internal_error):
        report = read_report(path, load_indicators())
        return Verdict(str(path), report, requirements(report), audit(report))


def requirement_entries() -> dict[str, Requirement]:
    """The requirements of the codebook by id."""
    return {one.id: one for one in load_requirements()}


def as_record(verdict: Verdict) -> dict[str, object]:
    """A verdict as plain values for JSON; offsets count code points of the raw text."""
    who = verdict.report.identity
    return {
        "path": verdict.path,
        "title": who.title,
        "town": who.town,
        "county": who.county,
        "report_year": who.report_year,
        "requirements": [
            {"requirement": one.requirement, "met": one.met, **_where(verdict, one)}
            for one in verdict.mets
        ],
        "findings": [
            {
                "check": one.check,
                "severity": one.severity,
                "message_zh": one.message_zh,
                "message_en": one.message_en,
                **_where(verdict, one),
            }
            for one in verdict.findings
        ],
        "counts": verdict.counts(),
    }


def _where(verdict: Verdict, one: Finding | Met) -> dict[str, object]:
    place = one.place
    return {
        "line": verdict.line(one),
        "start": place.start if place else None,
        "end": place.end if place else None,
        "quote": one.quote,
    }
