"""Whether planted shared wording is told apart: `python -m tests.corpus.reuse.kinds_score 12 20 3`.

Builds the made study of so many counties, towns and years in a temporary folder and prints the
share of planted passages of each kind that have it in `reuse`, and of names and years left over
that are in `left_over`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from fazhi.pipeline.build import build
from tests.corpus.reuse.study import Study, make_study


class Told(NamedTuple):
    """Planted passages by kind and by the kind told (none: not found), and what was left over."""

    kinds: dict[str, Counter[str]]
    left_over: float

    def share(self, kind: str) -> float:
        """Of the planted passages of a kind those told to be of it."""
        told = self.kinds[kind]
        return told[kind] / sum(told.values())


def told_of(study: Study, out: Path) -> Told:
    """What the tables in a folder say of what was planted."""
    reports = dict(pl.read_parquet(out / "reports.parquet").select("path", "report_id").iter_rows())
    texts = dict(pl.read_parquet(out / "texts.parquet").select("report_id", "raw_text").iter_rows())
    columns = ("report_id", "start", "end", "kind")
    places: dict[str, list[tuple[int, int, str]]] = {}
    for report, *place in pl.read_parquet(out / "reuse.parquet").select(columns).iter_rows():
        places.setdefault(report, []).append((place[0], place[1], str(place[2])))
    named = set(pl.read_parquet(out / "left_over.parquet").select("report_id", "quote").iter_rows())
    kinds: dict[str, Counter[str]] = {}
    left = [one for one in study.planted if one.left_over]
    for one in study.planted:
        report = reports[one.file]
        start = texts[report].index(one.words)
        inside = [
            (min(end, start + len(one.words)) - max(begin, start), kind)
            for begin, end, kind in places.get(report, ())
        ]
        best = max(inside, default=(0, "none"))
        found = best[1] if 2 * best[0] >= len(one.words) else "none"
        kinds.setdefault(one.kind, Counter())[found] += 1
    found_names = sum((reports[one.file], one.left_over) in named for one in left)
    return Told(kinds, found_names / max(len(left), 1))


def main(arguments: Sequence[str]) -> int:
    counties, towns, years = map(int, arguments or ("12", "20", "3"))
    study = make_study(counties, towns, years)
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder, "raw"), Path(folder, "out")
        study.write(raw)
        begun = time.monotonic()
        build(raw, out)
        print(f"{len(study.texts)} reports built in {time.monotonic() - begun:.1f} s")
        told = told_of(study, out)
    for kind, found in told.kinds.items():
        print(f"  {kind:<12}{told.share(kind):.3f}  {dict(found.most_common())}")
    print(f"  names and years left over {told.left_over:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
