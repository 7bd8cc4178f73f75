"""The reports of the tables as finding reads them, some at a time.

Where some end is told by the reports' own ids, not by their number: one report more leaves all
others together as they were, and what was made of them holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Sized
from hashlib import sha256
from typing import NamedTuple
from zlib import crc32

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.finding import NAMES
from fazhi.corpus.reuse.finding.letters import Letters, letters_of, spoken_names, without_names
from fazhi.later import pl

# So few reports are one batch; of more one in `REPORTS_A_BATCH` ends one, or the last of `MOST`.
FEW, REPORTS_A_BATCH, MOST = 400, 256, 800
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
    words; `texts` the raw text, and `names` what is blanked of each report.
    """

    paragraphs: pl.DataFrame
    dropped: pl.DataFrame
    texts: Mapping[str, str]
    names: Mapping[str, Sequence[str]]

    def digest(self) -> str:
        """Digest of all that decides the letters."""
        whole = sha256()
        for one, text in self.texts.items():
            whole.update("\0".join([one, *self.names[one], "", text]).encode("utf-8", "replace"))
        for frame in (self.paragraphs, self.dropped):
            whole.update(frame.write_csv().encode())
        return whole.hexdigest()

    def batch(self, book: Codebook, some: pl.DataFrame | None = None) -> Batch:
        """The letters of the paragraphs, or only of `some`: `report_id` and `paragraph_id`."""
        blanked = {one: without_names(text, self.names[one]) for one, text in self.texts.items()}
        for one, start, end in self.dropped.iter_rows():
            text = blanked[one]
            blanked[one] = text[:start] + "\0" * (end - start) + text[end:]
        found = self.paragraphs
        if some is not None:
            found = found.join(some, on=COLUMNS[:2], how="semi", maintain_order="left")
        pieces = [blanked[one][start:end] for one, _, start, end in found.iter_rows()]
        return Batch(found, letters_of(pieces, book), self.texts)


def read(tables: Mapping[str, pl.LazyFrame]) -> Iterator[Reports]:
    """The reports of the tables in their order, some at a time."""
    names = {
        row[0]: spoken_names(row[1:])
        for row in tables["reports"].select("report_id", *NAMES).collect().iter_rows()
    }
    for first, count in _batches(list(names)):
        texts = tables["texts"].slice(first, count).select("report_id", "raw_text")
        told = dict(texts.collect().iter_rows())
        within = pl.col("report_id").is_between(pl.lit(min(told)), pl.lit(max(told)))
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


def _batches(reports: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Of each batch where it begins, and how many reports it holds."""
    first = 0
    for end, report in enumerate(reports, 1):
        full = end - first == MOST or crc32(report.encode()) % REPORTS_A_BATCH == 0
        if end == len(reports) or (full and not is_few(reports)):
            yield first, end - first
            first = end
