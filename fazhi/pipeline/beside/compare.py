"""What two files share, passage by passage, as the table `reuse` would find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import polars as pl

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.changed import Comparer
from fazhi.corpus.reuse.finding import NAMES, NEEDS
from fazhi.corpus.reuse.finding.letters import spoken_names
from fazhi.corpus.reuse.finding.places import places
from fazhi.corpus.reuse.leftovers import Author, around, left_in, told_as_another_s
from fazhi.records import Report
from fazhi.tables.schema import TABLES
from fazhi.tables.tabulate import tables_of

FIRST, SECOND = "1", "2"


class SharedPassage(NamedTuple):
    """Words that stand in both files.

    `start` and `end` count characters of each file's raw text; `changes` is the strongest of
    `verbatim`, `names`, `figures`, `words`; `similarity` the share of letters in both, 0 to 1.
    """

    start: int
    end: int
    words: str
    other_start: int
    other_end: int
    other_words: str
    changes: str
    similarity: float


class LeftOver(NamedTuple):
    """A name or year of one file that the other holds in a shared passage.

    `file`: 0 for the first, 1 for the second; `start` and `end` count its raw text.
    """

    file: int
    start: int
    end: int
    quote: str
    check: str
    message_zh: str
    message_en: str


class Comparison(NamedTuple):
    """The passages that two files share, in the order of the first, and their share of each."""

    passages: tuple[SharedPassage, ...]
    shares: tuple[float, float]
    left_over: tuple[LeftOver, ...] = ()


def compare(first: Report, second: Report, book: Codebook) -> Comparison:
    """What two reports share, whatever was changed about it; shares count characters, 0 to 1."""
    reports = {FIRST: first, SECOND: second}
    tables = {
        name: pl.concat([table_of_one(name, one, told) for one, told in reports.items()]).lazy()
        for name in NEEDS
    }
    found, _ = places(tables, book)
    names = {
        one: spoken_names([getattr(told.identity, name) for name in NAMES])
        for one, told in reports.items()
    }
    comparer = Comparer(book)
    passages = []
    for _, rows in found.group_by("family", maintain_order=True):
        theirs = rows.filter(pl.col("report_id") == SECOND).rows(named=True)
        for mine in rows.filter(pl.col("report_id") == FIRST).iter_rows(named=True):
            passages += [_best(mine, theirs, names, comparer)] if theirs else []
    kept = list(_outermost(sorted(passages, key=lambda one: (one.start, -one.end))))
    spans = [(one.start, one.end) for one in kept], [(x.other_start, x.other_end) for x in kept]
    shares = _share(spans[0], first), _share(spans[1], second)
    return Comparison(tuple(kept), shares, tuple(_left_over(kept, reports)))


def _outermost(passages: Iterable[SharedPassage]) -> Iterator[SharedPassage]:
    """Passages that do not lie within another one on both sides."""
    kept: list[SharedPassage] = []
    for one in passages:
        inside = any(
            one.end <= other.end
            and other.other_start <= one.other_start
            and one.other_end <= other.other_end
            for other in kept
        )
        if not inside:
            kept.append(one)
            yield one


def _left_over(passages: list[SharedPassage], reports: Mapping[str, Report]) -> Iterator[LeftOver]:
    """Names and years of one that the other holds, unless dates tell that it wrote first."""
    who = {
        one: Author(told.identity.town, told.identity.county, told.identity.report_year)
        for one, told in reports.items()
    }
    found: dict[tuple[int, int, int], LeftOver] = {}
    for one in passages:
        sides = (one.start, one.end), (one.other_start, one.other_end)
        for file, (own, source) in enumerate(((FIRST, SECOND), (SECOND, FIRST))):
            if _is_before(reports[own], reports[source]):
                continue
            raw = reports[own].text.raw
            start, words = around(raw, *sides[file])
            _, theirs = around(reports[source].text.raw, *sides[1 - file])
            held = {"report_id": own, "other_report_id": source}
            for row in left_in({**held, "start": start, "words": words, "theirs": theirs}, who):
                told = LeftOver(file, *(row[name] for name in LeftOver._fields[1:]))
                if not told_as_another_s(row, raw, start):
                    found.setdefault(told[:3], told)
    return iter(sorted(found.values()))


def _is_before(one: Report, other: Report) -> bool:
    """Whether a report was written before another, by date, else by its year."""
    first, second = one.identity, other.identity
    if first.issued_date and second.issued_date:
        return first.issued_date < second.issued_date
    return bool(first.report_year and second.report_year and first.report_year < second.report_year)


def table_of_one(name: str, one: str, report: Report) -> pl.DataFrame:
    """A table of one report under the id `one`, of the columns that are needed."""
    columns = tables_of(report).get(name, {})
    kept = [column for column in TABLES[name].columns if column in columns]
    kinds = TABLES[name].types()
    if name == "reports":
        kept = list(NAMES)
    frame = pl.DataFrame(
        {column: columns[column] for column in kept},
        schema={column: kinds[column] for column in kept},
    )
    return frame.select(pl.lit(one).alias("report_id"), *kept)


def _best(
    mine: dict[str, object],
    theirs: list[dict[str, object]],
    names: dict[str, tuple[str, ...]],
    comparer: Comparer,
) -> SharedPassage:
    """A place of the first file beside that of the second that is most like it."""
    words = str(mine["words"]), names[FIRST]
    alike = [comparer.compare(words, (str(one["words"]), names[SECOND])) for one in theirs]
    at = max(range(len(theirs)), key=lambda one: alike[one][1])
    spans = [int(str(one[end])) for one in (mine, theirs[at]) for end in ("start", "end")]
    return SharedPassage(
        *(spans[0], spans[1], words[0]), *(spans[2], spans[3], str(theirs[at]["words"])), *alike[at]
    )


def _share(spans: list[tuple[int, int]], report: Report) -> float:
    """Of the characters of the paragraphs, blanks left out, those in the spans."""
    raw = report.text.raw
    held = {at for start, end in spans for at in range(start, end) if not raw[at].isspace()}
    whole = sum(
        not raw[at].isspace()
        for one in report.outline.paragraphs
        for at in range(one.place.start, one.place.end)
    )
    return len(held) / whole if whole else 0.0
