"""The tables fazhi writes: names, columns, types and keys, in one place (docs/tables.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

TEXTS = pl.List(pl.String)
SPAN = {"start": pl.UInt32, "end": pl.UInt32}


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns with their types, and the columns by which it is sorted."""

    columns: Mapping[str, pl.DataType | type[pl.DataType]]
    key: tuple[str, ...]


TABLES: Mapping[str, Table] = {
    "reports": Table(
        {
            "report_id": pl.String,
            "path": pl.String,
            "sha256": pl.String,
            "format": pl.String,
            "script": pl.String,
            "title": pl.String,
            "doc_number": pl.String,
            "issuers": TEXTS,
            "addressees": TEXTS,
            "level": pl.String,
            "town": pl.String,
            "county": pl.String,
            "prefecture": pl.String,
            "province": pl.String,
            "adcode": pl.String,
            "place_evidence": pl.String,
            "report_year": pl.Int16,
            "issued_date": pl.Date,
            "characters": pl.UInt32,
            "complete": pl.Boolean,
            # Added to the contract: what a reader needs to judge the columns above.
            "published_date": pl.Date,
            "candidates": TEXTS,
            "evidence": pl.String,
            "encoding": pl.String,
            "confidence": pl.Float32,
            "source_url": pl.String,
            "incomplete_reason": TEXTS,
        },
        ("report_id",),
    ),
    "failures": Table(
        {"path": pl.String, "format": pl.String, "reason": pl.String, "message": pl.String},
        ("path",),
    ),
    "texts": Table(
        {"report_id": pl.String, "raw_text": pl.String, "clean_text": pl.String}, ("report_id",)
    ),
    "repairs": Table(
        {"report_id": pl.String, "kind": pl.String, **SPAN, "raw": pl.String},
        ("report_id", "start", "end", "kind"),
    ),
    "sections": Table(
        {
            "report_id": pl.String,
            "section_id": pl.UInt32,
            "parent_id": pl.UInt32,
            "level": pl.UInt8,
            "marker": pl.String,
            "number": pl.UInt16,
            "title": pl.String,
            "role": pl.String,
            "inline": pl.Boolean,
            "inferred": pl.Boolean,
            **SPAN,
            "heading_end": pl.UInt32,
        },
        ("report_id", "section_id"),
    ),
    "outline_facts": Table(
        {
            "report_id": pl.String,
            "kind": pl.String,
            "section_id": pl.UInt32,
            "expected": pl.String,
            **SPAN,
        },
        ("report_id", "start", "end", "kind"),
    ),
    "paragraphs": Table(
        {
            "report_id": pl.String,
            "paragraph_id": pl.UInt32,
            "section_id": pl.UInt32,
            "text": pl.String,
            **SPAN,
            "role": pl.String,
        },
        ("report_id", "paragraph_id"),
    ),
    "quantities": Table(
        {
            "report_id": pl.String,
            "quantity_id": pl.UInt32,
            "section_id": pl.UInt32,
            "paragraph_id": pl.UInt32,
            **SPAN,
            "raw": pl.String,
            "value": pl.Float64,
            "value_high": pl.Float64,
            "unit": pl.String,
            "dimension": pl.String,
            "approx": pl.String,
            "period": pl.String,
            "zero": pl.Boolean,
            "indicator": pl.String,
            "quote": pl.String,
            "rule": pl.String,
            "change": pl.Boolean,
            "part": pl.Boolean,
            "months": pl.String,
            "noun": pl.String,
            "mention_key": pl.String,
            "margin": pl.Float64,
        },
        ("report_id", "quantity_id"),
    ),
    "indicators": Table(
        {
            "report_id": pl.String,
            "indicator": pl.String,
            "value": pl.Float64,
            "unit": pl.String,
            "approx": pl.String,
            "mentions": pl.UInt16,
            "conflict": pl.Boolean,
            "quantity_id": pl.UInt32,
            "parts": pl.List(pl.UInt32),
            "state": pl.String,
            "by_kinds": pl.Boolean,
            "margin": pl.Float64,
        },
        ("report_id", "indicator"),
    ),
    "citations": Table(
        {
            "report_id": pl.String,
            "citation_id": pl.UInt32,
            "bracketed": pl.Boolean,
            "section_id": pl.UInt32,
            **SPAN,
            "raw": pl.String,
            "title": pl.String,
            "document_id": pl.String,
            "kind": pl.String,
            "status": pl.String,
            "mention_key": pl.String,
        },
        ("report_id", "citation_id"),
    ),
    "themes": Table(
        {
            "report_id": pl.String,
            "section_id": pl.UInt32,
            "paragraph_id": pl.UInt32,
            "theme": pl.String,
            "cues": TEXTS,
            **SPAN,
        },
        ("report_id", "paragraph_id", "theme"),
    ),
    "requirements": Table(
        {
            "report_id": pl.String,
            "requirement": pl.String,
            "met": pl.String,
            **SPAN,
            "quote": pl.String,
        },
        ("report_id", "requirement"),
    ),
    "findings": Table(
        {
            "report_id": pl.String,
            "finding_id": pl.UInt32,
            "check": pl.String,
            "severity": pl.String,
            "message_zh": pl.String,
            "message_en": pl.String,
            **SPAN,
            "quote": pl.String,
        },
        ("report_id", "finding_id"),
    ),
    # What a report gives room to, by theme; `themes` holds the paragraphs.
    "attention": Table(
        {
            "report_id": pl.String,
            "theme": pl.String,
            "paragraphs": pl.UInt32,
            "characters": pl.UInt32,
            "share": pl.Float64,
        },
        ("report_id", "theme"),
    ),
    "measures": Table(
        {
            "report_id": pl.String,
            "specificity": pl.Float64,
            # Added once reports have been set beside one another (`wording`).
            "own_words": pl.Float64,
            "candour": pl.Float64,
            "coverage": pl.Float64,
            "requirements_met": pl.UInt16,
            "quantities": pl.UInt32,
            "findings_error": pl.UInt32,
        },
        ("report_id",),
    ),
    # Only reports that somebody annotated by hand have rows in these two.
    "evaluation": Table(
        {
            "report_id": pl.String,
            "kind": pl.String,
            "right": pl.UInt32,
            "wrong": pl.UInt32,
            "missed": pl.UInt32,
        },
        ("report_id", "kind"),
    ),
    "evaluation_pairs": Table(
        {
            "report_id": pl.String,
            "pair_id": pl.UInt32,
            "indicator": pl.String,
            "gold_indicator": pl.String,
            "value": pl.Float64,
            "gold_value": pl.Float64,
        },
        ("report_id", "pair_id"),
    ),
}


def empty(name: str) -> pl.DataFrame:
    """An empty frame of the table, for reports that have no row in it."""
    return pl.DataFrame(schema=dict(TABLES[name].columns))
