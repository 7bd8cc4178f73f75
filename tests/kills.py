"""Kills runs at random moments and holds what is there, once resumed, against a run left alone.

`python -m tests.kills build 100 --seed 1` kills a build so often, `report 100` the making of pages;
by SIGKILL, SIGTERM and SIGHUP in turn, with one process at work and with two. It prints counts and
ends with 1 where anything was lost, done twice, left behind or left running. Needs /proc.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.fixtures.make_towns import make

ROOT = Path(__file__).parent.parent
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)
BUILD = """
import sys, fazhi
def told(path, done, of):
    print("done", path, flush=True)
if __name__ == "__main__":
    print("read", fazhi.build("raw", sys.argv[1], jobs=int(sys.argv[2]), progress=told).read)
"""
REPORT = """
import sys
from pathlib import Path
from fazhi.publish import publish_site
from fazhi.publish.site import update
update.WORTH_A_PROCESS = 1
def told(page, done, of):
    # It is told before it is written: the one before is.
    print("done" if done > 1 else "begun", page, flush=True)
if __name__ == "__main__":
    done = publish_site(Path("tables"), Path(sys.argv[1]), Path("notebooks"), "zh", told,
                        int(sys.argv[2]))
    print("read", len(done.written))
    assert not done.failures, done.failures
"""
REPORTS = {"build": 40, "report": 2}
# Kills of the same folder before it is brought to its end.
MOST_IN_A_ROW = 4
SECONDS_TO_END = 15.0


@dataclass(slots=True)
class Place:
    """A folder with the package, the reports, and all that runs write."""

    folder: Path
    what: str
    counts: Counter[str] = field(default_factory=Counter)

    def begun(self, to: str, jobs: int) -> subprocess.Popen[str]:
        """A run that has begun."""
        kept = {**os.environ, "PYTHONPATH": str(self.folder), "TMPDIR": str(self.folder / "tmp")}
        return subprocess.Popen(
            [sys.executable, f"{self.what}.py", to, str(jobs)],
            cwd=self.folder,
            env=kept,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def ended(self, to: str, jobs: int = 1) -> int:
        """Run to the end; how many files or pages it made."""
        said, _ = self.begun(to, jobs).communicate(timeout=300)
        last = said.splitlines()[-1]
        assert last.startswith("read "), said
        return int(last.split()[1])

    def beside(self) -> set[str]:
        """What lies in the folder, and in that of passing files."""
        inner = {f"tmp/{one.name}" for one in (self.folder / "tmp").iterdir()}
        return inner | {one.name for one in self.folder.iterdir()}


def prepared(what: str, folder: Path) -> Place:
    """The package as it is now, some reports, and for pages their tables."""
    shutil.copytree(ROOT / "fazhi", folder / "fazhi")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    (folder / "tmp").mkdir()
    make(REPORTS[what], folder / "raw")
    for name, script in (("build", BUILD), ("report", REPORT)):
        (folder / f"{name}.py").write_text(script, "utf-8")
    if what == "report":
        Place(folder, "build").ended("tables")
    return Place(folder, what)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file; of the kept ones the names, whose bytes are those of a process."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def children(process: int) -> set[int]:
    """The processes that one has begun, and those that these have."""
    found: set[int] = set()
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found |= {int(one) for one in task.read_text().split()}
        except OSError:
            continue
    return found.union(*(children(one) for one in found))


def alive(process: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def left_running(processes: set[int]) -> set[int]:
    """Those that have not ended in due time."""
    end = time.monotonic() + SECONDS_TO_END
    while (left := {one for one in processes if alive(one)}) and time.monotonic() < end:
        time.sleep(0.02)
    return left


def killed(place: Place, to: str, jobs: int, how: signal.Signals, after: float) -> int:
    """Kill a run after so many seconds; how many files or pages it told to be done."""
    run, begun, kids = place.begun(to, jobs), time.monotonic(), set[int]()
    while run.poll() is None and time.monotonic() - begun < after:
        kids |= children(run.pid)
        time.sleep(0.01)
    if run.poll() is None:
        kids |= children(run.pid)
        run.send_signal(how)
        place.counts[how.name] += 1
        place.counts["killed"] += 1
    else:
        place.counts["ended before it was killed"] += 1
    said, _ = run.communicate(timeout=60)
    for one in left_running(kids):
        place.counts["left running"] += 1
        os.kill(one, signal.SIGKILL)
    if len(kids) > 1:
        place.counts["with processes"] += 1
    if "Traceback" in said or "rror" in said:
        place.counts["spoke of an error"] += 1
        print(said)
    return sum(line.startswith("done ") for line in said.splitlines())


def compared(place: Place, to: str, whole: dict[str, bytes]) -> None:
    """Hold what was resumed against what was left alone."""
    found = contents(place.folder / to)
    same = {name for name in found.keys() & whole.keys() if found[name] == whole[name]}
    for name in sorted(found.keys() - whole.keys()):
        place.counts["left over"] += 1
        print("left over:", name)
    for name in sorted(whole.keys() - same):
        place.counts["not equal"] += 1
        print("not equal:", name)
    place.counts["resumed"] += 1
    place.counts["resumed and equal"] += found == whole


def tried(place: Place, times: int, chance: random.Random) -> None:
    """Kill so often, and resume."""
    place.ended("whole")  # Compiles the code as well.
    shutil.rmtree(place.folder / "whole")
    begun = time.monotonic()
    total = place.ended("whole")
    lasts, whole = time.monotonic() - begun, contents(place.folder / "whole")
    around = place.beside()
    print(f"{place.what}: {total} in {lasts:.1f} s, {times} kills", flush=True)
    turn = 0
    while (left := times - place.counts["killed"]) > 0:
        told = 0
        for _ in range(min(chance.randint(1, MOST_IN_A_ROW), left)):
            jobs, how = 1 + turn % 2, SIGNALS[turn // 2 % 3]
            told += killed(place, "out", jobs, how, chance.uniform(0.02, 1.0) * lasts)
            turn += 1
        made = place.ended("out")
        place.counts["told done"] += told
        if made > total - told:
            place.counts["done again"] += 1
            print(f"done again: {made} made of {total} of which {told} were done")
        compared(place, "out", whole)
        if beside := place.beside() - around - {"out"}:
            place.counts["left beside"] += 1
            print("left beside:", beside)
        shutil.rmtree(place.folder / "out")
        print(dict(place.counts), flush=True)


WRONG = ("left running", "spoke of an error", "left over", "not equal", "done again", "left beside")


def main(given: Sequence[str] | None = None) -> int:
    """The command line; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=sorted(REPORTS))
    parser.add_argument("times", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as folder:
        place = prepared(asked.what, Path(folder))
        tried(place, asked.times, random.Random(asked.seed))
    for name, count in sorted(place.counts.items()):
        print(f"{count:>6} {name}")
    return any(place.counts[name] for name in WRONG)


if __name__ == "__main__":
    sys.exit(main())
