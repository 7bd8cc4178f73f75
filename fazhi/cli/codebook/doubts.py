"""Codings to look at again, as the terminal shows them and as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi.cli.speech import say, spoken
from fazhi.cli.terminal import plain
from fazhi.codebook.book import Codebook
from fazhi.codebook.indicators import indicators
from fazhi.codebook.names import name_in
from fazhi.publish.pages.files.workbook import Cell, Sheet
from fazhi.publish.pages.files.workbook import as_csv as csv_of
from fazhi.records import LINE_BREAKS
from fazhi.trust.doubts import Doubt

HEADS = ("report", "indicator", "words", "ahead", "margin", "rather", "for example")


def shown(codings: Sequence[Doubt], book: Codebook) -> Iterator[str]:
    """Each coding in some lines: by how much its entry is ahead, its clause, what else."""
    for one in codings:
        named = plain(f"{one.indicator} {_name(one.indicator, book)}")
        yield f"{one.ahead:+.2f} [cyan]{named}[/cyan]  {plain(one.raw)}  {plain(one.report)}"
        yield f"    “{plain(_clause(one))}”"
        if one.rather:
            yield f"    → {plain(one.rather)} {plain(_name(one.rather, book))}"


def as_csv(codings: Sequence[Doubt]) -> bytes:
    """A row a coding, in their order."""
    rows: list[list[Cell]] = [
        [one.report, one.indicator, one.raw, round(one.ahead, 3), one.margin, one.rather,
         _clause(one)]
        for one in codings
    ]  # fmt: skip
    return csv_of(Sheet("doubts", list(map(say, HEADS)), rows))


def _clause(one: Doubt) -> str:
    return one.quote.translate(LINE_BREAKS).strip()


def _name(key: str, book: Codebook) -> str:
    known = indicators(book).entries.get(key)
    return name_in(spoken(), known) if known else ""
