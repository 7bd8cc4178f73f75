"""Two runs at once on one site or one folder of tables: the second says who is there and stops."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fazhi.publish import pack_site, publish_site

ROOT = Path(__file__).parents[3]
NOTEBOOKS = ROOT / "notebooks"
AT_WORK = """
import sys
from pathlib import Path
from fazhi.publish import publish_site

def wait(page, done, of):
    print(done, flush=True)
    sys.stdin.read()

publish_site(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), progress=wait)
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def fazhi(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from fazhi.cli import run; run()", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**ENVIRONMENT, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


@contextmanager
def at_work(tables: Path, site: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process in the middle of publishing."""
    command = [sys.executable, "-c", AT_WORK, str(tables), str(site), str(NOTEBOOKS)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "0\n"
            yield process
        finally:
            process.kill()


@pytest.fixture
def place(tables_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(tables_folder, tmp_path / "tables")
    return tmp_path


def test_the_second_run_names_the_first_and_says_what_to_do(place: Path) -> None:
    tables, site = place / "tables", place / "site"
    with at_work(tables, site) as first:
        for command, folder in (
            (("report", "--tables", str(tables), "--site", str(site)), site),
            (("publish", "--tables", str(tables), "--site", str(site)), site),
            (("build", str(ROOT / "data/raw"), "--out", str(tables)), tables),
        ):
            second = fazhi(*command)
            assert second.returncode == 2, command
            said = "".join(second.stderr.splitlines())
            assert f"{folder}: another run" in said, command
            assert "is at work in this folder. Wait until it has ended" in said, command
            assert folder == tables or f"(process {first.pid})" in said, command
            assert "Traceback" not in second.stderr
    assert not (place / "site.zip").exists()


def test_other_sites_of_the_same_tables_are_made_meanwhile(place: Path) -> None:
    with at_work(place / "tables", place / "site"):
        done = publish_site(place / "tables", place / "other", NOTEBOOKS)
    assert len(done.written) == 6


def test_a_run_that_was_killed_leaves_no_lock(place: Path, site: Path) -> None:
    with at_work(place / "tables", place / "site") as first:
        first.kill()
        first.wait()
        assert publish_site(place / "tables", place / "site", NOTEBOOKS).failures == ()
    names = sorted(path.name for path in (place / "site").glob("*.html"))
    assert [(place / "site" / name).read_bytes() for name in names] == [
        (site / name).read_bytes() for name in names
    ]
    assert pack_site(place / "site").is_file()


def test_a_run_that_is_stopped_keeps_the_pages_it_made(place: Path) -> None:
    def stop(page: str, done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish_site(place / "tables", place / "site", NOTEBOOKS, progress=stop)
    again = publish_site(place / "tables", place / "site", NOTEBOOKS)
    assert len(again.kept) == 1
    assert len(again.written) == 5
    assert (place / "site/.lock").read_bytes() == b""
