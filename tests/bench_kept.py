"""Every stage beside one regular expression on the same texts: `make bench-check`.

A second is not the same on two machines, nor on one in two hours; how many times longer a stage
takes than a plain search (`YARDSTICK`) of the same texts in the same run is nearly so. Rounds of
the stages and of the search follow each other, and of each the fastest counts. What was measured
is written to `bench.json`; `--check` holds it against `tests/bench_kept.json` and ends with 1 where
a stage takes longer than `NOISE` allows, also when all is measured once more; `--keep` writes that
file anew, the less of two runs.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import bench
import bench_pages
from fixtures.make_towns import make

from fazhi.pipeline.build import build
from fazhi.reading import read_file

ROOT = Path(__file__).parent.parent
KEPT, WRITTEN = ROOT / "tests/bench_kept.json", ROOT / "bench.json"
YARDSTICK = re.compile(r"(\d+(?:\.\d+)?)(?:余|多)?([件起次人场份个名期户条项])")
ROUNDS = 7
# On a machine with four times the work of its cores a run's stages swung by 1.08 against the
# search, and between such a machine and one with nothing else to do by 1.13.
NOISE = 1.2
# So many small reports are built by processes of this machine and by a Dask cluster, in turn.
POOLED, TURNS = (500, 2000), 3
# Made reports in which shared wording is found: of 60 passages each.
SHARED = ("200", "2000")
WORDING = re.compile(r"(\S+) +([\d,]+) passages: +([\d.]+) s .*, ([\d,]+) MB")
Figures = dict[str, float]


def searched(texts: Sequence[str]) -> Callable[[], object]:
    """The plain search of all texts, ten times over: one of the five takes too short a time."""
    return lambda: [YARDSTICK.findall(text) for _ in range(10) for text in texts]


def stages(folder: Path) -> tuple[Figures, float]:
    """Seconds of each stage, and of the plain search, of the fastest of several rounds."""
    files = sorted(folder.glob("*.txt"))
    search = searched([read_file(path, book=bench.BOOK).raw for path in files])
    best: Figures = {}
    yard = float("inf")
    for _ in range(ROUNDS):
        yard = min(yard, spent(search) / 10)
        bench.stages(files)
        yard = min(yard, spent(search) / 10)
        best = {name: min(one, best.get(name, one)) for name, one in bench.TOOK.items()}
    return best, yard


def spent(work: Callable[[], object]) -> float:
    """Processor seconds of this process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def numerals(texts: Sequence[str]) -> Figures:
    """Seconds of cn2an, which turns every numeral of a text into digits, beside our figures."""
    if find_spec("cn2an") is None:
        return {}
    import cn2an

    took = spent(lambda: [cn2an.transform(text, "cn2an") for text in texts])
    print(f"  {'cn2an.transform':<28}{sum(map(len, texts)) / took:>14,.0f} characters/s")
    return {"cn2an.transform": took}


def wording() -> Figures:
    """Seconds and MB of finding shared wording, beside MinHash LSH where it is installed."""
    command = [sys.executable, "-m", "tests.corpus.reuse.peer", *SHARED]
    found: Figures = {}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as told:
        for line in told.stdout or ():
            print(line, end="", flush=True)
            if one := WORDING.match(line):
                name = f"{one[1]}, {one[2]} passages"
                found |= {
                    f"{name}: s": float(one[3]),
                    f"{name}: MB": float(one[4].replace(",", "")),
                }
    if told.returncode:
        raise subprocess.CalledProcessError(told.returncode, command)
    return found


def pooled() -> Figures:
    """Two processes of this machine beside two Dask workers: of the start and of each report.

    Seconds, of the processors and on the clock, of the fastest of several turns. What starts and
    ends costs the same for any number of reports: two numbers tell it apart.
    """
    if find_spec("distributed") is None:
        return {}
    found: dict[tuple[str, int], tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as place:
        for count in POOLED:
            raw = Path(place, f"raw{count}")
            make(count, raw)
            for turn in range(TURNS):
                for name, on in (("pool", None), ("dask", "dask")):
                    took = _built(raw, Path(place, f"{name}{count}-{turn}"), on)
                    known = found.get((name, count), took)
                    found[name, count] = min(took[0], known[0]), min(took[1], known[1])
    told: Figures = {}
    few, many = POOLED
    for at, clock in enumerate(("processors", "clock")):
        for name in ("pool", "dask"):
            each = (found[name, many][at] - found[name, few][at]) / (many - few)
            start = found[name, few][at] - few * each
            told |= {f"{name} ms a report, {clock}": 1000 * each, f"{name} start, {clock}": start}
            print(
                f"  two processes of {name:<8}{1000 * each:>8.2f} ms a report"
                f"{start:>8.2f} s for start and end, {clock}"
            )
        more = told[f"dask ms a report, {clock}"] / told[f"pool ms a report, {clock}"] - 1
        print(f"  Dask over the pool: {more:.1%} a report, {clock}")
    return told


def _built(raw: Path, out: Path, on: str | None) -> tuple[float, float]:
    """Seconds of processors and on the clock that a build takes."""
    before, begun = _busy(), time.perf_counter()
    build(raw, out, jobs=2, on=on)
    return _busy() - before, time.perf_counter() - begun


def _busy() -> float:
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


def slower(found: Figures, kept: Figures) -> list[str]:
    """The stages that take longer beside the plain search than they did, or are not there."""
    gone = [
        f"{name}: measured no more; keep the figures anew" for name in kept if name not in found
    ]
    return gone + [
        f"{name}: {found[name]:.2f} times a plain search, kept {ratio:.2f}"
        for name, ratio in kept.items()
        if name in found and found[name] > NOISE * ratio
    ]


def ratios() -> tuple[Figures, Figures]:
    """Of each stage the seconds, and how many times longer than a plain search it takes."""
    took, yard = stages(ROOT / "data/raw")
    return {"plain search": yard, **took}, {name: one / yard for name, one in took.items()}


def lesser(first: Figures, second: Figures) -> Figures:
    """Of what was measured twice the less."""
    return {name: min(one, second[name]) for name, one in first.items()}


def main(arguments: Sequence[str]) -> int:
    """Measure, write what was found, and hold it against what is kept where that is asked."""
    seconds, found = ratios()
    kept: Figures = json.loads(KEPT.read_text("utf-8"))
    if arguments == ["--keep"] or (arguments == ["--check"] and slower(found, kept)):
        found = lesser(found, ratios()[1])
    rounded = {name: round(one, 3) for name, one in found.items()}
    told: dict[str, Any] = {
        "python": sys.version.split()[0],
        "seconds": seconds,
        "times a plain search": rounded,
    }
    if arguments == ["--peers"]:
        texts = [path.read_text("utf-8") for path in sorted((ROOT / "data/raw").glob("*.txt"))]
        told["peers"] = {**numerals(texts), **wording(), **pooled()}
        told["pages"] = bench_pages.bench()
    WRITTEN.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", "utf-8")
    if arguments == ["--keep"]:
        KEPT.write_text(json.dumps(rounded, indent=1, sort_keys=True) + "\n", "utf-8")
    if arguments != ["--check"]:
        return 0
    worse = slower(found, kept)
    print("\n".join(worse) or "no stage takes longer beside a plain search than was kept")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
