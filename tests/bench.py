"""Characters a second of `fazhi build`, by stage: `make bench` (or python tests/bench.py).

Seconds are those of this one process at work (user and system), of the fastest of several rounds:
other work on shared cores slows single ones by half. `bench.py FOLDER ...` measures other folders
of plain text; `bench.py --growth [UNITS] [NAME]` prints the time a unit of reports that are long in
one dimension each (to 100,000 units); `bench.py --memory 200 2000` builds that many small reports,
each number in a process of its own, and prints the peak memory (`bench_nation.py` tells more).
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import polars as pl

from fazhi.codebook.book import load_codebook
from fazhi.parse.citations import find_citations
from fazhi.parse.coding import code
from fazhi.parse.coding.combine import combine
from fazhi.parse.coding.index import index_of
from fazhi.parse.frame import find_frame
from fazhi.parse.identity import find_identity
from fazhi.parse.outline import find_outline
from fazhi.parse.quantities import find_quantities
from fazhi.parse.themes import find_themes
from fazhi.pipeline.build import build
from fazhi.pipeline.over import overs
from fazhi.pipeline.report import understand
from fazhi.reading import read_file
from fazhi.records import Report
from fazhi.tables.registry import OverTable
from fazhi.tables.report_rows import report_rows
from fazhi.tables.tabulate import Tables

BOOK = load_codebook()

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "data/raw", ROOT / "../shared/corpus-large")
ROUNDS = 3
# The line that matters most.
WHOLE_ROUNDS = 9
T = TypeVar("T")
# Seconds of each stage in the last round of measuring.
TOOK: dict[str, float] = {}


def timed(name: str, characters: int, work: Callable[[], Sequence[T]]) -> Sequence[T]:
    """Run the work a few times, print the speed of the fastest, give the last result."""
    best = float("inf")
    result: Sequence[T] = ()
    for _ in range(ROUNDS):
        begun = time.process_time()
        result = work()
        best = min(best, time.process_time() - begun)
    TOOK[name] = best
    print(f"  {name:<28}{characters / best:>14,.0f} characters/s {best * 1000:>10.1f} ms")
    return result


def start() -> None:
    """What a process does once, whatever the number of reports."""
    begun = time.process_time()
    codebook = BOOK
    index_of(codebook)
    print(f"codebook and its index, once a process: {(time.process_time() - begun) * 1000:.0f} ms")


def stages(files: Sequence[Path]) -> None:
    codebook = BOOK
    texts = [read_file(path, book=BOOK) for path in files]
    size = sum(len(text.raw) for text in texts)
    print(f"{len(files)} reports, {size:,} characters")
    timed("read and clean", size, lambda: [read_file(path, book=BOOK) for path in files])
    frames = timed("frame", size, lambda: [find_frame(text, BOOK) for text in texts])
    framed = list(zip(texts, frames, strict=True))
    outlines = timed("outline", size, lambda: [find_outline(t, f, book=BOOK) for t, f in framed])
    pairs = list(zip(texts, outlines, strict=True))
    who = timed(
        "identity", size, lambda: [find_identity(t, f, "a.txt", {}, book=BOOK) for t, f in framed]
    )
    found = timed("quantities", size, lambda: [find_quantities(t, o, book=BOOK) for t, o in pairs])
    triples = list(zip(texts, outlines, found, strict=True))
    coded = timed("coding", size, lambda: [code(t, o, q, codebook) for t, o, q in triples])
    timed("combining", size, lambda: [combine(one, codebook) for one in coded])
    cites = list(zip(texts, outlines, who, strict=True))
    timed("citations", size, lambda: [find_citations(t, o, i, BOOK) for t, o, i in cites])
    timed("themes", size, lambda: [find_themes(t, o, BOOK) for t, o in pairs])
    reports = timed("parse, all", size, lambda: [understand(t, BOOK, "a", "", {}) for t in texts])
    timed("rows and audit", size, lambda: [rows(report) for report in reports])


def rows(report: Report) -> Tables:
    return report_rows(report, {}, BOOK)


def whole(folder: Path, size: int) -> None:
    best = float("inf")
    for _ in range(WHOLE_ROUNDS):
        with tempfile.TemporaryDirectory() as out:
            begun = time.process_time()
            build(folder, Path(out), jobs=1)
            best = min(best, time.process_time() - begun)
    speed = f"{size / best:>14,.0f} characters/s {best * 1000:>10.1f} ms"
    print(f"  {'file to tables, one process':<28}{speed}")


def over_reports(folder: Path, size: int) -> None:
    """The tables over reports, each made from nothing of those that a build wrote."""
    with tempfile.TemporaryDirectory() as out:
        build(folder, Path(out), jobs=1)
        for one, _ in overs(BOOK).tables:
            given = {name: pl.scan_parquet(Path(out, f"{name}.parquet")) for name in one.needs}
            timed(f"over reports: {one.name}", size, partial(made, one, given))


def made(one: OverTable, given: Mapping[str, pl.LazyFrame]) -> list[pl.DataFrame]:
    return [one.make(given, BOOK)]


def many(count: int) -> None:
    """Build so many small reports in a new process, and print what memory it took at most."""
    with tempfile.TemporaryDirectory() as place:
        raw = Path(place, "raw")
        raw.mkdir()
        models = [path.read_text() for path in sorted(FOLDERS[0].glob("*.txt"))]
        for number in range(count):
            text = models[number % len(models)]
            raw.joinpath(f"{number:05}.txt").write_text(
                f"{text}\n共办理第{number}批事项{number + 7}件。"
            )
        command = [sys.executable, __file__, "--build", str(raw), str(Path(place, "out"))]
        print(f"{count:>6} reports:", end=" ", flush=True)
        subprocess.run(command, check=True)


def build_once(raw: str, out: str) -> None:
    build(Path(raw), Path(out), jobs=1)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


def main(arguments: Sequence[str]) -> int:
    if arguments[:1] == ["--memory"]:
        for count in arguments[1:]:
            many(int(count))
    elif arguments[:1] == ["--growth"]:
        import growth

        return growth.main(arguments[1:])
    elif arguments[:1] == ["--build"]:
        build_once(*arguments[1:])
    else:
        start()
        for folder in map(Path, arguments or FOLDERS):
            if folder.is_dir():
                files = sorted(path for path in folder.glob("*.txt"))
                stages(files)
                size = sum(len(read_file(path, book=BOOK).raw) for path in files)
                whole(folder, size)
                over_reports(folder, size)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
