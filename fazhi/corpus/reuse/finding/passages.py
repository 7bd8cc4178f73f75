"""The paragraphs of all reports as letters; those of equal letters are one passage.

A hundred thousand reports that hold one template hold it once here: seeds are taken of passages,
and only their letters stay in memory, whatever the texts take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import polars as pl

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.finding import NAMES
from fazhi.corpus.reuse.finding.candidates import candidates
from fazhi.corpus.reuse.finding.kept import Keeping
from fazhi.corpus.reuse.finding.letters import (
    Letters,
    letters_of,
    ranges,
    repeated,
    spoken_names,
    without_names,
)
from fazhi.corpus.reuse.finding.runs import STRETCHES, stretches
from fazhi.corpus.reuse.finding.seeds import mixed

REPORTS_A_BATCH = 400
# Below this many letters nothing is long enough to be shared.
LEAST_LETTERS = 13


class Batch(NamedTuple):
    """Some reports: their paragraphs, and the letters of these.

    `paragraphs` holds `report_id`, `paragraph_id`, `start` (offset in the raw text) and `end`;
    `texts` the raw text of each report.
    """

    paragraphs: pl.DataFrame
    letters: Letters
    texts: Mapping[str, str] = {}


class Corpus(NamedTuple):
    """All paragraphs with letters enough, and what they share.

    `paragraphs`: `report_id`, `paragraph_id`, `passage` (its number) and `letters` (how many), in
    the order of the reports. `shared`: what two passages share, as `stretches` gives it.
    """

    paragraphs: pl.DataFrame
    shared: pl.DataFrame


def batches(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, some: pl.DataFrame | None = None
) -> Iterator[Batch]:
    """The reports of the tables in their order, some at a time.

    Args:
        some: `report_id` and `paragraph_id` of the paragraphs that are wanted, if not all.
    """
    names = {
        row[0]: spoken_names(row[1:])
        for row in tables["reports"].select("report_id", *NAMES).collect().iter_rows()
    }
    for first in range(0, len(names), REPORTS_A_BATCH):
        texts = tables["texts"].slice(first, REPORTS_A_BATCH).select("report_id", "raw_text")
        told = dict(texts.collect().iter_rows())
        within = pl.col("report_id").is_between(pl.lit(min(told)), pl.lit(max(told)))
        paragraphs = tables["paragraphs"].filter(within)
        columns = ("report_id", "paragraph_id", "start", "end")
        found = paragraphs.select(columns).collect()
        if some is not None:
            found = found.join(some, on=columns[:2], how="semi", maintain_order="left")
        dropped = tables["repairs"].filter(within & (pl.col("kind") == "residue")).collect()
        blanked = {one: without_names(text, names[one]) for one, text in told.items()}
        for one, start, end in dropped.select("report_id", "start", "end").iter_rows():
            text = blanked[one]
            blanked[one] = text[:start] + "\0" * (end - start) + text[end:]
        pieces = [blanked[one][start:end] for one, _, start, end in found.iter_rows()]
        yield Batch(found, letters_of(pieces, book), told)


class Gathered:
    """What is kept of all batches while they are read: paragraphs, and passages new to them."""

    def __init__(self) -> None:
        self.batches = 0
        self.known = pl.DataFrame(schema={"mark": pl.UInt64, "passage": pl.UInt32})
        self.paragraphs: list[pl.DataFrame] = []
        self.kept = Keeping()

    def add(self, batch: Batch) -> None:
        """Take in the paragraphs of a batch; letters and seeds of those alone that are new."""
        self.batches += 1
        letters = batch.letters
        marked = (
            pl.DataFrame({"mark": _marks(letters), "letters": letters.counts})
            .with_row_index("text")
            .filter(pl.col("letters") >= LEAST_LETTERS)
        )
        # Of all passages known those that are met again: the rest of the work is of a batch alone.
        known = self.known.join(marked, on="mark", how="semi")
        fresh = marked.join(known, on="mark", how="anti", maintain_order="left").unique(
            "mark", keep="first", maintain_order=True
        )
        number = pl.int_range(pl.len(), dtype=pl.UInt32) + self.kept.count
        new = fresh.select("mark", passage=number)
        self.known = pl.concat([self.known, new])
        self.paragraphs.append(
            batch.paragraphs.select("report_id", "paragraph_id")
            .with_row_index("text")
            .join(marked, on="text", maintain_order="left")
            .join(pl.concat([known, new]), on="mark", how="left", maintain_order="left")
            .select("report_id", "paragraph_id", "passage", "letters")
        )
        rows = ranges(letters.firsts().gather(fresh["text"]), fresh["letters"])
        self.kept.add(letters.codes.gather(rows), fresh["letters"])

    def corpus(self) -> Corpus:
        """All paragraphs, and what their passages share."""
        kinds = {"report_id": pl.String, "paragraph_id": pl.UInt32, "passage": pl.UInt32}
        none = pl.DataFrame(schema={**kinds, "letters": pl.UInt32})
        paragraphs = pl.concat([none, *self.paragraphs])
        if not self.kept.count:
            return Corpus(paragraphs, pl.DataFrame(schema=STRETCHES))
        pairs = candidates(self.kept.keys, self.kept.long, self.kept.count)
        return Corpus(paragraphs, stretches(pairs, self.kept.passages()))


def _marks(letters: Letters) -> pl.Series:
    """A number of each text that only equal letters have."""
    firsts = letters.firsts()
    at = pl.int_range(pl.len(), dtype=pl.UInt32) - repeated(firsts, letters.counts)
    value = pl.col("code").cast(pl.UInt64) * (1 << 32) + at
    hashed = mixed(pl.DataFrame({"code": letters.codes}).lazy().select(hash=value))
    sums = hashed.select(pl.col("hash").cum_sum()).collect().to_series()
    until = pl.concat([pl.Series([0], dtype=pl.UInt64), sums])
    return until.gather(firsts + letters.counts) - until.gather(firsts)
