"""Several reports asked of a write-up of one: each gets an executed notebook of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from fazhi.errors import FazhiError
from fazhi.publish.pages import links
from fazhi.publish.pages.folders import NOTEBOOKS

# How much of what a failed run said is told.
TOLD = 300


def executed(reports: Iterable[str], name: str, parameters: Mapping[str, str]) -> list[str]:
    """The files of the executed notebooks `name`, one a report, in the working folder.

    Each is run by a process of its own: a kernel cannot run a second one's cells. A notebook of
    that name that lies there is written over, as papermill does. Raises `FazhiError` where one
    fails, naming the file that holds what it did.
    """
    return [_executed(report, name, parameters) for report in reports]


def _executed(report: str, name: str, parameters: Mapping[str, str]) -> str:
    home = next(home for home in NOTEBOOKS if (home / f"{name}.ipynb").is_file())
    to = f"{name}-{links.page(report)}.ipynb"
    given = {**parameters, "report": report}
    # Raw: papermill would take an id of digits for a number.
    words = [word for one in given.items() for word in ("-r", *one)]
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", str(home / f"{name}.ipynb")]
    done = subprocess.run(
        [*command, to, *words], capture_output=True, text=True, encoding="utf-8", check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        raise FazhiError(
            f"the write-up of {report} failed: {done.stderr.strip()[-TOLD:]}",
            where=str(Path(to)),
            hint="Run it alone: papermill town.ipynb out.ipynb -p report ID.",
        )
    return to
