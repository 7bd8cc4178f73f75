"""What is installed: the wheel holds all that the program reads, and works without a clone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = "fazhi/publish/notebooks/"
REPORTS = "fazhi/publish/study/reports/"
RAW = ROOT / "data/raw/彭堡镇-2021.txt"

pytestmark = pytest.mark.skipif(
    find_spec("hatchling") is None and os.environ.get("CI") != "true",
    reason="hatchling is not installed (pip install 'fazhi[build]')",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(to)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (made,) = to.glob("*.whl")
    return made


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    held = {
        name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name
    }  # fmt: skip
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "fazhi").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    wanted |= {NOTEBOOKS + path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    wanted |= {f"{REPORTS}{path.name}" for path in (ROOT / "data/raw").iterdir()}
    assert held == wanted
    assert {"fazhi/py.typed", NOTEBOOKS + "town.ipynb", "fazhi/codebook/data/laws.yaml"} <= held


def test_it_names_its_command_its_licence_and_what_it_needs(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel)
    told = {
        name.partition(".dist-info/")[2]: inside.read(name).decode()
        for name in inside.namelist()
        if ".dist-info/" in name
    }
    assert "fazhi = fazhi.cli:run" in told["entry_points.txt"]
    assert "MIT" in told["licenses/LICENSE"]
    assert "Requires-Dist: polars" in told["METADATA"]
    assert "Requires-Dist: pytest; extra == 'dev'" in told["METADATA"]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel: what an installation puts in place, with no clone beside it."""
    to = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(wheel).extractall(to)
    return to


def run(installed: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The installed program, run in a folder of its own."""
    program = (
        f"import sys; sys.path.insert(0, {str(installed)!r})\nfrom fazhi.cli import run; run()"
    )
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=folder, check=False,
        env=os.environ | {"PYTHONPATH": str(installed)}, capture_output=True, encoding="utf-8",
    )  # fmt: skip


def test_it_builds_publishes_and_checks_in_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / RAW.name).write_bytes(RAW.read_bytes())
    built = run(installed, "build", "raw", "--out", "tables", folder=tmp_path)
    assert (built.returncode, built.stdout.split(",")[0]) == (0, "reports: 1 read"), built.stderr
    told = run(installed, "report", "--tables", "tables", "--site", "pages", folder=tmp_path)
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "pages/index.html").is_file()
    checked = run(installed, "check", f"raw/{RAW.name}", "--format", "json", folder=tmp_path)
    assert checked.returncode == 0, checked.stderr
    begun = run(installed, "init", "mine", folder=tmp_path)
    assert begun.returncode == 0, begun.stderr
    assert len(list((tmp_path / "mine/data/raw/examples").glob("*.txt"))) == 5
    mine = run(installed, "build", folder=tmp_path / "mine")
    assert mine.stdout.startswith("reports: 5 read"), mine.stderr
    packed = run(installed, "package", folder=tmp_path / "mine")
    assert packed.stdout.startswith("packed: 5 reports"), packed.stderr
    assert "program/LICENSE" in zipfile.ZipFile(tmp_path / "mine/study.zip").namelist()
    where = "import fazhi; print(fazhi.__file__)"
    asked = subprocess.run(
        [sys.executable, "-c", where], cwd=tmp_path, check=True,
        env=os.environ | {"PYTHONPATH": str(installed)}, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert asked.stdout.startswith(str(installed))
