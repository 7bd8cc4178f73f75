"""Figures of several reports that may stand side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from fazhi.language.side_by_side import not_compared
from fazhi.language.units import fits
from fazhi.publish.pages.reading import Reading

Row = dict[str, Any]


def comparable(
    readings: Sequence[Reading], values: Mapping[tuple[str, str], Row]
) -> dict[str, list[tuple[Reading, Row]]]:
    """Amounts of the year or of a state by indicator, told in the indicator's unit or one like it.

    `values` are the rows of the table `indicators` by report and code: mentions that one of them
    adds up are one figure here (6 villages and 3 communities are 9).
    """
    found: dict[str, list[tuple[Reading, Row]]] = defaultdict(list)
    for reading in readings:
        own: dict[str, list[Row]] = defaultdict(list)
        for row in reading.quantities:
            if _fits(reading, row):
                own[row["indicator"]].append(row)
        for code, rows in own.items():
            value = values.get((reading.report, code))
            found[code] += [(reading, row) for row in _added_up(rows, value)]
    return found


def _fits(reading: Reading, row: Row) -> bool:
    entry = reading.words.entry(row["indicator"] or "")
    amount = row["value"] and row["dimension"] not in not_compared(reading.words.book)
    if not entry or not amount or row["period"] not in ("year", "stock"):
        return False
    return not row["change"] and fits(row["unit"], entry.unit, entry.units, reading.words.book)


def _added_up(rows: list[Row], value: Row | None) -> list[Row]:
    """The rows, those that the report's value adds up as one with its words together."""
    parts = (value["parts"] if value else None) or ()
    # The figure of a part of the year is compared where it speaks for the year, or adds up to it.
    told = {value["quantity_id"], *parts} if value else set()
    rows = [row for row in rows if not row.get("months") or row["quantity_id"] in told]
    some = [row for row in rows if row["quantity_id"] in parts]
    if not value or len(some) < 2:
        return rows
    quote = "；".join(dict.fromkeys(str(row["quote"]) for row in some))
    amount = {name: value[name] for name in ("value", "unit", "approx")}
    one: Row = {**some[0], **amount, "quote": quote}
    return [one, *(row for row in rows if row["quantity_id"] not in parts)]
