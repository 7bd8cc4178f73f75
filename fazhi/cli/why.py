"""`fazhi why`: by which rule a figure has its indicator, and which others came into question."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def why(
    file: Annotated[Path, typer.Argument(help="A report.")],
    at: Annotated[
        str, typer.Option("--at", help="Only figures in whose clause these words stand.")
    ] = "",
    codebook: Annotated[
        list[Path] | None,
        typer.Option("--codebook", help="A YAML file of your own indicators; may be repeated."),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the answer: zh, en.")] = "zh",
) -> None:
    """Tell why figures of a report have their indicators: rules, their points, what decided."""
    from fazhi.codebook.book import load_codebook
    from fazhi.pipeline.report import read_report
    from fazhi.publish.pages.why import why as answer
    from fazhi.publish.pages.words import Words

    book = load_codebook(codebook or ())
    words = Words(lang, book)
    typer.echo(answer(read_report(file, book), book, words, at))
