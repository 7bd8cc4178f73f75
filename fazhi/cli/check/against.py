"""What `fazhi check --against` tells of a draft: names left over first, then what it shares."""

from __future__ import annotations

from collections.abc import Iterable

from fazhi.cli.terminal import out, plain
from fazhi.pipeline.beside.against import Against
from fazhi.pipeline.check import Verdict
from fazhi.publish.check.against import Found, shown, sides
from fazhi.publish.pages.whose import shares_told
from fazhi.publish.pages.words import Words

EACH = 5
LONGEST = 60


def tell_against(verdicts: Iterable[Verdict], every: Found, words: Words) -> None:
    """Print it for every draft that was read."""
    for verdict in verdicts:
        found = every[verdict.path]
        out.print(f"[bold]{plain(verdict.path)}[/bold]")
        for row in found.left_over:
            quote, message = plain(row["quote"]), plain(row[f"message_{words.named_in}"])
            out.print(f"  [yellow]「{quote}」[/yellow] {message}")
        if found.shares:
            out.print(f"  {plain(shares_told(found.shares, words))}")
        _passages(verdict, found, words)
        out.print(f"  [dim]{plain(words('shared.judge'))}[/dim]")


def _passages(verdict: Verdict, found: Against, words: Words) -> None:
    for kind, rows in shown(found):
        head = words("short.field", field=words.of("shared", kind), n=len(rows))
        out.print(f"  [bold]{plain(head)}[/bold]")
        for row in rows[:EACH]:
            quote, _ = sides(verdict, found, row)
            cut = quote if len(quote) <= LONGEST else f"{quote[: LONGEST - 1]}…"
            who = found.named.get(str(row["other_report_id"]), "")
            changes = words.of("changed", str(row["changes"]))
            out.print(f"    「{plain(cut)}」 [dim]{plain(who)} {plain(changes)}[/dim]")
