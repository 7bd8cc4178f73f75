"""Parts of a large corpus that can be looked at alone: a year, a level, a province."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fazhi.codebook.divisions import divisions
from fazhi.publish import prose
from fazhi.publish.prose import Html
from fazhi.publish.reading import Reading
from fazhi.publish.words import Words

Members = Sequence[int]
Numbers = Sequence[float | None]
GROUPS = ("year", "level", "province")
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
SPREAD = ("low", "lower", "median", "upper", "high", "n")


@dataclass(frozen=True, slots=True)
class Slice:
    """Reports that share a year, level or province; `members` are places in the list of all."""

    key: str
    group: str
    name: str
    members: tuple[int, ...]


def province(about: Mapping[str, Any]) -> str:
    """The province of a report: as stated, else as its place code says; empty where unknown."""
    if about["province"]:
        return str(about["province"])
    code = about["adcode"]
    return str(divisions().ancestry(code).province or "") if code else ""


def slices(readings: Sequence[Reading], words: Words) -> list[Slice]:
    """Every year, level and province that occurs, in a fixed order."""
    found: dict[tuple[int, str], list[int]] = {}
    for at, reading in enumerate(readings):
        about = reading.about
        for rank, value in enumerate((about["report_year"], about["level"], province(about))):
            if value:
                found.setdefault((rank, str(value)), []).append(at)
    return [
        Slice(
            f"{GROUPS[rank]}:{value}",
            GROUPS[rank],
            words.of("level", value) if rank == 1 else value,
            tuple(members),
        )
        for (rank, value), members in sorted(found.items())
    ]


def control(parts: Sequence[Slice], words: Words) -> Html:
    """A choice of the part of the corpus that the charts of the page show."""
    groups = []
    for group in GROUPS:
        mine = [one for one in parts if one.group == group]
        lang = ' lang="zh"' if group == "province" else ""
        options = "".join(
            f'<option value="{prose.text(one.key)}"{lang}>'
            f"{prose.text(words('slice.option', name=one.name, n=len(one.members)))}</option>"
            for one in mine
        )
        if mine:
            groups.append(
                f'<optgroup label="{prose.text(words(f"slice.{group}"))}">{options}</optgroup>'
            )
    return Html(
        f'<p class="slice"><label for="slice">{prose.text(words("slice.choose"))}</label> '
        f'<select id="slice"><option value="">{prose.text(words("slice.all"))}</option>'
        f"{''.join(groups)}</select></p>"
    )


def sliced(
    rows: Sequence[dict[str, Any]],
    fields: Sequence[str],
    measure: Callable[[dict[str, Any], Members], Numbers],
    everyone: Members,
    parts: Sequence[Slice],
) -> tuple[list[dict[str, Any]], dict[str, list[float | None]]]:
    """Rows with their fields measured over all reports, and the fields for each part."""
    whole = [{**row, **dict(zip(fields, measure(row, everyone), strict=True))} for row in rows]
    numbers = {
        part.key: [number for row in rows for number in measure(row, part.members)]
        for part in parts
    }
    return whole, numbers


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
