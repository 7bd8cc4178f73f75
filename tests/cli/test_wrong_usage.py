"""Wrong usages by the hundred: each tells what, where and what next, and none ends in a trace."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fazhi.cli import run

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data/raw"
P = "{}"
RIGHT = "{raw}"
ODD_NAME = "甲[t][red]\x1b[31m\u202e\u009b镇"
# Each command with the place of the wrong path, and kinds of paths that are right there.
COMMANDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("build", P, "--out", "out"), ""),
    (("build", RIGHT, "--out", P), "nothing odd_name folder"),
    (("build", RIGHT, "--out", "out", "--codebook", P), ""),
    (("report", "--tables", P, "--site", "pages"), ""),
    (("publish", "--tables", P, "--site", "pages"), ""),
    (("analyse", P, "--out", "out", "--site", "pages"), ""),
    (("outline", P), ""),
    (("why", P), ""),
    (("why", RIGHT + "/甲镇.txt", "--codebook", P), ""),
    (("check", P), ""),
    (("check", P, "--summary", "--html", "page.html", "--format", "json"), ""),
    (("evaluate", "--gold", P, "--raw", RIGHT), ""),
    (("evaluate", "--gold", "gold", "--raw", P), ""),
    (("codebook", "--codebook", P), ""),
    (("codebook", "gaps", "--tables", P), ""),
    (("codebook", "doubts", "--tables", P), ""),
    (("serve", "--site", P, "--port", "0"), "folder"),
)


def nothing(path: Path) -> None:
    """A path at which nothing is."""


def odd_name(path: Path) -> None:
    """Nothing, under a name that steers a terminal."""


def empty(path: Path) -> None:
    path.write_bytes(b"")


def bytes_of_no_kind(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def too_long(path: Path) -> None:
    """A name longer than any disk takes."""


def below_a_file(path: Path) -> None:
    path.parent.write_text("x")


KINDS: tuple[Callable[[Path], None], ...] = (
    nothing, odd_name, empty, bytes_of_no_kind, folder, pipe, device, dangling, circle, too_long,
    below_a_file,
)  # fmt: skip
NAMES = {"odd_name": ODD_NAME, "too_long": "长" * 300, "below_a_file": "file/x.yaml"}


def usages() -> Iterator[tuple[tuple[str, ...], Callable[[Path], None]]]:
    for command, right in COMMANDS:
        for kind in KINDS:
            if kind.__name__ not in right.split():
                yield command, kind


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one report and its annotations."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/甲镇.txt").write_text("甲镇2023年法治政府建设年度报告\n办件3件。\n", "utf-8")
    (tmp_path / "gold/甲镇").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def used(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> object:
    """Run the command line in this process; what it exits with."""
    monkeypatch.setattr(sys, "argv", ["fazhi", *arguments])
    with pytest.raises(SystemExit) as end:
        run()
    return end.value.code


@pytest.mark.skipif(sys.platform != "linux", reason="pipes and devices are of Linux")
@pytest.mark.parametrize(
    ("command", "kind"), list(usages()), ids=lambda one: getattr(one, "__name__", str(one))
)
def test_a_wrong_path_is_told(
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, ...],
    kind: Callable[[Path], None],
) -> None:
    path = desk / NAMES.get(kind.__name__, "odd.yaml")
    kind(path)
    arguments = [one.replace(P, str(path)).replace(RIGHT, str(desk / "raw")) for one in command]
    code = used(arguments, monkeypatch)
    told = capsys.readouterr().err
    assert code in (1, 2), told
    assert told.strip(), "nothing was told"
    assert len(told.strip().split("\n")) <= 3
    line = next(one for one in told.split("\n") if not one.startswith("written"))
    assert any(
        path.name[:20] in line or word in line for word in ("甲[t]", "odd", "raw", "file", "长")
    )
    assert line.count(". ") or line.count(": "), f"says not what to do next: {line}"
    check_terminal(told)


def check_terminal(told: str) -> None:
    assert "Traceback" not in told
    for sign in "\x1b\u202e\u009b\x07\u2066":
        assert sign not in told


WRONG_WORDS = (
    ["nonsense"], ["build", "--jobs", "-1"], ["build", "--jobs", "many"], ["build", "a", "b"],
    ["build", "--nonsense"], ["report", "--lang", "fr"], ["report", "--tables"], ["check"],
    ["check", "x.txt", "--format", "xml"], ["check", "x.txt", "--lang", "de"], ["outline"],
    ["outline", "a", "b"], ["codebook", "--id", "no.such"], ["codebook", "--id", "x"],
    ["codebook", "gaps", "--most", "0"], ["codebook", "gaps", "--most", "x"],
    ["codebook", "nonsense"],
    ["serve", "--port", "70000"], ["serve", "--port", "-1"], ["serve", "--port", "http"],
    ["evaluate", "--gold"], ["publish", "--lang", ""], ["analyse", "--jobs", "1.5"],
    ["--nonsense"], ["outline", ""], ["report", "--tables", ""],
    ["evaluate", "--gold", "gold", "--raw", "empty"], ["build", "raw", "--codebook", ""],
)  # fmt: skip


@pytest.mark.parametrize("words", WRONG_WORDS, ids=" ".join)
def test_wrong_words_are_told(
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
) -> None:
    code = used(words, monkeypatch)
    told = capsys.readouterr().err
    assert code == 2
    assert told.strip()
    check_terminal(told)


def test_the_table_holds_a_hundred_and_fifty_usages() -> None:
    assert len(list(usages())) + len(WRONG_WORDS) >= 150


def test_a_fault_of_ours_is_one_line_and_exit_2(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from fazhi.pipeline import build as builder

    def odd(*_: object, **__: object) -> None:
        raise KeyError("\x1b[31m")

    monkeypatch.setattr(builder, "build", odd)
    assert used(["build", "raw", "--out", "out"], monkeypatch) == 2
    told = capsys.readouterr().err
    assert told.startswith("error fazhi failed (KeyError in fazhi.cli.build, line ")
    assert "please report it" in told
    check_terminal(told)


@pytest.mark.parametrize(
    "arguments", [["build", "nowhere"], ["outline", "nowhere.txt"], ["--version"]]
)
def test_the_same_holds_for_the_program_itself(tmp_path: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from fazhi.cli import run; run()", *arguments],
        capture_output=True, text=True, check=False, encoding="utf-8", cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == (0 if "--version" in arguments else 2)
    assert "Traceback" not in done.stderr
