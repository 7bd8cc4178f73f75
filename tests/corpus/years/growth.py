"""What the tables over years cost as a collection grows.

`python -m tests.corpus.years.growth 4000 8000 16000` makes so many reports of towns with five years
each, builds them in a process of its own with one hand, and prints seconds of processor time: of
reading, of each table over years, of the other tables over reports, and the most memory it took.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from fazhi.pipeline.build import build
from fazhi.tables import over
from tests.corpus.years.made import make_years

YEARS = 5
OF_YEARS = ("authorities", "panel", "stale_figures", "aligned", "changes", "promises", "recurring")
ONE = "--one"
NOTED = 0.01


def peak() -> float:
    """The most memory this process took so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def measured(raw: Path, out: Path) -> None:
    """Build and print a row."""
    spent: dict[str, float] = {}
    rose: dict[str, float] = {}
    make = over._made

    def timed(one: Any, *rest: Any) -> Any:
        if one.name not in OF_YEARS:
            return pl.DataFrame(schema=one.table.types())
        begun, before = time.process_time(), peak()
        frame = make(one, *rest)
        spent[one.name] = time.process_time() - begun
        rose[one.name] = peak() - before
        return frame

    over._made = timed
    begun = time.process_time()
    build(raw, out, jobs=1)
    reading = time.process_time() - begun - sum(spent.values())
    row = [reading, *(spent[name] for name in OF_YEARS)]
    print(" ".join(f"{seconds:>13.1f}" for seconds in row), f"{peak():>8.2f} GB", flush=True)
    print(*(f"{name} +{more:.2f} GB" for name, more in rose.items() if more > NOTED), sep=", ")


def main(arguments: Sequence[str]) -> None:
    """A row for each number of reports."""
    if arguments[0] == ONE:
        measured(Path(arguments[1]), Path(arguments[2]))
        return
    print(f"{'reports':>8}", *(f"{one:>13}" for one in ("reading", *OF_YEARS)))
    for count in map(int, arguments):
        with tempfile.TemporaryDirectory() as folder:
            raw, out = Path(folder, "raw"), Path(folder, "out")
            make_years(count // YEARS, YEARS).write(raw)
            print(f"{count:>8}", end=" ", flush=True)
            command = [sys.executable, "-m", __spec__.name, ONE, str(raw), str(out)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
