"""What a town's page costs, beside papermill and nbconvert called one by one: part of `make bench`.

Seconds are those of the processes at work (user and system, with their children), so that a busy
machine does not speak in. The first page of a process also pays for its imports; it stands apart.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fazhi.corpus import build
from fazhi.publish.make import Task, files
from fazhi.publish.tables import Tables

ROOT = Path(__file__).parent.parent
NOTEBOOKS = ROOT / "notebooks"


def spent() -> float:
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


def cost(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of processors and of the clock that some work takes."""
    before, begun = spent(), time.perf_counter()
    work()
    return spent() - before, time.perf_counter() - begun


def one_by_one(report: str, tables: Path, out: Path) -> None:
    """A town's page by the two commands, as a person would call them."""
    made = out / "town.ipynb"
    told = ["-p", "report", report, "-p", "tables", str(tables)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for command in (
        ["papermill", "--no-progress-bar", str(NOTEBOOKS / "town.ipynb"), str(made), *told],
        ["jupyter", "nbconvert", "--to", "html", str(made), "--log-level", "ERROR"],
    ):
        subprocess.run(
            [str(Path(sys.executable).parent / command[0]), *command[1:]],
            check=True,
            env=environment,
            stderr=subprocess.DEVNULL,
        )


def bench() -> None:
    """Print what a town's page costs in both ways."""
    with tempfile.TemporaryDirectory() as place:
        out, tables = Path(place), Path(place, "tables")
        build(ROOT / "data/raw", tables, jobs=1)
        reports = Tables(tables).reports()
        first, *others = (Task(one, tables, NOTEBOOKS, out / "failed") for one in reports)
        start = cost(lambda: files(first))
        warm = cost(lambda: [files(one) for one in others])
        slow = cost(lambda: one_by_one(reports[0], tables, out))
    page = [seconds / len(others) for seconds in warm]
    print("a town's page (write-up and marked source)    processors     clock")
    for name, (busy, clock) in (
        ("papermill, then nbconvert", slow),
        ("fazhi, first page of a process", start),
        ("fazhi, every further page", (page[0], page[1])),
    ):
        print(f"  {name:<42}{busy:>10.2f} s{clock:>10.2f} s")
    print(
        f"  one by one, over a further page {slow[0] / page[0]:>19.0f} x{slow[1] / page[1]:>9.0f} x"
    )


if __name__ == "__main__":
    bench()
