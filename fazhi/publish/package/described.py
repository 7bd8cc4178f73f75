"""The tables as CSV, and `datapackage.json` (Data Package v2), which describes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from fazhi.publish.package.archive import Archive, Entry
from fazhi.publish.package.study import Study
from fazhi.publish.pages.words import Words
from fazhi.publish.site.downloads import csv
from fazhi.tables.columns import OURS, meaning, unit_of
from fazhi.tables.view import Tables

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# The names of types in a Table Schema; lists are joined to text.
TYPES: Mapping[str, str] = {"S": "string", "I": "integer", "U": "integer", "F": "number",
                            "B": "boolean", "D": "date", "L": "string"}  # fmt: skip
# Rows in memory at a time; a row of these tables holds a whole text.
ROWS, LONG_ROWS = 50_000, 1_000
LONG = ("texts", "families")
LANGUAGES = ("zh", "en")


def csv_of(tables: Tables, name: str) -> Iterator[bytes]:
    """A table as CSV with a byte order mark, some rows at a time."""
    rows = LONG_ROWS if name in LONG else ROWS
    scanned = tables.scan(name)
    height = int(scanned.select(pl.len()).collect().item())
    for first in range(0, max(height, 1), rows):
        told = csv(scanned.slice(first, rows).collect())
        # Only the first piece has a mark and a head.
        yield (told if not first else told.partition("\r\n")[2]).encode("utf-8")


def csv_name(table: str) -> str:
    """Where the CSV of a table lies in the package."""
    return f"data/csv/{table}.csv"


def parquet_name(table: str) -> str:
    """Where the Parquet file of a table lies in the package."""
    return f"data/parquet/{table}.parquet"


def descriptor(tables: Tables, study: Study, title: str, archive: Archive) -> dict[str, Any]:
    """The whole `datapackage.json`; the files it names are in the archive already."""
    both = {one: Words(one, tables.book) for one in LANGUAGES}
    names = tables.names()
    told: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "fazhi-study",
        "title": title,
        "description": study.description or title,
        "keywords": list(study.keywords) or ["法治政府建设年度报告"],
        "fazhi": dict(tables.edition),
    }
    if study.version:
        told["version"] = study.version
    if study.licence:
        told["licenses"] = [{"name": study.licence}]
    if study.authors:
        told["contributors"] = [{"title": one.full, "roles": ["author"]} for one in study.authors]
    told["resources"] = [
        *(_table(tables, name, archive.entries[csv_name(name)], both) for name in names),
        *(_file(name, archive.entries[parquet_name(name)]) for name in names),
    ]
    return told


def as_bytes(told: Mapping[str, Any]) -> bytes:
    """A descriptor as JSON that people read."""
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _sized(entry: Entry) -> dict[str, Any]:
    return {"bytes": entry.size, "hash": f"sha256:{entry.digest}"}


def _file(name: str, entry: Entry) -> dict[str, Any]:
    return {
        "name": f"{name}_parquet",
        "type": "file",
        "path": parquet_name(name),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **_sized(entry),
    }


def _table(tables: Tables, name: str, entry: Entry, both: Mapping[str, Words]) -> dict[str, Any]:
    about = {one: words.of("table", name, tables.about(name)) for one, words in both.items()}
    kinds = _kinds(tables, name)
    fields = [_field(tables, name, column, kind, both) for column, kind in kinds.items()]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    told_key = pl.read_parquet_metadata(tables.folder / f"{name}.parquet").get(f"{OURS}key", "")
    key = told_key.split(",")
    # An empty cell is no part of a key, as databases have it.
    if not any(_lacks(tables, name, column) for column in key):
        schema["primaryKey"] = key
    if "report_id" in kinds and name != "reports":
        to = {"resource": "reports", "fields": ["report_id"]}
        schema["foreignKeys"] = [{"fields": ["report_id"], "reference": to}]
    return {
        "name": name,
        "type": "table",
        "title": about["en"],
        "title_zh": about["zh"],
        "path": csv_name(name),
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_sized(entry),
        "schema": schema,
    }


def _kinds(tables: Tables, name: str) -> dict[str, str]:
    return {column: str(kind) for column, kind in tables.scan(name).collect_schema().items()}


def _lacks(tables: Tables, name: str, column: str) -> bool:
    rows = tables.scan(name).select(pl.col(column).is_null().any()).collect()
    return bool(rows.item())


def _field(
    tables: Tables, name: str, column: str, kind: str, both: Mapping[str, Words]
) -> dict[str, Any]:
    one = meaning(name, column, tables.book)
    listed = {
        language: words("package.listed") if kind.startswith("List") else ""
        for language, words in both.items()
    }
    told: dict[str, Any] = {
        "name": column,
        "type": TYPES[kind[0]],
        "description": one.en + listed["en"],
        "description_zh": one.zh + listed["zh"],
    }
    if unit := unit_of(name, column, tables.book):
        told |= {"unit": unit.en, "unit_zh": unit.zh}
    if one.family:
        codes = one.codes or both["en"].codes(one.family)
        told["codes"] = [
            {"value": code, **{word: both[word].of(one.family, code) for word in LANGUAGES}}
            for code in codes
        ]
    return told
