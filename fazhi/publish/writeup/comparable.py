"""Figures of several reports that may stand side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from fazhi.language.side_by_side import not_compared
from fazhi.language.units import fits
from fazhi.publish.pages.reading import Reading

Row = dict[str, Any]
# What is told of a figure: of thousands of reports the rest would fill the memory.
TOLD = ("quantity_id", "indicator", "dimension", "value_high", "zero", "raw")


def comparable(
    readings: Sequence[Reading], values: Mapping[tuple[str, str], Row]
) -> dict[str, list[tuple[Reading, Row]]]:
    """Amounts of the year or of a state by indicator, told in the indicator's unit or one like it.

    `values` are the rows of the table `indicators` by report and code, whose figures these are: a
    report has one of each indicator (6 villages and 3 communities are 9), and none of what it
    contradicts itself in, or tells by kinds alone, which have figures of their own.
    """
    stated: dict[str, list[Row]] = defaultdict(list)
    for (report, _), value in values.items():
        if value["value"] and not value["by_kinds"]:
            stated[report].append(value)
    found: dict[str, list[tuple[Reading, Row]]] = defaultdict(list)
    for reading in readings:
        mentions = {row["quantity_id"]: row for row in reading.quantities}
        for value in stated[reading.report]:
            row = mentions.get(value["quantity_id"])
            if row and _fits(reading, row, value["indicator"]):
                found[value["indicator"]].append((reading, _as_told(row, value, mentions)))
    return found


def _fits(reading: Reading, row: Row, code: str) -> bool:
    entry = reading.words.entry(code)
    if not entry or row["dimension"] in not_compared(reading.words.book):
        return False
    if row["period"] not in ("year", "stock") or row["change"]:
        return False
    return fits(row["unit"], entry.unit, entry.units, reading.words.book)


def _as_told(row: Row, value: Row, mentions: Mapping[int, Row]) -> Row:
    """What is told of a mention, with the report's value, in the words of all that this adds up."""
    some = [mentions[one] for one in value["parts"] or () if one in mentions] or [row]
    quote = "；".join(dict.fromkeys(str(one["quote"]) for one in some))
    amount = {name: value[name] for name in ("value", "unit", "approx")}
    # What several say together has the bounds of none.
    high = {"value_high": None} if len(some) > 1 else {}
    told_by = [{"quantity_id": one["quantity_id"]} for one in some]
    told = {name: row[name] for name in TOLD}
    return {**told, **amount, **high, "quote": quote, "told_by": told_by}


def most_stated(found: Mapping[str, list[tuple[Reading, Row]]]) -> list[str]:
    """Codes of comparable amounts, that which most reports state first."""
    often = {code: len({reading.report for reading, _ in some}) for code, some in found.items()}
    return sorted(often, key=lambda code: (-often[code], code))
