"""The rows of a town page's figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from fazhi.publish.pages import corrected, links, prose, theme
from fazhi.publish.pages.reading import Reading

FIRM = ("exact", "approx", "zero")
Row = dict[str, Any]


def stated(reading: Reading) -> list[Row]:
    """A row a mention: field, indicator, value as stated and as told, how firmly, its clause."""
    words = reading.words
    uncoded = (row for row in reading.quantities if not row["indicator"])
    found = []
    for row in [*reading.coded, *uncoded]:
        firm = "zero" if row["zero"] else "exact" if row["approx"] == "exact" else "approx"
        found.append(
            {
                "field": words.field(row["indicator"] or "none"),
                "label": words.indicator(row["indicator"]) if row["indicator"] else "",
                "value": row["value"],
                "unit": row["unit"],
                "shown": prose.amount(row, words),
                **_corrected(reading, row),
                "period": words.of("period", row["period"]),
                "firm": words(f"firm.{firm}"),
                "rank": FIRM.index(firm),
                "quote": row["quote"],
                "href": reading.href(row),
            }
        )
    return found


def _corrected(reading: Reading, row: Row) -> Row:
    """Whether people corrected a mention, and what the machine had in its place."""
    some = reading.corrected(row)
    return {"corrected": bool(some), "machine": corrected.machine(some, reading.words) or None}


def by_field(mentions: Iterable[Mapping[str, Any]]) -> list[Row]:
    """How many mentions each field has of each firmness, with the clause of the first."""
    counted: Counter[tuple[str, str, int]] = Counter()
    quotes: dict[tuple[str, str, int], str] = {}
    for row in mentions:
        key = row["field"], row["firm"], row["rank"]
        counted[key] += 1
        quotes.setdefault(key, row["quote"])
    return [
        {"field": key[0], "firm": key[1], "rank": key[2], "n": n, "quote": quotes[key]}
        for key, n in counted.items()
    ]


def space(reading: Reading) -> list[Row]:
    """A report's shares of text by part."""
    total = sum(reading.letters.values())
    return [
        {
            "report_id": reading.report,
            "town": reading.label,
            "part": reading.words.of("role", role),
            "rank": rank,
            "share": round(n / total, 4),
            "shown": reading.words("space.shown", share=f"{n / total:.0%}", n=f"{n:,}"),
        }
        for rank, (role, n) in enumerate(reading.letters.items())
        if n
    ]


def positions(reading: Reading) -> list[Row]:
    """Where figures and citations stand, in percent of the text; a part without any has one row."""
    r, words = reading, reading.words
    length = max((row["end"] for row in r.paragraphs), default=0)
    found = [
        *(("quantity", row, r.amount(row), row["quote"]) for row in r.quantities),
        *(("citation", row, row["title"], row["raw"]) for row in r.citations),
    ]
    if not found or not length:
        return []
    marks = [
        {
            "part": words.of("role", r.role_at(row["start"])),
            "place": round(100 * row["start"] / length, 2),
            "kind": words(f"position.{kind}"),
            "shown": shown,
            "quote": quote,
            "href": links.source(r.report, kind, row[f"{kind}_id"]),
        }
        for kind, row, shown, quote in found
    ]
    present = [words.of("role", role) for role in theme.ROLES if r.letters[role]]
    marks.sort(key=lambda mark: (present.index(mark["part"]), mark["place"]))
    bare = [part for part in present if part not in {mark["part"] for mark in marks}]
    return marks + [
        {"part": part, "place": None, "kind": None, "shown": "", "quote": "", "href": None}
        for part in bare
    ]
