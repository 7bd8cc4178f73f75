"""`fazhi check`: is this draft fit to be sent, and if not, where and why."""

from __future__ import annotations

import locale
import os
import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi.cli.options import KIND, Codebooks, Kind

if TYPE_CHECKING:
    from fazhi.codebook.book import Codebook
    from fazhi.pipeline.check import Outcome


class Form(StrEnum):
    """Form of the answer."""

    TEXT = "text"
    JSON = "json"


Files = Annotated[
    list[Path],
    typer.Argument(help="Drafts or reports in any readable format, or folders of them."),
]


def check(
    files: Files,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page with the text marked.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="text or json.")] = Form.TEXT,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", help="zh, en, or one of your codebook; by default that of the system."
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 on errors.")] = False,
    summary: Annotated[
        bool, typer.Option("--summary", help="One line a draft, with what is missing.")
    ] = False,
    codebook: Codebooks = None,
    kind: Kind = KIND,
) -> None:
    """Check drafts: required contents, figures that do not add up, numbering, outdated terms."""
    from fazhi.pipeline.garbage import collect_seldom

    collect_seldom()
    from fazhi.cli.check_terminal import Terminal
    from fazhi.codebook.book import load_codebook
    from fazhi.pipeline.check import Verdict, outcomes_of

    book = load_codebook(codebook or (), kind)
    terminal = Terminal(_language(book) if lang is None else lang, book)
    outcomes: list[Outcome] = []
    for outcome in outcomes_of(files, book):
        outcomes.append(outcome)
        if form is Form.TEXT or not isinstance(outcome, Verdict):
            terminal.show(outcome, summary)
    if form is Form.JSON:
        _json(outcomes, book)
    else:
        terminal.show_together(outcomes)
    if html:
        terminal.write_page(outcomes, html)
    read = [one for one in outcomes if isinstance(one, Verdict)]
    if not read:
        raise typer.Exit(2)
    errors = any(verdict.counts()["error"] for verdict in read)
    raise typer.Exit(1 if len(read) < len(outcomes) or (strict and errors) else 0)


def _json(outcomes: list[Outcome], book: Codebook) -> None:
    import msgspec

    from fazhi.cli.check_json import as_records

    records = msgspec.json.encode(as_records(outcomes, book))
    # JSON is UTF-8 whatever the terminal is.
    typer.echo(msgspec.json.format(records, indent=2))


def _language(book: Codebook) -> str:
    """The language of the system where there are words in it, else English."""
    from fazhi.publish.pages.words import FALLBACK, languages

    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    spoken = "zh" if named.startswith("Chinese") else re.split("[-_.]", named.lower())[0]
    return spoken if spoken in languages(book) else FALLBACK
