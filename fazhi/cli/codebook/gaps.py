"""What the codebook misses, as the terminal shows it and as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi.cli.speech import say, spoken
from fazhi.cli.terminal import plain
from fazhi.codebook.book import Codebook
from fazhi.codebook.indicators import indicators
from fazhi.codebook.names import name_in
from fazhi.codebook.themes import themes
from fazhi.publish.pages.files.workbook import Cell, Sheet
from fazhi.publish.pages.files.workbook import as_csv as csv_of
from fazhi.trust.gaps import Gap

# Between Chinese words, in every language.
COMMA = "、"
HEADS = ("field", "noun", "unit", "mentions", "reports", "for example", "near")


def shown(groups: Sequence[Gap], book: Codebook) -> Iterator[str]:
    """Lines by field, those fields first whose groups come first: a group, its clause, ids near."""
    by_field: dict[str, list[Gap]] = {}
    for one in groups:
        by_field.setdefault(one.field, []).append(one)
    for field, some in by_field.items():
        yield f"[bold]{plain(_field(field, book))}[/bold]"
        for one in some:
            yield from _lines(one, book)


def _lines(one: Gap, book: Codebook) -> Iterator[str]:
    counts = say("mentions: {0}, reports: {1}", one.mentions, one.reports)
    units = plain(COMMA.join(one.units))
    yield f"  [cyan]{plain(_nouns(one))}[/cyan]  {units}  {counts}"
    yield f"    “{plain(one.example)}”"
    near = "; ".join(f"{key} {_name(key, book)} {score:.2f}" for key, score in one.near)
    yield f"    → {plain(near or say('no indicator is near'))}"


def as_csv(groups: Sequence[Gap], book: Codebook) -> bytes:
    """A row a group, in their order."""
    return csv_of(Sheet("gaps", list(map(say, HEADS)), [_row(one, book) for one in groups]))


def _row(one: Gap, book: Codebook) -> list[Cell]:
    return [
        _field(one.field, book),
        _nouns(one),
        COMMA.join(one.units),
        one.mentions,
        one.reports,
        one.example,
        " ".join(near.indicator for near in one.near),
    ]


def _field(field: str, book: Codebook) -> str:
    names = {one.id: one.short(spoken()) for one in themes(book)}
    return names.get(field) or say("no field told")


def _nouns(one: Gap) -> str:
    return COMMA.join(one.nouns) or say("no noun told")


def _name(key: str, book: Codebook) -> str:
    return name_in(spoken(), indicators(book)[key])
