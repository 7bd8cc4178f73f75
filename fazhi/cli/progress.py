"""Progress of long work: a bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from fazhi.cli.terminal import plain

LINES = 20


class Progress:
    """Call it with (what, done, total); about twenty lines in all where there is no terminal."""

    def __init__(self, verb: str, console: Console) -> None:
        self.verb = verb
        self.console = console
        self.bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self.task = self.bar.add_task(verb, total=None)

    def __enter__(self) -> Progress:
        self.bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.bar.stop()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that `done` of `total` are done, the last of them `what`."""
        shown = plain(what)
        if self.console.is_terminal:
            self.bar.update(
                self.task, completed=done, total=total, description=f"{self.verb} {shown}"
            )
        elif done == total or done % max(1, total // LINES) == 0:
            self.console.print(f"{self.verb} {done}/{total} {shown}")
