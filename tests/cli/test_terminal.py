"""Words out of files steer no terminal, and nothing in them is taken for markup."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fazhi.cli import run
from fazhi.cli.terminal import plain
from fazhi.language.printable import printable

STEERING = {
    "ansi": "\x1b[31m",
    "osc": "\x1b]8;;http://x.example\x07",
    "c1": "\u009b31m",
    "bidi": "\u202e",
    "isolate": "\u2066",
    "bell": "\x07",
    "return": "\r",
    "backspace": "\b",
    "zero width": "\u200b",
    "half of a pair": "\udcff",
}


@pytest.mark.parametrize("sign", STEERING.values(), ids=STEERING)
def test_what_steers_is_written_out(sign: str) -> None:
    shown = printable(f"甲{sign}镇")
    assert shown.isprintable()
    assert shown.startswith("甲\\u")
    assert shown.endswith("镇")


def test_what_people_read_stays() -> None:
    words = "甲镇 2023年：𠮷、㎡、“报告”（一）[t] :cn: é"
    assert printable(words) == words
    assert printable("一、\u3000总则\u00a0x") == "一、 总则 x"


@pytest.mark.parametrize("words", ["[t]", "[red]x[/red]", "[/]", "a[b]c", "[link=http://x]y"])
def test_brackets_are_no_markup(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    from fazhi.cli.terminal import out

    out.print(plain(words))
    assert capsys.readouterr().out == f"{words}\n"


def ran(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    monkeypatch.setattr(sys, "argv", ["fazhi", *arguments])
    with pytest.raises(SystemExit):
        run()
    told = capsys.readouterr()
    return told.out + told.err


def test_every_command_shows_a_report_that_steers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    odd = "[t][red]\x1b[31m\x1b]0;x\x07\u202e\u009b:cn:"
    folder = tmp_path / f"raw{odd}".replace("/", "")
    folder.mkdir()
    words = f"甲{odd}镇2023年法治政府建设年度报告\n一、主要{odd}成效\n三、问{odd}题\n"
    words += f"种植苹果树3棵。{odd}\n全年种植{odd}苹果树3棵。\n"
    (folder / f"稿{odd}.txt").write_text(words, "utf-8")
    (folder / f"空{odd}.txt").write_text("", "utf-8")
    told = {
        name: ran(arguments, monkeypatch, capsys)
        for name, arguments in {
            "build": ["build", str(folder), "--out", f"out{odd}"],
            "outline": ["outline", str(folder / f"稿{odd}.txt")],
            "check": ["check", str(folder), "--html", f"page{odd}.html"],
            "summary": ["check", str(folder), "--summary"],
            "gaps": ["codebook", "gaps", "--tables", f"out{odd}"],
        }.items()
    }
    for name, shown in told.items():
        bad = [sign for sign in shown if not sign.isprintable() and sign != "\n"]
        assert bad == [], name
    assert "[t][red]" in told["build"] and ":cn:" in told["build"]
    assert "[t][red]" in told["outline"] and ":cn:" in told["outline"]


def test_gaps_are_told_in_lines_and_as_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    words = "甲镇2023年法治政府建设年度报告\n一、主要成效\n全年组织旁听庭审活动4场。"
    Path("raw/甲镇.txt").write_text(words, "utf-8")
    ran(["build", "raw", "--out", "out"], monkeypatch, capsys)
    told = ran(["codebook", "gaps", "--tables", "out"], monkeypatch, capsys)
    assert "mentions: 1, reports: 1\n    “全年组织旁听庭审活动4场”\n    → publicity.events" in told
    ran(["codebook", "gaps", "--tables", "out", "--csv", "to/gaps.csv"], monkeypatch, capsys)
    head, row = Path("to/gaps.csv").read_text("utf-8-sig").splitlines()
    assert head == "field,noun,unit,mentions,reports,for example,near"
    assert ",场,1,1,全年组织旁听庭审活动4场,publicity.events" in row
