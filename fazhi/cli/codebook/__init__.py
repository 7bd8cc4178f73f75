"""`fazhi codebook`: print the codebook, one entry, its document, what it missed or may mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fazhi.cli.codebook.sentences import tell_unmet
from fazhi.cli.options import KIND, Codebooks, Kind, ends_rightly
from fazhi.cli.speech import say
from fazhi.cli.terminal import out, plain, wide
from fazhi.errors import FazhiError

if TYPE_CHECKING:
    from fazhi.codebook.book import Codebook
    from fazhi.codebook.entries import Indicators


# As which data the codebook is given out.
Form = StrEnum("Form", ["YAML", "JSON", "XLSX"])
PRINTED = frozenset(("yaml", "json"))


app = typer.Typer(
    help="Print the indicator codebook, what it missed, or what it may mistake.",
    add_completion=False,
)


@app.callback(invoke_without_command=True)
def codebook(
    context: typer.Context,
    indicator: Annotated[str, typer.Option("--id", help="Only this indicator.")] = "",
    own: Codebooks = None,
    document: Annotated[bool, typer.Option("--markdown", help="As docs/codebook.md.")] = False,
    listed: Annotated[bool, typer.Option("--books", help="List the books instead.")] = False,
    form: Annotated[
        Form | None,
        typer.Option("--format", help="The whole codebook as data: yaml, json or xlsx."),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--out", help="File it is written to; a workbook needs one.")
    ] = None,
    kind: Kind = KIND,
) -> None:
    """Print the codebook: every indicator with label, unit and definition, or one in full."""
    if context.invoked_subcommand:
        return
    from fazhi.codebook.book import load_codebook
    from fazhi.codebook.document import document as write
    from fazhi.codebook.indicators import explain, indicators
    from fazhi.pipeline.books import check_own

    whole = check_own(load_codebook(own or (), kind))
    tell_unmet(whole)
    book = indicators(whole)
    if form:
        _data(book, form, to)
    elif listed:
        _books(whole)
    elif indicator:
        for line in explain(indicator, whole).split("\n"):
            out.print(plain(line))
    elif document:
        typer.echo(write(book), nl=False)
    else:
        from rich.table import Table

        table = Table(say("indicator"), "中文", "English", say("unit"))
        for code in book:
            entry = book[code]
            table.add_row(*map(plain, (code, entry.zh, entry.en, entry.unit)))
        out.print(table)


def _data(book: Indicators, form: Form, to: Path | None) -> None:
    """The entries as YAML, JSON or a workbook, printed or into a file."""
    from fazhi.publish.pages.files.codebook import as_bytes

    if to is None and form not in PRINTED:
        raise FazhiError("a workbook cannot be printed", hint="Name a file: --out codebook.xlsx.")
    if form not in PRINTED:
        ends_rightly(to, form.value)
    content = as_bytes(book, form.value)
    if to:
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(content)
    else:
        typer.echo(content, nl=False)


def _books(whole: Codebook) -> None:
    """A line a book: how many entries, its digest, what of one's own lies over it."""
    from rich.box import SIMPLE
    from rich.table import Table

    table = Table(
        *map(say, ("book", "entries", "digest", "of one's own")), box=SIMPLE, pad_edge=False
    )
    for book in whole.names():
        name = book.partition(".")[0]
        parts = [one for one in (book, *whole.within(book)) if any(whole.sources(one))]
        # The list of divisions is no YAML.
        count = sum(_count(whole.entries(one)) for one in parts) if name == book else "—"
        over = ", ".join(source.name for one in parts for source in whole.sources(one)[1])
        table.add_row(*map(plain, (name, count, whole.digest_of([name])[:12], over)))
    wide.print(table)


def _count(entries: Any) -> int:
    """How many entries a book has; of one that is a mapping of lists, those of its lists."""
    if isinstance(entries, list):
        return len(entries)
    return sum(len(one) if isinstance(one, list) else 1 for one in entries.values())


@app.command()
def gaps(
    tables: Annotated[Path, typer.Option("--tables", help="Folder of the tables.")] = Path(
        "data/processed"
    ),
    most: Annotated[int, typer.Option("--most", min=1, help="How many groups to list.")] = 40,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write the groups as CSV.")] = None,
) -> None:
    """List uncoded mentions by field and head noun, each with a clause and the nearest ids."""
    from fazhi.cli.codebook.gaps import as_csv, shown
    from fazhi.tables.view import Tables
    from fazhi.trust.gaps import gaps as found

    ends_rightly(csv, "csv")
    read = Tables(tables)
    groups = found(read, most)
    _told(shown(groups, read.book), lambda: as_csv(groups, read.book), csv)


@app.command()
def doubts(
    tables: Annotated[Path, typer.Option("--tables", help="Folder of the tables.")] = Path(
        "data/processed"
    ),
    most: Annotated[int, typer.Option("--most", min=1, help="How many codings to list.")] = 40,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write the codings as CSV.")] = None,
) -> None:
    """List coded figures to look at again first: below 0 they are more like the entry behind →."""
    from fazhi.cli.codebook.doubts import as_csv, shown
    from fazhi.tables.view import Tables
    from fazhi.trust.doubts import doubts as found

    ends_rightly(csv, "csv")
    read = Tables(tables)
    codings = found(read, most)
    _told(shown(codings, read.book), lambda: as_csv(codings), csv)


def _told(lines: Iterator[str], content: Callable[[], bytes], csv: Path | None) -> None:
    """The lines in the terminal, or the content in a file."""
    if csv:
        csv.parent.mkdir(parents=True, exist_ok=True)
        csv.write_bytes(content())
    else:
        for line in lines:
            out.print(line)
