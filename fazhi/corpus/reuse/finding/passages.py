"""The paragraphs of all reports as letters; those of equal letters are one passage.

A hundred thousand reports that hold one template hold it once here: seeds are taken of passages,
and only their letters stay in memory, whatever the texts take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import polars as pl

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.finding.candidates import candidates, keys_of
from fazhi.corpus.reuse.finding.letters import letters_of, spoken_names, without_names
from fazhi.corpus.reuse.finding.runs import STRETCHES, Passages, stretches
from fazhi.corpus.reuse.finding.seeds import long_seeds_of, mixed, seeds_of

REPORTS_A_BATCH = 400
# Below this many letters nothing is long enough to be shared.
LEAST_LETTERS = 13
NAMES = ("town", "county", "prefecture", "province")
NEEDS = ("reports", "texts", "paragraphs", "repairs")


class Batch(NamedTuple):
    """Some reports: their paragraphs, and the letters of these.

    `paragraphs` holds `report_id`, `paragraph_id`, `start` (offset in the raw text) and `end`;
    `letters` the number of the paragraph in the batch as `text`, `at` (counted from its start)
    and `code`; `texts` the raw text of each report.
    """

    paragraphs: pl.DataFrame
    letters: pl.DataFrame
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
    """What is kept of all batches while they are read: passages, their letters and seeds."""

    def __init__(self) -> None:
        self.batches = 0
        self.known = pl.DataFrame(schema={"mark": pl.UInt64, "passage": pl.UInt32})
        self.paragraphs: list[pl.DataFrame] = []
        self.letters: list[pl.DataFrame] = []
        self.lengths: list[pl.Series] = []
        self.short: list[pl.Series] = []
        self.long: list[pl.Series] = []

    def add(self, batch: Batch) -> None:
        """Take in the paragraphs of a batch; letters and seeds of those alone that are new."""
        self.batches += 1
        marked = _marks(batch.letters).filter(pl.col("letters") >= LEAST_LETTERS)
        fresh = marked.join(self.known, on="mark", how="anti", maintain_order="left").unique(
            "mark", keep="first", maintain_order=True
        )
        count = len(self.known)
        numbers = pl.int_range(count, count + len(fresh), dtype=pl.UInt32, eager=True)
        new = fresh.select("mark", passage=numbers)
        self.known = pl.concat([self.known, new])
        self.paragraphs.append(
            batch.paragraphs.select("report_id", "paragraph_id")
            .with_row_index("text")
            .join(marked, on="text", maintain_order="left")
            .join(self.known, on="mark", how="left", maintain_order="left")
            .select("report_id", "paragraph_id", "passage", "letters")
        )
        self._take_letters(batch.letters, fresh["text"], new["passage"])
        self.lengths.append(fresh["letters"])

    def _take_letters(self, letters: pl.DataFrame, texts: pl.Series, passages: pl.Series) -> None:
        numbers = pl.DataFrame({"text": texts, "passage": passages})
        own = letters.join(numbers, on="text", maintain_order="left").select("code", text="passage")
        seeds = seeds_of(own)
        self.letters.append(own)
        self.short.append(keys_of(seeds))
        self.long.append(keys_of(long_seeds_of(seeds)))

    def corpus(self) -> Corpus:
        """All paragraphs, and what their passages share."""
        kinds = {"report_id": pl.String, "paragraph_id": pl.UInt32, "passage": pl.UInt32}
        none = pl.DataFrame(schema={**kinds, "letters": pl.UInt32})
        paragraphs = pl.concat([none, *self.paragraphs])
        if not len(self.known):
            return Corpus(paragraphs, pl.DataFrame(schema=STRETCHES))
        letters = pl.concat(self.letters)
        self.letters.clear()
        passages = Passages(letters, pl.concat(self.lengths))
        return Corpus(paragraphs, stretches(candidates(self.short, self.long), passages))


def _marks(letters: pl.DataFrame) -> pl.DataFrame:
    """Each text with a `mark` that only equal letters have, and how many `letters` it has."""
    return (
        letters.lazy()
        .with_row_index("row")
        .with_columns(at=pl.col("row") - pl.col("row").first().over("text"))
        .with_columns(mark=mixed(pl.col("code").cast(pl.UInt64) * (1 << 32) + pl.col("at")))
        .group_by("text", maintain_order=True)
        .agg(pl.col("mark").sum(), letters=pl.len().cast(pl.UInt32))
        .collect()
    )
