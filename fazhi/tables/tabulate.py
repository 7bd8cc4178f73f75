"""From one report to the columns of its tables, without `report_id`, which the corpus gives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter

from fazhi.mentions import ADDED, CODING, mention_key
from fazhi.records import Citation, Mark, Quantity, Report

Row = dict[str, object]
Columns = dict[str, list[object]]
Tables = dict[str, Columns]

# No column is called otherwise than its field.
ALL_THE_SAME: Mapping[str, str] = {}
SPAN = {"start": "place.start", "end": "place.end"}
# Columns that records hold under the same name.
SECTION = (
    *("section_id", "parent_id", "level", "marker", "number", "title", "role"),
    *("inline", "inferred"),
)
# What people correct of a mention.
ANSWER = ("indicator", "value", "unit", "approx", "period", "part")
QUANTITY = (
    *("quantity_id", "section_id", "paragraph_id", "raw", "value", "value_high", "unit"),
    *("dimension", "approx", "period", "zero", "indicator", "rule", "change", "part", "months"),
    "margin",
)
INDICATOR = (
    *("indicator", "value", "unit", "approx", "mentions", "conflict", "state"),
    *("quantity_id", "parts", "by_kinds", "margin"),
)
CITATION = (
    *("citation_id", "bracketed", "section_id", "raw", "title", "document_id", "kind", "status"),
)


def columns_of(rows: Sequence[Row]) -> Columns:
    """Rows of equal keys, turned into columns."""
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def tables_of(report: Report) -> Tables:
    """Columns of every per-report table but those of the audit; offsets count in the raw text."""
    text, outline = report.text, report.outline
    return {
        "reports": columns_of([_report(report)]),
        "texts": {"raw_text": [text.raw], "clean_text": [text.clean]},
        "repairs": _repairs(report),
        "sections": columns_from(outline.sections, SECTION, {**SPAN, "heading_end": "heading.end"}),
        "outline_facts": columns_from(outline.facts, ("kind", "section_id", "expected"), SPAN),
        "paragraphs": columns_from(
            outline.paragraphs, ("paragraph_id", "section_id", "text", "role"), SPAN
        ),
        "quantities": _quantities(report),
        "indicators": columns_from(report.indicators, INDICATOR),
        "citations": columns_from(report.citations, CITATION, SPAN)
        | {"mention_key": _mention_keys(report, report.citations)},
        "themes": columns_from(
            report.themes, ("section_id", "paragraph_id", "theme", "cues"), SPAN
        ),
        "corrections": _corrections(report),
    }


def columns_from(
    records: Iterable[object], same: Sequence[str], other: Mapping[str, str] = ALL_THE_SAME
) -> Columns:
    """Columns of the records: `same` are called as their fields are, `other` by field."""
    names = (*same, *other)
    rows = list(map(_getter((*same, *other.values())), records))
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    return dict(zip(names, map(list, columns), strict=True))


@cache
def _getter(fields: tuple[str, ...]) -> attrgetter[tuple[object, ...]]:
    return attrgetter(*fields)


def _report(report: Report) -> Row:
    text, who = report.text, report.identity
    return {
        "path": report.path,
        "sha256": report.sha256,
        "format": text.format,
        "script": text.script,
        "title": who.title,
        "doc_number": who.doc_number,
        "issuers": list(who.issuers),
        "addressees": list(who.addressees),
        "level": who.level,
        "town": who.town,
        "county": who.county,
        "prefecture": who.prefecture,
        "province": who.province,
        "adcode": who.adcode,
        "place_evidence": who.place_evidence,
        "report_year": who.report_year,
        "issued_date": who.issued_date,
        "characters": len(text.raw),
        "published_date": who.published_date,
        "candidates": list(who.candidates),
        "evidence": json.dumps(dict(sorted(who.evidence.items())), ensure_ascii=False),
        "encoding": text.encoding or None,
        "confidence": text.confidence,
        "source_url": text.metadata.get("url"),
    }


def _mention_keys(report: Report, mentions: Sequence[Quantity | Citation]) -> list[object]:
    """Names of mentions by file and place: no change of the codebook gives one another name."""
    return [mention_key(report.sha256, one.place.start, one.place.end) for one in mentions]


def _repairs(report: Report) -> Columns:
    text = report.text
    marks: list[Mark] = sorted(
        {*text.repairs, *text.damages, *text.doubtful},
        key=lambda mark: (mark.start, mark.end, mark.kind),
    )
    return columns_from(marks, ("kind", "start", "end")) | {
        "raw": [text.quote(mark.start, mark.end) for mark in marks]
    }


def _quantities(report: Report) -> Columns:
    # Rows that are kept are read without what codes.
    from fazhi.parse.head_noun import head_noun

    text = report.text
    clauses = [one.clause for one in report.quantities]
    return columns_from(report.quantities, QUANTITY, SPAN) | {
        "mention_key": _mention_keys(report, report.quantities),
        "quote": [text.quote(clause.start, clause.end) for clause in clauses],
        "noun": [
            head_noun(text.clean[clause.clean_start : clause.clean_end], one)
            for clause, one in zip(clauses, report.quantities, strict=True)
        ],
    }


def _corrections(report: Report) -> Columns:
    """Each correction: the machine's answer, if it had one, and what stands in its place."""
    machine: Columns = {
        f"machine_{name}": [
            None if one.machine is None else getattr(one.machine, name) for one in report.corrected
        ]
        for name in ANSWER
    }
    now = {name: f"now.{name}" for name in ANSWER}
    place = {"quantity_id": "now.quantity_id"} | {
        name: f"now.{field}" for name, field in SPAN.items()
    }
    now_at = [one.now for one in report.corrected]
    kinds: list[object] = [CODING if one.machine else ADDED for one in report.corrected]
    return columns_from(report.corrected, ("by",), place | now) | {
        **machine,
        "kind": kinds,
        "mention_key": _mention_keys(report, now_at),
    }
