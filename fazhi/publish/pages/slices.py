"""Parts of a large corpus that can be looked at alone: a year, a level, a province, or all three.

The reports of one year, level and province are a cell. A chart carries its numbers by report, in
the order of the cells, so that the page itself can draw any choice of the three and show single
reports in it: counts add up, spreads are taken anew. A count in a table or a sentence carries them
by cell, a name the cell it belongs to: rows left empty are hidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fazhi.codebook.book import Codebook
from fazhi.codebook.divisions import province_of
from fazhi.language.romanised import sought
from fazhi.publish.pages import links, prose, theme
from fazhi.publish.pages.prose import Html, as_json
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words

Numbers = Sequence[float | None]
GROUPS = ("year", "level", "province")
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
SPREAD = ("low", "lower", "median", "upper", "high", "n")
# Of so many reports colours and shapes can still be told apart.
COMPARED = 6
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
SAID = "shown option dots point here more beside remove nowhere several".split()  # noqa: SIM905
# Shares travel as whole numbers of this part, which is what pages show.
PER_MILLE = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """Reports of one year, level and province (empty where unknown), as places in the list."""

    key: tuple[str, str, str]
    members: tuple[int, ...]


def cells(readings: Sequence[Reading], book: Codebook) -> list[Cell]:
    """Every combination of year, level and province that occurs, in a fixed order."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for at, reading in enumerate(readings):
        about = reading.about
        key = (str(about["report_year"] or ""), str(about["level"] or ""), province_of(about, book))
        found.setdefault(key, []).append(at)
    return [Cell(key, tuple(members)) for key, members in sorted(found.items())]


def control(parts: Sequence[Cell], readings: Sequence[Reading], words: Words) -> Html:
    """The choice of a year, a level and a province that the charts show, and of reports by name."""
    choices = "".join(_choice(parts, rank, words) for rank in range(len(GROUPS)))
    total = sum(len(cell.members) for cell in parts)
    told: dict[str, Any] = {name: words(f"slice.{name}") for name in SAID}
    told |= {
        "comma": words("list.comma"),
        "gap": words("sentence.space"),
        "row": words("tip.label"),
        "heads": [words(f"tip.{name}") for name in ("label", "town", "shown")]
        + [words("tip.page")],
    }
    data = {
        "cells": [[*cell.key, len(cell.members)] for cell in parts],
        "reports": [_told(readings[at]) for at in order(parts)],
        "words": {**told, "colours": theme.TOWNS[:COMPARED], "shapes": SHAPES},
    }
    whole = prose.text(words("slice.whole"))
    return Html(
        f'<form class="slice" id="slice" hidden><fieldset>'
        f"<legend>{prose.text(words('slice.choose'))}</legend>{choices}"
        f'<button type="reset">{prose.text(words("slice.all"))}</button>'
        f'<output id="shown" role="status" aria-live="polite">'
        f"{prose.text(words('slice.shown', n=total, of=total))}</output>"
        f'<small class="whole">{whole}</small>{_by_name(words)}</fieldset></form>'
        f'<script type="application/json" id="cells">{as_json(data)}</script>'
    )


def _told(reading: Reading) -> tuple[str, str, str]:
    """How a report is called, where it is, and by what letters its place is found."""
    return reading.label, links.page(reading.report), sought(reading.name, reading.words.book)


def _by_name(words: Words) -> str:
    """The search for reports to compare."""
    return (
        f'<p class="by-name"><label>{prose.text(words("slice.compare"))} '
        '<input id="place" list="places" autocomplete="off" lang="zh"></label>'
        f'<button type="submit">{prose.text(words("slice.add"))}</button>'
        '<small id="unfound" role="status" aria-live="polite"></small></p>'
        '<datalist id="places"></datalist><ul id="chosen"></ul>'
    )


def _choice(parts: Sequence[Cell], rank: int, words: Words) -> str:
    """The choice of one year, level or province; nothing where all reports share it."""
    group = GROUPS[rank]
    values = sorted({cell.key[rank] for cell in parts} - {""})
    if len(values) < 2:
        return ""
    lang = ' lang="zh"' if group == "province" else ""
    told = (lambda value: words.of("level", value)) if group == "level" else words.place
    options = "".join(
        f'<option value="{prose.text(value)}"{lang}>{prose.text(told(value))}</option>'
        for value in values
    )
    return (
        f"<label>{prose.text(words(f'slice.{group}'))} "
        f'<select id="by-{group}" name="{group}"><option value="">'
        f"{prose.text(words('index.any'))}</option>{options}</select></label>"
    )


def counts(each: Sequence[Sequence[int]], parts: Sequence[Cell]) -> dict[str, Any]:
    """For rows of one count a report: the field drawn, and the counts of each row by cell."""
    rows = [[sum(row[at] for at in cell.members) for cell in parts] for row in each]
    return {"kind": "counts", "fields": ["n"], "rows": rows} if parts else {}


def order(parts: Sequence[Cell]) -> list[int]:
    """The places of all reports, cell by cell."""
    return [at for cell in parts for at in cell.members]


def states(
    each: Mapping[str, Sequence[int]], names: Sequence[str], parts: Sequence[Cell]
) -> dict[str, Any]:
    """For rows of one state a report, told by its place among `names`: a sign a report."""
    if not parts:
        return {}
    rows = ["".join(str(row[at]) for at in order(parts)) for row in each.values()]
    told = {"kind": "states", "fields": ["n"], "states": list(names)}
    return {**told, "labels": list(each), "rows": rows}


def spreads(
    each: Mapping[str, Mapping[int, Sequence[float]]], parts: Sequence[Cell], share: bool, log: bool
) -> dict[str, Any]:
    """For rows of some values a report: the fields drawn, and a text of the values of each row.

    Values of one report stand between semicolons, reports between commas: most state nothing.
    """
    if not parts:
        return {}
    scale = PER_MILLE if share else 1
    rows = [
        ",".join(
            ";".join(str(_packed(value * scale)) for value in row.get(at, ()))
            for at in order(parts)
        )
        for row in each.values()
    ]
    told = {"kind": "spread", "fields": list(SPREAD), "scale": scale, "log": log}
    return {**told, "labels": list(each), "rows": rows}


def places(parts: Sequence[Cell]) -> dict[int, int]:
    """The cell of each report, by its place in the list."""
    return {at: place for place, cell in enumerate(parts) for at in cell.members}


def followed(each: Mapping[int, int], parts: Sequence[Cell], nothing: str = "0") -> str:
    """The sum of a number a report as markup that follows the choice; `nothing` stands for none."""
    told = f"{sum(each.values()):,}" if any(each.values()) else nothing
    if not parts:
        return prose.text(told)
    cell, sums = places(parts), dict.fromkeys(range(len(parts)), 0)
    for at, n in each.items():
        sums[cell[at]] += n
    by = " ".join(f"{place}:{n}" for place, n in sums.items() if n)
    none = f' data-none="{prose.text(nothing)}"' if nothing != "0" else ""
    return f'<span data-by="{by}"{none}>{prose.text(told)}</span>'


def among(named: Mapping[int, str], parts: Sequence[Cell], comma: str) -> str:
    """Names of reports (ready markup by place) of which those chosen stay."""
    if not parts:
        return comma.join(named.values())
    cell = places(parts)
    each = (f'<span data-in="{cell[at]}">{name}</span>' for at, name in named.items())
    return f'<span data-comma="{prose.text(comma)}">{comma.join(each)}</span>'


def following(table: Html, shown: str, ranked: bool = False) -> Html:
    """A table whose rows follow the choice, and what tells how many of them are left.

    `ranked` says that rows with more reports stand first.
    """
    order = " data-ranked" if ranked else ""
    return Html(
        f'<div data-follow="{prose.text(shown)}"{order}>{table.markup}'
        f'<p class="quiet left" hidden></p></div>'
    )


def _packed(value: float) -> float | int:
    short = float(f"{value:.4g}")
    return int(short) if short == int(short) else short


def spread(values: Sequence[float]) -> Numbers:
    """Tenth, quarter, half, three quarters and nine tenths of sorted values, and how many."""
    if not values:
        return (*(None for _ in QUANTILES), 0)
    return (*(_quantile(values, share) for share in QUANTILES), len(values))


def _quantile(values: Sequence[float], share: float) -> float:
    place = share * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return float(f"{values[low] + (values[high] - values[low]) * (place - low):.4g}")
