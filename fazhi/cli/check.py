"""`fazhi check`: is this draft fit to be sent, and if not, where and why."""

from __future__ import annotations

import locale
import os
from collections import defaultdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from fazhi.errors import NotFoundError, ReadError

if TYPE_CHECKING:
    from fazhi.pipeline.check import Verdict

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
MET = {"yes": "[green]✓[/green]", "partly": "[yellow]~[/yellow]", "no": "[red]✗[/red]"}
LONGEST_QUOTE = 60
WORDS = {
    "zh": {
        "error": "错误",
        "warning": "警告",
        "note": "提示",
        "line": "第{}行",
        "no": "；缺：{}",
        "partly": "；不全：{}",
        "and": "、",
        "empty": "文件夹里没有报告。",
        "twice": "同一地方、同一年度有 {n} 份（{who}）：{paths}",
        "sum": "法定内容 {met}/{all} 项符合{lacking}；错误 {error}，警告 {warning}，提示 {note}",
        "other": "不是法治政府建设年度报告，未核对法定内容",
        "unreadable": "无法读取",
        "written": "已写入 {}",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "note": "note",
        "line": "line {}",
        "no": "; missing: {}",
        "partly": "; in part: {}",
        "and": ", ",
        "empty": "the folder holds no report.",
        "twice": "{n} drafts of one place and year ({who}): {paths}",
        "sum": "{met} of {all} requirements met{lacking}; "
        "errors {error}, warnings {warning}, notes {note}",
        "other": "no annual report on rule-of-law government: required contents not checked",
        "unreadable": "cannot be read",
        "written": "written: {}",
    },
}


class Language(StrEnum):
    """Language of messages."""

    ZH = "zh"
    EN = "en"


class Form(StrEnum):
    """Form of the answer."""

    TEXT = "text"
    JSON = "json"


Files = Annotated[
    list[Path],
    typer.Argument(help="Drafts or reports in any readable format, or folders of them."),
]


def check(
    files: Files,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page with the text marked.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="text or json.")] = Form.TEXT,
    lang: Annotated[
        Language | None, typer.Option("--lang", help="zh or en; by default that of the system.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 on errors.")] = False,
    summary: Annotated[
        bool, typer.Option("--summary", help="One line a draft, with what is missing.")
    ] = False,
) -> None:
    """Check drafts: required contents, figures that do not add up, numbering, outdated terms."""
    from fazhi.pipeline.check import check_file

    language = lang.value if lang else _language()
    verdicts: list[Verdict] = []
    listed, failed = _listed(files, language)
    for file in listed:
        try:
            verdict = check_file(file)
        except ReadError as error:
            failed += 1
            _unreadable(file, error, language)
            continue
        verdicts.append(verdict)
        if form is Form.TEXT:
            _show(verdict, language, summary)
    if form is Form.JSON:
        _json(verdicts)
    else:
        _twice(verdicts, language)
    if html and verdicts:
        _page(verdicts, html, language)
    if failed and not verdicts:
        raise typer.Exit(2)
    errors = any(verdict.counts()["error"] for verdict in verdicts)
    raise typer.Exit(1 if failed or (strict and errors) else 0)


def _language() -> str:
    """The language of the system: Chinese where its locale is, else English."""
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"


def _plain(words: object) -> str:
    """Words as the terminal should show them: markup escaped, control signs made visible."""
    return escape("".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in str(words)))


def _listed(files: list[Path], language: str) -> tuple[list[Path], int]:
    """The files, for a folder all in it that may be reports; and how many folders hold none."""
    listed: list[Path] = []
    empty = 0
    for file in files:
        if not file.is_dir():
            listed.append(file)
            continue
        from fazhi.pipeline.build import list_files

        try:
            listed += list_files(file)
        except NotFoundError:
            empty += 1
            reason = WORDS[language]["empty"]
            err.print(f"[red]{WORDS[language]['unreadable']}[/red] {_plain(file)}: {reason}")
    return listed, empty


def _unreadable(file: Path, error: ReadError, language: str) -> None:
    from fazhi.publish.pages.words import Words

    hint = f" {error.hint}" if error.hint else ""
    reason = f"{error.message}.{hint}"
    if language == "zh":
        told = Words(language).of("reason", error.code)
        reason = reason if told == error.code else told
    err.print(f"[red]{WORDS[language]['unreadable']}[/red] {_plain(file)}: {_plain(reason)}")


def _twice(verdicts: list[Verdict], language: str) -> None:
    """Say which drafts speak of the same place and year."""
    words, same = WORDS[language], defaultdict[tuple[str, int], list[str]](list)
    for verdict in verdicts:
        who = verdict.report.identity
        place = who.adcode or " ".join(filter(None, (who.province, who.county, who.town)))
        if place and who.report_year and verdict.path not in same[place, who.report_year]:
            same[place, who.report_year].append(verdict.path)
    names = {verdict.path: verdict.report.identity for verdict in verdicts}
    for (_, year), paths in same.items():
        if len(paths) > 1:
            one = names[paths[0]]
            name = " ".join(filter(None, (one.county, one.town, str(year))))
            told = words["twice"].format(n=len(paths), who=name, paths=words["and"].join(paths))
            out.print(f"[yellow]![/yellow] {_plain(told)}")


def _show(verdict: Verdict, language: str, summary: bool) -> None:
    words = WORDS[language]
    counts = verdict.counts()
    lacking = _lacking(verdict, language) if summary else ""
    said = words["sum"].format(met=verdict.met(), all=len(verdict.mets), lacking=lacking, **counts)
    if not verdict.mets:
        stop = "；" if language == "zh" else "; "
        said = words["other"] + stop + said.split(stop, 1)[1]
    if summary:
        worst = next((COLOURS[one] for one, count in counts.items() if count), "green")
        out.print(f"[{worst}]●[/{worst}] {_plain(verdict.path)}  {said}")
        return
    out.print(f"[bold]{_plain(verdict.path)}[/bold]")
    _requirements(verdict, language)
    for one in verdict.findings:
        line = verdict.line(one)
        colour = COLOURS[one.severity]
        where = f" [dim]{words['line'].format(line)}[/dim]" if line else ""
        message = _plain(one.message_zh if language == "zh" else one.message_en)
        out.print(f"  [{colour}]{words[one.severity]}[/{colour}]{where} {message}")
        if one.quote:
            out.print(f"      [dim]「{_plain(_short(one.quote))}」[/dim]")
    out.print(f"  {said}\n")


def _lacking(verdict: Verdict, language: str) -> str:
    """The requirements not met, and those met in part, by name."""
    words, told = WORDS[language], ""
    for met in ("no", "partly"):
        names = verdict.named(met, language)
        told += words[met].format(words["and"].join(names)) if names else ""
    return told


def _requirements(verdict: Verdict, language: str) -> None:
    from fazhi.pipeline.check import requirement_entries

    entries = requirement_entries()
    for one in verdict.mets:
        name = getattr(entries[one.requirement], language)
        quote = f"  [dim]「{_plain(_short(one.quote))}」[/dim]" if one.quote else ""
        out.print(f"  {MET[one.met]} {_plain(name)}{quote}")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1]}…"


def _json(verdicts: list[Verdict]) -> None:
    import msgspec

    from fazhi.pipeline.check import as_record

    records = [as_record(verdict) for verdict in verdicts]
    typer.echo(msgspec.json.format(msgspec.json.encode(records), indent=2).decode())


def _page(verdicts: list[Verdict], path: Path, language: str) -> None:
    from fazhi.publish.pages.check_page import check_page

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(check_page(verdicts, language), encoding="utf-8")
    err.print(WORDS[language]["written"].format(_plain(path)))
