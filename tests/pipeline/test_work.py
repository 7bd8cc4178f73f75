"""Several processes: one that dies costs its file alone, and none outlives the first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fazhi.codebook.book import load_codebook
from fazhi.pipeline.build import build
from fazhi.pipeline.check import Verdict, outcome_of
from fazhi.pipeline.processes import apart, helper
from tests.pipeline.test_kept import contents

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data/raw"
# Found by every process that is begun with its folder on the path: faults of libraries in C, which
# no exception tells, by the name of the file.
PLANT = """
import ctypes, os, signal, subprocess, sys, time
from fazhi.pipeline.processes import apart, helper
from fazhi.reading import limits
helper.SLACK = 0.5
usual = apart.read_bytes
def odd(data, name, **given):
    if name.startswith("dies"):
        os.abort()
    if name.startswith("slow"):
        time.sleep(60)
    if name.startswith(("deaf", "eats")):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        began = subprocess.Popen(["sleep", "600"], start_new_session=True)
        with open(name + ".pid", "w") as file:
            file.write(str(began.pid))
        eaten = b"x" * (600_000_000 if name.startswith("eats") else 1)
        time.sleep(60)
    if name.startswith("page"):
        limits.allow_more_time(60.0)
        time.sleep(5)
    return usual(data, name, **given)
apart.read_bytes = odd
"""
BOUNDS = """
limits.Limits.__init__.__defaults__ = (*limits.Limits.__init__.__defaults__[:-2], 4.0, 400_000_000)
"""
# As a user may write it: run a second time it would build a second time.
# Tests begun by `nohup` would hand on that a terminal's end is nothing to them.
SCRIPT = """
import signal, sys
from fazhi.pipeline.build import build
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
done = build("raw", "out", jobs=int(sys.argv[1]))
print(done.reports, *sorted((row["path"], row["reason"]) for row in done.failed))
"""
HTML = "<html><body><p>一、主要举措</p><p>全年开展法治宣传{}次，化解矛盾纠纷3件。</p></body></html>"
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with six reports and a script that builds them."""
    (tmp_path / "raw").mkdir()
    text = (RAW / "西坪镇-2023.txt").read_text("utf-8")
    for number in range(6):
        (tmp_path / f"raw/{number}.txt").write_text(f"{text}\n办理{number + 2}件。", "utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    (tmp_path / "sitecustomize.py").write_text(PLANT, "utf-8")
    return tmp_path


def begun(place: Path, jobs: int = 2) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "script.py", str(jobs)],
        cwd=place,
        env=environment(place),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def environment(place: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(place), str(ROOT)))}


def heal(place: Path) -> None:
    (place / "sitecustomize.py").unlink()


@pytest.mark.parametrize(("ending", "jobs"), [("txt", 2), ("html", 1)])
def test_a_process_that_dies_costs_its_file_alone(place: Path, ending: str, jobs: int) -> None:
    for name in ("dies-a", "dies-b"):
        (place / f"raw/{name}.{ending}").write_text(HTML.format(3), "utf-8")
    (place / "raw/fine.html").write_text(HTML.format(4), "utf-8")
    said, _ = begun(place, jobs).communicate(timeout=120)
    lost = " ".join(f"('dies-{one}.{ending}', 'crashed')" for one in "ab")
    assert said.strip() == f"7 {lost}"
    # Told in this run only: the next finds it as it is then.
    heal(place)
    said, _ = begun(place, jobs).communicate(timeout=120)
    assert said.strip() == "9"


@linux
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_hears_of_no_limit_is_ended_at_it(place: Path, jobs: int) -> None:
    """Memory and time run out inside a library, which no alarm interrupts."""
    with (place / "sitecustomize.py").open("a") as file:
        file.write(BOUNDS)
    for count, name in enumerate(("deaf", "eats", "page"), 3):
        (place / f"raw/{name}.html").write_text(HTML.format(count), "utf-8")
    said, _ = begun(place, jobs).communicate(timeout=120)
    # A page to be recognised has more time, also with who watches.
    assert said.strip() == "7 ('deaf.html', 'too_slow') ('eats.html', 'no_memory')"
    for name in ("deaf", "eats"):
        assert not alive(int((place / f"{name}.html.pid").read_text()))


def test_a_draft_that_ends_the_process_takes_no_other_with_it(place: Path) -> None:
    for name in ("a.html", "dies.html", "z.html"):
        (place / name).write_text(HTML.format(3), "utf-8")
    command = "from fazhi.cli import run; run()"
    drafts = ["a.html", "dies.html", "z.html", "raw/0.txt", "--summary", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-c", command, "check", *drafts],
        cwd=place,
        env={**environment(place), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    lines = {
        name: line
        for line in done.stdout.splitlines()
        for name in ("a.html", "dies.html", "z.html", "raw/0.txt")
        if f" {name}" in line
    }
    assert len(lines) == 4, done.stdout
    told = "the process that read the file ended"
    assert [name for name, line in lines.items() if told in line] == ["dies.html"]


def test_plain_text_needs_no_process(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "raw/page.html").write_text(HTML.format(3), "utf-8")

    def refused(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(apart, "_readers", [])
    monkeypatch.setattr(helper, "Helper", refused)
    done = build(place / "raw", place / "out", jobs=1)
    assert [(row["path"], row["reason"]) for row in done.failed] == [("page.html", "internal")]
    assert isinstance(outcome_of(place / "raw/0.txt", load_codebook()), Verdict)


def test_where_no_process_may_begin_this_one_reads(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "raw/page.html").write_text(HTML.format(3), "utf-8")

    def refused(*_: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(apart, "_readers", [])
    monkeypatch.setattr(helper, "Helper", refused)
    assert build(place / "raw", place / "out", jobs=1).failed == []


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
    # That files were looked at (`looked`) is kept once they have stood unchanged for some seconds.
    kept, whole = (
        {file.name for file in (place / out / ".fazhi-cache").rglob("*")} - {"looked"}
        for out in ("out", "whole")
    )
    assert kept == whole
