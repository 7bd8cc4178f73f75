"""Make the tables of this package anew from the reports, and compare them byte by byte.

    python rebuild.py REPORTS           the folder of the reports, as listed in raw.csv
    python rebuild.py                   where the package itself holds them (raw/)
    python rebuild.py REPORTS --fresh   first install the libraries, in their exact versions, aside

It needs Python 3.11 or later and nothing else; the program that made the tables is in program/.
按 raw.csv 所列报告重新生成数据表，逐字节比较。
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLES = HERE / "data" / "parquet"
DONE, DIFFERS, NOTHING_DONE = 0, 1, 2
LINES = 20
# What tells of the reports, packed in raw/ even where they are not.
BESIDE = ("manifest.csv", "captures.csv")
# Asks a Python for its libraries, a line each.
ASK = """
from importlib.metadata import distributions
for one in distributions():
    print(f"{one.name}=={one.version}")
"""


def main() -> int:
    """Check the package, look for the reports, build, compare; an exit code as fazhi has them."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("raw", nargs="?", type=Path, default=HERE / "raw")
    asked.add_argument("--fresh", action="store_true", help="install the exact libraries first")
    given = asked.parse_args()
    if damaged := list(_damaged()):
        return _told("damaged in the package / 包内文件已损坏", damaged, NOTHING_DONE)
    if lacking := list(_lacking(given.raw)):
        return _told(f"not in {given.raw} as listed / 与清单不符", lacking, NOTHING_DONE)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        python = _fresh(work) if given.fresh else sys.executable
        if not _build(python, given.raw, work):
            print("fazhi could not build; see above / 未能生成数据表", file=sys.stderr)
            return NOTHING_DONE
        if different := list(_different(work / "tables")):
            _versions(python)
            return _told("not equal / 与包内不同", different, DIFFERS)
    print(f"equal, byte by byte / 逐字节相同: {len(list(TABLES.glob('*.parquet')))}")
    return DONE


def _told(what: str, names: list[str], code: int) -> int:
    for name in names[:LINES]:
        print(f"{what}: {name}", file=sys.stderr)
    if len(names) > LINES:
        print(f"… {len(names) - LINES} more", file=sys.stderr)
    return code


def _digest(file: Path) -> str:
    whole = sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            whole.update(block)
    return whole.hexdigest()


def _damaged() -> Iterator[str]:
    """The files of the package that are missing or not what they were."""
    for line in (HERE / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if not (HERE / name).is_file() or _digest(HERE / name) != digest:
            yield name


def _listed() -> list[dict[str, str]]:
    with (HERE / "raw.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _files() -> list[dict[str, str]]:
    """The files that the tables were made of; what lies in an archive is not one of its own."""
    return [row for row in _listed() if not row["archive"]]


def _lacking(raw: Path) -> Iterator[str]:
    """The reports that are missing, or not what they were."""
    for row in _files():
        file = raw / row["path"]
        if not file.is_file() or (row["sha256"] and _digest(file) != row["sha256"]):
            yield row["path"]


def _fresh(work: Path) -> str:
    """A new environment with the libraries of this package in it; its Python."""
    venv.create(work / "venv", with_pip=True)
    python = str(work / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python")
    wanted = str(HERE / "environment" / "requirements.txt")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", wanted], check=True)
    return python


def _build(python: str, raw: Path, work: Path) -> bool:
    """Build of exactly the listed reports, with what people stated, into `tables`."""
    for row in _files():
        target = work / "raw" / row["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(raw / row["path"], target)
    for name in BESIDE:
        for file in (HERE / "raw").rglob(name):
            target = work / "raw" / file.relative_to(HERE / "raw")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    told = json.loads((HERE / "rebuild.json").read_text("utf-8"))
    command = [python, "-m", "fazhi", "build", str(work / "raw"), "--out", str(work / "tables")]
    command += ["--kind", told["kind"], "--gold", str(HERE / (told["gold"] or "no-gold"))]
    for folder in told["codebook"]:
        command += ["--codebook", str(HERE / folder)]
    if told["corrections"]:
        command += ["--corrections", str(HERE / told["corrections"])]
    # Nothing of the user's own comes in the way of the program that made the tables.
    known = {**os.environ, "PYTHONPATH": str(HERE / "program"), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(command, check=False, cwd=work, env=known).returncode
    return ended == 0 or (ended == 1 and any(row["failure"] for row in _listed()))


def _different(made: Path) -> Iterator[str]:
    """The tables that are not equal to those of the package."""
    names = {file.name for folder in (made, TABLES) for file in folder.glob("*.parquet")}
    for name in sorted(names):
        one, other = made / name, TABLES / name
        if not one.is_file() or not other.is_file() or _digest(one) != _digest(other):
            yield name


def _versions(python: str) -> None:
    """Tell which libraries are not of the version that made the tables."""
    found = subprocess.run([python, "-c", ASK], check=False, capture_output=True, text=True)
    here = {re.sub("[-_.]+", "-", one).lower() for one in found.stdout.splitlines()}
    wanted = (HERE / "environment" / "requirements.txt").read_text("utf-8").split()
    other = [one for one in wanted if re.sub("[-_.]+", "-", one).lower() not in here]
    if other:
        print(f"other versions (use --fresh) / 版本不同: {', '.join(other)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
