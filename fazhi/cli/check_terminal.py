"""How `fazhi check` tells its verdicts in the terminal."""

from __future__ import annotations

from pathlib import Path

from fazhi.cli.terminal import err, out, plain
from fazhi.codebook.book import Codebook
from fazhi.codebook.names import name_in
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


class Terminal:
    """Tells outcomes in one language, what must be looked at first before all else."""

    def __init__(self, language: str, book: Codebook) -> None:
        self.words = Words(language, book)

    def show(self, outcome: Outcome, summary: bool) -> None:
        """One outcome; in a summary it is one line."""
        if isinstance(outcome, Unread):
            told = plain(reason_words(outcome, self.words))
            err.print(f"[red]{self.words('draft.unread')}[/red] {plain(outcome.path)}: {told}")
        elif summary:
            self._summary(outcome)
        else:
            self._whole(outcome)

    def show_together(self, outcomes: list[Outcome]) -> None:
        """What only shows where drafts lie side by side, then how many were given."""
        if len(outcomes) < 2:
            return
        doubts = all_doubts(outcomes, self.words.book)
        for outcome, found in zip(outcomes, doubts, strict=True):
            beside = [one for one in found if one.kind in BESIDE]
            if beside:
                told = plain(outcome.path) + self.words("draft.told.colon") + self._doubts(beside)
                out.print(f"[yellow]![/yellow] {told}")
        out.print(plain(total_words(outcomes, doubts, self.words)))

    def write_page(self, outcomes: list[Outcome], path: Path) -> None:
        """Write the page of all outcomes and say where it lies."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(check_page(outcomes, self.words), encoding="utf-8")
        err.print(self.words("draft.written", path=plain(path)))

    def _doubts(self, doubts: list[Doubt]) -> str:
        told = [plain(doubt_words(one, self.words)) for one in doubts]
        return self.words("draft.told.stop").join(told)

    def _first(self, verdict: Verdict) -> str:
        """What to look at before all else; empty where there is nothing."""
        doubts = self._doubts(list(all_doubts([verdict], self.words.book)[0]))
        first = self.words("check.first") + self.words("draft.told.colon")
        return f"[red]{first}{doubts}[/red]" if doubts else ""

    def _counted(self, verdict: Verdict, lacking: str) -> str:
        met, every = verdict.met(), len(verdict.mets)
        said = self.words("draft.told.other")
        if verdict.mets:
            said = self.words("draft.told.sum", met=met, all=every, lacking=lacking)
        counts = self.words("draft.told.counts", **verdict.counts())
        return said + self.words("draft.told.stop") + counts

    def _summary(self, verdict: Verdict) -> None:
        counts = verdict.counts()
        worst = next((COLOURS[one] for one, count in counts.items() if count), "green")
        first = self._first(verdict)
        said = (first and first + self.words("draft.told.stop")) + self._counted(
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
        colour, severity = COLOURS[one.severity], self.words(f"draft.{one.severity}")
        where = f" [dim]{self.words('draft.line', n=line)}[/dim]" if line else ""
        message = self.words.message(one)
        out.print(f"  [{colour}]{severity}[/{colour}]{where} {plain(message)}")
        if one.quote:
            out.print(f"      [dim]「{plain(_short(one.quote))}」[/dim]")

    def _lacking(self, verdict: Verdict) -> str:
        """The requirements not met, and those met in part, by name."""
        told, comma = "", self.words("list.comma")
        for met in ("no", "partly"):
            names = verdict.named(met, self.words.language)
            told += self.words(f"draft.told.{met}", names=comma.join(names)) if names else ""
        return told

    def _requirements(self, verdict: Verdict) -> None:
        entries = requirements_by_id(self.words.book)
        for one in verdict.mets:
            name = name_in(self.words.language, entries[one.requirement])
            quote = f"  [dim]「{plain(_short(one.quote))}」[/dim]" if one.quote else ""
            out.print(f"  {MET[one.met]} {plain(name)}{quote}")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1]}…"
