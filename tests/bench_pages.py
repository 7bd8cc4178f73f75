"""What a town's page costs, beside papermill and nbconvert called one by one: part of `make bench`.

Seconds are those of the processes at work (user and system, with their children), so that a busy
machine does not speak in. The first page of a process also pays for its imports; it stands apart.

`python tests/bench_pages.py 200` publishes so many made-up towns in one run instead, every page of
them, and prints what each kind of page weighs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fixtures.make_towns import make

from fazhi.pipeline.build import build
from fazhi.publish import publish_site
from fazhi.publish.site.make import Task, files
from fazhi.tables.view import Tables

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


def bench() -> dict[str, float]:
    """Print what a town's page costs in both ways; processor seconds of each."""
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
    return {"papermill, then nbconvert": slow[0], "first page": start[0], "further page": page[0]}


def bench_many(count: int) -> None:
    """Print what publishing so many made-up towns in one run costs, and what the pages weigh."""
    with tempfile.TemporaryDirectory() as place:
        raw, tables, site = (Path(place, name) for name in ("raw", "tables", "site"))
        make(count, raw)
        build(raw, tables)
        jobs = os.cpu_count() or 1
        busy, clock = cost(lambda: publish_site(tables, site, NOTEBOOKS, jobs=jobs))
        again = cost(lambda: publish_site(tables, site, NOTEBOOKS, jobs=jobs))
        kinds: dict[str, list[int]] = {}
        for file in site.rglob("*"):
            if file.is_file():
                kinds.setdefault(_kind(file.relative_to(site)), []).append(file.stat().st_size)
    print(
        f"{count} towns: {busy:.1f} s of processors, {clock:.1f} s by the clock, {jobs} processes"
    )
    print(f"  again, nothing new: {again[1]:.1f} s")
    print(f"  {'kind of file':<22}{'files':>7}{'median':>12}{'largest':>12}{'together':>14}  bytes")
    for kind, sizes in sorted(kinds.items()):
        middle = sorted(sizes)[len(sizes) // 2]
        print(f"  {kind:<22}{len(sizes):>7,}{middle:>12,}{max(sizes):>12,}{sum(sizes):>14,}")
    whole = [size for sizes in kinds.values() for size in sizes]
    print(f"  {'all':<22}{len(whole):>7,}{'':>24}{sum(whole):>14,}")


def _kind(file: Path) -> str:
    if file.parts[0] in ("search", "data"):
        return f"{file.parts[0]}/"
    if file.stem in ("index", "data", "cross_town") or file.name.startswith("."):
        return file.name
    return f"source{file.suffix}" if file.stem.endswith("-source") else f"town{file.suffix}"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        bench_many(int(sys.argv[1]))
    else:
        bench()
