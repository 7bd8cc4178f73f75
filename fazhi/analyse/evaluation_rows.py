"""The scores of one report against its hand annotations, as rows of tables."""

from __future__ import annotations

from pathlib import Path

from fazhi.analyse.evaluate import evaluate, pairs
from fazhi.analyse.gold import read_one
from fazhi.analyse.tabulate import Rows
from fazhi.records import Report


def evaluation_rows(report: Report, folder: Path) -> Rows:
    """Counts by kind, and machine beside hand for every mention; `folder` is the report's gold."""
    gold = read_one(folder)
    return {
        "evaluation": [
            {"kind": one.kind, "right": one.right, "wrong": one.wrong, "missed": one.missed}
            for one in evaluate(report, gold)
        ],
        "evaluation_pairs": [
            {
                "pair_id": number,
                "indicator": mine,
                "gold_indicator": theirs,
                "value": value,
                "gold_value": gold_value,
            }
            for number, (mine, theirs, value, gold_value) in enumerate(pairs(report, gold), 1)
        ],
    }
