"""Several processes: one that dies costs its file alone, and none outlives the first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.pipeline.test_kept import contents

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data/raw"
DIES = """
import os, signal, sys, time
from pathlib import Path
import fazhi.pipeline.work
from fazhi.pipeline import one, work
usual = one.read_bytes
def odd(data, name, **given):
    if name.startswith("dies"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if name.startswith("slow"):
        time.sleep(60)
    return usual(data, name, **given)
one.read_bytes = odd
if __name__ == "__main__":
    from fazhi.pipeline.build import build
    done = build("raw", "out", jobs=2)
    print(done.reports, *sorted((row["path"], row["reason"]) for row in done.failed))
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with six reports and a script that builds them."""
    (tmp_path / "raw").mkdir()
    text = (RAW / "西坪镇-2023.txt").read_text("utf-8")
    for number in range(6):
        (tmp_path / f"raw/{number}.txt").write_text(f"{text}\n办理{number + 2}件。", "utf-8")
    (tmp_path / "script.py").write_text(DIES, "utf-8")
    return tmp_path


def begun(place: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "script.py"],
        cwd=place,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def test_a_process_that_dies_costs_its_file_alone(place: Path) -> None:
    for name in ("dies-a.txt", "dies-b.txt"):
        (place / "raw" / name).write_text("一、主要举措\n宣传3次。", "utf-8")
    said, _ = begun(place).communicate(timeout=120)
    assert said.strip() == "6 ('dies-a.txt', 'crashed') ('dies-b.txt', 'crashed')"
    # Told in this run only: the next finds it as it is then.
    (place / "script.py").write_text(DIES.replace('"dies"', '"none"'), "utf-8")
    said, _ = begun(place).communicate(timeout=120)
    assert said.strip() == "8"


def children(process: int) -> set[int]:
    """The processes that a process has begun."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    return {int(one) for one in listed.read_text().split()} if listed.exists() else set()


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@linux
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_no_process_outlives_the_first_and_no_file_is_left(
    place: Path, how: signal.Signals
) -> None:
    slow = place / "raw/slow.txt"
    slow.write_text("一、主要举措\n宣传3次。", "utf-8")
    run = begun(place)
    rows, kids = place / "out/.fazhi-cache/rows", set[int]()
    end = time.monotonic() + 60
    while not (rows.exists() and len(list(rows.iterdir())) >= 4) and time.monotonic() < end:
        kids |= children(run.pid)
        time.sleep(0.02)
    run.send_signal(how)
    run.wait(timeout=30)
    assert len(kids) >= 2
    end = time.monotonic() + 30
    while (left := {one for one in kids if alive(one)}) and time.monotonic() < end:
        time.sleep(0.05)
    assert not left
    slow.unlink()
    done = subprocess.run(
        [sys.executable, "-c", "import fazhi; fazhi.build('raw', 'out', jobs=1)"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=True,
    )
    assert done.returncode == 0
    subprocess.run(
        [sys.executable, "-c", "import fazhi; fazhi.build('raw', 'whole', jobs=1)"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=True,
    )
    assert contents(place / "out") == contents(place / "whole")
    kept = {file.name for file in (place / "out/.fazhi-cache").rglob("*")}
    assert kept == {file.name for file in (place / "whole/.fazhi-cache").rglob("*")}
