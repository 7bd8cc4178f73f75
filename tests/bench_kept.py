"""Every stage beside one regular expression on the same texts: `make bench-check`.

A second is not the same on two machines, nor on one in two hours; how many times longer a stage
takes than a plain search (`YARDSTICK`) of the same texts in the same run is nearly so. Rounds of
the stages and of the search follow each other, and of each the fastest counts. What was measured
is written to `bench.json`; `--check` holds it against `tests/bench_kept.json` and ends with 1 where
a stage takes longer than `NOISE` allows, `--keep` writes that file anew.
"""

from __future__ import annotations

import json
import os
import re
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
# On a machine that does much else stages swing by a fifth against the search.
NOISE = 1.35
# So many small reports are built by processes of this machine and by a Dask cluster, in turn.
POOLED, TURNS = (300, 1200), 2
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


def pooled() -> Figures:
    """Processor seconds of the start and milliseconds a report: two processes, two Dask workers.

    What starts and ends costs the same for any number of reports: two numbers tell it apart.
    """
    if find_spec("distributed") is None:
        return {}
    found: dict[tuple[str, int], float] = {}
    with tempfile.TemporaryDirectory() as place:
        for count in POOLED:
            raw = Path(place, f"raw{count}")
            make(count, raw)
            for turn in range(TURNS):
                for name, on in (("pool", None), ("dask", "dask")):
                    before = _busy()
                    build(raw, Path(place, f"{name}{count}-{turn}"), jobs=2, on=on)
                    took = _busy() - before
                    found[name, count] = min(took, found.get((name, count), took))
    told = {}
    few, many = POOLED
    for name in ("pool", "dask"):
        each = (found[name, many] - found[name, few]) / (many - few)
        told |= {f"{name} ms a report": 1000 * each, f"{name} start": found[name, few] - few * each}
        print(
            f"  two processes of {name:<8}{1000 * each:>8.2f} ms a report"
            f"{told[f'{name} start']:>8.2f} s for start and end"
        )
    more = told["dask ms a report"] / told["pool ms a report"] - 1
    print(f"  Dask over the pool: {more:.1%} a report")
    return told


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


def main(arguments: Sequence[str]) -> int:
    """Measure, write what was found, and hold it against what is kept where that is asked."""
    took, yard = stages(ROOT / "data/raw")
    ratios = {name: round(one / yard, 3) for name, one in took.items()}
    told: dict[str, Any] = {
        "python": sys.version.split()[0],
        "seconds": {"plain search": yard, **took},
        "times a plain search": ratios,
    }
    if arguments == ["--peers"]:
        texts = [path.read_text("utf-8") for path in sorted((ROOT / "data/raw").glob("*.txt"))]
        told["peers"] = {**numerals(texts), **pooled()}
        told["pages"] = bench_pages.bench()
    WRITTEN.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", "utf-8")
    if arguments == ["--keep"]:
        KEPT.write_text(json.dumps(ratios, indent=1, sort_keys=True) + "\n", "utf-8")
    if arguments != ["--check"]:
        return 0
    worse = slower(ratios, json.loads(KEPT.read_text("utf-8")))
    print("\n".join(worse) or "no stage takes longer beside a plain search than was kept")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
