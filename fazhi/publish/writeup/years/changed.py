"""How much of each report stood in the one before it, by part, and the way to both texts."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.codebook.themes import outline_of, themes
from fazhi.publish.pages import links, prose, theme
from fazhi.publish.pages.prose import Html
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Words
from fazhi.publish.writeup.years.place import WHOLE, Place, Row

SHARES = ("kept", "changed", "new")
ALL_SHARES = (*SHARES, "dropped")


def change_rows(place: Place) -> Iterator[Row]:
    """What share of the latest report of a pair is kept, changed and new, by part (0 to 1)."""
    for later, _, _ in place.pairs[:1]:
        found = place.changes.get(later.report, {})
        for part in _parts(found):
            for rank, state in enumerate(SHARES):
                share = found[part][state]
                if share is not None:
                    yield {
                        "town": place.words("years.changed.whole")
                        if part == WHOLE
                        else place.words.of("role", part),
                        "part": place.words.of("aligned", state),
                        "rank": rank,
                        "share": round(share, 4),
                        "shown": f"{share:.0%}",
                    }


def changed(place: Place) -> Html:
    """A row each pair of reports: how much is kept, changed, new and dropped, and both texts."""
    words = place.words
    rows = [_row(place, *pair) for pair in place.pairs if pair[0].report in place.changes]
    if not rows:
        return prose.line(words("years.changed.none"))
    head = [
        words("years.changed.pair"),
        *(words.of("aligned", state) for state in ALL_SHARES),
        words("years.changed.texts"),
    ]
    note = Html(f"<p>{prose.text(words('years.changed.how'))}</p>")
    made = prose.table(head, rows, "snnnnt", words("years.changed.caption"))
    return note + made + _by_theme(place)


def _by_theme(place: Place) -> Html:
    """The same of the last pair for each task of the national outline; folded."""
    words = place.words
    later, earlier, _ = place.pairs[0]
    found = place.themes.get(later.report, {})
    tasks = outline_of(later.about["report_year"])
    named = [one for one in themes(words.book) if one.group == tasks]
    rows = [
        [prose.text(one.short(words.language)), *_shares(found[one.id], words)]
        for one in named
        if one.id in found
    ]
    if not rows:
        return Html("")
    told = {"before": place.year(earlier.report), "year": place.year(later.report)}
    head = [words("years.changed.theme"), *(words.of("aligned", one) for one in ALL_SHARES)]
    name = words("years.changed.themes", **told)
    return prose.folded(name, prose.table(head, rows, "snnnn", name), told=True)


def _row(place: Place, later: Reading, earlier: Reading, gap: int) -> list[str]:
    words, one, other = place.words, later.report, earlier.report
    found = place.changes[one][WHOLE]
    pair = words("years.changed.years", before=place.year(other), year=place.year(one))
    if gap:
        pair += words("years.changed.gap", n=gap)
    shares = _shares(found, words)
    way = prose.link(links.beside(one), prose.text(words("years.changed.beside")), "heading")
    return [prose.text(pair), *shares, way]


def _shares(row: Row, words: Words) -> list[str]:
    """The shares of a row, each behind its name where the page is narrow."""
    return [
        f'<span class="narrow">{prose.text(words.of("aligned", state))} </span>{_share(row, state)}'
        for state in ALL_SHARES
    ]


def _share(row: Row, state: str) -> str:
    return "—" if row[state] is None else f"{row[state]:.0%}"


def _parts(found: dict[str, Row]) -> list[str]:
    """The whole first, then the parts in the order of a report."""
    return [part for part in (WHOLE, *theme.ROLES) if part in found and found[part]["characters"]]
