"""`fazhi check`: is this draft fit to be sent, and if not, where and why."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi.cli.codebook.sentences import tell_unmet
from fazhi.cli.options import KIND, Codebooks, Kind, ends_rightly
from fazhi.cli.speech import of_answer
from fazhi.errors import NotFoundError

if TYPE_CHECKING:
    from fazhi.codebook.book import Codebook
    from fazhi.pipeline.check import Verdict
    from fazhi.pipeline.drafts.roll import Roll
    from fazhi.publish.check.against import Found
    from fazhi.publish.pages.words import Words


class Form(StrEnum):
    """Form of the answer."""

    TEXT = "text"
    JSON = "json"


Files = Annotated[
    list[Path],
    # One that may not be read is told in the list, and takes no other with it.
    typer.Argument(
        help="Drafts or reports in any readable format, or folders of them.", readable=False
    ),
]


def check(
    files: Files,
    expect: Annotated[
        Path | None,
        typer.Option("--expect", help="Who should send: a CSV table, or one name a line."),
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", min=1978, max=2100, help="Year that was asked for.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page with the text marked.")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", help="Write a workbook: list, findings, totals.")
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write the list as CSV.")] = None,
    form: Annotated[Form, typer.Option("--format", help="text or json.")] = Form.TEXT,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", help="zh, en, or one of your codebook; by default that of the system."
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 on errors.")] = False,
    summary: Annotated[
        bool,
        typer.Option("--summary", help="One line a draft; so it is with --expect, too."),
    ] = False,
    against: Annotated[
        Path | None,
        typer.Option("--against", help="Folder of tables: what is shared with their reports."),
    ] = None,
    codebook: Codebooks = None,
    kind: Kind = KIND,
) -> None:
    """Check drafts: who sent none, what is missing, figures that do not add up, outdated terms."""
    from fazhi.cli.check.on_terminal import Terminal
    from fazhi.codebook.book import load_codebook
    from fazhi.pipeline.check import Verdict, outcomes_of
    from fazhi.pipeline.drafts.expected import read_expected
    from fazhi.pipeline.drafts.roll import roll
    from fazhi.publish.pages.words import Words, languages

    to = {"html": html, "xlsx": xlsx, "csv": csv}
    for name, path in to.items():
        ends_rightly(path, name)
    book = load_codebook(codebook or (), kind)
    tell_unmet(book)
    words = Words(of_answer(lang, languages(book)), book)
    dues = read_expected(expect, book) if expect else ()
    beside = [path for path in (expect, *to.values()) if path]
    listed = roll(list(outcomes_of(files, book, beside)), book, dues, year)
    if not listed.rows:
        hint = "Give the drafts, or the folder they lie in."
        raise NotFoundError("only files of the system were given", where=str(files[0]), hint=hint)
    read = [one.outcome for one in listed.rows if isinstance(one.outcome, Verdict)]
    found = _set_against(read, against, book) if against else {}
    terminal = Terminal(words)
    if form is Form.JSON:
        _json(listed, book, found)
        terminal.tell_unread(listed)
    else:
        terminal.show(listed, summary or bool(expect))
    for name, path in to.items():
        if path:
            written(path, _made(name, listed, words, found), words)
    if not read:
        raise typer.Exit(2)
    if against and form is Form.TEXT:
        from fazhi.cli.check.against import tell_against

        tell_against(read, found, words)
    errors = any(verdict.counts()["error"] for verdict in read)
    unread = any(one.state in ("unread", "missing") for one in listed.rows)
    raise typer.Exit(1 if unread or (strict and errors) else 0)


def _set_against(read: Iterable[Verdict], folder: Path, book: Codebook) -> Found:
    """What each draft shares with the reports of the tables."""
    from fazhi.pipeline.beside.against import against
    from fazhi.tables.view import Tables

    tables = Tables(folder)
    return {verdict.path: against(verdict.report, tables, book) for verdict in read}


def _made(name: str, listed: Roll, words: Words, found: Found) -> bytes:
    """The list as that kind of file."""
    from fazhi.pipeline.drafts.own import SIGN
    from fazhi.publish.check.page import check_page
    from fazhi.publish.check.rows import sheets
    from fazhi.publish.pages.files.workbook import as_csv, as_workbook

    if name == "html":
        return check_page(listed, words, found).encode("utf-8", "backslashreplace")
    made = sheets(listed, words, found)
    return as_workbook(made, SIGN) if name == "xlsx" else as_csv(made[0])


def written(path: Path, content: bytes, words: Words) -> None:
    """Write a file that was asked for, and say where it is."""
    from fazhi.cli.terminal import err, plain

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    err.print(words("draft.written", path=plain(path)))


def _json(listed: Roll, book: Codebook, found: Found) -> None:
    import msgspec

    from fazhi.cli.check.as_json import as_records

    records = msgspec.json.encode(as_records(listed, book, found))
    # JSON is UTF-8 whatever the terminal is.
    typer.echo(msgspec.json.format(records, indent=2))
