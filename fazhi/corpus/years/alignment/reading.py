"""Reads the texts of the tables once, in their order, and gives pairs of reports to compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from fazhi.codebook.book import Codebook
from fazhi.corpus.years.alignment.pieces import Paragraph, Pieces, Section, pieces_of
from fazhi.later import pl
from fazhi.tables.among import some_of

REPORTS_A_BATCH = 200
NEEDS = ("authorities", "texts", "sections", "paragraphs", "repairs")
# What the page put into the text is none of the author's words; blanks stay in their place.
RESIDUE = "residue"
Row = TypeVar("Row", Section, Paragraph)


class Pair(NamedTuple):
    """Two reports of one authority that follow each other."""

    previous_report_id: str
    report_id: str


def pairs(tables: Mapping[str, pl.LazyFrame]) -> list[Pair]:
    """All reports with that before each, where there is one."""
    known = (
        tables["authorities"]
        .filter(pl.col("previous_report_id").is_not_null())
        .select("previous_report_id", "report_id")
        .collect()
    )
    return [Pair(*row) for row in known.iter_rows()]


def pieces_of_pairs(
    tables: Mapping[str, pl.LazyFrame], some: Iterable[Pair], book: Codebook
) -> Iterator[list[tuple[Pair, Pieces, Pieces]]]:
    """Pairs with what both reports consist of, some at a time, in the order of the later text.

    A report is kept in memory until the last of its neighbours was read: one place's reports
    stand beside each other in the tables.
    """
    waiting: dict[str, list[Pair]] = {}
    for pair in some:
        for report in pair:
            waiting.setdefault(report, []).append(pair)
    held: dict[str, Pieces] = {}
    for batch in _batches(tables, waiting, book):
        done = []
        for report, pieces in batch:
            held[report] = pieces
            for pair in list(waiting[report]):
                if pair.report_id in held and pair.previous_report_id in held:
                    done.append((pair, held[pair.previous_report_id], held[pair.report_id]))
                    for one in pair:
                        waiting[one].remove(pair)
            for one in [one for one in held if not waiting[one]]:
                del held[one]
        yield done


def _batches(
    tables: Mapping[str, pl.LazyFrame], wanted: Iterable[str], book: Codebook
) -> Iterator[Iterator[tuple[str, Pieces]]]:
    """The reports that are wanted, in the order of the tables."""
    asked = frozenset(wanted)
    names = tables["texts"].select("report_id").collect()["report_id"]
    for first in range(0, len(names) if asked else 0, REPORTS_A_BATCH):
        if asked.isdisjoint(names[first : first + REPORTS_A_BATCH]):
            continue
        texts = tables["texts"].slice(first, REPORTS_A_BATCH).select("report_id", "raw_text")
        told = {one: text for one, text in texts.collect().iter_rows() if one in asked}
        yield _cut(told, tables, book)


def _cut(
    texts: Mapping[str, str], tables: Mapping[str, pl.LazyFrame], book: Codebook
) -> Iterator[tuple[str, Pieces]]:
    sections, paragraphs, repairs = (
        some_of(tables[name], "report_id", [*texts]) for name in NEEDS[2:]
    )
    headed = _rows(sections.filter(~pl.col("inline")), Section)
    bodies = _rows(paragraphs, Paragraph)
    dropped = repairs.filter(pl.col("kind") == RESIDUE)
    residue: dict[str, list[tuple[int, int]]] = {}
    for report, start, end in dropped.select("report_id", "start", "end").collect().iter_rows():
        residue.setdefault(report, []).append((start, end))
    for report, text in texts.items():
        raw = _blanked(text, residue.get(report, ()))
        own = headed.get(report, []), bodies.get(report, [])
        yield report, pieces_of(raw, *own, book)


def _blanked(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    for start, end in stretches:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _rows(frame: pl.LazyFrame, kind: type[Row]) -> dict[str, list[Row]]:
    """The rows of each report as a kind with the fields of that name, in reading order."""
    found: dict[str, list[Row]] = {}
    told = frame.select("report_id", *kind._fields).sort("report_id", "start")
    for report, *rest in told.collect().iter_rows():
        found.setdefault(report, []).append(kind(*rest))
    return found
