"""A Dask cluster reads a folder: the same bytes, workers lost on the way, plain refusals."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.errors import FazhiError, StaleError
from fazhi.pipeline import keys
from fazhi.pipeline.build import build
from fazhi.pipeline.desk import Desk
from fazhi.pipeline.found.files import list_files
from fazhi.pipeline.found.jobs import found_in, jobs_of
from fazhi.pipeline.spread import cluster
from tests.pipeline.test_parts import written

pytest.importorskip("distributed")
ROOT = Path(__file__).parents[2]
RAW = ROOT / "data/raw"
# A worker is killed when the first file is done; another ends wherever it reads a certain file.
SCRIPT = """
import os, signal, sys
from multiprocessing import active_children
from fazhi.pipeline.build import build
killed = []
def told(path, done, of):
    if not killed and sys.argv[1] == "kill":
        killed.append(active_children()[0].pid)
        os.kill(killed[0], signal.SIGKILL)
if __name__ == "__main__":
    done = build("raw", "out", jobs=2, on="dask", progress=told)
    print(done.read, len(killed), *sorted((row["path"], row["reason"]) for row in done.failed))
"""
# A user's script, which says nowhere that it must run in one process alone.
UNGUARDED = """
import os, signal, time
from multiprocessing import active_children
from fazhi.pipeline.build import build
with open("runs", "a") as runs:
    runs.write("once ")
killed = []
def told(path, done, of):
    if not killed:
        killed.append(active_children()[0].pid)
        os.kill(killed[0], signal.SIGKILL)
        while killed[0] in (pids := [one.pid for one in active_children()]) or len(pids) < 2:
            time.sleep(0.1)
        time.sleep(3)
print(build("raw", "out", jobs=2, on="dask", progress=told).read)
"""
PLANT = """
import os
from fazhi.pipeline.processes import apart
usual = apart.read_bytes
def odd(data, name, **given):
    if name.startswith("dies"):
        os.abort()
    with open("times", "a") as times:
        if name.startswith("late") and times.tell() < 2:
            times.write("x")
            times.flush()
            os.abort()
    return usual(data, name, **given)
apart.read_bytes = odd
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder of twenty reports and a script that has a cluster read them."""
    (tmp_path / "raw").mkdir()
    text = (RAW / "西坪镇-2023.txt").read_text("utf-8")
    for number in range(20):
        (tmp_path / f"raw/{number:02}.txt").write_text(f"{text}\n办理{number + 2}件。", "utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    return tmp_path


def run(place: Path, what: str) -> str:
    paths = os.pathsep.join((str(place), str(ROOT)))
    command = [sys.executable, "script.py", what]
    done = subprocess.run(
        command,
        cwd=place,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.strip()


def test_a_worker_killed_in_the_middle_changes_no_byte(place: Path) -> None:
    assert run(place, "kill") == "20 1"
    build(place / "raw", place / "whole", jobs=1)
    assert written(place / "out") == written(place / "whole")
    again = build(place / "raw", place / "out", jobs=1)
    assert (again.read, again.kept, again.changed) == (0, 20, False)


def test_a_file_at_which_workers_end_costs_that_file_alone(place: Path) -> None:
    (place / "sitecustomize.py").write_text(PLANT, "utf-8")
    (place / "raw/00.txt").rename(place / "raw/dies.txt")
    assert run(place, "") == "20 0 ('dies.txt', 'crashed')"
    (place / "sitecustomize.py").unlink()
    again = build(place / "raw", place / "out", jobs=1)
    assert (again.read, again.failed) == (1, [])


def test_a_file_told_to_have_ended_workers_is_read_when_it_is_alone(place: Path) -> None:
    # As what waits behind a file that ends two workers, one after the other.
    (place / "sitecustomize.py").write_text(PLANT, "utf-8")
    (place / "raw/00.txt").rename(place / "raw/late.txt")
    for number in range(4, 20):
        (place / f"raw/{number:02}.txt").unlink()
    assert run(place, "") == "4 0"
    assert (place / "times").read_text("utf-8") == "xx"


def test_a_plain_script_runs_once_though_a_lost_worker_is_begun_anew(place: Path) -> None:
    (place / "script.py").write_text(UNGUARDED, "utf-8")
    assert run(place, "") == "20"
    assert (place / "runs").read_text("utf-8") == "once "


def test_no_scheduler_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_ANSWER", 1)
    with pytest.raises(FazhiError, match="no scheduler of Dask answers") as told:
        build(RAW, tmp_path / "out", on="tcp://127.0.0.1:9")
    assert told.value.where == "tcp://127.0.0.1:9"
    assert "dask scheduler" in told.value.hint


def test_without_dask_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(FazhiError, match="Dask is not installed") as told:
        build(RAW, tmp_path / "out", on="dask")
    assert "fazhi[dask]" in told.value.hint


def test_a_worker_that_differs_reads_nothing(tmp_path: Path) -> None:
    raw = copytree(RAW, tmp_path / "raw")
    other = Desk(str(tmp_path / "out"), load_codebook(), {**keys.stages(), "read": "another"})
    found = found_in(raw, list_files(raw), other)
    jobs = list(jobs_of(raw, found, other, None, {}))
    with pytest.raises(StaleError):
        cluster.read_batch(other, jobs)
    desk = Desk(str(tmp_path / "out"), load_codebook(), keys.stages())
    away = [cluster._anywhere(job) for job in jobs_of(raw, found, desk, None, {})]
    raw.rename(tmp_path / "gone")
    with pytest.raises(FazhiError, match="does not see the folder"):
        cluster.read_batch(desk, away)
