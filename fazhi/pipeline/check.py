"""The verdict on one file, for whoever drafts: requirements met or not, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from fazhi.analyse.asked import asked, tallies
from fazhi.analyse.audit import audit
from fazhi.analyse.requirements import requirements
from fazhi.codebook.book import Codebook
from fazhi.codebook.names import name_in
from fazhi.codebook.requirements import Requirement, requirement_entries
from fazhi.errors import NotFoundError, ReadError, Telling, internal_error
from fazhi.language.printable import in_utf8
from fazhi.pipeline.drafts.expected import is_list_of_offices
from fazhi.pipeline.drafts.own import is_own_list
from fazhi.pipeline.processes.apart import read_apart
from fazhi.pipeline.report import read_report, understand
from fazhi.reading.archives import is_archive
from fazhi.reading.intake import is_system_file
from fazhi.reading.limits import Limits, within
from fazhi.records import SEVERITIES, Finding, Met, Report, Section

NOTHING: Mapping[str, str] = {}


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

    @cached_property
    def asked(self) -> tuple[Met, ...]:
        """All that was asked, in the order of the codebook: verdicts, and `free` for what hangs
        on a part that is missing.
        """
        told = {one.requirement: one for one in self.mets}
        return tuple(told.get(entry.id, Met(entry.id, met)) for entry, met in self._states())

    def _states(self) -> list[tuple[Requirement, str]]:
        told = {one.requirement: one.met for one in self.mets}
        return asked(told, self.report.identity.report_year, self.book)

    def group(self, group: str) -> list[Met]:
        """What was asked of one group (`content`, `form`, `day`)."""
        entries = requirements_by_id(self.book)
        return [one for one in self.asked if entries[one.requirement].group == group]

    def tallies(self) -> dict[str, tuple[int, int]]:
        """By group how many requirements are met in full, and how many there are."""
        return tallies(self._states())

    def named(self, met: str, language: str, group: str = "") -> list[str]:
        """The names of the requirements with that verdict (`yes`, `partly`, `no`)."""
        entries = requirements_by_id(self.book)
        mets = self.group(group) if group else self.mets
        return [name_in(language, entries[one.requirement]) for one in mets if one.met == met]

    @cached_property
    def line_ends(self) -> list[int]:
        """Where the raw text's lines end."""
        return [at for at, sign in enumerate(self.report.text.raw) if sign == "\n"]

    @cached_property
    def paragraph_starts(self) -> list[int]:
        """Where the paragraphs of the outline begin."""
        return [one.place.start for one in self.report.outline.paragraphs]

    @cached_property
    def sections(self) -> dict[int, Section]:
        """The sections by id."""
        return {one.section_id: one for one in self.report.outline.sections}

    @cached_property
    def counted(self) -> list[int]:
        """For each paragraph of the outline how many its section has up to there."""
        seen, told = Counter[int | None](), list[int]()
        for one in self.report.outline.paragraphs:
            of = None if one.section_id is None else self.sections.get(one.section_id)
            # A heading that its own text follows in one paragraph is that paragraph.
            if not (of and one.place.start <= of.heading.start < one.place.end):
                seen[one.section_id] += 1
            told.append(seen[one.section_id])
        return told


class Unread(NamedTuple):
    """A file that `fazhi check` could not read, and why."""

    path: str
    error: ReadError


Outcome = Verdict | Unread


def outcome_of(path: Path, book: Codebook, stated: Mapping[str, str] = NOTHING) -> Outcome:
    """The verdict on a file, or why there is none: one bad file never takes others with it."""
    try:
        return check_file(path, book, stated)
    except ReadError as error:
        return Unread(in_utf8(str(path)), error)


def outcomes_of(
    files: Iterable[Path], book: Codebook, beside: Collection[Path] = ()
) -> Iterator[Outcome]:
    """The outcome of each file, for a folder of each in it that may be a report.

    Args:
        files: drafts and folders; files of the system among them (Thumbs.db) are no drafts.
        book: what drafts are held to.
        beside: files that are no drafts though they lie among them, as the list of who should
            send, and what this very check writes.
    """
    others = {path.absolute() for path in beside}
    for file in files:
        if not file.is_dir():
            if not is_system_file(file.name) and file.absolute() not in others:
                yield from _of_file(file, book)
            continue
        # It knows how to write tables, too, which a check does not need.
        from fazhi.pipeline.drafts.stated import Stated
        from fazhi.pipeline.found.files import list_files

        closed: list[OSError] = []
        try:
            listed = list_files(file, closed.append)
        except NotFoundError as error:
            empty = ReadError(error.message, hint=error.hint, code="no_report")
            if not closed:
                yield Unread(in_utf8(str(file)), empty)
        else:
            stated = Stated(file)
            if stated.wrong:
                yield Unread(in_utf8(str(stated.path)), stated.wrong)
            drafts = [
                one
                for one in listed
                if one.absolute() not in others
                and not (is_own_list(one) or is_list_of_offices(one, book))
            ]
            for one in drafts:
                yield from _of_file(one, book, stated.of(one))
        yield from map(_closed, closed)


def _closed(error: OSError) -> Unread:
    """A folder that may not be looked into, whose drafts nobody knows."""
    refused = ReadError(
        f"the folder cannot be opened ({error.strerror})",
        hint="Check that it exists and that you may read it.",
        code="unreadable",
    )
    return Unread(in_utf8(str(error.filename)), refused)


def _of_file(path: Path, book: Codebook, stated: Mapping[str, str] = NOTHING) -> Iterator[Outcome]:
    """The outcome of a file, of a web archive that of each page and document in it."""
    if not (is_archive(path.name) and path.is_file()):
        yield outcome_of(path, book, stated)
        return
    from fazhi.pipeline.found.archived import each_in

    for name, content in each_in(path, book):
        shown = in_utf8(f"{path}/{name}" if name else str(path))
        try:
            if isinstance(content, ReadError):
                raise content
            with within(Limits()), Telling(internal_error):
                text = read_apart(content, Path(name).name, book)
                digest = sha256(content).hexdigest()
                yield _verdict(shown, understand(text, book, name, digest, {}), book)
        except ReadError as error:
            yield Unread(shown, error)


def check_file(path: Path, book: Codebook, stated: Mapping[str, str] = NOTHING) -> Verdict:
    """Read and audit one file, of which a manifest states more; raises `ReadError` where it cannot
    be read.
    """
    with within(Limits()), Telling(internal_error):
        return _verdict(in_utf8(str(path)), read_report(path, book, stated=stated), book)


def _verdict(path: str, report: Report, book: Codebook) -> Verdict:
    return Verdict(path, report, requirements(report, book), audit(report, book), book)


def requirements_by_id(book: Codebook) -> dict[str, Requirement]:
    """The requirements of the codebook by id."""
    return {one.id: one for one in requirement_entries(book)}
