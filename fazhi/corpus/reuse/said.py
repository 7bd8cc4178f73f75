"""The words of places, read from the texts when they are asked for: of many, few are asked for."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fazhi.corpus.reuse.changed import Named
from fazhi.corpus.reuse.finding.letters import spoken_names
from fazhi.later import pl
from fazhi.tables.some.slices import slices

# A note that explains a word of the text: its number in brackets ([17], 〔36〕); or the word, in
# quotation marks or brackets behind a number, or before a colon, and then what it means.
NOTE = re.compile(
    r"[^\S\n]*(?:[\[［〔【]\s*\d{1,3}\s*[\]］〕】]"
    r"|\d{1,3}\s*[.．、]\s*[“\"「\[［【][^”\"」\]］】\n]{1,24}[”\"」\]］】].{0,8}?(?:[:：]|指|即)"
    r"|(?:\d{1,3}\s*[.．、]\s*)?[^，。；：:\n]{2,24}[:：]\s*(?:是?指|即|.{2,24}的简称))"
)


class Told(NamedTuple):
    """What rows say, with the names that their report bears; `notes`: those whose line is one."""

    words: dict[int, Named]
    notes: frozenset[int]


class Said:
    """Reads what places say.

    Args:
        texts: `report_id` and `raw_text` of every report, sorted by id.
        names: `report_id` of each and `names` of its places.
    """

    def __init__(self, texts: pl.LazyFrame, names: pl.DataFrame) -> None:
        self._texts = texts
        told = dict(names.iter_rows())
        self._names = cache(lambda report: spoken_names(told[report]))

    def of(self, places: pl.DataFrame, rows: pl.Series) -> Told:
        """What some rows of places say.

        Args:
            places: `report_id`, and `start` and `end` in its raw text.
            rows: numbers of rows, each once.
        """
        found: dict[int, Named] = {}
        notes: list[int] = []
        wanted = places.select("report_id", "start", "end")[rows].with_columns(row=rows)
        for some in slices(self._texts, wanted["report_id"].unique()):
            texts = dict(some.iter_rows())
            here = wanted.join(some.select("report_id"), on="report_id", how="semi")
            for report, start, end, row in here.iter_rows():
                text = texts[report]
                found[row] = (text[start:end], self._names(report))
                if NOTE.match(text, text.rfind("\n", 0, start) + 1):
                    notes.append(row)
        return Told(found, frozenset(notes))
