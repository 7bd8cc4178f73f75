"""`fazhi package`: a replication package that a data archive takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi.cli.speech import say
from fazhi.cli.terminal import err, out, plain

Tables = Annotated[Path, typer.Argument(help="Folder of the tables.")]
Out = Annotated[Path, typer.Option("--out", help="The archive (zip) it is written to.")]
Raw = Annotated[Path | None, typer.Option("--raw", help="Folder of the reports.")]
WithRaw = Annotated[bool, typer.Option("--with-raw", help="Pack the reports themselves, too.")]
Corrections = Annotated[
    Path | None,
    typer.Option("--corrections", help="What people settled (fazhi review read), if there."),
]
Gold = Annotated[Path, typer.Option("--gold", help="Folder of hand annotations, if there.")]
Review = Annotated[
    Path, typer.Option("--review", help="Folder of a sample, or of several in folders.")
]
Study = Annotated[
    Path | None,
    typer.Option("--study", help="Who made the study, under which licence (study.yaml), if there."),
]
# Taken into use where they lie.
RAW, CORRECTIONS, STUDY = Path("data/raw"), Path("corrections.yaml"), Path("study.yaml")


def package(
    tables: Tables = Path("data/processed"),
    to: Out = Path("study.zip"),
    raw: Raw = None,
    with_raw: WithRaw = False,
    corrections: Corrections = None,
    gold: Gold = Path("tests/gold"),
    review: Review = Path("review"),
    study: Study = None,
) -> None:
    """Pack tables, codebook, scores and environment, with a script that makes them again."""
    from fazhi.cli.progress import Progress
    from fazhi.publish.package.given import Inputs, samples
    from fazhi.publish.package.make import package as pack

    inputs = Inputs(
        raw=raw or (RAW if RAW.is_dir() else None),
        corrections=corrections or (CORRECTIONS if CORRECTIONS.is_file() else None),
        gold=gold,
        review=review,
        with_raw=with_raw,
    )
    with Progress(say("packing"), err) as progress:
        told = study or (STUDY if STUDY.is_file() else None)
        done = pack(tables, to, inputs, told, progress)
    if done.unsaid:
        said = ", ".join(done.unsaid)
        err.print(say("not told by study.yaml, name it before you publish: {0}", plain(said)))
    if samples(review):
        what = "the samples of {0} are packed: coders may be named in their workbooks and answers"
        err.print(say(what, plain(review)))
    if inputs.raw is None:
        err.print(
            say("the reports are not at hand, so nobody compared them with the tables: --raw")
        )
    sentence = "packed: {0} reports, {1} tables, {2} files: {3}"
    out.print(say(sentence, done.reports, done.tables, done.files, plain(to)))
