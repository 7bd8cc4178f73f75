"""The reports of the tables as finding reads them, some at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Sized
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.finding import NAMES
from fazhi.corpus.reuse.finding.letters import (
    Letters,
    letters_at,
    letters_of,
    spoken_names,
    without_names,
)
from fazhi.later import pl
from fazhi.tables.among import among
from fazhi.tables.some.slices import slices

# So few reports are read at a time; of no more than these nothing is kept.
FEW = 400
COLUMNS = ("report_id", "paragraph_id", "start", "end")
PLACE = ("report_id", "start", "end")


class Batch(NamedTuple):
    """Some reports: their paragraphs, and the letters of these.

    `paragraphs` holds `report_id`, `paragraph_id`, `start` (offset in the raw text) and `end`;
    `texts` the raw text of each report.
    """

    paragraphs: pl.DataFrame
    letters: Letters
    texts: Mapping[str, str] = {}


class Reports(NamedTuple):
    """Some reports as the tables hold them.

    `paragraphs` as above; `dropped`, with `report_id`, `start` and `end`, what a page left between
    words; `texts` the raw text, and `names` those of the places of each report.
    """

    paragraphs: pl.DataFrame
    dropped: pl.DataFrame
    texts: Mapping[str, str]
    names: Mapping[str, Sequence[str | None]]

    def only(self, some: pl.Series) -> Reports:
        """Those of some ids."""
        wanted = set(some)
        of_them = pl.col("report_id").is_in(some.implode())
        texts = {one: text for one, text in self.texts.items() if one in wanted}
        return Reports(
            self.paragraphs.filter(of_them), self.dropped.filter(of_them), texts, self.names
        )

    def batch(self, book: Codebook, some: pl.DataFrame | None = None) -> Batch:
        """The letters of the paragraphs, or only of `some`: `report_id` and `paragraph_id`."""
        blanked = {
            one: without_names(text, spoken_names(self.names[one]))
            for one, text in self.texts.items()
        }
        for one, start, end in self.dropped.iter_rows():
            text = blanked[one]
            blanked[one] = text[:start] + "\0" * (end - start) + text[end:]
        found = self.paragraphs
        if some is not None:
            found = found.join(some, on=COLUMNS[:2], how="semi", maintain_order="left")
        pieces = [blanked[one][start:end] for one, _, start, end in found.iter_rows()]
        return Batch(found, letters_of(pieces, book), self.texts)

    def again(self, kept: pl.Series) -> Batch:
        """What `batch` gave, but for the codes of its letters, by the places that were `kept`."""
        sizes = (self.paragraphs["end"] - self.paragraphs["start"]).cast(pl.UInt32)
        none = pl.Series(dtype=pl.UInt16)
        return Batch(self.paragraphs, letters_at(sizes, kept, none), self.texts)


def read(tables: Mapping[str, pl.LazyFrame], only: pl.Series | None = None) -> Iterator[Reports]:
    """The reports of the tables in their order, some at a time; `only` those of some ids."""
    about = tables["reports"].select("report_id", *NAMES)
    some = about if only is None else about.filter(among("report_id", only))
    names = {row[0]: row[1:] for row in some.collect().iter_rows()}
    for texts in slices(tables["texts"].select("report_id", "raw_text"), names, FEW):
        told = dict(texts.iter_rows())
        within = pl.col("report_id").is_between(pl.lit(min(told)), pl.lit(max(told)))
        within &= among("report_id", told)
        residue = within & (pl.col("kind") == "residue")
        yield Reports(
            tables["paragraphs"].filter(within).select(COLUMNS).collect(),
            tables["repairs"].filter(residue).select(PLACE).collect(),
            told,
            names,
        )


def is_few(reports: Sized) -> bool:
    """Whether so few reports are one batch, of which nothing need be kept."""
    return len(reports) <= FEW
