"""What `fazhi check --against` tells of a draft: names left over first, then what it shares."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fazhi.cli.terminal import out, plain
from fazhi.pipeline.beside.against import Against, against
from fazhi.pipeline.check import Verdict
from fazhi.publish.pages.words import Words
from fazhi.tables.view import Tables

SHOWN = ("other_place", "own_past", "template", "unclear")
EACH = 5
LONGEST = 60


def tell_against(verdicts: Iterable[Verdict], folder: Path, words: Words) -> None:
    """Print it for every draft that was read."""
    tables = Tables(folder)
    for verdict in verdicts:
        found = against(verdict.report, tables, words.book)
        out.print(f"[bold]{plain(verdict.path)}[/bold]")
        for row in found.left_over:
            quote, message = plain(row["quote"]), plain(row[f"message_{words.named_in}"])
            out.print(f"  [yellow]「{quote}」[/yellow] {message}")
        if found.shares:
            share = f"{found.shares['own_words']:.0%}"
            out.print(f"  {plain(words('shared.own', share=share))}")
        _passages(verdict, found, words)
        out.print(f"  [dim]{plain(words('shared.judge'))}[/dim]")


def _passages(verdict: Verdict, found: Against, words: Words) -> None:
    raw = verdict.report.text.raw
    for kind in SHOWN:
        rows = [row for row in found.shared if (row["kind"] or "unclear") == kind]
        rows = [row for row in rows if row["other_report_id"]]
        rows.sort(key=lambda row: int(str(row["start"])) - int(str(row["end"])))
        if rows:
            head = words("short.field", field=words.of("shared", kind), n=len(rows))
            out.print(f"  [bold]{plain(head)}[/bold]")
        for row in rows[:EACH]:
            quote = "".join(raw[int(str(row["start"])) : int(str(row["end"]))].split())
            cut = quote if len(quote) <= LONGEST else f"{quote[: LONGEST - 1]}…"
            who = found.named.get(str(row["other_report_id"]), "")
            changes = words.of("changed", str(row["changes"]))
            out.print(f"    「{plain(cut)}」 [dim]{plain(who)} {plain(changes)}[/dim]")
