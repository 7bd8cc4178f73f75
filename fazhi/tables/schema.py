"""The tables fazhi writes: names, columns, types and keys, in one place (docs/tables.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from fazhi.later import pl

# The name of a type of polars: columns are known before any table is made or read.
Kind = Literal[
    "Boolean",
    "Date",
    "Float32",
    "Float64",
    "Int16",
    "List(String)",
    "List(UInt32)",
    "String",
    "UInt8",
    "UInt16",
    "UInt32",
]
TEXTS: Kind = "List(String)"
SPAN: Mapping[str, Kind] = {"start": "UInt32", "end": "UInt32"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns with their types, and the columns by which it is sorted."""

    columns: Mapping[str, Kind]
    key: tuple[str, ...]

    def types(self) -> dict[str, pl.DataType | type[pl.DataType]]:
        """The type of each column, as polars has it."""
        return {name: _type(kind) for name, kind in self.columns.items()}


def _type(kind: Kind) -> pl.DataType | type[pl.DataType]:
    held = kind.removeprefix("List(").removesuffix(")")
    found: type[pl.DataType] = getattr(pl, held)
    return found if held == kind else pl.List(found)


TABLES: Mapping[str, Table] = {
    "reports": Table(
        {
            "report_id": "String",
            "path": "String",
            "sha256": "String",
            "format": "String",
            "script": "String",
            "title": "String",
            "doc_number": "String",
            "issuers": TEXTS,
            "addressees": TEXTS,
            "level": "String",
            "town": "String",
            "county": "String",
            "prefecture": "String",
            "province": "String",
            "adcode": "String",
            "place_evidence": "String",
            "report_year": "Int16",
            "issued_date": "Date",
            "characters": "UInt32",
            "complete": "Boolean",
            # Added to the contract: what a reader needs to judge the columns above.
            "published_date": "Date",
            "candidates": TEXTS,
            "evidence": "String",
            "encoding": "String",
            "confidence": "Float32",
            "source_url": "String",
            "incomplete_reason": TEXTS,
            "final_url": "String",
            "captured_at": "String",
            "captured_sha256": "String",
        },
        ("report_id",),
    ),
    "failures": Table(
        {"path": "String", "format": "String", "reason": "String", "message": "String"},
        ("path",),
    ),
    "texts": Table(
        {"report_id": "String", "raw_text": "String", "clean_text": "String"}, ("report_id",)
    ),
    "repairs": Table(
        {"report_id": "String", "kind": "String", **SPAN, "raw": "String"},
        ("report_id", "start", "end", "kind"),
    ),
    "sections": Table(
        {
            "report_id": "String",
            "section_id": "UInt32",
            "parent_id": "UInt32",
            "level": "UInt8",
            "marker": "String",
            "number": "UInt16",
            "title": "String",
            "role": "String",
            "inline": "Boolean",
            "inferred": "Boolean",
            **SPAN,
            "heading_end": "UInt32",
        },
        ("report_id", "section_id"),
    ),
    "outline_facts": Table(
        {
            "report_id": "String",
            "kind": "String",
            "section_id": "UInt32",
            "expected": "String",
            **SPAN,
        },
        ("report_id", "start", "end", "kind"),
    ),
    "paragraphs": Table(
        {
            "report_id": "String",
            "paragraph_id": "UInt32",
            "section_id": "UInt32",
            "text": "String",
            **SPAN,
            "role": "String",
        },
        ("report_id", "paragraph_id"),
    ),
    "quantities": Table(
        {
            "report_id": "String",
            "quantity_id": "UInt32",
            "section_id": "UInt32",
            "paragraph_id": "UInt32",
            **SPAN,
            "raw": "String",
            "value": "Float64",
            "value_high": "Float64",
            "unit": "String",
            "dimension": "String",
            "approx": "String",
            "period": "String",
            "zero": "Boolean",
            "indicator": "String",
            "quote": "String",
            "rule": "String",
            "change": "Boolean",
            "part": "Boolean",
            "months": "String",
            "noun": "String",
            "mention_key": "String",
            "margin": "Float64",
        },
        ("report_id", "quantity_id"),
    ),
    "indicators": Table(
        {
            "report_id": "String",
            "indicator": "String",
            "value": "Float64",
            "unit": "String",
            "approx": "String",
            "mentions": "UInt16",
            "conflict": "Boolean",
            "quantity_id": "UInt32",
            "parts": "List(UInt32)",
            "state": "String",
            "by_kinds": "Boolean",
            "margin": "Float64",
        },
        ("report_id", "indicator"),
    ),
    "citations": Table(
        {
            "report_id": "String",
            "citation_id": "UInt32",
            "bracketed": "Boolean",
            "section_id": "UInt32",
            **SPAN,
            "raw": "String",
            "title": "String",
            "document_id": "String",
            "kind": "String",
            "status": "String",
            "mention_key": "String",
        },
        ("report_id", "citation_id"),
    ),
    "themes": Table(
        {
            "report_id": "String",
            "section_id": "UInt32",
            "paragraph_id": "UInt32",
            "theme": "String",
            "cues": TEXTS,
            **SPAN,
        },
        ("report_id", "paragraph_id", "theme"),
    ),
    "corrections": Table(
        {
            "report_id": "String",
            "quantity_id": "UInt32",
            **SPAN,
            "mention_key": "String",
            "kind": "String",
            "machine_indicator": "String",
            "machine_value": "Float64",
            "machine_unit": "String",
            "machine_approx": "String",
            "machine_period": "String",
            "machine_part": "Boolean",
            "indicator": "String",
            "value": "Float64",
            "unit": "String",
            "approx": "String",
            "period": "String",
            "part": "Boolean",
            "by": "String",
        },
        ("report_id", "quantity_id"),
    ),
    "requirements": Table(
        {
            "report_id": "String",
            "requirement": "String",
            "met": "String",
            **SPAN,
            "quote": "String",
        },
        ("report_id", "requirement"),
    ),
    "findings": Table(
        {
            "report_id": "String",
            "finding_id": "UInt32",
            "check": "String",
            "severity": "String",
            "message_zh": "String",
            "message_en": "String",
            **SPAN,
            "quote": "String",
        },
        ("report_id", "finding_id"),
    ),
    # What a report gives room to, by theme; `themes` holds the paragraphs.
    "attention": Table(
        {
            "report_id": "String",
            "theme": "String",
            "paragraphs": "UInt32",
            "characters": "UInt32",
            "share": "Float64",
        },
        ("report_id", "theme"),
    ),
    "measures": Table(
        {
            "report_id": "String",
            "specificity": "Float64",
            # Added once reports have been set beside one another (`wording`).
            "own_words": "Float64",
            "candour": "Float64",
            "coverage": "Float64",
            "requirements_met": "UInt16",
            "quantities": "UInt32",
            "findings_error": "UInt32",
        },
        ("report_id",),
    ),
    # Only reports that somebody annotated by hand have rows in these two.
    "evaluation": Table(
        {
            "report_id": "String",
            "kind": "String",
            "right": "UInt32",
            "wrong": "UInt32",
            "missed": "UInt32",
        },
        ("report_id", "kind"),
    ),
    "evaluation_pairs": Table(
        {
            "report_id": "String",
            "pair_id": "UInt32",
            "indicator": "String",
            "gold_indicator": "String",
            "value": "Float64",
            "gold_value": "Float64",
        },
        ("report_id", "pair_id"),
    ),
}


def empty(name: str) -> pl.DataFrame:
    """An empty frame of the table, for reports that have no row in it."""
    return pl.DataFrame(schema=TABLES[name].types())
