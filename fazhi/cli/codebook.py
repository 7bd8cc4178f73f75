"""`fazhi codebook`: print the codebook, one entry, its document, or what it missed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from fazhi.cli.terminal import out, plain

app = typer.Typer(help="Print the indicator codebook, or what it missed.", add_completion=False)

Own = Annotated[
    list[Path] | None,
    typer.Option("--codebook", help="A YAML file of your own indicators; may be repeated."),
]


@app.callback(invoke_without_command=True)
def codebook(
    context: typer.Context,
    indicator: Annotated[str, typer.Option("--id", help="Only this indicator.")] = "",
    own: Own = None,
    document: Annotated[bool, typer.Option("--markdown", help="As docs/codebook.md.")] = False,
) -> None:
    """Print the codebook: every indicator with label, unit and definition, or one in full."""
    if context.invoked_subcommand:
        return
    from fazhi.codebook.book import load_codebook
    from fazhi.codebook.document import document as write
    from fazhi.codebook.indicators import explain, indicators
    from fazhi.pipeline.books import check_own

    whole = check_own(load_codebook(own or ()))
    book = indicators(whole)
    if indicator:
        for line in explain(indicator, whole).split("\n"):
            out.print(plain(line))
    elif document:
        typer.echo(write(book), nl=False)
    else:
        table = Table("indicator", "中文", "English", "unit")
        for code in book:
            entry = book[code]
            table.add_row(*map(plain, (code, entry.zh, entry.en, entry.unit)))
        out.print(table)


@app.command()
def gaps(
    tables: Annotated[Path, typer.Option("--tables", help="Folder of the tables.")] = Path(
        "data/processed"
    ),
    most: Annotated[int, typer.Option("--most", min=1, help="How many nouns to list.")] = 40,
) -> None:
    """List uncoded mentions by the noun they count, most frequent first, each with a clause."""
    import polars as pl

    from fazhi.tables.view import Tables

    found = (
        Tables(tables)
        .scan("quantities")
        .filter(pl.col("indicator").is_null())
        .group_by("noun", "unit")
        .agg(
            pl.len().alias("mentions"),
            pl.col("report_id").n_unique().alias("reports"),
            pl.col("quote").sort_by("report_id", "quantity_id").first(),
        )
        .sort(["mentions", "noun", "unit"], descending=[True, False, False])
        .head(most)
        .collect()
    )
    table = Table("noun", "unit", "mentions", "reports", "for example")
    for row in found.iter_rows():
        table.add_row(*("" if cell is None else plain(cell) for cell in row))
    out.print(table)
