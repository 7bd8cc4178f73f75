"""The parts of a report cut into passages: items of a plan, accounts, shortcomings.

Offsets are those of the raw text throughout: what is cut is the author's words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.corpus.promises.words import NAMES, names_of, plain
from fazhi.later import pl
from fazhi.tables.among import among

REPORTS_AT_A_TIME = 400
PLAN, PROBLEMS = "plan", "problems"
ACCOUNTS = ("achievements", "head_duties")
# Where a report is not divided, what is neither plan nor shortcoming tells of the year.
UNDIVIDED = ("preamble", "other")
PART = re.compile(r"[^。！？；;!?]+(?:[。！？；;!?]+[”」』）)]*)?|[。！？；;!?]+")
NUMERAL = "一二三四五六七八九十"
MARKER = re.compile(
    rf"\s*(?:[（(][{NUMERAL}\d]+[）)]|\d+[、.．](?!\d)|[{NUMERAL}]+、|[{NUMERAL}][是要]"
    rf"|第[{NUMERAL}][，、]"
    r"|首先[，、]?|其次[，、]?|再次[，、]?|最后[，、]|[①-⑳]|[●▲■◆*])\s*"
)
NEEDS = ("reports", "texts", "paragraphs", "sections")


class Passage(NamedTuple):
    """A passage: where it stands in the raw text, in which section, and its plain words."""

    start: int
    end: int
    section: int
    told: str


class Paragraph(NamedTuple):
    """A paragraph: its place, role and section, plain words, and its level as a heading, or 0."""

    start: int
    section: int
    role: str
    told: str
    heading: int

    @property
    def end(self) -> int:
        """Where it ends in the raw text."""
        return self.start + len(self.told)


def paragraphs(
    tables: Mapping[str, pl.LazyFrame],
    reports: Sequence[str],
    roles: Collection[str],
    book: Codebook,
) -> Iterator[tuple[str, list[Paragraph]]]:
    """Of each report that has any the paragraphs of some roles, in reading order.

    Args:
        tables: those of `NEEDS`.
        reports: ids, sorted; they are read some at a time.
        roles: which parts.
        book: scripts.
    """
    about = tables["reports"].filter(among("report_id", reports)).select("report_id", *NAMES)
    names = {row[0]: names_of(row[1:]) for row in about.collect().iter_rows()}
    for first in range(0, len(reports), REPORTS_AT_A_TIME):
        some = reports[first : first + REPORTS_AT_A_TIME]
        mine = among("report_id", some)
        texts = dict(
            tables["texts"].filter(mine).select("report_id", "raw_text").collect().iter_rows()
        )
        headings = _headings(tables["sections"].filter(mine))
        rows = (
            tables["paragraphs"]
            .filter(mine & among("role", roles))
            .select("report_id", "section_id", "role", "start", "end")
            .collect()
        )
        # A frame for each report would cost more than all that is done with its rows.
        found: dict[str, list[Paragraph]] = {}
        for report, section, role, start, end in rows.iter_rows():
            told = plain(texts[report][start:end], names[report], book)
            level = _level(start, end, headings.get(report, {}))
            found.setdefault(report, []).append(Paragraph(start, section or 0, role, told, level))
        yield from found.items()


def _headings(sections: pl.LazyFrame) -> dict[str, dict[int, tuple[int, int]]]:
    """By report and beginning where headings of lines with something below end, and their level."""
    found: dict[str, dict[int, tuple[int, int]]] = {}
    rows = sections.filter(~pl.col("inline") & (pl.col("end") > pl.col("heading_end") + 4)).select(
        "report_id", "start", "heading_end", "level"
    )
    for report, start, end, level in rows.collect().iter_rows():
        found.setdefault(report, {})[start] = end, level
    return found


def _level(start: int, end: int, known: Mapping[int, tuple[int, int]]) -> int:
    """The level of a paragraph that is a heading and nothing else, else 0."""
    heading_end, level = known.get(start, (-1, 0))
    return level if heading_end >= end - 1 else 0


def blocks(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph | None, list[Paragraph]]]:
    """The paragraphs below each heading under that of the part, which may be none."""
    heading: Paragraph | None = None
    below: list[Paragraph] = []
    for one in paragraphs:
        if one.heading:
            if below:
                yield heading, below
            heading, below = (one if one.heading > 1 else None), []
        else:
            below.append(one)
    if below:
        yield heading, below


def with_heading(heading: Paragraph, last: Passage, below: Sequence[Paragraph]) -> Passage:
    """A heading and what stands below it, up to the end of a passage, as one passage."""
    told = heading.told
    for one in below:
        told += "\n" * (one.start - heading.start - len(told)) + one.told
    marker = MARKER.match(told)
    skipped = marker.end() if marker else 0
    start = heading.start + skipped
    return Passage(start, last.end, heading.section, told[skipped : last.end - heading.start])


def runs(one: Paragraph) -> Iterator[list[Passage]]:
    """The passages of a paragraph between 。！？；, with a marker (一是) what follows it.

    A run is what one marker opens; in a paragraph without markers each passage is a run.
    """
    found: list[Passage] = []
    marked = False
    for part in PART.finditer(one.told):
        marker = MARKER.match(part[0])
        skipped = marker.end() if marker else len(part[0]) - len(part[0].lstrip())
        told = part[0][skipped:].rstrip()
        if len(told) < 2:
            continue
        start = one.start + part.start() + skipped
        passage = Passage(start, start + len(told), one.section, told)
        if found and (marker or not marked):
            yield found
            found = []
        marked = marked or bool(marker)
        found.append(passage)
    if found:
        yield found


def joined(run: Sequence[Passage], one: Paragraph) -> Passage:
    """The passages of a run as one."""
    start, end = run[0].start, run[-1].end
    return Passage(start, end, run[0].section, one.told[start - one.start : end - one.start])
