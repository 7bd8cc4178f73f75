"""The verdict on one file, for whoever drafts: requirements met or not, and what was found."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from fazhi.analyse.audit import audit
from fazhi.analyse.requirements import requirements
from fazhi.codebook.book import Codebook
from fazhi.codebook.names import name_in
from fazhi.codebook.requirements import Requirement, requirement_entries
from fazhi.errors import NotFoundError, ReadError, Telling, internal_error
from fazhi.language.printable import in_utf8
from fazhi.pipeline.report import read_report
from fazhi.reading.limits import Limits, within
from fazhi.records import SEVERITIES, Finding, Met, Report


@dataclass(frozen=True)
class Verdict:
    """What `fazhi check` says of one file."""

    path: str
    report: Report
    mets: tuple[Met, ...]
    findings: tuple[Finding, ...]
    book: Codebook

    def counts(self) -> dict[str, int]:
        """Findings by severity, the gravest first."""
        found = Counter(one.severity for one in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    def met(self) -> int:
        """How many requirements are met in full."""
        return sum(one.met == "yes" for one in self.mets)

    def named(self, met: str, language: str) -> list[str]:
        """The names of the requirements with that verdict (`yes`, `partly`, `no`)."""
        entries = requirements_by_id(self.book)
        return [name_in(language, entries[one.requirement]) for one in self.mets if one.met == met]

    def line(self, one: Finding | Met) -> int | None:
        """The line of the raw text on which a finding begins, counted from 1."""
        return bisect_left(self._breaks, one.place.start) + 1 if one.place else None

    @cached_property
    def _breaks(self) -> list[int]:
        """Where the raw text's lines end."""
        return [at for at, sign in enumerate(self.report.text.raw) if sign == "\n"]


class Unread(NamedTuple):
    """A file that `fazhi check` could not read, and why."""

    path: str
    error: ReadError


Outcome = Verdict | Unread


def outcome_of(path: Path, book: Codebook) -> Outcome:
    """The verdict on a file, or why there is none: one bad file never takes others with it."""
    try:
        return check_file(path, book)
    except ReadError as error:
        return Unread(in_utf8(str(path)), error)


def outcomes_of(files: Iterable[Path], book: Codebook) -> Iterator[Outcome]:
    """The outcome of each file, for a folder of each in it that may be a report."""
    for file in files:
        if not file.is_dir():
            yield outcome_of(file, book)
            continue
        # It knows how to write tables, too, which a check does not need.
        from fazhi.pipeline.build import list_files

        try:
            listed = list_files(file)
        except NotFoundError as error:
            empty = ReadError(error.message, hint=error.hint, code="no_report")
            yield Unread(in_utf8(str(file)), empty)
        else:
            yield from (outcome_of(one, book) for one in listed)


def check_file(path: Path, book: Codebook) -> Verdict:
    """Read and audit one file; raises `ReadError` where it cannot be read."""
    with within(Limits()), Telling(internal_error):
        report = read_report(path, book)
        return Verdict(
            in_utf8(str(path)), report, requirements(report, book), audit(report, book), book
        )


def requirements_by_id(book: Codebook) -> dict[str, Requirement]:
    """The requirements of the codebook by id."""
    return {one.id: one for one in requirement_entries(book)}
