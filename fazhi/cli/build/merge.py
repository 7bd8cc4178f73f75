"""`fazhi merge PART … --out TABLES`: the parts of a folder made into one set of tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi.cli.build.told import tell_built
from fazhi.cli.options import KIND, TABLES, Codebooks, Corrections, Kind, OutFolder, settled
from fazhi.cli.speech import say
from fazhi.cli.terminal import err


def merge(
    parts: Annotated[
        list[Path], typer.Argument(help="Folders that fazhi build --shard wrote, all of them.")
    ],
    to: OutFolder = TABLES,
    codebook: Codebooks = None,
    kind: Kind = KIND,
    corrections: Corrections = None,
) -> None:
    """Make one set of tables of all parts that fazhi build --shard read."""
    from fazhi.cli.progress import Progress
    from fazhi.pipeline.spread.merge import merge as merged

    with Progress(say("merging"), err) as progress:
        done = merged(
            parts,
            to,
            codebooks=codebook or (),
            progress=progress,
            kind=kind,
            corrections=settled(corrections),
        )
    tell_built(done, ", ".join(map(str, parts[:1])))
    raise typer.Exit(1 if done.failed else 0)
