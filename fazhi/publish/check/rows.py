"""The list, the findings and the verdicts of a check as rows, for CSV and workbook."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.codebook.requirements import GROUPS
from fazhi.pipeline.check import Verdict, requirements_by_id
from fazhi.pipeline.drafts.offices import speaking
from fazhi.pipeline.drafts.roll import Roll, Row
from fazhi.publish.check.against import NONE, Found, as_rows, left_names
from fazhi.publish.check.words import matters, shown_path, where_words
from fazhi.publish.pages.files.workbook import WIDTH, Cell, Sheet
from fazhi.publish.pages.words import Words
from fazhi.records import SEVERITIES

LIST = ("number", "due", "county", "contact", "phone", "state", "matter", "file", "place", "year",
        "asked", "content", "content_of", "form", "form_of", "day", "day_of", "lacking", "partly",
        *SEVERITIES)  # fmt: skip
FINDINGS = ("number", "due", "file", "severity", "check", "message", "where", "quote")
REQUIREMENTS = ("number", "due", "file", "group", "requirement", "by", "met", "where", "quote")
SHARED = ("number", "due", "file", "kind", "words", "beside", "theirs", "changed", "message")
# Behind the list, where drafts were set against reports.
BESIDE = ("left_over", "own_words")
WIDTHS = {"number": 6, "due": 18, "matter": 60, "file": 36, "message": 60, "quote": 60, "by": 44,
          "where": 34, "requirement": 34, "lacking": 36, "partly": 36,
          "words": 60, "theirs": 60}  # fmt: skip


def sheets(roll: Roll, words: Words, beside: Found = NONE) -> tuple[Sheet, ...]:
    """The list, the findings, the verdicts and the totals, a sheet each; what drafts share with
    reports, where they were set beside any.
    """
    listed = [
        [*_line(at, row, roll, words), *_beside(row, beside, words)] for at, row in _numbered(roll)
    ]
    shared = [
        [*head, *told]
        for head, verdict in _read(roll)
        if verdict.path in beside
        for told in as_rows(verdict, beside[verdict.path], words)
    ]
    return (
        _sheet("list", (*LIST, *(BESIDE if beside else ())), listed, words),
        *([_sheet("shared", SHARED, shared, words)] if beside else []),
        _sheet("findings", FINDINGS, list(_findings(roll, words)), words),
        _sheet("requirements", REQUIREMENTS, list(_requirements(roll, words)), words),
        _sheet("totals", ("total", "n"), list(_totals(roll, words)), words),
    )


def _sheet(name: str, columns: tuple[str, ...], rows: list[list[Cell]], words: Words) -> Sheet:
    heads = tuple(words(f"column.{column}") for column in columns)
    widths = tuple(WIDTHS.get(column, WIDTH) for column in columns)
    return Sheet(words(f"sheet.{name}"), heads, rows, widths)


def _numbered(roll: Roll) -> Iterator[tuple[int, Row]]:
    return enumerate(roll.rows, start=1)


def _read(roll: Roll) -> Iterator[tuple[list[Cell], Verdict]]:
    """The first cells of a line about a draft that was read, and its verdict."""
    for at, row in _numbered(roll):
        if isinstance(row.outcome, Verdict):
            yield [at, row.due.town if row.due else "", shown_path(row.outcome)], row.outcome


def _line(at: int, row: Row, roll: Roll, words: Words) -> list[Cell]:
    due, outcome = row.due, row.outcome
    who: list[Cell] = [due.town, due.county, due.contact, due.phone] if due else [""] * 4
    matter = words("list.semicolon").join(matters(row, words))
    told = [at, *who, words.of("sent", row.state), matter]
    file = shown_path(outcome) if outcome else ""
    if not isinstance(outcome, Verdict):
        return [*told, file, "", None, roll.year, *[None] * 6, "", "", *[None] * len(SEVERITIES)]
    tallies = outcome.tallies()
    counted = [n for group in GROUPS for n in tallies.get(group, (None, None))]
    comma = words("list.comma")
    lists = [comma.join(outcome.named(met, words.language)) for met in ("no", "partly")]
    found = [speaking(outcome.report.identity, outcome.book) or "", row.year]
    return [*told, file, *found, roll.year, *counted, *lists, *outcome.counts().values()]


def _beside(row: Row, beside: Found, words: Words) -> list[Cell]:
    """Names left over, and the share of the draft's characters that are its own."""
    if not beside:
        return []
    found = beside.get(row.outcome.path) if row.outcome else None
    return [left_names(found, words), found.shares.get("own_words")] if found else ["", None]


def _findings(roll: Roll, words: Words) -> Iterator[list[Cell]]:
    for head, verdict in _read(roll):
        for one in verdict.findings:
            kind = (words.of("severity", one.severity), words.of("check", one.check))
            told = (words.message(one), where_words(verdict, one, words), one.quote or "")
            yield [*head, *kind, *told]


def _requirements(roll: Roll, words: Words) -> Iterator[list[Cell]]:
    for head, verdict in _read(roll):
        entries = requirements_by_id(verdict.book)
        for one in verdict.asked:
            entry = entries[one.requirement]
            named = (words.of("group", entry.group), words.requirement(entry.id))
            told = (words.of("state", one.met), where_words(verdict, one, words), one.quote or "")
            yield [*head, *named, entry.by(words.language), *told]


def _totals(roll: Roll, words: Words) -> Iterator[list[Cell]]:
    for name, n in roll.totals().items():
        yield [words.of("total", name, words.of("sent", name)), n]
