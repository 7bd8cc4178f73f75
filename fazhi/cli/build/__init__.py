"""`fazhi build`: a folder of reports into tables, or one part of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from fazhi.cli.build.told import tell_built, tell_failed
from fazhi.cli.options import (
    GOLD,
    KIND,
    RAW,
    TABLES,
    Codebooks,
    Corrections,
    GoldFolder,
    Jobs,
    Kind,
    OutFolder,
    RawFolder,
    settled,
)
from fazhi.cli.speech import say
from fazhi.cli.terminal import err, out, plain

if TYPE_CHECKING:
    from fazhi.pipeline.build import BuildSummary


def build(
    raw: RawFolder = RAW,
    to: OutFolder = TABLES,
    jobs: Jobs = 0,
    codebook: Codebooks = None,
    gold: GoldFolder = GOLD,
    kind: Kind = KIND,
    corrections: Corrections = None,
    shard: Annotated[
        str | None,
        typer.Option(
            "--shard", help="Read only this part of the folder, as 3/20; then fazhi merge."
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", help="Address of a Dask scheduler; dask: a cluster on this machine."),
    ] = None,
) -> None:
    """Read a folder of reports into tables (Parquet)."""
    books, hand = Books(codebook or (), kind), Hand(gold, corrections)
    if shard is not None:
        raise typer.Exit(_part(raw, to, Work(jobs, on), shard, books, hand))
    raise typer.Exit(failed_in(built(raw, to, Work(jobs, on), books, hand)))


class Books(NamedTuple):
    """What a codebook is loaded of: a researcher's own, and the kind of document."""

    own: Sequence[Path]
    kind: str


class Work(NamedTuple):
    """Who reads: so many processes, or a cluster."""

    jobs: int
    on: str | None = None


class Hand(NamedTuple):
    """What people say of the reports: annotations to score by, corrections to lay over."""

    gold: Path
    corrections: Path | None


def built(raw: Path, to: Path, work: Work, books: Books, hand: Hand) -> BuildSummary:
    """Build the tables and tell what was done."""
    from fazhi.cli.progress import Progress
    from fazhi.pipeline.build import build as build_tables
    from fazhi.pipeline.found.files import written_here

    _look_at(books)
    for folder in written_here(raw):
        err.print(say("not read, fazhi wrote it: {0}", plain(folder)))
    with Progress(say("reading"), err) as progress:
        done = build_tables(
            raw,
            to,
            progress=progress,
            **_asked(work, books, hand),
        )
    tell_built(done, raw)
    return done


def _part(raw: Path, to: Path, work: Work, shard: str, books: Books, hand: Hand) -> int:
    from fazhi.cli.progress import Progress
    from fazhi.pipeline.spread.part import build_part, shard_named

    part = shard_named(shard)
    _look_at(books)
    with Progress(say("reading"), err) as progress:
        done = build_part(
            raw,
            to,
            part,
            progress=progress,
            **_asked(work, books, hand),
        )
    tell_failed(done.failed)
    counts = (done.read - len(done.failed) if done.read else 0, done.kept, len(done.failed))
    out.print(say("part {0} of {1}: {2} read, {3} unchanged, {4} failed", *part, *counts))
    out.print(say("when all parts are read: fazhi merge PART … --out TABLES"))
    return 1 if done.failed else 0


def _look_at(books: Books) -> None:
    """Tell what of one's own books does not behave, before the work that is done with them."""
    if books.own:
        from fazhi.cli.codebook.sentences import tell_unmet
        from fazhi.codebook.book import load_codebook

        tell_unmet(load_codebook(*books))


def _asked(work: Work, books: Books, hand: Hand) -> dict[str, Any]:
    """What a build and a part of one are asked alike."""
    return {
        **work._asdict(),
        "codebooks": books.own,
        "kind": books.kind,
        "gold": hand.gold,
        "corrections": settled(hand.corrections),
    }


def failed_in(done: BuildSummary) -> int:
    """The exit code of a build."""
    return 1 if done.failed else 0
