"""Shortcomings that an earlier year tells of, too, in the words of both."""

from __future__ import annotations

from fazhi.publish.pages import prose
from fazhi.publish.pages.prose import Html
from fazhi.publish.writeup.years.place import Place, Row


def returning(place: Place) -> Html:
    """The shortcomings of each report that return, the latest unfolded."""
    words, shown = place.words, Html("")
    for number, report in enumerate(place.recurring):
        groups = list(place.grouped_again(report))
        reasons = sum(held[0]["reason"] for held in groups)
        counted = {"year": place.year(report), "n": len(groups)}
        said = (
            words("years.again.told", **counted, reasons=reasons)
            if reasons
            else words("years.again.bare", **counted)
        )
        told = Html(f"<p>{prose.text(said)}</p>") + _table(place, report, groups)
        shown += told if number == 0 else prose.folded(said, told)
    return shown if shown.markup else prose.line(words("years.again.none"))


def _table(place: Place, report: str, groups: list[list[Row]]) -> Html:
    words = place.words
    rows = [(_later(place, held[0]), _earlier(place, held)) for held in groups]
    head = [words("years.again.now", year=place.year(report)), words("years.again.before")]
    return prose.table(head, rows, "qq", words("years.again.caption"))


def _later(place: Place, row: Row) -> str:
    shown = place.said(row["report_id"], row["start"], row["end"])
    return f"{shown} {_reason(place, row['reason'])}"


def _earlier(place: Place, held: list[Row]) -> str:
    told = []
    for row in held:
        report = row["earlier_report_id"]
        year = place.words("years.again.year", year=place.year(report))
        shown = place.said(report, row["earlier_start"], row["earlier_end"])
        told.append(f"{prose.text(year)} {shown} {_reason(place, row['earlier_reason'])}")
    return "<br>".join(told)


def _reason(place: Place, given: bool) -> str:
    if not given:
        return ""
    return f'<span class="badge">{prose.text(place.words("years.again.reason"))}</span>'
