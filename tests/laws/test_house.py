"""The house rules that no other tool checks: sizes, and places named in the guide."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "fazhi").rglob("*.py"))


def functions() -> Iterator[tuple[str, int]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                yield f"{path.relative_to(ROOT)}:{node.name}", lines


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_file_stays_under_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 400


def test_a_function_stays_under_40_lines() -> None:
    assert [name for name, lines in functions() if lines >= 40] == []


def test_a_folder_holds_at_most_fifteen_modules() -> None:
    every = [*SOURCES, *(ROOT / "tests").rglob("*.py")]
    held = Counter(path.parent.relative_to(ROOT).as_posix() for path in every)
    assert [folder for folder, modules in held.items() if modules > 15] == []


def inner_imports() -> Iterator[str]:
    """The files that import our own modules inside a function."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and any(
                isinstance(one, ast.ImportFrom) and (one.module or "").startswith("fazhi")
                for one in ast.walk(node)
            ):
                yield path.relative_to(ROOT / "fazhi").as_posix()


def test_our_modules_are_imported_at_the_top_but_where_start_up_needs_it() -> None:
    """CONTRIBUTING.md says what each place spares."""
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = told.partition("| imported inside")[2].partition("\n\n")[0]
    allowed = re.findall(r"^\| `([\w/.]+)` \|", table, re.MULTILINE)
    found = set(inner_imports())
    assert [one for one in sorted(found) if not one.startswith(tuple(allowed))] == []
    assert [one for one in allowed if not any(name.startswith(one) for name in found)] == []


def test_the_lock_files_name_no_host() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_the_reports_are_as_they_were_obtained() -> None:
    names = {path.name for path in (ROOT / "data/raw").glob("*.txt")}
    assert names == {
        "西坪镇-2023.txt",
        "兴泾镇-2023.txt",
        "平安镇-2023.txt",
        "湾头桥镇-2023.txt",
        "彭堡镇-2021.txt",
    }


def test_every_room_is_a_package_that_git_keeps() -> None:
    """An ignored file is in no clone and in no wheel."""
    rooms = {path.parent for path in SOURCES}
    assert [str(room) for room in rooms if not (room / "__init__.py").exists()] == []
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("no git here to ask what it ignores")
    told = subprocess.run(
        ["git", "check-ignore", "--no-index", *map(str, SOURCES)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout == ""
