"""What a build tells when it is done: failures first, then one line of counts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.cli import speech
from fazhi.cli.speech import say
from fazhi.cli.terminal import err, out, plain
from fazhi.errors import FazhiError

if TYPE_CHECKING:
    from fazhi.pipeline.build import BuildSummary
    from fazhi.tables.tabulate import Row


def tell_failed(rows: Sequence[Row]) -> None:
    """A line for each file that could not be read."""
    for row in rows:
        why = speech.reason(str(row["reason"]), str(row["message"]))
        err.print(f"[red]{say('failed')}[/red] {plain(row['path'])}: {plain(why)}")


def tell_built(done: BuildSummary, raw: Path | str) -> None:
    """What archives held, failures, corrections that match nothing, counts.

    Raises `FazhiError` where no report could be read.
    """
    for name, given, records in done.archives:
        told = say("{0}: {1} pages and documents in {2} records", plain(name), given, records)
        err.print(told)
    tell_failed(done.failed)
    for mention in done.idle:
        err.print(say("a correction matches nothing any more: {0}", plain(mention)))
    if not done.reports:
        raise FazhiError("no report could be read", where=str(raw), hint="See the lines above.")
    word = "" if done.changed else say(" (nothing changed)")
    counts = (done.read - len(done.failed) if done.read else 0, done.kept, len(done.failed))
    sentence = "reports: {0} read, {1} unchanged, {2} failed{3}; quantities: {4}; tables: {5}"
    out.print(say(sentence, *counts, word, done.quantities, plain(done.out)))
