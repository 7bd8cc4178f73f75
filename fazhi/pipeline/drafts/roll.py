"""One list of all: what came, what did not, and what to phone about first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from fazhi.analyse.scope import is_annual
from fazhi.codebook.book import Codebook
from fazhi.pipeline.check import Outcome, Unread, Verdict
from fazhi.pipeline.drafts.doubts import Doubt, doubts_beside, own_doubts, told_in_opening
from fazhi.pipeline.drafts.expected import Due, named_in, of_place, sender
from fazhi.pipeline.drafts.offices import speaking

# What to phone about first stands first. `twice` and those behind it are the drafts meant.
STATES = ("missing", "unread", "doubtful", "twice", "lacking", "faulty", "minor", "fine")
# A draft with one of these is another place's or year's: others are not doubted for being like it.
WRONG = frozenset(
    {"asked_year", "file_year", "title_year", "left_over_year", "file_place", "other_place"}
    | {"other_county", "not_expected", "no_report", "hardly_text"}
)
TWICE = frozenset(("same_place", "same_text", "much_alike"))


class Row(NamedTuple):
    """A line of the list: who should send, what came (null: nothing), its state and doubts."""

    due: Due | None
    outcome: Outcome | None
    state: str
    doubts: tuple[Doubt, ...] = ()

    @property
    def year(self) -> int | None:
        """The year that the text speaks of, also where its title says another."""
        if not isinstance(self.outcome, Verdict):
            return None
        told = next((one.named for one in self.doubts if one.kind == "title_year"), None)
        return int(told) if told else self.outcome.report.identity.report_year


class Roll(NamedTuple):
    """All lines, the most urgent first; `dues` are all who should send, empty without a list."""

    rows: tuple[Row, ...]
    dues: tuple[Due, ...]
    year: int | None

    def totals(self) -> dict[str, int]:
        """How many files came, who should send and did, and how many lines are in each state."""
        came = {row.due for row in self.rows if row.due and row.outcome}
        files = [row for row in self.rows if row.outcome]
        states = Counter(row.state for row in self.rows)
        given = {"files": len(files)}
        if self.dues:
            given = {"expected": len(self.dues), "received": len(came), **given}
        told = STATES if self.dues else STATES[1:]
        return {**given, **{state: states[state] for state in told}}


def roll(
    outcomes: Sequence[Outcome],
    book: Codebook,
    dues: tuple[Due, ...] = (),
    year: int | None = None,
) -> Roll:
    """The list of drafts and of who has sent none.

    Args:
        outcomes: what was read of each file.
        book: the codebook they were read with.
        dues: who should send; without, only what came is listed.
        year: the year that was asked for; without, none is.
    """
    senders = [_sender(one, dues, book) for one in outcomes]
    own = [
        _own(one, due, dues, year, book) if isinstance(one, Verdict) else ()
        for one, due in zip(outcomes, senders, strict=True)
    ]
    wrong = {at for at, doubts in enumerate(own) if any(one.kind in WRONG for one in doubts)}
    beside = doubts_beside(outcomes, wrong, year)
    rows = [
        Row(due, outcome, _state(outcome, (*alone, *others)), (*alone, *others))
        for due, outcome, alone, others in zip(senders, outcomes, own, beside, strict=True)
    ]
    rows += [Row(due, None, "missing") for due in dues if due not in senders]
    last = len(dues) + 1
    rows.sort(key=lambda row: (STATES.index(row.state), row.due.number if row.due else last))
    return Roll(tuple(rows), dues, year)


def _sender(outcome: Outcome, dues: tuple[Due, ...], book: Codebook) -> Due | None:
    if isinstance(outcome, Unread):
        return sender(outcome.path, None, None, dues, book)
    return sender(outcome.path, *_place(outcome), dues, book)


def _place(verdict: Verdict) -> tuple[str | None, str | None]:
    who = verdict.report.identity
    return speaking(who, verdict.book), who.county


def _own(
    verdict: Verdict,
    due: Due | None,
    dues: tuple[Due, ...],
    year: int | None,
    book: Codebook,
) -> tuple[Doubt, ...]:
    """The doubts of a draft alone: against what was asked for first, then within itself."""
    if not is_annual(verdict.report, book):
        return (Doubt("no_report", verdict.report.identity.title or PurePath(verdict.path).stem),)
    asked = [*_asked_year(verdict, year), *_asked_place(verdict, due, dues, book)]
    # The name of the file says once more what the list or the year asked for says.
    same = {(one.named, one.due) for one in asked}
    kinds = {one.kind for one in asked}
    inside = [
        one
        for one in own_doubts(verdict, book)
        if (one.named, one.due) not in same
        and not (one.kind == "file_place" and kinds & {"other_place"})
    ]
    return (*asked, *inside)


def _asked_year(verdict: Verdict, year: int | None) -> Iterator[Doubt]:
    if year is None:
        return
    who = verdict.report.identity
    if not who.report_year or who.evidence.get("report_year") == "file_name":
        yield Doubt("no_year", "", str(year))
    elif who.report_year != year and told_in_opening(verdict) == year:
        # Only the title is left of last year's.
        yield Doubt("title_year", str(year), str(who.report_year))
    elif who.report_year != year:
        yield Doubt("asked_year", str(who.report_year), str(year))


def _asked_place(
    verdict: Verdict, due: Due | None, dues: tuple[Due, ...], book: Codebook
) -> Iterator[Doubt]:
    if not dues:
        return
    place, county = _place(verdict)
    if due is None:
        yield Doubt("not_expected", place or "")
    elif (
        place
        and of_place(place, county, (due,), book) is None
        and not named_in(place, (due,), book)
    ):
        yield Doubt("other_place", place, due.town)
    elif place and county and _apart(county, due.county, verdict):
        yield Doubt("other_county", _under(county, place), _under(due.county, due.town))


def _under(county: str, place: str) -> str:
    """A place with the county that it lies in; a department's name begins with it."""
    return place if place.startswith(county) else f"{county}{place}"


def _apart(county: str, listed: str, verdict: Verdict) -> bool:
    """Whether the list names another county than the report; it may name what lies above it."""
    above = verdict.report.identity.province or listed
    return bool(listed) and county not in listed and listed not in county and listed not in above


def _state(outcome: Outcome, doubts: tuple[Doubt, ...]) -> str:
    if isinstance(outcome, Unread):
        return "unread"
    kinds = {one.kind for one in doubts}
    if "same_place" in kinds and kinds <= TWICE:
        return "twice"
    if kinds:
        return "doubtful"
    content = [one.met for one in outcome.group("content")]
    if "no" in content or ("lost" in content and outcome.report.text.lacks):
        return "lacking"
    if outcome.counts()["error"]:
        return "faulty"
    whole = all(one.met in ("yes", "lost") for one in outcome.mets)
    flawed = outcome.findings or outcome.report.text.lacks
    return "fine" if whole and not flawed else "minor"
