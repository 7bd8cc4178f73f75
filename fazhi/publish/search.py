"""Keyword in context: every place where the reports use a word, with what stands round it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from fazhi.publish.tables import Tables

FOUND = {
    "report_id": pl.String,
    "part": pl.String,
    "left": pl.String,
    "word": pl.String,
    "right": pl.String,
    "paragraph_id": pl.UInt32,
}


def find(word: str, tables: Path | str, width: int = 16) -> pl.DataFrame:
    """Where the clean texts use `word` (simplified script), `width` characters to either side.

    One row a place, in reading order; no rows where nobody uses it or the word is empty.
    """
    if not word:
        return pl.DataFrame(schema=FOUND)
    paragraphs = Tables(tables).scan("paragraphs")
    hits = paragraphs.filter(pl.col("text").str.contains(word, literal=True)).collect()
    rows = []
    for row in hits.to_dicts():
        text = row["text"]
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            left, right = text[max(0, at - width) : at], text[end : end + width]
            rows.append((row["report_id"], row["role"], left, word, right, row["paragraph_id"]))
            at = text.find(word, end)
    return pl.DataFrame(rows, schema=FOUND, orient="row")
