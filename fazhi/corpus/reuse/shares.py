"""What share of each report is its own words, and whose the rest may be.

`report_id`; `characters`: those of its paragraphs without blanks, over which shares are taken;
`own_words`: in no passage that another report holds, too; `mandatory`, `template`, `own_past`,
`other_place`: in passages of that kind; `unclear`: in passages of which nobody can tell;
`first_here`: in passages of these three last kinds that stand in this report before all others by
date: whoever holds them later, they were said here first; `within`: in passages said twice in the
report itself, which may be own words all the same. A character in passages of several kinds counts
for the first of them in this order; so `own_words` and the six after it make 1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from fazhi.codebook.book import Codebook
from fazhi.corpus.reuse.kinds import MANDATORY, OTHER_PLACE, OWN_PAST, TEMPLATE, WITHIN
from fazhi.later import pl
from fazhi.tables.among import among, some_of
from fazhi.tables.kept import Kept, summed
from fazhi.tables.registry import table_over
from fazhi.tables.schema import Table
from fazhi.tables.some.slices import slices

UNCLEAR, FIRST_HERE = "unclear", "first_here"
ORDER = (MANDATORY, TEMPLATE, OWN_PAST, OTHER_PLACE, UNCLEAR, FIRST_HERE)
# What many must or do use is theirs, whoever is dated first.
OF_ALL = (MANDATORY, TEMPLATE, WITHIN)
SHARES = Table(
    {
        "report_id": "String",
        "characters": "UInt32",
        "own_words": "Float64",
        **dict.fromkeys((*ORDER, WITHIN), "Float64"),
    },
    ("report_id",),
)
BLANKS = re.compile(r"\s+")
Spans = dict[str, list[tuple[int, int]]]


def _own_words(measures: pl.DataFrame, wording: pl.DataFrame) -> pl.DataFrame:
    """The measures with the share of own words, which needs the other reports."""
    own = wording.select("report_id", "own_words")
    return measures.drop("own_words").join(own, on="report_id", how="left")


@table_over(
    "wording",
    SHARES,
    ("reuse", "paragraphs", "texts"),
    adds=("measures", _own_words),
    keeps=True,
)
def shares(
    tables: Mapping[str, pl.LazyFrame], book: Codebook, kept: Kept | None = None
) -> pl.DataFrame:
    """One row a report with paragraphs."""
    kept = kept or Kept()
    kind = pl.col("kind").fill_null(UNCLEAR)
    begins = pl.col("dated") & pl.col("other_report_id").is_null() & ~kind.is_in(OF_ALL)
    counted = pl.when(begins).then(pl.lit(FIRST_HERE)).otherwise(kind)
    spans = tables["reuse"].select("report_id", "start", "end", kind=counted).collect()
    numbers = summed(spans, "report_id")
    every = tables["texts"].select("report_id").collect()["report_id"]
    digests = kept.told({one: numbers.get(one, 0) for one in every})
    return kept.by_report(digests, lambda reports: _made(tables, reports, spans))


def _made(
    tables: Mapping[str, pl.LazyFrame], reports: Sequence[str], spans: pl.DataFrame
) -> pl.DataFrame:
    """The rows of some reports, given all passages that are shared."""
    paragraphs = tables["paragraphs"].select("report_id", "start", "end", kind=pl.lit(""))
    rows = []
    for texts in slices(tables["texts"].select("report_id", "raw_text"), reports):
        some = texts["report_id"].to_list()
        whole = _spans(some_of(paragraphs, "report_id", some).collect())
        # Sorted by report, too: only the rows between the first and the last are looked at.
        low = spans["report_id"].search_sorted(some[0], "left")
        high = spans["report_id"].search_sorted(some[-1], "right")
        held = _spans(spans[low:high].filter(among("report_id", some)))
        for report, text in texts.iter_rows():
            rows.append(_row(report, text, whole.get(report, {}), held.get(report, {})))
    told = [row for row in rows if row["characters"]]
    return pl.DataFrame(told, schema=SHARES.types())


def _spans(rows: pl.DataFrame) -> dict[str, Spans]:
    """The stretches of each report by kind."""
    found: dict[str, Spans] = {}
    for report, start, end, kind in rows.iter_rows():
        found.setdefault(report, {}).setdefault(kind, []).append((start, end))
    return found


def _row(report: str, text: str, whole: Spans, spans: Spans) -> dict[str, object]:
    """Each character of the report painted with a number: 0 none, 1 own, then by kind."""
    lettered = _lettered(text)
    own = _painted(bytes(len(text)), whole, {"": 1}, lettered)
    numbers = {kind: number for number, kind in enumerate(ORDER, start=2)}
    kinds = _painted(own, spans, dict(reversed(numbers.items())), lettered)
    size = len(text) - own.count(0)
    row: dict[str, object] = {"report_id": report, "characters": size}
    if size:
        row["own_words"] = kinds.count(1) / size
        row |= {kind: kinds.count(number) / size for kind, number in numbers.items()}
        row[WITHIN] = _painted(own, spans, {WITHIN: 2}, lettered).count(2) / size
    return row


def _lettered(text: str) -> int:
    """A byte for each character as one number, all bits of it set but for blanks."""
    signs = bytearray(b"\xff") * len(text)
    for blank in BLANKS.finditer(text):
        start, end = blank.span()
        signs[start:end] = bytes(end - start)
    return int.from_bytes(signs, "little")


def _painted(ground: bytes, spans: Spans, numbers: Mapping[str, int], lettered: int) -> bytes:
    """The number of each character, a later kind over an earlier one; blanks are none."""
    signs = bytearray(ground)
    for kind, number in numbers.items():
        for start, end in spans.get(kind, ()):
            signs[start:end] = bytes([number]) * (end - start)
    # Blanks are taken out at once: a text has a hundred of them, and is painted three times.
    return (int.from_bytes(signs, "little") & lettered).to_bytes(len(signs), "little")
