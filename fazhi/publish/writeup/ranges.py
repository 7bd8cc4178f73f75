"""Where a stated figure lies among those of the other reports: a range and a middle, never a rank.

Only reports of one level are set side by side, only figures told in measure words that count the
same kind of thing, and only where at least `LEAST` reports state one figure each: of a report that
contradicts itself nobody can say which figure is its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

import polars as pl

from fazhi.codebook.book import Codebook
from fazhi.codebook.indicators import indicators
from fazhi.language.units import dimension_of
from fazhi.language.units import kind_of as kind_of_word
from fazhi.publish.pages import prose
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.disputes import picked

LEAST = 3
TENTH = 0.1
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


def kind_of(code: str, unit: str | None, book: Codebook) -> str:
    """What a unit counts; equal for units that may be set side by side."""
    entry = indicators(book).entries.get(code)
    return kind_of_word(unit or (entry.unit if entry else ""), book)


def ranges(
    rows: pl.LazyFrame, many: frozenset[Any], book: Codebook
) -> dict[Any, dict[str, dict[str, Range]]]:
    """For each level, indicator and kind of unit, the range of rows of `indicators` with a level.

    `many` are the levels whose reports are so many that ranges are told to one figure.
    """
    rows = rows.filter(pl.col("value").is_not_null())
    units = rows.select("indicator", "unit").unique().collect().rows()
    kinds = pl.LazyFrame(
        [
            (code, unit, kind_of(code, unit, book))
            for code, unit in units
            if dimension_of(unit, book) not in picked(book).not_compared
        ],
        schema={"indicator": pl.String, "unit": pl.String, "kind": pl.String},
        orient="row",
    )
    ends = pl.struct("value", "approx", "unit")
    last = pl.len() - 1
    found = (
        rows.join(kinds, on=["indicator", "unit"], nulls_equal=True)
        .with_columns(pl.col("approx").fill_null("exact"), pl.col("unit").fill_null(""))
        .sort("value", "approx", "unit")
        .group_by("level", "indicator", "kind", maintain_order=True)
        .agg(
            n=pl.len(),
            middle=pl.col("value").median(),
            ends=pl.concat_list(
                ends.first().implode(),
                ends.get((last * TENTH).round().cast(pl.Int64)).implode(),
                ends.get((last * (1 - TENTH)).round().cast(pl.Int64)).implode(),
                ends.last().implode(),
            ),
        )
        .filter(pl.col("n") >= LEAST)
        .collect()
    )
    told: dict[Any, dict[str, dict[str, Range]]] = {}
    for row in found.to_dicts():
        of = told.setdefault(row["level"], {}).setdefault(row["indicator"], {})
        of[row["kind"]] = _range(row["ends"], row["middle"], row["level"] in many)
    return told


def _range(ends: Sequence[Row], middle: float, many: bool) -> Range:
    low, lower, higher, high = ((end["value"], end["approx"], end["unit"]) for end in ends)
    if not many:
        return Range(low, middle, high)
    return Range(_rough(lower), float(f"{middle:.1g}"), _rough(higher), rough=True)


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
