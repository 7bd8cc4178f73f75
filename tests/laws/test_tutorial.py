"""The tutorial, done as it is written: its commands run, workbooks filled in, its words seen."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from fazhi.codebook.book import load_codebook
from fazhi.trust.review.agree import of_machine
from fazhi.trust.review.columns import ANSWERED, heads
from fazhi.trust.review.sample import kept

ROOT = Path(__file__).parents[2]
BOOK = load_codebook()
STEP = re.compile(r"^```(\w+)\n(.*?)^```$|^<!-- fill (.*?) -->$", re.M | re.S)
DOCS = {"docs/tutorial.md": "C.UTF-8", "docs/tutorial.zh.md": "zh_CN.UTF-8"}

pytestmark = pytest.mark.slow


class Step(NamedTuple):
    """A block of the tutorial: its kind (`sh`, `python`, `text`, `fill`), and what it says."""

    kind: str
    told: str


def steps(document: str) -> Iterator[Step]:
    text = (ROOT / document).read_text("utf-8")
    for kind, block, fill in STEP.findall(text):
        yield Step(kind or "fill", block or fill)


def shims(folder: Path) -> Path:
    """Programs by the names that the tutorial calls them: those of this checkout."""
    folder.mkdir()
    for name, more in (("fazhi", "-m fazhi "), ("python", "")):
        shim = folder / name
        shim.write_text(f'#!/bin/sh\nexec {sys.executable} {more}"$@"\n', "utf-8")
        shim.chmod(0o755)
    return folder


def fill(study: Path, told: str) -> None:
    """Fill in a workbook as the program answers, but for the row named by a place or its words."""
    name, row_of, *given = told.split()
    file = study / name
    sample = kept(file.parent).sample
    machine = of_machine(sample)
    named = {head: column for one in ("zh", "en") for column, head in heads(one, BOOK).items()}
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    at = {named[str(cell.value)]: cell.column for cell in page[1] if str(cell.value) in named}
    met = 0
    for row in range(2, page.max_row + 1):
        answer = machine[page.cell(row, at["key"]).value]
        own = row_of in f"{page.cell(row, at['file']).value} {page.cell(row, at['words']).value}"
        said = dict(one.split("=") for one in given) if own else {}
        met += own
        for column in ANSWERED:
            value = said.get(column, getattr(answer, column, None))
            if value is not None:
                number = column == "value"
                page.cell(row, at[column]).value = float(value) if number else value
    assert met == 1, told
    book.save(file)


def squeezed(words: str) -> str:
    return " ".join(words.replace("│", " ").split())


@pytest.mark.parametrize("document", DOCS)
def test_the_tutorial_is_as_it_is_written(document: str, tmp_path: Path) -> None:
    if shutil.which("make") is None:
        pytest.skip("needs make")
    path = f"{shims(tmp_path / 'bin')}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "LC_ALL": DOCS[document],
           "PYTHONUTF8": "1"}  # fmt: skip
    home, seen, commands = tmp_path, "", 0
    for kind, told in steps(document):
        if kind == "fill":
            fill(home, told)
        elif kind == "text":
            lines = [squeezed(line) for line in seen.splitlines()]
            for line in filter(None, map(squeezed, told.splitlines())):
                assert any(line in one for one in lines), f"{line!r} is not in:\n{seen}"
        else:
            given = ["bash", "-ec", told] if kind == "sh" else [sys.executable, "-c", told]
            done = subprocess.run(
                given, cwd=home, env=env, check=False, capture_output=True, encoding="utf-8"
            )
            seen, commands = done.stdout, commands + 1
            assert done.returncode == 0, f"{told}\n{done.stdout}\n{done.stderr}"
            if "cd study" in told:
                home = tmp_path / "study"
    assert commands > 10


def test_both_languages_tell_the_same_round() -> None:
    one, other = (list(steps(document)) for document in DOCS)
    assert [step.kind for step in one] == [step.kind for step in other]
    ran = ("sh", "python", "fill")
    bare = (
        [step.told.replace("--lang zh", "--lang en") for step in steps_ if step.kind in ran]
        for steps_ in (one, other)
    )
    assert next(bare) == next(bare)
