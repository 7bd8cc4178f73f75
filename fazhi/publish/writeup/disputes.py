"""What a report states on disputes: the kinds, what they add up to, and the totals beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from fazhi.codebook.book import Codebook, derived
from fazhi.publish.pages import prose
from fazhi.publish.pages.reading import Reading

Row = dict[str, Any]


class Picked(msgspec.Struct, frozen=True):
    """Indicators that the write-ups treat together."""

    dispute_kinds: frozenset[str] = frozenset()
    dispute_totals: frozenset[str] = frozenset()


@derived
def picked(book: Codebook) -> Picked:
    """The indicators that the write-ups treat together."""
    return book.book("writeup", Picked)


def kinds_of(reading: Reading) -> list[Row]:
    """The mentions of kinds of disputes in the report year, in reading order."""
    return _mentions(reading, picked(reading.words.book).dispute_kinds)


def totals_of(reading: Reading) -> list[Row]:
    """The mentions that count disputes of all kinds in the report year, in reading order."""
    return _mentions(reading, picked(reading.words.book).dispute_totals)


def _mentions(reading: Reading, indicators: frozenset[str]) -> list[Row]:
    return [
        row
        for row in reading.quantities
        if row["indicator"] in indicators
        and row["period"] == "year"
        and not row.get("months")
        and row["value"] is not None
    ]


def by_value(rows: Sequence[Row]) -> dict[float, list[Row]]:
    """Mentions by their value, in the order in which the values are first stated."""
    found: dict[float, list[Row]] = {}
    for row in rows:
        found.setdefault(row["value"], []).append(row)
    return found


def clash(reading: Reading) -> bool:
    """Whether the report states one total with several figures, and kinds that add up beside them.

    Totals of different things (screened, resolved) may well differ.
    """
    stated = {(row["indicator"], row["value"]) for row in totals_of(reading)}
    again = len(stated) > len({indicator for indicator, _ in stated})
    return again and len(kinds_of(reading)) > 1


def rows(reading: Reading) -> list[Row]:
    """Bars of the chart: each total that is stated, what the kinds add up to, the kinds; nothing
    where no kinds are listed.
    """
    words, kinds = reading.words, kinds_of(reading)
    if len(kinds) < 2:
        return []
    drawn = [
        _bar(reading, same, words("disputes.total"))
        for same in by_value(totals_of(reading)).values()
    ]
    total = sum(row["value"] for row in kinds)
    drawn.append(
        {
            "label": words("disputes.sum.label", n=len(kinds)),
            "value": total,
            "group": words("disputes.sum"),
            "shown": f"= {prose.number(total)}",
            "quote": "",
            "href": None,
        }
    )
    return drawn + [
        _bar(reading, [row], words("disputes.kind")) for row in sorted(kinds, key=_by_size)
    ]


def _by_size(row: Row) -> tuple[bool, float, int]:
    """Largest first, the rest (其他) last."""
    return row["indicator"] == "disputes.other", -row["value"], row["quantity_id"]


def _bar(reading: Reading, same: Sequence[Row], group: str) -> Row:
    """One bar for mentions of one value."""
    words = reading.words
    names = dict.fromkeys(words.phrase(row["indicator"]) for row in same)
    return {
        "label": words("list.slash").join(names),
        "value": same[0]["value"],
        "group": group,
        "shown": reading.figure(*same),
        "quote": words("list.semicolon").join(row["quote"] for row in same),
        "href": reading.href(same[0]),
    }
