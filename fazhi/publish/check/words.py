"""What a check says beside its findings, in words: doubts, reasons, places, states, totals."""

from __future__ import annotations

from pathlib import PurePath

from fazhi.codebook.requirements import GROUPS
from fazhi.language.printable import printable
from fazhi.pipeline.check import Outcome, Unread, Verdict
from fazhi.pipeline.drafts.doubts import Doubt
from fazhi.pipeline.drafts.roll import STATES, TWICE, Roll, Row
from fazhi.pipeline.drafts.where import where
from fazhi.publish.pages.words import FALLBACK, Words
from fazhi.records import Finding, Met

# Told by what the requirements say already.
OF_REQUIREMENTS = ("missing_part", "late")


def doubt_words(doubt: Doubt, words: Words) -> str:
    """Why to ask whether this is the draft that was meant; of other files the end of the path."""
    values = doubt._asdict()
    if doubt.kind in TWICE:
        values["named"] = words("list.comma").join(map(end_of, doubt.named.split("、")))
    return words(f"doubt.{doubt.kind}", **values)


def end_of(path: str) -> str:
    """The file and its folder: who looks at a list knows where that lies."""
    return "/".join(PurePath(printable(path)).parts[-2:])


def reason_words(unread: Unread, words: Words) -> str:
    """Why a file was not read and what to do."""
    error = unread.error
    # Errors speak English themselves, and say more than their kind.
    if words.language == FALLBACK:
        return f"{error.message}. {error.hint}".strip()
    if (what := words.said(error.message)) != error.message:
        return f"{what}{words('draft.told.stop')}{words.said(error.hint)}"
    told = words.of("reason", error.code)
    return f"{error.message}. {error.hint}".strip() if told == error.code else told


def where_words(verdict: Verdict, one: Finding | Met, words: Words) -> str:
    """Where a finding lies, as whoever opens the file can follow; empty where it lies nowhere."""
    found = where(verdict, one)
    return words(f"where.{found.kind}", n=found.n, heading=found.heading) if found else ""


def lack_words(verdict: Verdict, words: Words) -> list[str]:
    """What the text is known to want, and what to do; as the place's page says it."""
    told = []
    for one in verdict.report.text.lacks:
        said = words.of("incomplete", one.reason)
        said += words("incomplete.part_of", n=one.page, count=one.pages) if one.pages else ""
        told.append(f"{said} {one.where}" if one.where else said)
    return list(dict.fromkeys(told))


def matters(row: Row, words: Words) -> list[str]:
    """What to phone about, the first matter first; empty where there is nothing."""
    if row.outcome is None:
        return [words("roll.ask")]
    if isinstance(row.outcome, Unread):
        return [reason_words(row.outcome, words)]
    told = [doubt_words(one, words) for one in row.doubts]
    told += [one.rstrip("。.") for one in lack_words(row.outcome, words)]
    asked = [("no", group, f"roll.no.{group}") for group in GROUPS]
    for met, group, key in (*asked, ("partly", "", "roll.partly")):
        names = row.outcome.named(met, words.language, group)
        told += [words(key, names=words("list.comma").join(names))] if names else []
    if row.state == "minor":
        told += _less(row.outcome, words)
    errors = [one.check for one in row.outcome.findings if one.severity == "error"]
    if errors:
        kinds = words("list.comma").join(dict.fromkeys(words.of("check", one) for one in errors))
        told.append(words("roll.errors", n=len(errors), kinds=kinds))
    return told


def _less(verdict: Verdict, words: Words) -> list[str]:
    """How many findings there are that are no errors, and of which kinds, the graver first."""
    told = []
    for severity in ("warning", "note"):
        every = [one.check for one in verdict.findings if one.severity == severity]
        found = [words.of("check", one) for one in every if one not in OF_REQUIREMENTS]
        if found:
            kinds = words("list.comma").join(dict.fromkeys(found))
            # The counts beside it are of all, those of the requirements told before as well.
            more = ".more" if len(found) < len(every) else ""
            told.append(words(f"roll.{severity}{more}", n=len(found), kinds=kinds))
    return told


def total_words(roll: Roll, words: Words) -> str:
    """How many should have sent and did, and how many files are in each state."""
    totals = roll.totals()
    states = [
        words("roll.state", state=words.of("sent", state), n=totals[state])
        for state in STATES[1:]
        if totals[state]
    ]
    told = words("roll.expected", **totals) if roll.dues else ""
    listed = words("list.sum").join(states) or "0"
    return (
        told
        + (" " if told and words.language != "zh" else "")
        + words("roll.files", files=totals["files"], states=listed)
    )


def title_words(roll: Roll, words: Words) -> str:
    """What the list is called."""
    return words("roll.title.year", year=roll.year) if roll.year else words("roll.title")


def shown_path(outcome: Outcome) -> str:
    """The path in one line, control signs written out."""
    return printable(outcome.path)


def named(row: Row, words: Words) -> str:
    """Who should have sent a line's draft; without a list the name of the file."""
    if row.due:
        return row.due.town
    return PurePath(printable(row.outcome.path)).name if row.outcome else words("roll.unnamed")
