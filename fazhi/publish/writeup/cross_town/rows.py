"""The rows of the cross-town figures: one a report and what is asked of it, in the order of places.

`report_id` says whose a row is; where reports are many the figures count and spread over it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from fazhi.codebook.requirements import requirement_entries
from fazhi.publish.charts import bars
from fazhi.publish.pages import links, theme
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import indicator_order
from fazhi.publish.writeup.cross_town.cells import GLYPHS, cell

MEASURES = ("specificity", "candour", "coverage")
# Of fewer reports a middle says nothing, and would name single ones.
YEAR_LEAST = 3
MAIN_PARTS = theme.ROLES[:4]
Row = dict[str, Any]
Values = Mapping[tuple[str, str], Row]
Found = Mapping[str, list[tuple[Reading, Row]]]


def requirements(readings: Sequence[Reading], verdicts: Iterable[Row]) -> Iterator[Row]:
    """The verdict on each requirement that any report was held against, for each report."""
    found = {(row["report_id"], row["requirement"]): row for row in verdicts}
    codes = {code for _, code in found}
    if not readings:
        return
    for entry in requirement_entries(readings[0].words.book):
        for r in readings if entry.id in codes else ():
            row = found.get((r.report, entry.id))
            state = row["met"] if row else "free"
            yield {
                "report_id": r.report,
                "town": r.label,
                "label": r.words.requirement(entry.id),
                "code": state,
                "state": r.words.of("state", state),
                "glyph": GLYPHS[state],
                "shown": r.words.of("state", state) if row else "",
                "quote": (row["quote"] or "") if row else "",
                "href": links.source(r.report) if row else None,
            }


def states(
    readings: Sequence[Reading], codes: Iterable[str], values: Values, many: bool
) -> Iterator[Row]:
    """The state of each indicator in each report; of many reports without what they state."""
    for code in codes:
        for r in readings:
            found = cell(r, code, values.get((r.report, code)), many)
            yield {
                "report_id": r.report,
                "town": found["town"],
                "label": found["label"],
                "code": found["code"],
                "state": r.words.of("state", found["code"]),
                "glyph": found.get("glyph", ""),
                "shown": found.get("shown", ""),
                "quote": found["quote"],
                "href": found["href"],
            }


def in_order(codes: Iterable[str], readings: Sequence[Reading]) -> list[str]:
    """Codes of indicators in the order of the codebook, those it does not know last."""
    place = indicator_order(readings[0].words.book) if readings else {}
    last = (len(place), 0)
    return sorted(codes, key=lambda code: (place.get(code, last), code))


def amounts(found: Found) -> Iterator[Row]:
    """Every comparable amount, with the indicator's unit in its name."""
    for code, some in found.items():
        for r, row in some:
            words = r.words
            unit = words.unit(code, None)
            yield {
                "report_id": r.report,
                "town": r.label,
                "label": words("label.unit", label=words.indicator(code), unit=unit),
                "name": words.indicator(code),
                "value": row["value"],
                "firm": words("firm.exact" if row["approx"] == "exact" else "firm.approx"),
                "shown": r.amount(row, *row["told_by"]),
                "quote": row["quote"],
                "href": r.href(row),
            }


def shares(readings: Sequence[Reading], values: Mapping[str, Sequence[float]]) -> Iterator[Row]:
    """The share that each report gives to each theme."""
    for label, some in values.items():
        for r, share in zip(readings, some, strict=True):
            yield _told(r, label, share, f"{share:.0%}")


def measures(readings: Sequence[Reading], known: Mapping[str, Row]) -> Iterator[Row]:
    """How concrete, how candid, how wide each report is, where that could be measured."""
    for name in MEASURES:
        for r in readings:
            value = known.get(r.report, {}).get(name)
            if value is not None:
                yield _told(r, r.words.of("measure", name), value, f"{value:.1%}")


def years(readings: Sequence[Reading], measured: Sequence[Row]) -> Iterator[Row]:
    """The measures with the year of each report, in its order, for years of enough reports."""
    year_of = {r.report: r.about["report_year"] for r in readings}
    often = Counter(year for year in year_of.values() if year)
    for name in dict.fromkeys(row["label"] for row in measured):
        own = [row for row in measured if row["label"] == name]
        for year in sorted(year for year, n in often.items() if n >= YEAR_LEAST):
            for row in own:
                if year_of[row["report_id"]] == year:
                    yield {**row, "year": year}


def _told(r: Reading, label: str, value: float, shown: str) -> Row:
    return {
        "report_id": r.report,
        "town": r.label,
        "label": label,
        "value": round(value, 4),
        "shown": shown,
    }


def concreteness(readings: Sequence[Reading]) -> Iterator[Row]:
    """Figures in a thousand characters of each main part that a report has."""
    for r in readings:
        counted = Counter(r.role_at(row["start"]) for row in r.quantities)
        for role in MAIN_PARTS:
            if of := r.letters[role]:
                n = counted[role]
                density = round(1000 * n / of, 2)
                yield {
                    "report_id": r.report,
                    "town": r.label,
                    "part": r.words.of("role", role),
                    "density": density,
                    "shown": r.words("density.shown", density=density, n=n, of=of),
                }


def citations(readings: Sequence[Reading]) -> list[Row]:
    """How many documents of each kind each report cites; nothing where none cites any."""
    if not any(r.citations for r in readings):
        return []
    found = []
    for r in readings:
        counted = Counter(row["kind"] for row in r.citations)
        for rank, kind in enumerate(bars.CITED):
            titles = dict.fromkeys(row["title"] for row in r.citations if row["kind"] == kind)
            found.append(
                {
                    "report_id": r.report,
                    "town": r.label,
                    "kind": r.words.of("cited", kind),
                    "rank": rank,
                    "n": counted[kind],
                    "quote": r.words("list.comma").join(titles),
                }
            )
    return found
