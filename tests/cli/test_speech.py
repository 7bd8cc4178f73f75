"""The terminal in Chinese: every help, every message, every error, by --lang or by the locale."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from fazhi.cli import app
from fazhi.cli.speech import SAID, without_language
from fazhi.codebook.book import load_codebook
from fazhi.collect.refusals import TOLD
from fazhi.reading.formats.html.elsewhere import HINTS

ROOT = Path(__file__).parents[2]
WORDS = load_codebook().book("words/zh", dict[str, str])
CHINESE = re.compile("[\u4e00-\u9fff]")
# Rooms whose errors a user of the terminal or of a notebook meets.
ROOMS = (
    "cli",
    "reading",
    "collect",
    "captures.py",
    "pipeline",
    "tables",
    "trust",
    "publish",
    "analyse",
    "corpus",
    "codebook",
    "errors.py",
)
# What is held in these names before an error is raised with it.
HELD = ("what", "hint", "message")
# Of scripts and notebooks, and what only whoever changes the code can cause.
NOT_OF_THE_TERMINAL = re.compile(
    "^fazhi has no|needs .* which is no table|need one another|tables are called|__main__"
    "|kind of document .* lacks|^Write .0./|leads out of the folder|^a process that should help"
    "|^Try --jobs 1;|cell failed|executed notebook|at this file|of the file"
    "|^fazhi.publish has no|^no level of meas|^agreement on the level|^a sample of .0. is none"
    "|^no estimate of|^no interval has|is no share$|^two checks are called"
    "|^edits overlap|^lengths differ|^outside the stream|^unknown size of sectors"
)


def fazhi(*given: object, locale: str = "C") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fazhi", *map(str, given)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env={**os.environ, "LC_ALL": locale, "PYTHONUTF8": "1"},
    )


def every(command: Any) -> Iterator[Any]:
    yield command
    for one in getattr(command, "commands", {}).values():
        yield from every(one)


def test_every_help_has_its_words() -> None:
    lacking = set()
    for command in every(typer.main.get_command(app)):
        told = [command.help, *(getattr(one, "help", None) for one in command.params)]
        lacking |= {one for one in told if one and SAID + one not in WORDS}
    assert lacking == set()


def sentences(path: Path) -> Iterator[str]:
    """What is given to errors, and to `say`, in a file: blanks numbered."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "")
            if name == "say" and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)
            if re.search(r"^[A-Z]\w*Error$|^_refused$", name):
                hints = [one.value for one in node.keywords if one.arg == "hint"]
                every_one = (each for one in (*node.args, *hints) for each in either(one))
                yield from (told for one in every_one if (told := written(one)))
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in HELD:
            yield from (told for one in either(node.value) if (told := written(one)))


def either(node: ast.expr) -> tuple[ast.expr, ...]:
    """What is said in one case or the other."""
    return (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,)


def written(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value) if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        told, blank = "", 0
        for part in node.values:
            if isinstance(part, ast.Constant):
                told += str(part.value)
            else:
                told += f"{{{blank}}}"
                blank += 1
        return told
    return ""


def test_every_error_has_its_words() -> None:
    files = [
        path
        for room in ROOMS
        for home in [ROOT / "fazhi" / room]
        for path in ([home] if home.is_file() else sorted(home.rglob("*.py")))
    ]
    every_one = {one for path in files for one in sentences(path)}
    assert len(every_one) > 80
    lacking = {
        one
        for one in every_one
        if SAID + one not in WORDS
        and re.search(r"[a-z]{2} [a-z]", re.sub(r"{\d}", "", one))
        and not NOT_OF_THE_TERMINAL.search(one)
    }
    assert lacking == set()


def test_every_refusal_of_collecting_has_its_words() -> None:
    every_one = {one for told in TOLD.values() for one in told}
    assert {one for one in every_one if SAID + one not in WORDS} == set()


def test_blanks_are_those_of_the_english() -> None:
    for key, told in WORDS.items():
        if key.startswith(SAID):
            assert set(re.findall(r"{\d}", told)) <= set(re.findall(r"{\d}", key)), key
            assert CHINESE.search(told), key


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        (("build", "/nowhere"), 2, "错误 /nowhere：没有这个文件夹。请给出放报告的文件夹。"),
        (("build", "--nope"), 2, "错误 没有这个选项：--nope"),
        (("bild",), 2, "错误 没有这个命令：'bild'，是不是 'build'？"),
        (("check",), 2, "错误 还缺：草稿或报告（可读的任何格式），或放草稿的文件夹。用法见 fazhi"),
        (("check", "x", "--strict=1"), 2, "错误 选项 '--strict' 后面不带值。"),
        (("build", "a", "b"), 2, "错误 多出了参数（b）。用法见 fazhi build --help。"),
        (("check", "x", "--year", "abc"), 2, "错误 '--year' 的值不对：须是整数"),
        (("codebook", "--id", "disputes.handle"), 2, "错误 没有指标 'disputes.handle'。相近的有："),
        (("outline", "/nowhere.txt"), 2, "错误 /nowhere.txt：没有这个文件或文件夹。请核对路径"),
        (("outline", "docs"), 2, "错误 docs：这是文件夹或设备，不是文件。请给出文件，或"),
        (("compare", "README.md", "docs/no.txt"), 2, "错误 docs/no.txt：没有这个文件或文件夹。"),
        (("check", "/nowhere.txt"), 2, "无法读取 /nowhere.txt: 没有这个文件或文件夹；请核对"),
        (("report", "--tables", "/nowhere"), 2, "没有这个文件夹。请重新生成数据表：fazhi build。"),
    ],
)
def test_a_wrong_usage_is_told_in_chinese(given: tuple[str, ...], code: int, told: str) -> None:
    asked = fazhi(*given, "--lang", "zh"), fazhi("--lang=zh", *given)
    for done in (*asked, fazhi(*given, locale="zh_CN.UTF-8")):
        assert told in done.stderr
        assert done.returncode == code
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("written", "english", "chinese"),
    [
        (
            "a: {\n",
            "own.yaml, line 2: the codebook file cannot be read",
            "own.yaml，第2行：编码本文件不是",
        ),
        (
            "indicators: 3\n",
            "word list ($name). docs/extend.md",
            "词表（$名称）。写法见 docs/extend.md",
        ),
        (
            "- id: x\n",
            "Expected `object`, got `array`. docs/",
            "这里应是 `object`，写的却是 `array`",
        ),
        (
            "a.b: {zh: 甲}\n",
            "missing required field `unit`. docs/",
            "own.yaml, a.b：缺少字段 `unit`。写法见",
        ),
    ],
)
def test_a_wrong_codebook_is_told_in_both_languages(
    written: str, english: str, chinese: str, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(written, "utf-8")
    for language, told in (("en", english), ("zh", chinese)):
        done = fazhi("--lang", language, "codebook", "--codebook", own)
        assert done.returncode == 2 and told in done.stderr


def test_help_is_told_in_chinese_and_english_stays() -> None:
    chinese = fazhi("check", "--help", "--lang", "zh")
    assert chinese.returncode == 0
    assert "用法：" in chinese.stdout and "应报名单" in chinese.stdout
    english = fazhi("check", "--help")
    assert "Usage:" in english.stdout and not CHINESE.search(english.stdout)
    none = fazhi(locale="zh_CN.UTF-8")
    assert none.returncode == 2 and "审阅草稿" in none.stdout


@pytest.mark.parametrize("width", [60, 80])
def test_a_help_goes_on_in_the_next_line(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chinese has no blanks to break a line at: nothing is cut, all of it is there to read."""
    monkeypatch.setenv("COLUMNS", str(width))
    whole = re.sub(r"[│\s]|<.*?>", "", fazhi("--lang", "zh", "check", "--help").stdout)
    assert "草稿或报告（可读的任何格式），或放草稿的文件夹。" in whole
    assert "生成网页：名单和标注过的草稿。" in whole


def test_a_build_reports_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    source = ROOT / "data/raw/彭堡镇-2021.txt"
    (tmp_path / "raw/好.txt").write_bytes(source.read_bytes())
    (tmp_path / "raw/空.txt").write_bytes(b"")
    done = fazhi("--lang", "zh", "build", tmp_path / "raw", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "报告：新读 1 份，未变 0 份，未读出 1 份；数字" in done.stdout
    assert "未完成 空.txt: 文件是空的。请重新取得" in done.stderr


def test_a_refusal_names_in_chinese_what_it_names_in_english(tmp_path: Path) -> None:
    """Told by its kind alone, 九皋镇.zip was a packed folder of nobody knew what."""
    (tmp_path / "raw").mkdir()
    with zipfile.ZipFile(tmp_path / "raw/九皋镇.zip", "w") as folder:
        folder.writestr("甲.docx", b"PK")
        folder.writestr("乙.pdf", b"%PDF")
    mail = tmp_path / "raw/田湖镇.eml"
    mail.write_bytes(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\xe8\xa7\x81\xe9\x99\x84\r\n"
        b"--x\r\nContent-Type: application/pdf; name=a.pdf\r\n"
        b"Content-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF\r\n"
        b"--x\r\nContent-Type: application/pdf; name=b.pdf\r\n"
        b"Content-Disposition: attachment; filename=b.pdf\r\n\r\n%PDF\r\n--x--\r\n"
    )
    packed, sent = "（内有甲.docx, 乙.pdf）", "报告在此文件所附的文件里：a.pdf, b.pdf"
    checked = fazhi("check", tmp_path / "raw", "--lang", "zh", "--summary").stdout
    built = fazhi("--lang", "zh", "build", tmp_path / "raw", "--out", tmp_path / "out").stderr
    for told in (checked, built):
        assert packed in told and "请解压后放入其中的文件。" in told
        assert sent in told


def test_every_hint_of_a_page_without_a_report_has_its_words() -> None:
    assert {one for one in HINTS.values() if SAID + one not in WORDS} == set()


def test_a_language_is_taken_away_only_where_the_command_has_none() -> None:
    command = typer.main.get_command(app)
    assert without_language(command, ["build", "--lang", "zh", "x"]) == ["build", "x"]
    assert without_language(command, ["codebook", "gaps", "--lang=zh"]) == ["codebook", "gaps"]
    for given in (["report", "--lang", "en"], ["--lang", "zh", "build"], ["check", "x"]):
        assert without_language(command, given) == given


@pytest.mark.parametrize("command", ["check", "why", "compare"])
def test_the_language_may_be_named_before_the_command(command: str) -> None:
    drafts = sorted((ROOT / "data/raw").glob("*镇-2023.txt"))[: 2 if command == "compare" else 1]
    behind = fazhi(command, *drafts, "--lang", "zh")
    before = fazhi("--lang", "zh", command, *drafts)
    assert len(CHINESE.findall(behind.stdout)) > 40
    assert before.stdout == behind.stdout


def test_a_language_without_words_is_told(tmp_path: Path) -> None:
    """It spoke English and said nothing; a codebook's own language is for the command to know."""
    draft = tmp_path / "平安镇-2023.txt"
    draft.write_text("2023年，平安镇排查纠纷32起。", encoding="utf-8")
    for given in (["--lang", "de", "outline", draft], ["outline", draft, "--lang=de"]):
        told = fazhi(*given)
        assert told.returncode == 0
        assert told.stderr.startswith("The terminal has no words in de (only in en, zh)"), given
    assert not fazhi("--lang", "en", "outline", draft).stderr
