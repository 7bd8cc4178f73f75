"""`fazhi why`: by which rule a figure has its indicator, and which others came into question."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi.cli.check import Form
from fazhi.cli.options import KIND, Codebooks, Corrections, Kind, settled
from fazhi.cli.speech import of_answer
from fazhi.language.printable import printable


def why(
    file: Annotated[Path, typer.Argument(help="A report.")],
    at: Annotated[
        str, typer.Option("--at", help="Only figures in whose clause these words stand.")
    ] = "",
    form: Annotated[Form, typer.Option("--format", help="text or json.")] = Form.TEXT,
    codebook: Codebooks = None,
    kind: Kind = KIND,
    corrections: Corrections = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", help="zh, en, or one of your codebook; by default that of the system."
        ),
    ] = None,
) -> None:
    """Tell why figures of a report have their indicators: rules, their points, what decided."""
    import msgspec

    from fazhi.codebook.book import load_codebook
    from fazhi.mentions import by_file, of_file, place_of
    from fazhi.pipeline.corrections import read_corrections
    from fazhi.pipeline.report import read_report
    from fazhi.publish.pages.why import records
    from fazhi.publish.pages.why import why as answer
    from fazhi.publish.pages.words import Words, languages

    book = load_codebook(codebook or (), kind)
    words = Words(of_answer(lang, languages(book)), book)
    by_hand = settled(corrections)
    read = read_corrections(by_hand, book) if by_hand else []
    report = read_report(file, book)
    said = {
        place_of(one.mention): msgspec.structs.asdict(one)
        for one in of_file(by_file(read), report.sha256)
    }
    if form is Form.JSON:
        # JSON is UTF-8 whatever the terminal is.
        typer.echo(
            msgspec.json.format(msgspec.json.encode(records(report, book, at, said)), indent=2)
        )
    else:
        told = answer(report, book, words, at, said).split("\n")
        typer.echo("\n".join(map(printable, [*told, "", words("why.change")])))
