"""How many promises and shortcomings are told right: `python -m tests.corpus.promises.score`.

Builds made reports (`made.py`; `parts` or another set, and seeds) and prints, for items whose next
report is there, F1 of those that are spoken of, the share of figure statuses that are right, and F1
of shortcomings told again, each pair of years a case.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from fazhi.pipeline.build import build
from tests.corpus.promises.made import Made, make

UNSPOKEN, MISSING = "not_spoken_of", "next_report_missing"
FIGURES = ("figure_met", "figure_not_met")


class Scores(NamedTuple):
    """F1 of `spoken`, of the `recurring`, the share of `figures` right, and what went wrong.

    `missing` is the share right of items whose next report is not there.
    """

    spoken: float
    figures: float
    recurring: float
    missing: float
    wrong: list[str]


def f1(right: int, wrong: int, missed: int) -> float:
    """F1 of counts; 1 where there is nothing to find and nothing found."""
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0


def built(made: Made, folder: Path) -> Path:
    """The tables of the made reports."""
    raw = folder / "raw"
    raw.mkdir(parents=True)
    for name, text in made.texts.items():
        (raw / name).write_text(text, "utf-8")
    (raw / "manifest.csv").write_text(made.manifest, "utf-8")
    build(raw, folder / "out", jobs=1)
    return folder / "out"


class Known(NamedTuple):
    """The reports by town and year, and rows of a table by report."""

    ids: dict[tuple[str, int], str]
    texts: dict[str, str]

    def row(self, rows: dict[str, list[dict[str, Any]]], one: Any) -> dict[str, Any] | None:
        """The row of the table that covers most of the words."""
        report = self.ids[one.town, one.year]
        start = self.texts[report].index(one.words)
        end = start + len(one.words)
        over = [
            (min(row["end"], end) - max(row["start"], start), row) for row in rows.get(report, ())
        ]
        best = max(over, key=lambda pair: pair[0], default=(0, None))
        return best[1] if best[0] > 0 else None


def known(out: Path) -> Known:
    reports = pl.read_parquet(out / "reports.parquet").select("town", "report_year", "report_id")
    ids = {(town, year): report for town, year, report in reports.iter_rows()}
    texts = dict(pl.read_parquet(out / "texts.parquet").select("report_id", "raw_text").iter_rows())
    return Known(ids, texts)


def by_report(file: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in pl.read_parquet(file).iter_rows(named=True):
        found.setdefault(row["report_id"], []).append(row)
    return found


def of_promises(made: Made, out: Path) -> tuple[Counter[str], list[str]]:
    """Counts of `spoken` (right, wrong, missed, none) and figures, and the cases that are wrong."""
    rows, reports = by_report(out / "promises.parquet"), known(out)
    counts: Counter[str] = Counter()
    wrong = []
    for one in made.planned:
        row = reports.row(rows, one)
        status = row["status"] if row else "no row"
        if one.status == MISSING:
            counts["missing right" if status == MISSING else "missing wrong"] += 1
            continue
        spoken, found = one.status != UNSPOKEN, status not in (UNSPOKEN, "no row")
        kind = {(True, True): "right", (False, True): "wrong", (True, False): "missed"}
        counts[kind.get((spoken, found), "none")] += 1
        if one.status in FIGURES:
            counts["figures right" if status == one.status else "figures wrong"] += 1
        if status != one.status:
            score = row["score"] if row else None
            told = (
                reports.texts[row["next_report_id"]][row["next_start"] : row["next_end"]]
                if row and row["next_start"] is not None
                else ""
            )
            wrong.append(f"{one.fate} {one.status} -> {status} {score} | {one.words} | {told}")
    return counts, wrong


def of_recurring(made: Made, out: Path) -> tuple[Counter[str], list[str]]:
    """Counts of pairs of a shortcoming and an earlier year that tells it, and the wrong cases."""
    rows, reports = by_report(out / "recurring.parquet"), known(out)
    expected = set(pairs(made, reports))
    found = set()
    for report, held in rows.items():
        for row in held:
            words = [
                _about(made, reports, one, row[f"{side}start"], row[f"{side}end"])
                for side, one in (("", report), ("earlier_", row["earlier_report_id"]))
            ]
            found.add((report, words[0], row["earlier_report_id"], words[1]))
    counts = Counter(
        right=len(expected & found), wrong=len(found - expected), missed=len(expected - found)
    )
    wrong = [f"wrong {one[1]} | {one[3]}" for one in sorted(found - expected)]
    wrong += [f"missed {one[1]} | {one[3]}" for one in sorted(expected - found)]
    return counts, wrong


def _about(made: Made, reports: Known, report: str, start: int, end: int) -> str:
    told = reports.texts[report][start:end]
    return next((one.words for one in made.lacks if one.words in told), told)


def pairs(made: Made, reports: Known) -> Iterator[tuple[str, str, str, str]]:
    for one in made.lacks:
        for other in made.lacks:
            if (one.town, one.about) == (other.town, other.about) and other.year < one.year:
                yield (
                    reports.ids[one.town, one.year],
                    one.words,
                    reports.ids[other.town, other.year],
                    other.words,
                )


def scores(name: str, seed: int, folder: Path) -> Scores:
    """Scores of one made corpus."""
    made = make(name, seed)
    out = built(made, folder)
    counts, wrong = of_promises(made, out)
    again, more = of_recurring(made, out)
    figures = counts["figures right"] + counts["figures wrong"]
    return Scores(
        f1(counts["right"], counts["wrong"], counts["missed"]),
        counts["figures right"] / figures if figures else 1.0,
        f1(again["right"], again["wrong"], again["missed"]),
        counts["missing right"] / (counts["missing right"] + counts["missing wrong"]),
        wrong + more,
    )


if __name__ == "__main__":
    which = sys.argv[1] if len(sys.argv) > 1 else "parts"
    for seed in map(int, sys.argv[2:] or ["1"]):
        with tempfile.TemporaryDirectory() as folder:
            found = scores(which, seed, Path(folder))
        print(*found.wrong, sep="\n")
        print(
            f"{which} {seed}: spoken_of F1 {found.spoken:.3f}, figures right {found.figures:.3f}, "
            f"recurring F1 {found.recurring:.3f}"
        )
