"""The paragraphs of all reports as letters; those of equal letters are one passage.

A hundred thousand reports that hold one template hold it once here: seeds are taken of passages,
and only their letters stay in memory, whatever the texts take.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import polars as pl

from fazhi.corpus.reuse.finding.batches import Batch
from fazhi.corpus.reuse.finding.candidates import candidates, sides
from fazhi.corpus.reuse.finding.kept import Keeping, Taken, taken
from fazhi.corpus.reuse.finding.letters import Letters, repeated
from fazhi.corpus.reuse.finding.runs import STRETCHES, stretches
from fazhi.corpus.reuse.finding.seeds import mixed

# Below this many letters nothing is long enough to be shared.
LEAST_LETTERS = 13
PARAGRAPHS = {
    "report_id": pl.String,
    "paragraph_id": pl.UInt32,
    "passage": pl.UInt32,
    "letters": pl.UInt32,
}
# Makes seeds of the letters of passages, how many each has, and the number of the first.
Take = Callable[[pl.Series, pl.Series, int], Taken]


class Corpus(NamedTuple):
    """All paragraphs with letters enough, and what they share.

    `paragraphs`: `report_id`, `paragraph_id`, `passage` (its number) and `letters` (how many), in
    the order of the reports. `shared`: what two passages share, as `stretches` gives it, of the
    `pairs` that `candidates` gave.
    """

    paragraphs: pl.DataFrame
    shared: pl.DataFrame
    pairs: pl.DataFrame


class Gathered:
    """What is kept of all reports while they are read: paragraphs, and passages new to them.

    Args:
        known: `mark` and `passage` (its number) of passages known before.
        count: how many numbers were given before.
        take: makes seeds of letters.
    """

    def __init__(
        self, known: pl.DataFrame | None = None, count: int = 0, take: Take = taken
    ) -> None:
        none = pl.DataFrame(schema={"mark": pl.UInt64, "passage": pl.UInt32})
        self.known = none if known is None else known
        self.marks: list[pl.Series] = [none["mark"]]
        self.paragraphs: list[pl.DataFrame] = [pl.DataFrame(schema=PARAGRAPHS)]
        self.kept = Keeping(count)
        self._take = take

    def add(self, batch: Batch) -> None:
        """Take in the paragraphs of a batch; letters and seeds of those alone that are new."""
        letters = batch.letters
        numbers = pl.int_range(len(letters.counts), dtype=pl.UInt32, eager=True)
        # Of each letter the text that holds it.
        holders = repeated(numbers, letters.counts)
        marked = (
            pl.DataFrame({"mark": _marks(letters, holders), "letters": letters.counts})
            .with_row_index("text")
            .filter(pl.col("letters") >= LEAST_LETTERS)
            .select("text", "mark", "letters")
        )
        # Of all passages known those that are met again: the rest of the work is of these alone.
        known = self.known.join(marked, on="mark", how="semi")
        different = marked.unique("mark", keep="first", maintain_order=True)
        first = different.filter(~pl.col("mark").is_in(known["mark"].implode()))
        number = pl.int_range(pl.len(), dtype=pl.UInt32) + self.kept.count
        fresh = first.select("mark", passage=number)
        self.known = pl.concat([self.known, fresh])
        self.marks.append(fresh["mark"])
        self.paragraphs.append(
            batch.paragraphs.select("report_id", "paragraph_id")
            .with_row_index("text")
            .join(marked, on="text", maintain_order="left")
            .join(pl.concat([known, fresh]), on="mark", how="left", maintain_order="left")
            .select(list(PARAGRAPHS))
        )
        new = pl.repeat(False, len(numbers), dtype=pl.Boolean, eager=True)
        of_new = new.scatter(first["text"], True).gather(holders)
        self.kept.add(self._take(letters.codes.filter(of_new), first["letters"], self.kept.count))

    def corpus(self) -> Corpus:
        """All paragraphs, and what their passages share, which are all let go here."""
        paragraphs, marks = pl.concat(self.paragraphs), pl.concat(self.marks)
        if not self.kept.count:
            none = pl.DataFrame(schema={"pair": pl.UInt64, "weight": pl.UInt64, "seeds": pl.UInt32})
            return Corpus(paragraphs, pl.DataFrame(schema=STRETCHES), none)
        self.kept.let_go()
        pairs = candidates(self.kept.keys, self.kept.long, marks)
        found = stretches(sides(pairs, marks), self.kept.passages())
        return Corpus(paragraphs, found, pairs)


def _marks(letters: Letters, holders: pl.Series) -> pl.Series:
    """A number of each text that only equal letters have."""
    firsts = letters.firsts()
    at = pl.int_range(pl.len(), dtype=pl.UInt32) - firsts.gather(holders)
    value = pl.col("code").cast(pl.UInt64) * (1 << 32) + at
    hashed = mixed(pl.DataFrame({"code": letters.codes}).lazy().select(hash=value))
    sums = hashed.select(pl.col("hash").cum_sum()).collect().to_series()
    until = pl.concat([pl.Series([0], dtype=pl.UInt64), sums])
    return until.gather(firsts + letters.counts) - until.gather(firsts)
