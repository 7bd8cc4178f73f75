"""Mutated files of every format: no exception but ours, no hang, no growth of memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.fixtures.make_fixtures import FORMS
from tests.fixtures.report_source import load_reports

ROOT = Path(__file__).parents[2]
COUNT = 60
SEED = 20231104
SECONDS = 240
MOST_MEGABYTES = 900
SEEDS = {"湾头桥镇-2023": ("gb18030", "html", "docx", "pdf", "ofd"), "兴泾镇-2023": ("big5",)}


def test_mutated_files_raise_nothing_but_our_errors(tmp_path: Path) -> None:
    for report in load_reports():
        for form in SEEDS.get(report.name, ()):
            FORMS[form](report, tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.reading.fuzz_readers", str(tmp_path), str(COUNT), str(SEED)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, (lines[-3:], done.stderr[-2000:])
    assert [line for line in lines if line.startswith("WRONG")] == []
    assert int(lines[-1].removeprefix("peak ")) < MOST_MEGABYTES
