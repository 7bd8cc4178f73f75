"""How `fazhi check` tells its verdicts in the terminal."""

from __future__ import annotations

from pathlib import Path

from fazhi.cli.terminal import err, out, plain
from fazhi.codebook.book import Codebook
from fazhi.pipeline.check import Outcome, Unread, Verdict, requirements_by_id
from fazhi.pipeline.doubts import Doubt, all_doubts
from fazhi.publish.pages.check_page import check_page
from fazhi.publish.pages.check_words import doubt_words, reason_words, total_words
from fazhi.publish.pages.words import Words
from fazhi.records import Finding

COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
MET = {
    "yes": "[green]✓[/green]",
    "partly": "[yellow]~[/yellow]",
    "no": "[red]✗[/red]",
    "lost": "[cyan]?[/cyan]",
}
LONGEST_QUOTE = 60
# What only shows where drafts lie side by side.
BESIDE = frozenset(("other_year", "same_place", "same_text", "much_alike"))
WORDS = {
    "zh": {
        "error": "错误",
        "warning": "警告",
        "note": "提示",
        "line": "第{}行",
        "no": "；缺：{}",
        "partly": "；不全：{}",
        "and": "、",
        "stop": "；",
        "colon": "：",
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
        "stop": "; ",
        "colon": ": ",
        "sum": "{met} of {all} requirements met{lacking}; "
        "errors {error}, warnings {warning}, notes {note}",
        "other": "no annual report on rule-of-law government: required contents not checked",
        "unreadable": "cannot be read",
        "written": "written: {}",
    },
}


class Terminal:
    """Tells outcomes in one language, what must be looked at first before all else."""

    def __init__(self, language: str, book: Codebook) -> None:
        self.language = language
        self.words = WORDS[language]
        self.told = Words(language, book)

    def show(self, outcome: Outcome, summary: bool) -> None:
        """One outcome; in a summary it is one line."""
        if isinstance(outcome, Unread):
            told = plain(reason_words(outcome, self.told))
            err.print(f"[red]{self.words['unreadable']}[/red] {plain(outcome.path)}: {told}")
        elif summary:
            self._summary(outcome)
        else:
            self._whole(outcome)

    def show_together(self, outcomes: list[Outcome]) -> None:
        """What only shows where drafts lie side by side, then how many were given."""
        if len(outcomes) < 2:
            return
        doubts = all_doubts(outcomes, self.told.book)
        for outcome, found in zip(outcomes, doubts, strict=True):
            beside = [one for one in found if one.kind in BESIDE]
            if beside:
                told = plain(outcome.path) + self.words["colon"] + self._doubts(beside)
                out.print(f"[yellow]![/yellow] {told}")
        out.print(plain(total_words(outcomes, doubts, self.told)))

    def write_page(self, outcomes: list[Outcome], path: Path) -> None:
        """Write the page of all outcomes and say where it lies."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(check_page(outcomes, self.told), encoding="utf-8")
        err.print(self.words["written"].format(plain(path)))

    def _doubts(self, doubts: list[Doubt]) -> str:
        told = [plain(doubt_words(one, self.told)) for one in doubts]
        return self.words["stop"].join(told)

    def _first(self, verdict: Verdict) -> str:
        """What to look at before all else; empty where there is nothing."""
        doubts = self._doubts(list(all_doubts([verdict], self.told.book)[0]))
        first = self.told("check.first") + self.words["colon"]
        return f"[red]{first}{doubts}[/red]" if doubts else ""

    def _counted(self, verdict: Verdict, lacking: str) -> str:
        met, every = verdict.met(), len(verdict.mets)
        said = self.words["sum"].format(met=met, all=every, lacking=lacking, **verdict.counts())
        if verdict.mets:
            return said
        stop = self.words["stop"]
        return self.words["other"] + stop + said.split(stop, 1)[1]

    def _summary(self, verdict: Verdict) -> None:
        counts = verdict.counts()
        worst = next((COLOURS[one] for one, count in counts.items() if count), "green")
        first = self._first(verdict)
        said = (first and first + self.words["stop"]) + self._counted(
            verdict, self._lacking(verdict)
        )
        out.print(f"[{worst}]●[/{worst}] {plain(verdict.path)}  {said}")

    def _whole(self, verdict: Verdict) -> None:
        out.print(f"[bold]{plain(verdict.path)}[/bold]")
        if first := self._first(verdict):
            out.print(f"  [red]![/red] {first}")
        self._requirements(verdict)
        for one in verdict.findings:
            self._finding(one, verdict.line(one))
        out.print(f"  {self._counted(verdict, '')}\n")

    def _finding(self, one: Finding, line: int | None) -> None:
        colour, severity = COLOURS[one.severity], self.words[one.severity]
        where = f" [dim]{self.words['line'].format(line)}[/dim]" if line else ""
        message = one.message_zh if self.language == "zh" else one.message_en
        out.print(f"  [{colour}]{severity}[/{colour}]{where} {plain(message)}")
        if one.quote:
            out.print(f"      [dim]「{plain(_short(one.quote))}」[/dim]")

    def _lacking(self, verdict: Verdict) -> str:
        """The requirements not met, and those met in part, by name."""
        told = ""
        for met in ("no", "partly"):
            names = verdict.named(met, self.language)
            told += self.words[met].format(self.words["and"].join(names)) if names else ""
        return told

    def _requirements(self, verdict: Verdict) -> None:
        entries = requirements_by_id(self.told.book)
        for one in verdict.mets:
            name = getattr(entries[one.requirement], self.language)
            quote = f"  [dim]「{plain(_short(one.quote))}」[/dim]" if one.quote else ""
            out.print(f"  {MET[one.met]} {plain(name)}{quote}")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1]}…"
