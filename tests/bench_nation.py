"""A nation's year in small: what building so many made reports costs, and how it grows.

`python tests/bench_nation.py 2000 4000 8000` makes so many reports, each number in a folder of its
own, and builds them four times: all new, nothing new, one file changed, one rule added that bears
on a fifth of them. Each build is a process of its own; printed are its processor time, its peak
memory, how many files were read, and by stage: reading and coding (`rows`), putting the rows
together (`tables`), each table over reports that took most. A step that costs more a report when
there are more reports is more than linear.

`python tests/bench_nation.py --tables 2000 20` builds 2,000, writes their tables twenty times under
new names (`fixtures/make_nation.py`), and asks the 40,000 what users ask.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from fixtures.make_towns import make

ROOT = Path(__file__).parent.parent
JOBS = 1
# So many stages are named, those that took most.
NAMED = 6
# Its object stands in one of the five reports of which the others are made.
RULE = "study.made: {zh: 数, unit: 场, rules: {made: {object: [院坝]}}}"
# This process and those it began.
WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _timed(name: str, work: Callable[..., Any], took: dict[str, float]) -> Callable[..., Any]:
    """The same work; `took` has the processor seconds it takes in this process."""

    def done(*given: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return work(*given, **named)
        finally:
            told = f"{name} {given[0].name}" if name == "over" else name
            took[told] = took.get(told, 0.0) + time.process_time() - begun

    return done


def build_once(raw: str, out: str, *own: str) -> None:
    """Build, and print what it took as JSON."""
    from fazhi.pipeline import build
    from fazhi.tables import over, write

    took: dict[str, float] = {}
    build.rows_of = _timed("rows", build.rows_of, took)
    over._made = _timed("over", over._made, took)
    write.write_rows = _timed("tables", write.write_rows, took)
    done = build.build(Path(raw), Path(out), jobs=JOBS, codebooks=[*map(Path, own)])
    told = {
        "processors": sum(sum(resource.getrusage(one)[:2]) for one in WHO),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "read": done.read,
        "stages": took,
    }
    print(json.dumps(told))


def built(raw: Path, out: Path, *own: Path) -> dict[str, Any]:
    """What one build in a process of its own took, with a codebook of one's own if there is any."""
    command = [sys.executable, __file__, "--build", *map(str, (raw, out, *own))]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return found


def measured(count: int, folder: Path) -> dict[str, dict[str, Any]]:
    """Every kind of build of so many reports."""
    raw, out = folder / "raw", folder / "out"
    make(count, raw)
    size = sum(len(file.read_text("utf-8")) for file in raw.glob("*.txt"))
    print(f"{count:,} reports, {size:,} characters", flush=True)
    found = {}
    own = folder / "own.yaml"
    own.write_text(RULE, "utf-8")
    for name in ("all new", "nothing new", "one file changed", "one rule added"):
        if name == "one file changed":
            file = next(iter(sorted(raw.glob("*.txt"))))
            file.write_text(f"{file.read_text('utf-8')}\n全年共办结事项7件。", "utf-8")
        found[name] = told = built(raw, out, *([own] if name == "one rule added" else []))
        most = sorted(told["stages"].items(), key=lambda one: -one[1])[:NAMED]
        stages = ", ".join(f"{stage} {1000 * seconds / count:.2f}" for stage, seconds in most)
        print(
            f"  {name:<18}{told['processors']:>8.1f} s of processors"
            f"{1000 * told['processors'] / count:>8.2f} ms a report{told['memory']:>7.0f} MiB"
            f"{told['read']:>7} read   ms a report: {stages}",
            flush=True,
        )
    return found


def asked(tables: str) -> None:
    """Ask tables what users ask; print seconds of processors and peak memory after each."""
    import fazhi

    corpus = fazhi.load(tables)
    print(f"{len(corpus):,} reports")
    for name, work in QUESTIONS.items():
        begun = time.process_time()
        rows = work(corpus)
        took = time.process_time() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  {name:<38}{rows.height:>10,} rows{took:>8.2f} s{memory:>7.0f} MiB", flush=True)


QUESTIONS: dict[str, Callable[[Any], Any]] = {
    "find('调解率')": lambda corpus: corpus.find("调解率"),
    "find('没有这个词')": lambda corpus: corpus.find("没有这个词"),
    "compare('publicity.materials')": lambda corpus: corpus.compare("publicity.materials"),
    "quantities('publicity.materials')": lambda corpus: corpus.quantities("publicity.materials"),
    "quantities()": lambda corpus: corpus.quantities(),
    "indicators(wide=True)": lambda corpus: corpus.indicators(wide=True),
    "find('法治政府'), in nearly every paragraph": lambda corpus: corpus.find("法治政府"),
}


def large(count: int, times: int) -> None:
    """Build so many reports, write their tables so many times, and ask them."""
    from fixtures.make_nation import grow

    from fazhi.pipeline.build import build

    with tempfile.TemporaryDirectory() as place:
        raw, few, many = (Path(place, name) for name in ("raw", "few", "many"))
        make(count, raw)
        build(raw, few)
        grow(few, many, times)
        subprocess.run([sys.executable, __file__, "--ask", str(many)], check=True)


def main(arguments: Sequence[str]) -> int:
    """Measure each number of reports that is named."""
    if arguments[:1] == ["--build"]:
        build_once(*arguments[1:])
        return 0
    if arguments[:1] == ["--ask"]:
        asked(arguments[1])
        return 0
    if arguments[:1] == ["--tables"]:
        large(*map(int, arguments[1:]))
        return 0
    for count in map(int, arguments or ["2000", "4000", "8000"]):
        with tempfile.TemporaryDirectory() as place:
            measured(count, Path(place))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
