"""The scores of one report against its hand annotations, as columns of tables."""

from __future__ import annotations

from pathlib import Path

from fazhi.codebook.book import Codebook
from fazhi.records import Report
from fazhi.tables.tabulate import Tables, columns_of
from fazhi.trust.evaluate import evaluate, pairs
from fazhi.trust.gold import read_one


def evaluation_rows(report: Report, folder: Path, book: Codebook) -> Tables:
    """Counts by kind, and machine beside hand for every mention; `folder` is the report's gold."""
    gold = read_one(folder)
    return {
        "evaluation": columns_of(
            [
                {"kind": one.kind, "right": one.right, "wrong": one.wrong, "missed": one.missed}
                for one in evaluate(report, gold, book)
            ]
        ),
        "evaluation_pairs": columns_of(
            [
                {
                    "pair_id": number,
                    "indicator": mine,
                    "gold_indicator": theirs,
                    "value": value,
                    "gold_value": gold_value,
                }
                for number, (mine, theirs, value, gold_value) in enumerate(pairs(report, gold), 1)
            ]
        ),
    }
