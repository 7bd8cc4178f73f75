"""All that one report gives to the tables, its audit with it, ready to be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fazhi.analyse.attention import Attention, attention
from fazhi.analyse.audit import audit
from fazhi.analyse.measures import measures
from fazhi.analyse.requirements import requirements
from fazhi.analyse.wholeness import gaps
from fazhi.codebook.book import Codebook
from fazhi.records import Finding, Met, Place, Report
from fazhi.tables.tabulate import Columns, Row, Tables, columns_from, columns_of, tables_of

# What the manifest, or the archive that a file lay in, says of where it came from.
ORIGIN = ("source_url", "final_url", "captured_at", "captured_sha256")


def report_rows(report: Report, stated: Mapping[str, str], book: Codebook) -> Tables:
    """Columns of every table that needs no other report; `stated` is the manifest's word on it."""
    mets, findings = requirements(report, book), audit(report, book)
    counted = {
        "requirements_met": sum(one.met == "yes" for one in mets) if mets else None,
        "findings_error": sum(one.severity == "error" for one in findings),
    }
    tables = tables_of(report) | {
        "requirements": _requirements(mets),
        "findings": _findings(findings),
        "attention": columns_from(attention(report), Attention._fields),
        "measures": columns_of([measures(report, book) | counted]),
    }
    reasons = _incomplete_reasons(report, book)
    tables["reports"] |= {"complete": [not reasons], "incomplete_reason": [reasons]}
    known = tables["reports"].get("source_url", [None])
    tables["reports"] |= {name: [stated.get(name)] for name in ORIGIN}
    if not stated.get("source_url"):
        tables["reports"]["source_url"] = known
    return tables


def _incomplete_reasons(report: Report, book: Codebook) -> list[str]:
    """Why the text is not whole: what the reader knows to be missing, and what breaks off."""
    lost = {mark.kind for mark in report.text.damages}
    shown = {gap.kind for gap in gaps(report, book)}
    if "break" in lost or (not lost and "broken_off" in shown):
        lost = lost - {"break"} | {"broken_off"}
    lost |= shown & {"attachment"}
    return [*map(str, report.text.lacks), *sorted(lost)]


def _requirements(mets: Sequence[Met]) -> Columns:
    return columns_of(
        [
            {"requirement": one.requirement, "met": one.met, "quote": one.quote} | _span(one.place)
            for one in mets
        ]
    )


def _findings(findings: Sequence[Finding]) -> Columns:
    return columns_of(
        [
            {
                "finding_id": number,
                "check": one.check,
                "severity": one.severity,
                "message_zh": one.message_zh,
                "message_en": one.message_en,
                "quote": one.quote,
            }
            | _span(one.place)
            for number, one in enumerate(findings, start=1)
        ]
    )


def _span(place: Place | None) -> Row:
    return {"start": place.start if place else None, "end": place.end if place else None}
