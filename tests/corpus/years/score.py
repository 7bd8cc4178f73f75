"""How well years are set side by side: `python -m tests.corpus.years.score [towns] [years] [seed]`.

Builds the made study in a temporary folder and prints F1 of each state of sentences, of sections
that answer each other, and of figures told word for word again. `score(study, out)` takes any
study of the same form.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from fazhi.pipeline.build import build
from tests.corpus.years.made import Known, Study, make_years

STATES = ("kept", "changed", "moved", "new", "dropped")
Place = tuple[object, ...]


def f1(due: Iterable[Place], found: Iterable[Place]) -> float:
    """Twice what both hold over all that each holds."""
    one, other = set(due), set(found)
    return 2 * len(one & other) / max(len(one) + len(other), 1)


def score(study: Study, out: Path) -> dict[str, float]:
    """F1 of each of the states, of `all` of them, of `sections` and of `stale` figures."""
    ids = dict(pl.read_parquet(out / "reports.parquet").select("path", "report_id").iter_rows())
    rows = pl.read_parquet(out / "aligned.parquet")
    due = [(ids[one.file], *fate) for one in study.known for fate in one.fates]
    places = [
        (report, state, None if low is None else (low, high), None if at is None else (at, to))
        for report, state, low, high, at, to in rows.filter(~pl.col("heading"))
        .select("report_id", "state", "previous_start", "previous_end", "start", "end")
        .iter_rows()
    ]
    told = {state: f1(_of(due, state), _of(places, state)) for state in STATES}
    told["all"] = f1(due, places)
    told["sections"] = f1(_sections(study.known, ids), _answers(rows))
    stale = out / "stale_figures.parquet"
    if stale.exists():
        found = pl.read_parquet(stale).select("report_id", "indicator").iter_rows()
        told["stale"] = f1(
            [(ids[one.file], code) for one in study.known for code in one.stale], found
        )
    return told


def _of(places: Iterable[Place], state: str) -> list[Place]:
    return [place for place in places if place[1] == state]


def _sections(known: Iterable[Known], ids: dict[str, str]) -> Iterator[Place]:
    for one in known:
        for before, now in one.sections.items():
            yield ids[one.file], before, now


def _answers(rows: pl.DataFrame) -> Iterator[Place]:
    both = rows.filter("heading", pl.col("start").is_not_null())
    both = both.filter(pl.col("previous_start").is_not_null())
    yield from both.select("report_id", "previous_start", "start").iter_rows()


def wrong(study: Study, out: Path, most: int = 20) -> Iterator[str]:
    """Sentences that were told otherwise than they were made, with their words."""
    ids = dict(pl.read_parquet(out / "reports.parquet").select("path", "report_id").iter_rows())
    rows = pl.read_parquet(out / "aligned.parquet").filter(~pl.col("heading"))
    told = {(row["report_id"], row["start"], row["previous_start"]): row for row in rows.to_dicts()}
    for one in study.known:
        for fate in one.fates:
            before, now = fate.before, fate.now
            key = ids[one.file], now and now[0], before and before[0]
            state = told[key]["state"] if key in told else "otherwise"
            if state != fate.state and most:
                most -= 1
                was = study.texts[one.before][slice(*before)] if before else ""
                is_now = study.texts[one.file][slice(*now)] if now else ""
                yield f"{one.file}: {fate.state}, told {state}\n    {was}\n    {is_now}"


def main(arguments: list[str]) -> None:
    """Build, score and print."""
    towns, years, seed = [*map(int, arguments), *(14, 4, 1)[len(arguments) :]]
    study = make_years(towns, years, seed)
    with tempfile.TemporaryDirectory() as folder:
        study.write(Path(folder) / "raw")
        begun = time.process_time()
        build(Path(folder) / "raw", Path(folder) / "out", jobs=1)
        print(f"{len(study.texts)} reports built in {time.process_time() - begun:.1f} s")
        fates = Counter(fate.state for one in study.known for fate in one.fates)
        for name, value in score(study, Path(folder) / "out").items():
            print(f"{name:<10}{value:.4f}  {fates.get(name, '')}")
        for line in wrong(study, Path(folder) / "out"):
            print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
