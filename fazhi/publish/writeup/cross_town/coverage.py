"""Which authority reports in which year: what may be set side by side through the years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.tables.view import Tables

COLUMNS = ("report_id", "place_id", "report_year", "why_not")
# Up to so many authorities have a row each; of more, years are counted.
ROWS = 40
# So many reports that stand in no series are named.
NAMED = 6
TWO_REPORTS, EARLIER, UNKNOWN = "two_reports", "earlier_capture", ("no_place", "no_year")
Row = dict[str, Any]
Held = Mapping[int, list[Reading]]


def covered(tables: Tables, found: Sequence[Reading], words: Words) -> Html:
    """A row an authority of two years or more and a column a year; one line where there is none."""
    rows = tables.over("authorities", COLUMNS).to_dicts()
    reading = {one.report: one for one in found}
    series: dict[str, dict[int, list[Reading]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        one = reading.get(row["report_id"])
        if one and row["why_not"] in (None, TWO_REPORTS):
            series[row["place_id"]][row["report_year"]].append(one)
    several = {place: held for place, held in series.items() if len(held) > 1}
    why = Counter(row["why_not"] for row in rows if row["report_id"] in reading)
    lost = [reading[row["report_id"]] for row in rows
            if row["why_not"] in UNKNOWN and row["report_id"] in reading]  # fmt: skip
    said = prose.line(_told(several, why, words)) + _unknown(lost, words)
    if not several:
        return said
    years = sorted({year for held in several.values() for year in held})
    each = len(several) <= ROWS
    return said + (_each if each else _counted)(several, range(years[0], years[-1] + 1), words)


def _told(several: Mapping[str, Held], why: Counter[str | None], words: Words) -> str:
    """How many authorities may be followed, and which reports are left out."""
    gaps = sum(max(held) - min(held) >= len(held) for held in several.values())
    told = words("coverage.series", n=len(several), gaps=gaps) if several else ""
    told = told or words("coverage.none")
    told += words("coverage.twice", n=why[TWO_REPORTS]) if why[TWO_REPORTS] else ""
    return told + (words("coverage.earlier", n=why[EARLIER]) if why[EARLIER] else "")


def _unknown(lost: Sequence[Reading], words: Words) -> Html:
    """The reports whose authority or year is not known, and what to do about it."""
    if not lost:
        return Html("")
    named = [
        prose.link(links.town(one.report), prose.mixed(one.label, words), "heading")
        for one in lost[:NAMED]
    ]
    more = words("coverage.more") if len(lost) > NAMED else ""
    some = words("list.comma").join(named) + more
    return Html(f'<p class="quiet">{words("coverage.unknown", n=len(lost), list=some)}</p>')


def _each(several: Mapping[str, Held], years: Sequence[int], words: Words) -> Html:
    rows = [
        [_name(place, held), *(_cell(held.get(year, ()), words) for year in years)]
        for place, held in several.items()
    ]
    head = [words("coverage.authority"), *map(str, years)]
    return prose.table(head, rows, "l" + "n" * len(years), words("coverage.caption"))


def _name(place: str, held: Held) -> str:
    """The authority as its last report names it, and the way to its page through the years."""
    name = f'<span lang="zh">{prose.text(held[max(held)][0].name)}</span>'
    return prose.link(f"{links.years(place)}.html", name, "heading")


def _cell(found: Sequence[Reading], words: Words) -> str:
    """The way to the report of a year, or to both of them."""
    if not found:
        return f'<span title="{prose.text(words("coverage.gap"))}">—</span>'
    mark = '✓<span class="unseen">{}</span>'
    return " ".join(
        prose.link(links.town(one.report), mark.format(prose.mixed(one.label, words)))
        for one in found
    )


def _counted(several: Mapping[str, Held], years: Sequence[int], words: Words) -> Html:
    """Of each year how many authorities report, and how many did the year before, too."""
    rows = []
    for year in years:
        there = [held for held in several.values() if year in held]
        rows.append((str(year), str(len(there)), str(sum(year - 1 in held for held in there))))
    head = [words(f"coverage.{name}") for name in ("year", "authorities", "before")]
    return prose.table(head, rows, "tnn", words("coverage.caption"))
