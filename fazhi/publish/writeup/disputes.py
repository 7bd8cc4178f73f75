"""What a report states on disputes: the kinds, what they add up to, and the totals beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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


def clashing(reading: Reading) -> frozenset[float]:
    """The values of totals that the report states with several figures, where kinds that add up
    stand beside them; else none.

    Totals of different things (screened, resolved) may well differ.
    """
    if len(kinds_of(reading)) < 2:
        return frozenset()
    stated: dict[str, set[float]] = {}
    for row in totals_of(reading):
        stated.setdefault(row["indicator"], set()).add(row["value"])
    return frozenset(value for values in stated.values() if len(values) > 1 for value in values)


def rows(reading: Reading) -> list[Row]:
    """Bars of the chart: each total that is stated, what the kinds add up to, the kinds; nothing
    where no kinds are listed.
    """
    words, kinds = reading.words, kinds_of(reading)
    if len(kinds) < 2:
        return []
    drawn = _bars(reading, by_value(totals_of(reading)).values(), words("disputes.total"))
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
    by_size = [[row] for row in sorted(kinds, key=_by_size)]
    return drawn + _bars(reading, by_size, words("disputes.kind"))


def _by_size(row: Row) -> tuple[bool, float, int]:
    """Largest first, the rest (其他) last."""
    return row["indicator"] == "disputes.other", -row["value"], row["quantity_id"]


def _bars(reading: Reading, values: Iterable[Sequence[Row]], group: str) -> list[Row]:
    """A bar for the mentions of each value; those of one name are numbered as they are read.

    Two bars of one name would be drawn end to end, as a sum that no report states.
    """
    drawn = list(values)
    names = [_name(reading, same) for same in drawn]
    labels, read = list(names), Counter[str]()
    for at in sorted(range(len(drawn)), key=lambda at: int(drawn[at][0]["quantity_id"])):
        name = names[at]
        read[name] += 1
        if names.count(name) > 1:
            labels[at] = reading.words("disputes.nth", label=name, n=read[name])
    return [_bar(reading, *bar, group) for bar in zip(drawn, labels, strict=True)]


def _name(reading: Reading, same: Sequence[Row]) -> str:
    """What some mentions of one value count."""
    words = reading.words
    return words("list.slash").join(dict.fromkeys(words.phrase(row["indicator"]) for row in same))


def _bar(reading: Reading, same: Sequence[Row], label: str, group: str) -> Row:
    """One bar for mentions of one value."""
    words = reading.words
    return {
        "label": label,
        "value": same[0]["value"],
        "group": group,
        "shown": reading.figure(*same),
        "quote": words("list.semicolon").join(row["quote"] for row in same),
        "href": reading.href(same[0]),
    }
