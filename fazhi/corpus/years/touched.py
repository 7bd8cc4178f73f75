"""Which themes each sentence touches, by the cues that it holds itself.

A paragraph may speak of many things, one after another: it is not all about what one of its
sentences names. Of five real reports three sentences of four hold a cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fazhi.codebook.book import Codebook, derived
from fazhi.later import pl
from fazhi.reading.clean.script import folding
from fazhi.tables.among import among

REPORTS_A_BATCH = 200
BLANK = re.compile(r"\s+")
ROWS = {"of": "String", "at": "UInt32", "theme": "String"}


def touched(
    tables: Mapping[str, pl.LazyFrame], sentences: pl.LazyFrame, book: Codebook
) -> pl.DataFrame:
    """A row a sentence and theme.

    Args:
        tables: the texts.
        sentences: the report (`of`), and `start` and `end` in its raw text; each once.
        book: the cues of the themes.
    """
    schema = {name: getattr(pl, kind) for name, kind in ROWS.items()}
    made = [pl.DataFrame(schema=schema)]
    reports = sentences.select("of").unique().collect()["of"].sort().to_list()
    for first in range(0, len(reports), REPORTS_A_BATCH):
        some = reports[first : first + REPORTS_A_BATCH]
        texts = tables["texts"].filter(among("report_id", some))
        told = dict(texts.select("report_id", "raw_text").collect().iter_rows())
        rows = list(_of_sentences(sentences.filter(among("of", some)).collect(), told, book))
        made.append(pl.DataFrame(rows, schema=schema, orient="row"))
    return pl.concat(made)


def _of_sentences(
    sentences: pl.DataFrame, texts: Mapping[str, str], book: Codebook
) -> Iterator[tuple[str, int, str]]:
    # What reads reports is not loaded where a build finds nothing new.
    from fazhi.parse.themes import themes_in

    folded = _folded(book)
    for report, start, end in sentences.select("of", "start", "end").iter_rows():
        words = BLANK.sub("", texts[report][start:end].translate(folded))
        for theme in themes_in(words, book):
            yield report, start, theme


@derived
def _folded(book: Codebook) -> dict[int, str]:
    return {ord(old): new for old, new in folding(book).items() if len(old) == 1}
