"""What is told first of an authority's years: what became of the last plan that can be followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fazhi.publish.pages import prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.writeup.years.place import FOLLOWED, SPOKEN, WHOLE, Place

# Of indicators so many are named in one sentence.
NAMED = 3


def story(place: Place) -> Html:
    """A headline, then a sentence each on figures of plans, shortcomings, figures and words."""
    sentences = [said for said in _told(place) if said]
    if not sentences:
        return prose.line(place.words("years.story.none"))
    headline, *others = sentences
    return Html(f'<p class="headline">{headline}</p>') + prose.paragraphs(others)


def _told(place: Place) -> Iterator[str]:
    yield from _plan(place)
    yield _again(place)
    yield _stale(place)
    yield _changed(place)


def _plan(place: Place) -> Iterator[str]:
    """Of the last plan that a report follows: of how much that speaks, and of which figures."""
    words = place.words
    for report, rows in place.promises.items():
        states = Counter(row["status"] for row in rows)
        if not any(states[one] for one in FOLLOWED):
            continue
        spoken = sum(states[one] for one in SPOKEN)
        after = next(row["next_report_id"] for row in rows if row["next_report_id"])
        told = {"year": place.year(report), "next": place.year(after), "n": len(rows)}
        key = "years.story.plan" if 0 < spoken < len(rows) else "years.story.plan.every"
        key = key if spoken else "years.story.plan.nothing"
        yield prose.text(words(key, **told, spoken=spoken, silent=len(rows) - spoken))
        figures = states["figure_met"] + states["figure_not_met"]
        if figures:
            met, next_year = states["figure_met"], place.year(after)
            yield prose.text(words("years.story.figures", n=figures, met=met, next=next_year))
        return


def _again(place: Place) -> str:
    rows = place.recurring.get(place.last.report, [])
    n = len({(row["start"], row["end"]) for row in rows})
    if not n:
        return ""
    return prose.text(place.words("years.story.again", year=place.year(place.last.report), n=n))


def _stale(place: Place) -> str:
    words = place.words
    rows = [row for row in place.stale if row["report_id"] == place.last.report]
    if not rows:
        return ""
    phrases = list(dict.fromkeys(prose.text(words.phrase(row["indicator"])) for row in rows))
    # Three named after a colon would be read as all of them.
    key = "years.story.stale.more" if len(phrases) > NAMED else "years.story.stale"
    names, year = words.listed(phrases[:NAMED]), place.year(place.last.report)
    return words(key, n=len(rows), list=names, year=year)


def _changed(place: Place) -> str:
    for later, earlier, _ in place.pairs[:1]:
        row = place.changes.get(later.report, {}).get(WHOLE)
        if row is None or row["kept"] is None:
            return ""
        shares = {one: f"{row[one] or 0:.0%}" for one in ("kept", "changed", "new", "dropped")}
        years = {"year": place.year(later.report), "before": place.year(earlier.report)}
        return prose.text(place.words("years.story.changed", **shares, **years))
    return ""
