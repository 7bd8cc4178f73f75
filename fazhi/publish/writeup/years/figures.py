"""The figures of an authority through its years, where they compare, and those told again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import polars as pl

from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.words import indicator_order
from fazhi.publish.writeup.years.place import Place, Row
from fazhi.records import CONFLICTING, NOT_STATED, ZERO
from fazhi.tables.among import among

# Before a figure that is added up here of the kinds that the report states.
ADDED_UP = "Σ "
# A chart of more rows than this is not looked at; the table holds every one.
DRAWN = 24
# Why two years are not joined where both state a figure.
APART = ("definition", "period", "unit", "part_of_year", "conflicting")


def panel(place: Place) -> dict[str, dict[int, list[Row]]]:
    """By indicator that two years or more state, and year: the rows of the table `panel`."""
    found: dict[str, dict[int, list[Row]]] = {}
    rows = place.tables.scan("panel").filter(among("report_id", list(place.readings))).collect()
    for row in rows.sort("indicator", "report_year", "report_id").to_dicts():
        found.setdefault(row["indicator"], {}).setdefault(row["report_year"], []).append(row)
    order = indicator_order(place.words.book)
    several = [code for code, years in found.items() if _stating(years) > 1]
    last = (len(order), 0, 0)
    return {code: found[code] for code in sorted(several, key=lambda one: order.get(one, last))}


def _stating(years: dict[int, list[Row]]) -> int:
    return sum(any(row["state"] != NOT_STATED for row in rows) for rows in years.values())


def figure_rows(place: Place) -> Iterator[Row]:
    """A row an indicator and year with one figure, as the chart draws it."""
    words, cited = place.words, _mentions(place)
    firm = {True: words("firm.exact"), False: words("firm.approx")}
    drawn = 0
    for code, years in panel(place).items():
        alone = {year: rows[0] for year, rows in years.items() if len(rows) == 1}
        told = {year: row for year, row in alone.items() if row["value"] is not None}
        if len(told) < 2 or drawn == DRAWN:
            continue
        drawn += 1
        most, piece = max(row["value"] for row in told.values()) or 1.0, 0
        before = None
        for year, row in told.items():
            joined = bool(row["comparable"]) and before == year - 1
            piece += not joined
            yield {
                "report_id": row["report_id"],
                "indicator": code,
                "label": _label(place, code),
                "year": year,
                "value": row["value"],
                "scaled": round(row["value"] / most, 4),
                "piece": piece,
                "apart": before == year - 1 and row["why_not"] in APART,
                "firm": firm[row["approx"] == "exact"],
                "figure": _added_up(row) + prose.number(row["value"]),
                "shown": _added_up(row)
                + prose.amount({**row, "zero": row["state"] == ZERO}, words),
                "note": "" if joined or before is None else _why(place, row),
                "href": _address(cited, row),
            }
            before = year


def _label(place: Place, code: str) -> str:
    words = place.words
    unit = words.unit(code, None)
    return (
        words("label.unit", label=words.indicator(code), unit=unit)
        if unit
        else words.indicator(code)
    )


def table(place: Place) -> Html:
    """Every figure of two years or more: a row an indicator, a column a year, folded."""
    words, found, cited = place.words, panel(place), _mentions(place)
    if not found:
        return Html("")
    years = sorted({year for held in found.values() for year in held})
    rows = [_row(place, code, held, years, cited) for code, held in found.items()]
    head = [words("head.indicator"), *map(str, years)]
    kinds = "s" + "n" * len(years)
    note = Html(f"<p>{prose.text(words('years.figures.how'))}</p>")
    made = prose.table(head, rows, kinds, words("years.figures.caption"))
    name = words("years.figures.all", n=len(found))
    return prose.folded(name, note + made + _breaks(place), told=True)


def _row(
    place: Place,
    code: str,
    held: dict[int, list[Row]],
    years: list[int],
    cited: dict[tuple[str, str], int],
) -> list[str]:
    name = prose.link(links.definition(code), prose.text(place.words.indicator(code)), "definition")
    cells = []
    for year in years:
        told = " / ".join(_cell(place, row, cited) for row in held.get(year, []))
        cells.append(f'<span class="narrow">{year} </span>{told or "—"}')
    return [name, *cells]


def _cell(place: Place, row: Row, cited: dict[tuple[str, str], int]) -> str:
    words = place.words
    if row["state"] == CONFLICTING:
        shown = prose.text(words.of("state", CONFLICTING))
    elif row["state"] == NOT_STATED or row["value"] is None:
        return "—"
    else:
        shown = prose.shown_amount({**row, "zero": row["state"] == ZERO}, words)
    address = _address(cited, row)
    linked = _added_up(row) + (prose.link(address, shown) if address else shown)
    return f"≠ {linked}" if row["why_not"] in APART else linked


def _added_up(row: Row) -> str:
    """The sign of a figure that the report does not state: the sum of the kinds it states."""
    return ADDED_UP if row["by_kinds"] else ""


def _breaks(place: Place) -> Html:
    """Which figures of which year may not be set beside the year before, and why."""
    words = place.words
    said = []
    for code, years in panel(place).items():
        for before, year in pairwise(years):
            rows = years[year]
            if year == before + 1 and len(rows) == 1 and rows[0]["why_not"] in APART:
                name = prose.text(words.phrase(code))
                why = prose.text(_why(place, rows[0]))
                said.append(words("years.figures.apart", year=year, label=name, why=why))
    return prose.paragraphs(said) if said else Html("")


def _why(place: Place, row: Row) -> str:
    return place.words.of("apart", row["why_not"]) if row["why_not"] else ""


def _mentions(place: Place) -> dict[tuple[str, str], int]:
    """By report and indicator the mention whose place is shown."""
    rows = (
        place.tables.scan("indicators")
        .filter(among("report_id", list(place.readings)))
        .select("report_id", "indicator", pl.coalesce("quantity_id", pl.col("parts").list.first()))
        .collect()
    )
    return {(report, code): number for report, code, number in rows.iter_rows() if number}


def _address(cited: dict[tuple[str, str], int], row: dict[str, Any]) -> str:
    number = cited.get((row["report_id"], row["indicator"]))
    return links.source(row["report_id"], "quantity", number) if number else ""


def stale(place: Place) -> Html:
    """The figures told word for word as in the year before, with both places."""
    words = place.words
    if not place.stale:
        return Html("")
    items = "".join(f"<li>{_again(place, row)}</li>" for row in place.stale)
    said = prose.text(words("years.stale.told", n=len(place.stale)))
    return Html(f'<p>{said}</p><ul class="plain">{items}</ul>')


def _again(place: Place, row: Row) -> str:
    words, report, before = place.words, row["report_id"], row["previous_report_id"]
    label = prose.text(words.phrase(row["indicator"]))
    sides = [
        f"{place.year(one)} {place.clause(one, start, end)}"
        for one, start, end in (
            (report, row["start"], row["end"]),
            (before, row["previous_start"], row["previous_end"]),
        )
    ]
    return f"{label}{words('list.blank')} {words('list.sum').join(sides)}"
