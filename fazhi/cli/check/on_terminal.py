"""How `fazhi check` tells its verdicts in the terminal."""

from __future__ import annotations

from fazhi.analyse.asked import FREE
from fazhi.cli.terminal import err, out, plain
from fazhi.codebook.names import name_in
from fazhi.pipeline.check import Unread, Verdict, requirements_by_id
from fazhi.pipeline.drafts.roll import Roll, Row
from fazhi.publish.check.words import (
    doubt_words,
    lack_words,
    matters,
    named,
    reason_words,
    title_words,
    total_words,
    where_words,
)
from fazhi.publish.pages.words import Words
from fazhi.records import Finding

COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
STATES = {"missing": "red", "unread": "red", "doubtful": "red", "twice": "yellow", "lacking": "red",
          "faulty": "yellow", "minor": "cyan", "fine": "green"}  # fmt: skip
MET = {
    "yes": "[green]✓[/green]",
    "partly": "[yellow]~[/yellow]",
    "no": "[red]✗[/red]",
    "lost": "[cyan]?[/cyan]",
    "free": "[cyan]·[/cyan]",
}
LONGEST_QUOTE = 60


class Terminal:
    """Tells a list in one language, what must be looked at first before all else."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def show(self, roll: Roll, summary: bool) -> None:
        """Each draft in full (in a summary one line), then how many came."""
        if summary and roll.year:
            out.print(f"[bold]{title_words(roll, self.words)}[/bold]")
        for row in roll.rows:
            if summary or row.outcome is None:
                self._line(row)
            elif isinstance(row.outcome, Unread):
                self._unread(row.outcome)
            else:
                self._whole(row, row.outcome)
        if len(roll.rows) > 1 or roll.dues:
            out.print(plain(total_words(roll, self.words)))

    def tell_unread(self, roll: Roll) -> None:
        """Which files were not read and why, where errors are told."""
        for row in roll.rows:
            if isinstance(row.outcome, Unread):
                self._unread(row.outcome)

    def _unread(self, unread: Unread) -> None:
        told = plain(reason_words(unread, self.words))
        err.print(f"[red]{self.words('draft.unread')}[/red] {plain(unread.path)}: {told}")

    def _line(self, row: Row) -> None:
        """Who, in which state, what to ask about; then requirements met, findings, the file."""
        colour, state = STATES[row.state], self.words.of("sent", row.state)
        told = f"[{colour}]{state}[/{colour}] [bold]{plain(self._name(row))}[/bold]"
        reach = [one for one in (row.due.contact, row.due.phone) if one] if row.due else []
        said = matters(row, self.words) if row.outcome else []
        if isinstance(row.outcome, Verdict):
            said.append(self._counted(row.outcome))
        path = f" [dim]{plain(row.outcome.path)}[/dim]" if row.outcome and row.due else ""
        words = [" ".join(reach), self.words("draft.told.stop").join(said)]
        out.print(f"{told}  {plain('  '.join(filter(None, words)))}{path}".rstrip())

    def _name(self, row: Row) -> str:
        """Who should have sent it; of a draft that is on no list the path."""
        return row.outcome.path if row.outcome and not row.due else named(row, self.words)

    def _counted(self, verdict: Verdict) -> str:
        counts = self.words("list.sum").join(
            f"{self.words.of('severity', name)} {n}" for name, n in verdict.counts().items()
        )
        told = self.words.tallied(verdict.tallies())
        return self.words("draft.told.stop").join(filter(None, (told, counts)))

    def _whole(self, row: Row, verdict: Verdict) -> None:
        out.print(f"[bold]{plain(verdict.path)}[/bold]")
        if row.doubts:
            told = [plain(doubt_words(one, self.words)) for one in row.doubts]
            first = self.words("check.first") + self.words("draft.told.colon")
            out.print(f"  [red]! {first}{self.words('draft.told.stop').join(told)}[/red]")
        self._requirements(verdict)
        for lack in lack_words(verdict, self.words):
            severity = self.words.of("severity", "warning")
            out.print(f"  [{COLOURS['warning']}]{severity}[/{COLOURS['warning']}] {plain(lack)}")
        for one in verdict.findings:
            self._finding(one, where_words(verdict, one, self.words))
        out.print(f"  {plain(self._counted(verdict))}\n")

    def _finding(self, one: Finding, where: str) -> None:
        colour, severity = COLOURS[one.severity], self.words.of("severity", one.severity)
        place = f" [dim]{plain(where)}[/dim]" if where else ""
        message = self.words.message(one)
        out.print(f"  [{colour}]{severity}[/{colour}]{place} {plain(message)}")
        if one.quote:
            out.print(f"      [dim]「{plain(_short(one.quote))}」[/dim]")

    def _requirements(self, verdict: Verdict) -> None:
        entries = requirements_by_id(self.words.book)
        for one in verdict.asked:
            name = name_in(self.words.language, entries[one.requirement])
            shown = f"「{plain(_short(one.quote))}」" if one.quote else ""
            shown = self.words("required.free") if one.met == FREE else shown
            out.print(f"  {MET[one.met]} {plain(name)}{f'  [dim]{shown}[/dim]' if shown else ''}")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1]}…"
