"""What a build tells when it is done: failures first, then one line of counts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.cli import speech
from fazhi.cli.speech import say
from fazhi.cli.terminal import err, out, plain
from fazhi.errors import FazhiError
from fazhi.later import pl

# Why a report may stand in no series of years, and what to do about it.
ALONE = {
    "no_place": "reports in no series of years, as their place is not known: {0} (such as {1}); "
    "write it into manifest.csv beside them, and build again",
    "no_year": "reports in no series of years, as their year is not known: {0} (such as {1}); "
    "write it into manifest.csv beside them, and build again",
    "two_reports": "reports in no series of years, as another of the same place and year says "
    "other words: {0} (such as {1}); move the one that does not count away, and build again",
}
NATIONAL = "national"

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
    if done.idle:
        err.print(say("Their files changed or are gone: have them checked anew, or take them out."))
    if not done.reports:
        raise FazhiError("no report could be read", where=str(raw), hint="See the lines above.")
    tell_alone(done.out)
    word = "" if done.changed else say(" (nothing changed)")
    counts = (done.read - len(done.failed) if done.read else 0, done.kept, len(done.failed))
    sentence = "reports: {0} read, {1} unchanged, {2} failed{3}; quantities: {4}; tables: {5}"
    out.print(say(sentence, *counts, word, done.quantities, plain(done.out)))


def tell_alone(tables: Path) -> None:
    """Which reports stand in no series of years, and how they come into one."""
    about = pl.scan_parquet(tables / "reports.parquet", glob=False).select(
        "report_id", "path", "level"
    )
    alone = (
        pl.scan_parquet(tables / "authorities.parquet", glob=False)
        .filter(pl.col("why_not").is_in(list(ALONE)))
        .join(about, on="report_id")
        .filter(pl.col("level").fill_null("") != NATIONAL)
        .sort("path")
        .select("why_not", "path")
        .collect()
    )
    counted = alone.group_by("why_not", maintain_order=True)
    for why, path, count in counted.agg(pl.col("path").first(), pl.len()).rows():
        err.print(say(ALONE[why], count, plain(path)))
