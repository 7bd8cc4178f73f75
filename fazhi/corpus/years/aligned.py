"""What became of each heading and sentence from one report of an authority to the next.

A row a heading or sentence (`heading`) of `report_id` or of the report before it
(`previous_report_id`) of the same authority (`place_id`), in reading order (`number`), those
dropped after the others. `state`: `kept` (the same words; punctuation, blanks, script and marks of
lists do not count), `changed` (similar words in its place), `moved` (the same words in another
section or order), `new` (only in the later report), `dropped` (only in the earlier). `start` and
`end` of it in the raw text, `previous_start` and `previous_end` of what it answers in that of the
report before; `section_id` and `previous_section_id` (of a heading its own): so the heading rows
tell which section answers which. `role` and `previous_role` of the part it stands in. `letters` and
`previous_letters`: how many letters and figures it has. `likeness`: share of weighted pairs of
letters that both have, figures taken as one sign, from 0 to 1. `figures`: whether a changed one
differs in its figures alone (the year is one); `elsewhere`: whether a changed one stands in another
section or order, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fazhi.codebook.book import Codebook
from fazhi.corpus.years.alignment.pieces import Piece, Pieces
from fazhi.corpus.years.alignment.reading import NEEDS, Pair, pairs, pieces_of_pairs
from fazhi.corpus.years.alignment.sentences import (
    CHANGED,
    DROPPED,
    KEPT,
    NEW,
    Aligned,
    Answer,
    align,
)
from fazhi.later import pl
from fazhi.tables.kept import Kept
from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table

ALIGNED = Table(
    {
        "place_id": "String",
        "report_id": "String",
        "previous_report_id": "String",
        "number": "UInt32",
        "heading": "Boolean",
        "state": "String",
        "start": "UInt32",
        "end": "UInt32",
        "previous_start": "UInt32",
        "previous_end": "UInt32",
        "section_id": "UInt32",
        "previous_section_id": "UInt32",
        "role": "String",
        "previous_role": "String",
        "letters": "UInt32",
        "previous_letters": "UInt32",
        "likeness": "Float32",
        "figures": "Boolean",
        "elsewhere": "Boolean",
    },
    ("report_id", "number"),
)
NOWHERE = Piece(0, 0, None, None, "", "", frozenset())
Row = tuple[object, ...]


@table_over("aligned", ALIGNED, NEEDS, keeps=True)
def aligned(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, kept: Kept | None = None
) -> pl.DataFrame:
    """One row a heading or sentence of two reports that follow each other."""
    known = {pair.report_id: pair for pair in pairs(tables)}
    kept = kept or Kept()

    def made(reports: list[str]) -> pl.DataFrame:
        return _made(tables, [known[one] for one in reports], book)

    rows = kept.by_report({one: kept.digest(*pair) for one, pair in known.items()}, made)
    places = tables["authorities"].select("report_id", "place_id").collect()
    return rows.join(places, on="report_id", how="left", maintain_order="left")


def _made(tables: Mapping[str, pl.LazyFrame], some: Sequence[Pair], book: Codebook) -> pl.DataFrame:
    """The rows of some pairs, without the place."""
    kinds = {name: kind for name, kind in ALIGNED.types().items() if name != "place_id"}
    frames = [pl.DataFrame(schema=kinds)]
    for batch in pieces_of_pairs(tables, some, book):
        rows = [row for one in batch for row in _rows(*one)]
        frames.append(pl.DataFrame(rows, schema=kinds, orient="row"))
    return pl.concat(frames)


def _rows(pair: Pair, earlier: Pieces, later: Pieces) -> Iterator[Row]:
    """The rows of a pair, as the table names them, without the place."""
    told = align(earlier, later)
    found = [*_headings(told, earlier, later), *_sentences(told.sentences, earlier, later)]
    found.sort(key=lambda one: (one[1] is NOWHERE, one[1].start, one[2].start))
    for number, (answer, one, other, heading) in enumerate(found, start=1):
        here, there = one is not NOWHERE, other is not NOWHERE
        changed = answer.state == CHANGED
        yield (
            pair.report_id,
            pair.previous_report_id,
            number,
            heading,
            answer.state,
            *((one.start, one.end) if here else (None, None)),
            *((other.start, other.end) if there else (None, None)),
            one.section_id,
            other.section_id,
            one.role,
            other.role,
            len(one.letters) if here else None,
            len(other.letters) if there else None,
            answer.likeness if here and there else None,
            one.words == other.words if changed else None,
            answer.moved if changed else None,
        )


def _sentences(
    told: list[Answer], earlier: Pieces, later: Pieces
) -> Iterator[tuple[Answer, Piece, Piece, bool]]:
    for answer in told:
        one = NOWHERE if answer.later is None else later.sentences[answer.later]
        other = NOWHERE if answer.earlier is None else earlier.sentences[answer.earlier]
        yield answer, one, other, False


def _headings(
    told: Aligned, earlier: Pieces, later: Pieces
) -> Iterator[tuple[Answer, Piece, Piece, bool]]:
    """The headings with those they answer; a section that is renumbered alone is kept."""
    for at, one in enumerate(later.headings):
        place = told.sections.get(at)
        if place is None:
            yield Answer(NEW, None, at, 0.0, False), one, NOWHERE, True
            continue
        other = earlier.headings[place]
        state = KEPT if one.letters == other.letters else CHANGED
        yield Answer(state, place, at, told.likeness[at], False), one, other, True
    for at in sorted(set(range(len(earlier.headings))) - set(told.sections.values())):
        yield Answer(DROPPED, at, None, 0.0, False), NOWHERE, earlier.headings[at], True
