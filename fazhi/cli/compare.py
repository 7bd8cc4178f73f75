"""`fazhi compare A B`: which words two files share, and what was changed about them."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from fazhi.cli.check import Form, written
from fazhi.cli.options import KIND, Codebooks, Kind, ends_rightly
from fazhi.cli.speech import of_answer, say
from fazhi.cli.terminal import out, plain
from fazhi.language.printable import printable

if TYPE_CHECKING:
    from fazhi.pipeline.beside.compare import Comparison, SharedPassage
    from fazhi.publish.pages.words import Words

VERBATIM, WORDS = "verbatim", "words"
CHANGES = {
    VERBATIM: "word for word",
    "names": "names changed",
    "figures": "figures changed",
    WORDS: "words changed",
}


def compare(
    first: Annotated[Path, typer.Argument(help="A report.")],
    second: Annotated[Path, typer.Argument(help="The report beside which it is set.")],
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page with both texts marked.")
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", help="zh, en, or one of your codebook; by default that of the system."
        ),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="text or json.")] = Form.TEXT,
    codebook: Codebooks = None,
    kind: Kind = KIND,
) -> None:
    """Tell which words two reports share, and what was changed about them."""
    from fazhi.codebook.book import load_codebook
    from fazhi.pipeline.beside.compare import compare as compared
    from fazhi.pipeline.report import read_report
    from fazhi.publish.check.beside import beside_page
    from fazhi.publish.pages.words import Words, languages

    ends_rightly(html, "html")
    book = load_codebook(codebook or (), kind)
    words = Words(of_answer(lang, languages(book)), book)
    reports = read_report(first, book), read_report(second, book)
    found = compared(*reports, book)
    if form is Form.JSON:
        import msgspec

        told = {
            "files": [report.path for report in reports],
            "shares": found.shares,
            "left_over": [one._asdict() for one in found.left_over],
            "passages": [one._asdict() for one in found.passages],
        }
        typer.echo(msgspec.json.format(msgspec.json.encode(told), indent=2))
    else:
        _print(found, first, second, words)
        if reports[0].text.clean == reports[1].text.clean:
            out.print(say("both files have the same text"))
    if html:
        from fazhi.pipeline.beside.years import sentences

        page = beside_page(found, *reports, words, sentences(*reports, book))
        written(html, page.encode("utf-8"), words)


def _print(found: Comparison, first: Path, second: Path, said: Words) -> None:
    for left in found.left_over:
        name = plain((first, second)[left.file].name)
        message = plain(left.message_zh if said.named_in == "zh" else left.message_en)
        out.print(f"{name} [yellow]「{plain(left.quote)}」[/yellow] {message}")
    for number, one in enumerate(found.passages, start=1):
        # What is changed is never told as wholly alike.
        alike = f"  {min(int(100 * one.similarity), 99)}%" if one.changes == WORDS else ""
        out.print(f"[bold]{number}[/bold] {say(CHANGES[one.changes])}{alike}")
        for words in _marked(one)[: 1 if one.changes == VERBATIM else 2]:
            out.print(f"  {words}")
    if not found.passages:
        out.print(say("no passage of 24 characters or more stands in both"))
    for file, share in zip((first, second), found.shares, strict=True):
        out.print(
            say("{0}: {1} of its words lie in such passages", plain(file.name), f"{share:.0%}")
        )
    out.print(say("Passages of less than 24 characters are not counted."))
    out.print(say("Shared wording is a fact; whether it was copied is for the reader to judge."))


def _marked(one: SharedPassage) -> tuple[str, str]:
    """The words of both sides, what is not in the other underlined."""
    sides = printable(one.words), printable(one.other_words)
    told = ["", ""]
    for name, *ends in SequenceMatcher(None, *sides, autojunk=False).get_opcodes():
        for side, (start, end) in enumerate((ends[:2], ends[2:])):
            piece = escape(sides[side][start:end])
            told[side] += piece if name == "equal" or not piece else f"[u bold]{piece}[/u bold]"
    return told[0], told[1]
