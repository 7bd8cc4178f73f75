"""Where a stated figure lies among those of the other reports: a range and a middle, never a rank.

The table `ranges` says what may be set side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log10
from typing import Any

from fazhi.publish.pages import prose
from fazhi.publish.pages.words import Words

# Where the largest is this many times the smallest, the line is logarithmic, as on all pages.
DECADE = 10
Row = Mapping[str, Any]
End = tuple[float, str, str]


@dataclass(frozen=True, slots=True)
class Range:
    """The smallest, the middle and the largest stated figure, as value, approximation and unit.

    Where reports are many, the ends are those of the middle eight tenths, and all three are told
    to one figure, so that one report more changes no other page.
    """

    low: End
    middle: float
    high: End
    rough: bool = False


def range_of(row: Row, many: bool) -> Range:
    """The range that a row of the table `ranges` tells, of reports that are many or few."""
    if not many:
        return Range(_end_of(row, "low"), row["median"], _end_of(row, "high"))
    low, high = (_rough(_end_of(row, name)) for name in ("tenth", "ninetieth"))
    return Range(low, float(f"{row['median']:.1g}"), high, rough=True)


def _end_of(row: Row, name: str) -> End:
    return row[name], row[f"{name}_approx"], row[f"{name}_unit"]


def _rough(end: End) -> End:
    return float(f"{end[0]:.1g}"), "exact", end[2]


def told(code: str, found: Range, words: Words) -> str:
    """A range in words (plain text)."""
    return words(
        "range.rough" if found.rough else "range.told",
        low=_end(code, found.low, words),
        high=_end(code, found.high, words),
        middle=prose.number(found.middle),
    )


def _end(code: str, end: End, words: Words) -> str:
    value, approx, unit = end
    row = {"indicator": code, "value": value, "approx": approx, "unit": unit}
    return prose.amount(row, words)


def others(name: str, told: str) -> str:
    """What is told of the other reports; where cells are stacked, with the name of their column."""
    return (
        f'<span class="of"><span class="narrow">{prose.text(name)} </span>{prose.text(told)}</span>'
    )


def strip(row: Row, found: Range, words: Words) -> str:
    """A line from the smallest to the largest figure with the row's own on it, and the words."""
    low, high, own = found.low[0], found.high[0], float(row["value"])
    least, most = min(low, own), max(high, own)
    logarithmic = least > 0 and most >= DECADE * least

    def place(value: float) -> int:
        """Per cent of the way from the least to the most."""
        if most == least:
            return 50
        if logarithmic:
            return round(100 * (log10(value) - log10(least)) / (log10(most) - log10(least)))
        return round(100 * (value - least) / (most - least))

    firm = "own" if row["approx"] == "exact" else "own rough"
    marks = (
        f'<i class="line" style="left:{place(low)}%;right:{100 - place(high)}%"></i>'
        f'<i class="middle" style="left:{place(found.middle)}%"></i>'
        f'<i class="{firm}" style="left:{place(own)}%"></i>'
    )
    said = prose.text(told(str(row["indicator"]), found, words))
    return f'<span class="strip" aria-hidden="true">{marks}</span><span class="range">{said}</span>'
