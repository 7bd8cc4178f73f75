"""Where in the raw text each place of a family stands, and the words there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import polars as pl

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.finding.batches import Batch, read
from fazhi.corpus.reuse.finding.joining import families, nested
from fazhi.corpus.reuse.finding.passages import Gathered

# Characters of a shared passage, blanks not counted: shorter ones are set phrases.
LEAST_CHARACTERS = 24
CLOSING = frozenset("，。；：、！？")
BLANK = re.compile(r"[\s\x00]")
# What is no letter here, and is none of the marks or blanks between words either.
UNLETTERED = re.compile(r"[^\W_]+$")
ENDS = {"start": pl.UInt32, "end": pl.UInt32, "size": pl.UInt32}
SPANS = {
    "family": pl.UInt32,
    "report_id": pl.String,
    "paragraph_id": pl.UInt32,
    "start": pl.UInt32,
    "end": pl.UInt32,
    "size": pl.UInt32,
}


def places(tables: Mapping[str, pl.LazyFrame], book: Codebook) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every place where one of few reports holds wording that stands elsewhere, too.

    Returns the places, `family`, `report_id`, `paragraph_id`, `start` and `end` (raw text) and
    `words` (the quote), sorted by report; and the families nested in one another (`nested`).
    """
    gathered = Gathered()
    batches: list[Batch] = []
    for some in read(tables):
        batches.append(some.batch(book))
        gathered.add(batches[-1])
    corpus = gathered.corpus()
    held = families(corpus.shared, whole_passages(corpus.paragraphs)).held
    rows = corpus.paragraphs.join(held, on="passage")
    found = [found_in(batch, rows) for batch in batches]
    told = long_enough(pl.concat([pl.DataFrame(schema=SPANS), *found]))
    texts = {report: text for batch in batches for report, text in batch.texts.items()}
    spans = told.select("report_id", "start", "end").iter_rows()
    words = [texts[report][start:end] for report, start, end in spans]
    return told.with_columns(words=pl.Series(words, dtype=pl.String)), nested(held)


def whole_passages(paragraphs: pl.DataFrame) -> pl.DataFrame:
    """`passage` and `letters` of those that several paragraphs hold."""
    counted = paragraphs.group_by("passage").agg(pl.len(), pl.col("letters").first())
    return counted.filter(pl.col("len") > 1).select("passage", "letters").sort("passage")


def found_in(batch: Batch, rows: pl.DataFrame) -> pl.DataFrame:
    """The places of `rows` (`Corpus.paragraphs` beside their families) in a batch of raw texts."""
    here = batch.paragraphs.with_row_index("text").join(
        rows, on=["report_id", "paragraph_id"], suffix="_letter", maintain_order="left_right"
    )
    letters, text = batch.letters, here["text"]
    first, begins = letters.firsts().gather(text), letters.begins.gather(text)
    before = here["start"] - begins.cast(pl.Int64)
    opening = letters.places.gather(first + here["start_letter"] - 1, null_on_oob=True)
    opens = here["start_letter"] == 0
    spans = here.select(
        "family",
        "report_id",
        "paragraph_id",
        # Behind the letter before, or where the paragraph begins.
        after=pl.when(opens).then(pl.col("start")).otherwise(opening + before + 1),
        start=letters.places.gather(first + here["start_letter"]) + before,
        end=letters.places.gather(first + here["end_letter"] - 1) + before + 1,
    ).cast({"after": pl.UInt32, "start": pl.UInt32, "end": pl.UInt32})
    # Rows in a list are put into columns in a third of the time that those of an iterator take.
    told = pl.DataFrame([*_ends(spans, batch.texts)], schema=ENDS, orient="row")
    return spans.with_columns(told.get_columns()).select(list(SPANS))


def _ends(spans: pl.DataFrame, texts: Mapping[str, str]) -> Iterator[tuple[int, int, int]]:
    """Where the words of each place begin and end, and how many characters are shared.

    The mark that closes them is theirs; they begin with the figure or name right before the first
    letter, which is not counted: it may be another in every place.
    """
    columns = ("report_id", "after", "start", "end")
    for report, after, start, end in spans.select(columns).iter_rows():
        text = texts[report]
        before = UNLETTERED.search(text[after:start])
        begins = start - len(before[0]) if before else start
        closed = end + (text[end : end + 1] in CLOSING)
        yield begins, closed, len(BLANK.sub("", text[start:closed]))


def long_enough(found: pl.DataFrame) -> pl.DataFrame:
    """Places long enough, of families that still have two of them."""
    return (
        found.lazy()
        .filter(pl.col("size") >= LEAST_CHARACTERS)
        .drop("size")
        .filter(pl.len().over("family") > 1)
        .sort("report_id", "start", "end", "family")
        .collect()
    )
