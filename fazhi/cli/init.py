"""`fazhi init`: begin a study of one's own in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi.cli.speech import say
from fazhi.cli.terminal import err, out, plain

Folder = Annotated[Path, typer.Argument(help="Folder of the study, new or yours already.")]


def init(folder: Folder) -> None:
    """Begin a study of your own in a folder; what lies there already is kept."""
    from fazhi.publish.study.begin import begin

    begun = begin(folder)
    for name in begun.kept:
        err.print(say("kept as it is: {0}", plain(name)))
    sentence = "written: {0} files; next: cd {1}, then make analysis"
    out.print(say(sentence, len(begun.written), plain(folder)))
