"""The front door for the shell: `fazhi COMMAND`; every command explains itself with --help."""

from __future__ import annotations

import io
import sys
from contextvars import copy_context
from pathlib import Path
from typing import Annotated

import typer

from fazhi.cli import build as cli_build
from fazhi.cli import check as cli_check
from fazhi.cli import codebook as cli_codebook
from fazhi.cli import collect as cli_collect
from fazhi.cli import compare as cli_compare
from fazhi.cli import evaluate as cli_evaluate
from fazhi.cli import init as cli_init
from fazhi.cli import package as cli_package
from fazhi.cli import review as cli_review
from fazhi.cli import serve as cli_serve
from fazhi.cli import site as cli_site
from fazhi.cli import speech
from fazhi.cli import why as cli_why
from fazhi.cli.build import Books, Hand, Work, built, failed_in
from fazhi.cli.build import merge as cli_merge
from fazhi.cli.options import (
    GOLD,
    KIND,
    RAW,
    SITE,
    TABLES,
    Codebooks,
    Corrections,
    Jobs,
    Kind,
    OutFolder,
    RawFolder,
    SiteFolder,
)
from fazhi.cli.site import Language, Notebooks, Shared, Site, made
from fazhi.cli.speech import say
from fazhi.cli.terminal import err, out, plain
from fazhi.errors import FazhiError, Telling, internal_error
from fazhi.expressions import expressions_kept
from fazhi.garbage import ending_at_once

app = typer.Typer(
    help="Annual reports on rule-of-law government (法治政府建设年度报告) into tables and pages.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(cli_build.build)
app.command()(cli_site.report)
app.command()(cli_site.publish)
app.command()(cli_evaluate.evaluate)
app.command()(cli_collect.collect)
app.command()(cli_check.check)
app.command()(cli_why.why)
app.command()(cli_compare.compare)
app.command()(cli_merge.merge)
app.command()(cli_package.package)
app.command()(cli_init.init)
app.command()(cli_serve.serve)
app.add_typer(cli_codebook.app, name="codebook")
app.add_typer(cli_review.app, name="review")
NOTHING_DONE = 2
STOPPED = 130
DISK_HINT = "Check that the folder exists, may be written to and has room."


def _version(wanted: bool) -> None:
    if wanted:
        from fazhi.codebook.book import load_codebook
        from fazhi.pipeline.keys import edition

        told = edition(load_codebook())
        sentence = "fazhi {0}, code {1}, codebook {2}"
        out.print(say(sentence, told["fazhi"], told["code"], told["codebook"]))
        raise typer.Exit


@app.callback()
def main(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    __: Annotated[
        str | None,
        typer.Option("--lang", help="Language of the terminal; by default that of the system."),
    ] = None,
) -> None:
    """Options that hold for every command; `run` has looked at the language already."""


@app.command()
def analyse(
    raw: RawFolder = RAW,
    to: OutFolder = TABLES,
    site: SiteFolder = SITE,
    lang: Language = "zh",
    jobs: Jobs = 0,
    notebooks: Notebooks = None,
    codebook: Codebooks = None,
    kind: Kind = KIND,
    corrections: Corrections = None,
    shared: Shared = None,
) -> None:
    """Do the main job: reports to tables, tables to pages."""
    from fazhi.codebook.book import load_codebook
    from fazhi.publish.site.update import languages_asked

    # A language that is not there is told before the work, not after it.
    books = Books(codebook or (), kind)
    languages_asked(lang, load_codebook(*books))
    done = built(raw, to, Work(jobs), books, Hand(GOLD, corrections))
    pages = made(Site(to, site, lang, notebooks, shared), jobs)
    raise typer.Exit(1 if pages.failures else failed_in(done))


@app.command()
def outline(
    file: Annotated[Path, typer.Argument(help="A report.")],
    codebook: Codebooks = None,
    kind: Kind = KIND,
) -> None:
    """Print a report's outline as a tree, inferred parts marked, and who speaks."""
    from fazhi.cli.show import outline_tree
    from fazhi.codebook.book import load_codebook
    from fazhi.pipeline.report import read_report

    out.print(outline_tree(read_report(file, load_codebook(codebook or (), kind))))


@ending_at_once()
@expressions_kept()
def run() -> None:
    """Run the command line; any error is one clear line and exit code 2.

    The language asked for is that of this run alone.
    """
    copy_context().run(_run)


def _run() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show Chinese gets the characters' codes instead of an exception.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        with Telling(_told):
            given, command = sys.argv[1:], typer.main.get_command(app)
            spoken = speech.speak(speech.asked_for(given))
            given = speech.without_language(command, given)
            if spoken:
                speech.run_in(command, given)
            if unknown := speech.without_words(command, sys.argv[1:], given):
                err.print(plain(unknown))
            command(given)
    except FazhiError as error:
        err.print(f"[red]{say('error')}[/red] {plain(speech.told(error))}")
        raise SystemExit(NOTHING_DONE) from error
    except SystemExit as end:
        # So typer ends where the user pressed Ctrl-C.
        if end.code == STOPPED:
            again = "stopped; what is done is kept. Run the same command again to go on."
            err.print(say(again))
        raise


def _told(error: Exception) -> FazhiError:
    """What the disk or a fault of ours says, in one line."""
    if isinstance(error, OSError):
        where = str(error.filename) if error.filename else ""
        return FazhiError(error.strerror or str(error), where=where, hint=DISK_HINT)
    fault = internal_error(error)
    hint = "This is a fault of fazhi; please report it, with the command and its files."
    return FazhiError(fault.message.replace("at this file ", ""), hint=hint)
