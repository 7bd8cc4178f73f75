"""This commit beside another, stage by stage: `make bench-against REF=main`.

Both are checked out into worktrees of a temporary folder and run by this very Python, in turn, so
that what else the machine does slows both alike. A figure is the processor time of a whole process
(with those it began), so starting and importing count as a user pays them. Printed are the median
of each and their ratio: above 1 this commit is slower.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
ROUNDS = 5
REPORTS = 100
# A user's Python keeps what it compiled; without that each start pays for the length of the code.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
# What every commit offers: the commands and the public names. Each stage goes on from the last.
STAGES = {
    "start (fazhi --version)": "cli('--version')",
    "check one report": "cli('check', str(raw / '000.txt'))",
    "build, all new": "fazhi.build(raw, 'out', jobs=1)",
    "build, nothing new": "fazhi.build(raw, 'out', jobs=1)",
    "build, one changed": (
        "file = raw / '001.txt'; file.write_text(file.read_text('utf-8') + '。', 'utf-8'); "
        "fazhi.build(raw, 'out', jobs=1)"
    ),
    "build, two processes": "fazhi.build(raw, 'two', jobs=2)",
    "tables of five": "fazhi.build(five, 'few', jobs=1)",
    "pages of five": "publish_site(Path('few'), Path('site'), notebooks)",
    "pages, nothing new": "publish_site(Path('few'), Path('site'), notebooks)",
    "load and ask": "fazhi.load('out').indicators()",
}
BEFORE = """
import sys
from pathlib import Path
import fazhi
raw, five, notebooks = Path("raw"), Path("five"), Path({tree!r}, "notebooks")
def cli(*words):
    from fazhi.cli import run
    sys.argv = ["fazhi", *words]
    try:
        run()
    except SystemExit:
        pass
if __name__ == "__main__":
    if {work!r}.startswith("publish_site"):
        from fazhi.publish import publish_site
    exec({work!r})
"""


def seconds(tree: Path, place: Path, work: str) -> float:
    """Processor seconds of a process that does a work with the package of a tree."""
    process = subprocess.Popen(
        [sys.executable, "-c", BEFORE.format(tree=str(tree), work=work)],
        cwd=place,
        env={**ENVIRONMENT, "PYTHONPATH": str(tree)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    told = process.stderr.read().decode(errors="replace")
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{tree.name}: {work}\n{told}")
    return used.ru_utime + used.ru_stime


def reports(place: Path) -> None:
    """The five reports, and many like them."""
    shutil.copytree(ROOT / "data/raw", place / "five")
    (place / "raw").mkdir()
    models = [path.read_text("utf-8") for path in sorted((place / "five").glob("*.txt"))]
    for number in range(REPORTS):
        text = f"{models[number % len(models)]}\n共办理第{number}批事项{number + 7}件。"
        (place / f"raw/{number:03}.txt").write_text(text, "utf-8")


def measured(trees: Sequence[Path], folder: Path) -> dict[str, list[list[float]]]:
    """Seconds by stage, then tree, then round; a first round, which fills caches, is not told."""
    found: dict[str, list[list[float]]] = {name: [[] for _ in trees] for name in STAGES}
    for turn in range(ROUNDS + 1):
        places = []
        for tree in trees:
            places.append(folder / f"{tree.name}-{turn}")
            places[-1].mkdir()
            reports(places[-1])
        for name, work in STAGES.items():
            for which, (tree, place) in enumerate(zip(trees, places, strict=True)):
                took = seconds(tree, place, work)
                if turn:
                    found[name][which].append(took)
    return found


def main(arguments: Sequence[str]) -> int:
    """Compare the commit that is checked out with the one that is named."""
    if len(arguments) != 1:
        print("usage: make bench-against REF=COMMIT", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        trees = [folder / "that", folder / "this"]
        try:
            for tree, commit in zip(trees, (arguments[0], "HEAD"), strict=True):
                _git("worktree", "add", "--quiet", "--detach", str(tree), commit)
            found = measured(trees, folder)
        finally:
            for tree in trees:
                if tree.exists():
                    _git("worktree", "remove", "--force", str(tree))
    print(f"{'':<28}{arguments[0][:12]:>12}{'HEAD':>12}{'ratio':>8}")
    for name, (that, this) in found.items():
        ratio = median(this) / median(that)
        print(f"{name:<28}{median(that):>10.2f} s{median(this):>10.2f} s{ratio:>8.2f}")
    return 0


def _git(*words: str) -> None:
    subprocess.run(["git", "-C", str(ROOT), *words], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
