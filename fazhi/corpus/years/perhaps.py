"""Towns that may be one under another word for their level: a hint for people, never a merger.

白碛镇 in one year and 白碛街道 in a later one, of one county: a town that became a street office,
or two places of one stem. The list of divisions holds those of today alone and no book tells the
history of towns, so where both are on the list they are two, and else nobody knows without the
approval.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.divisions import TOWNSHIP_DIGITS
from fazhi.codebook.divisions.successions import COUNTY_DIGITS
from fazhi.corpus.years.book import years
from fazhi.later import pl

TOWNSHIP = "township"
PERHAPS = "perhaps_same"


class Town(NamedTuple):
    """A town as an authority: its name, whether today's list holds it, its first and last report
    with their years.
    """

    name: str
    is_listed: bool
    first: tuple[int, str]
    last: tuple[int, str]
    reports: Sequence[str]


@derived
def _levels(book: Codebook) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A plain level word at the end of a name; any such word by itself."""
    words = years(book).town_levels
    plain = "|".join(words.plain)
    return re.compile(f"(?:{plain})$"), re.compile(f"{plain}|{words.compound}")


def perhaps_same(series: pl.DataFrame, book: Codebook) -> pl.DataFrame:
    """By `report_id` the nearest report of the town that may be the same one.

    Args:
        series: `report_id`, `place_id`, `report_year`, `level` and `town` of the reports that
            stand in a series.
    """
    found: dict[str, str] = {}
    for towns in _by_county(series):
        for one in towns:
            if near := _nearest(one, towns, book):
                found |= dict.fromkeys(one.reports, near)
    schema = {"report_id": pl.String, PERHAPS: pl.String}
    return pl.DataFrame(list(found.items()), schema=schema, orient="row")


def _nearest(one: Town, towns: Iterable[Town], book: Codebook) -> str | None:
    """The report nearest before, else after, of the town that may be it; none of two in a year."""
    like = [
        other
        for other in towns
        if not (one.is_listed and other.is_listed) and is_alike(one.name, other.name, book)
    ]
    before = sorted(other.last for other in like if other.last[0] < one.first[0])[::-1]
    after = sorted(other.first for other in like if other.first[0] > one.last[0])
    for near in (before, after):
        if near:
            return near[0][1] if len(near) == 1 or near[0][0] != near[1][0] else None
    return None


def is_alike(one: str, other: str, book: Codebook) -> bool:
    """Whether two names are one stem with two different words for a level (白碛镇, 白碛街道)."""
    return one != other and (_has_stem(one, other, book) or _has_stem(other, one, book))


def _has_stem(plain: str, other: str, book: Codebook) -> bool:
    ending, level = _levels(book)
    stem = ending.sub("", plain)
    is_stem = 0 < len(stem) < len(plain) and other.startswith(stem)
    return is_stem and level.fullmatch(other, len(stem)) is not None


def _by_county(series: pl.DataFrame) -> Iterator[list[Town]]:
    """The towns of each county of which one is not on today's list."""
    towns = series.filter(pl.col("town").is_not_null() & (pl.col("level") == TOWNSHIP))
    found: dict[tuple[str, str], list[Town]] = defaultdict(list)
    order = ("place_id", "report_year", "report_id")
    for (place,), rows in towns.sort(order).group_by("place_id", maintain_order=True):
        code, _, kind = str(place).partition("::")
        name = str(rows["town"][-1])
        is_code = code[:COUNTY_DIGITS].isdigit() and len(code) > COUNTY_DIGITS
        county = code[:COUNTY_DIGITS] if is_code else code.removesuffix(name)
        is_listed = code.isdigit() and len(code) == TOWNSHIP_DIGITS
        told = rows.select("report_year", "report_id").rows()
        found[county, kind].append(
            Town(name, is_listed, told[0], told[-1], rows["report_id"].to_list())
        )
    return (towns for towns in found.values() if not all(one.is_listed for one in towns))
