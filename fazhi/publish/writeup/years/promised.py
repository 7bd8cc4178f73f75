"""What each plan announced, and which passages of the next report speak of it."""

from __future__ import annotations

from collections import Counter

from fazhi.publish.pages import prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.writeup.years.place import FOLLOWED, SPOKEN, Place, Row

# Of the words that both share so many are told.
WORDS = 6
LOOK = {"figure_met": "yes", "figure_not_met": "partly"}


def plans(place: Place) -> Html:
    """Each plan beside the next report, the latest unfolded; then plans that none follows yet."""
    followed = [one for one in place.promises if _followed(place, one)]
    shown = Html("")
    for number, report in enumerate(followed):
        told = _told(place, report) + _table(place, report)
        name = place.words("years.plans.of", year=place.year(report))
        shown += told if number == 0 else prose.folded(name, told, told=True)
    for report in place.promises:
        if report not in followed:
            shown += _open(place, report)
    return shown if shown.markup else prose.line(place.words("years.plans.none"))


def _followed(place: Place, report: str) -> bool:
    return any(row["status"] in FOLLOWED for row in place.promises[report])


def _told(place: Place, report: str) -> Html:
    """Of how many items the next report speaks, and how many of its figures are reached."""
    words, rows = place.words, place.promises[report]
    after = next(row["next_report_id"] for row in rows if row["next_report_id"])
    states = Counter(row["status"] for row in rows)
    said = words(
        "years.plans.told",
        year=place.year(report),
        next=place.year(after),
        n=len(rows),
        spoken=sum(states[one] for one in SPOKEN),
    )
    said += _points(place, report)
    figures = {one: states[one] for one in ("figure_met", "figure_not_met") if states[one]}
    if figures:
        each = [words(f"years.plans.{one}", n=n) for one, n in figures.items()]
        said += words("years.plans.figures", list=words("list.sum").join(each))
    if states["next_report_incomplete"]:
        said += words("years.plans.incomplete", next=place.year(after))
    return Html(f"<p>{prose.text(said)}</p>")


def _points(place: Place, report: str) -> str:
    """How many points the report's own page lists, where it lists any."""
    n = len(place.readings[report].points("plan"))
    return place.words("years.plans.points", n=n) if n else ""


def _table(place: Place, report: str) -> Html:
    words = place.words
    rows = [(_item(place, row), _answer(place, row)) for row in place.promises[report]]
    after = next(row["next_report_id"] for row in place.promises[report] if row["next_report_id"])
    head = [
        words("years.plans.item", year=place.year(report)),
        words("years.plans.answer", year=place.year(after)),
    ]
    return prose.table(head, rows, "qq", words("years.plans.caption"))


def _item(place: Place, row: Row) -> str:
    return place.said(row["report_id"], row["start"], row["end"])


def _answer(place: Place, row: Row) -> str:
    """What the next report says of an item: the passage, and by which words it was found."""
    words = place.words
    told = prose.text(words.of("promise", row["status"]))
    badge = f'<span class="badge {LOOK.get(row["status"], "")}">{told}</span>'
    if row["next_start"] is None:
        return badge
    passage = place.said(row["next_report_id"], row["next_start"], row["next_end"])
    notes = [words("years.plans.undone")] if row["undone"] else []
    if row["next_figures"]:
        each = zip(row["figures"], row["next_figures"], row["reached"], strict=True)
        pairs = [words(f"years.plans.pair.{reached}", a=a, b=b) for a, b, reached in each]
        notes.append(words("list.semicolon").join(pairs))
    if row["words"]:
        shared = words("list.comma").join(row["words"][:WORDS])
        notes.append(words("years.plans.words", list=shared))
    note = prose.mixed(words("list.semicolon").join(notes), words)
    return f"{badge} {passage}" + f" <small>{note}</small>" * bool(notes)


def _open(place: Place, report: str) -> Html:
    """A plan that no report follows, or two that say other words: what it lists, folded."""
    words, rows = place.words, place.promises[report]
    year = int(place.year(report))
    twice = place.series is not None and len(place.series.years.get(year + 1, ())) > 1
    which = "years.plans.twice" if twice else "years.plans.open"
    said = words(which, year=year, next=year + 1, n=len(rows))
    items = "".join(f"<li>{_item(place, row)}</li>" for row in rows)
    return prose.folded(said, Html(f'<ol class="quotes">{items}</ol>'), told=True)
