"""From one report to the rows of its tables, without `report_id`, which the corpus gives."""

from __future__ import annotations

import json
from collections.abc import Sequence

from fazhi.parse.head_noun import head_noun
from fazhi.records import Mark, Place, Report

Row = dict[str, object]
Rows = dict[str, list[Row]]


def rows_of(report: Report) -> Rows:
    """Rows of every per-report table but those of the audit; offsets count in the raw text."""
    text = report.text
    return {
        "reports": [_report(report)],
        "texts": [{"raw_text": text.raw, "clean_text": text.clean}],
        "repairs": _repairs(report, text.repairs),
        "sections": _sections(report),
        "outline_facts": [
            {"kind": fact.kind, "section_id": fact.section_id, "expected": fact.expected}
            | _span(fact.place)
            for fact in report.outline.facts
        ],
        "paragraphs": [
            {
                "paragraph_id": paragraph.paragraph_id,
                "section_id": paragraph.section_id,
                "text": paragraph.text,
                "role": paragraph.role,
            }
            | _span(paragraph.place)
            for paragraph in report.outline.paragraphs
        ],
        "quantities": _quantities(report),
        "indicators": _indicators(report),
        "citations": _citations(report),
        "themes": [
            {
                "section_id": hit.section_id,
                "paragraph_id": hit.paragraph_id,
                "theme": hit.theme,
                "cues": list(hit.cues),
            }
            | _span(hit.place)
            for hit in report.themes
        ],
    }


def _span(place: Place) -> Row:
    return {"start": place.start, "end": place.end}


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
        "complete": not any(mark.kind == "break" for mark in text.damages),
        "published_date": who.published_date,
        "candidates": list(who.candidates),
        "evidence": json.dumps(dict(sorted(who.evidence.items())), ensure_ascii=False),
        "encoding": text.encoding or None,
        "confidence": text.confidence,
        "source_url": text.metadata.get("url"),
    }


def _repairs(report: Report, marks: Sequence[Mark]) -> list[Row]:
    quote = report.text.quote
    damaged = report.text.damages + report.text.doubtful
    return [
        {
            "kind": mark.kind,
            "start": mark.start,
            "end": mark.end,
            "raw": quote(mark.start, mark.end),
        }
        for mark in sorted({*marks, *damaged}, key=lambda mark: (mark.start, mark.end, mark.kind))
    ]


def _sections(report: Report) -> list[Row]:
    return [
        {
            "section_id": section.section_id,
            "parent_id": section.parent_id,
            "level": section.level,
            "marker": section.marker,
            "number": section.number,
            "title": section.title,
            "role": section.role,
            "inline": section.inline,
            "inferred": section.inferred,
            "heading_end": section.heading.end,
        }
        | _span(section.place)
        for section in report.outline.sections
    ]


def _quantities(report: Report) -> list[Row]:
    return [
        {
            "quantity_id": found.quantity_id,
            "section_id": found.section_id,
            "paragraph_id": found.paragraph_id,
            "raw": found.raw,
            "value": found.value,
            "value_high": found.value_high,
            "unit": found.unit,
            "dimension": found.dimension,
            "approx": found.approx,
            "period": found.period,
            "zero": found.zero,
            "indicator": found.indicator,
            "quote": report.text.quote(found.clause.start, found.clause.end),
            "rule": found.rule,
            "change": found.change,
            "part": found.part,
            "noun": head_noun(_clean(report, found.clause), found),
        }
        | _span(found.place)
        for found in report.quantities
    ]


def _clean(report: Report, place: Place) -> str:
    return report.text.clean[place.clean_start : place.clean_end]


def _indicators(report: Report) -> list[Row]:
    return [
        {
            "indicator": one.indicator,
            "value": one.value,
            "unit": one.unit,
            "approx": one.approx,
            "mentions": one.mentions,
            "conflict": one.conflict,
            "quantity_id": one.quantity_id,
            "parts": list(one.parts),
        }
        for one in report.indicators
    ]


def _citations(report: Report) -> list[Row]:
    return [
        {
            "citation_id": found.citation_id,
            "bracketed": found.bracketed,
            "section_id": found.section_id,
            "raw": found.raw,
            "title": found.title,
            "document_id": found.document_id,
            "kind": found.kind,
            "status": found.status,
        }
        | _span(found.place)
        for found in report.citations
    ]
