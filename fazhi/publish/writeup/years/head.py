"""The head of a place's page: whose reports of which years, and what is missing between them."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.codebook.divisions import places_above
from fazhi.codebook.divisions.successions import successions
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.writeup.town.head import perhaps_same
from fazhi.publish.writeup.years.place import Place


def head(place: Place) -> Html:
    """Title, and the facts: the place, its reports, the years without one, years of two."""
    title = prose.heading(page_title(place), place.words)
    return Html(f'<h1 class="title">{title}</h1>') + prose.facts(_facts(place))


def page_title(place: Place) -> str:
    """The place and its years."""
    words = place.words
    years = sorted({int(place.year(one)) for one in place.readings if place.year(one).isdigit()})
    told = "—" if not years else f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    return words("years.title", place=place.last.named, years=told)


def _facts(place: Place) -> Iterator[tuple[str, str]]:
    words = place.words
    # A county lies in itself.
    names = dict.fromkeys((*places_above(place.last.about, words.book), place.last.name))
    yield words("town.place"), prose.mixed(words.places([*names]), words)
    ways = [
        prose.link(links.town(report), prose.text(place.year(report)), "heading")
        for report in place.readings
    ]
    yield words("years.reports"), words("list.comma").join(ways)
    if came := _successions(place):
        yield words("years.succession"), came
    perhaps = dict.fromkeys(perhaps_same(one) for one in place.readings.values())
    if told := "<br>".join(one for one in perhaps if one != "—"):
        yield words("years.perhaps"), told
    if place.series and place.series.gaps:
        gaps = words("list.comma").join(map(str, place.series.gaps))
        yield words("years.gaps"), prose.text(gaps)
    years = place.series.years if place.series else {}
    twice = [year for year, held in years.items() if len(held) > 1]
    if twice:
        told = words("years.twice.told", years=words("list.comma").join(map(str, twice)))
        yield words("years.twice"), prose.text(told)


def _successions(place: Place) -> str:
    """Under which names the authority reported before, with who says so."""
    words = place.words
    told = {row["succession"] for row in place.rows("authorities")}
    return "<br>".join(
        prose.mixed(
            words("years.succession.told", old=one.old.name, year=one.year, source=one.source),
            words,
        )
        for one in successions(words.book)
        if one.id in told
    )
