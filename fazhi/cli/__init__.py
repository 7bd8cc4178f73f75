"""The front door for the shell: `fazhi COMMAND`; every command explains itself with --help."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from fazhi.cli import check as cli_check
from fazhi.cli import codebook as cli_codebook
from fazhi.cli import compare as cli_compare
from fazhi.cli import merge as cli_merge
from fazhi.cli import review as cli_review
from fazhi.cli import serve as cli_serve
from fazhi.cli import speech
from fazhi.cli import why as cli_why
from fazhi.cli.built import tell_built, tell_failed
from fazhi.cli.options import KIND, TABLES, Codebooks, Corrections, Kind, OutFolder, settled
from fazhi.cli.speech import say
from fazhi.cli.terminal import err, out, plain, wide
from fazhi.errors import FazhiError, NotFoundError, Telling, internal_error
from fazhi.garbage import ending_at_once

if TYPE_CHECKING:
    from fazhi.pipeline.build import BuildSummary
    from fazhi.publish import SiteSummary
    from fazhi.trust.evaluate import Pair, Score

app = typer.Typer(
    help="Annual reports on rule-of-law government (法治政府建设年度报告) into tables and pages.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(cli_check.check)
app.command()(cli_why.why)
app.command()(cli_compare.compare)
app.command()(cli_merge.merge)
app.command()(cli_serve.serve)
app.add_typer(cli_codebook.app, name="codebook")
app.add_typer(cli_review.app, name="review")
RAW = Path("data/raw")
SITE = Path("site")
GOLD = Path("tests/gold")
NOTHING_DONE = 2
STOPPED = 130
DISK_HINT = "Check that the folder exists, may be written to and has room."


RawFolder = Annotated[Path, typer.Argument(help="Folder of reports.")]
TablesFolder = Annotated[Path, typer.Option("--tables", help="Folder of the tables.")]
SiteFolder = Annotated[Path, typer.Option("--site", help="Folder the pages are written to.")]
Jobs = Annotated[int, typer.Option("--jobs", min=0, help="Processes at work; 0 chooses.")]
Language = Annotated[
    str,
    typer.Option(
        "--lang", help="Language of the pages: zh, en, or one of your codebook; or zh,en."
    ),
]
Notebooks = Annotated[
    Path | None,
    typer.Option("--notebooks", help="Folder of write-ups of your own, run in place of ours."),
]
GoldFolder = Annotated[
    Path, typer.Option("--gold", help="Hand annotations to score the reports against, if there.")
]


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
def build(
    raw: RawFolder = RAW,
    to: OutFolder = TABLES,
    jobs: Jobs = 0,
    codebook: Codebooks = None,
    gold: GoldFolder = GOLD,
    kind: Kind = KIND,
    corrections: Corrections = None,
    shard: Annotated[
        str | None,
        typer.Option(
            "--shard", help="Read only this part of the folder, as 3/20; then fazhi merge."
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", help="Address of a Dask scheduler; dask: a cluster on this machine."),
    ] = None,
) -> None:
    """Read a folder of reports into tables (Parquet)."""
    books, hand = _Books(codebook or (), kind), _Hand(gold, corrections)
    if shard is not None:
        raise typer.Exit(_part(raw, to, _Work(jobs, on), shard, books, hand))
    raise typer.Exit(_failed(_build(raw, to, _Work(jobs, on), books, hand)))


@app.command()
def report(
    tables: TablesFolder = TABLES,
    site: SiteFolder = SITE,
    lang: Language = "zh",
    jobs: Jobs = 0,
    notebooks: Notebooks = None,
) -> None:
    """Run the notebooks on the tables and write the pages."""
    raise typer.Exit(1 if _report(tables, site, lang, jobs, notebooks).failures else 0)


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
) -> None:
    """Do the main job: reports to tables, tables to pages."""
    from fazhi.codebook.book import load_codebook
    from fazhi.publish.site.update import languages_asked

    # A language that is not there is told before the work, not after it.
    books = _Books(codebook or (), kind)
    languages_asked(lang, load_codebook(*books))
    built = _build(raw, to, _Work(jobs), books, _Hand(GOLD, corrections))
    pages = _report(to, site, lang, jobs, notebooks)
    raise typer.Exit(1 if pages.failures else _failed(built))


@app.command()
def publish(
    tables: TablesFolder = TABLES,
    site: SiteFolder = SITE,
    lang: Language = "zh",
    jobs: Jobs = 0,
    notebooks: Notebooks = None,
) -> None:
    """Bring the pages up to date and pack them as site.zip for any static host."""
    from fazhi.publish import pack_site

    pages = _report(tables, site, lang, jobs, notebooks)
    out.print(say("packed: {0}", plain(pack_site(site))))
    raise typer.Exit(1 if pages.failures else 0)


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


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Option("--gold", help="Folder of hand annotations.")] = GOLD,
    raw: Annotated[Path, typer.Option("--raw", help="Folder of the reports.")] = RAW,
    codebook: Codebooks = None,
    each: Annotated[
        bool, typer.Option("--by-indicator", help="Scores of every indicator, too.")
    ] = False,
) -> None:
    """Score the machine against hand annotations, with every miss in a line of its own."""
    from fazhi.cli.show import score_table
    from fazhi.trust.evaluate import alphas, by_indicator, total

    scores, pairs = _scores(gold, raw, codebook or [])
    for score in scores:
        for miss in score.misses:
            out.print(plain(miss))
    wide.print(score_table(total(scores), f"{gold} against {raw}"))
    if each:
        wide.print(score_table(by_indicator(pairs), "by indicator"))
    for name, alpha in alphas(pairs).items():
        out.print(f"Krippendorff's alpha, machine against gold, {name}: {alpha:.3f}")


class _Books(NamedTuple):
    """What a codebook is loaded of: a researcher's own, and the kind of document."""

    own: Sequence[Path]
    kind: str


class _Work(NamedTuple):
    """Who reads: so many processes, or a cluster."""

    jobs: int
    on: str | None = None


class _Hand(NamedTuple):
    """What people say of the reports: annotations to score by, corrections to lay over."""

    gold: Path
    corrections: Path | None


def _build(raw: Path, to: Path, work: _Work, books: _Books, hand: _Hand) -> BuildSummary:
    from fazhi.cli.progress import Progress
    from fazhi.pipeline.build import build as build_tables
    from fazhi.pipeline.build import written_here

    for folder in written_here(raw):
        err.print(say("not read, fazhi wrote it: {0}", plain(folder)))
    with Progress(say("reading"), err) as progress:
        done = build_tables(
            raw,
            to,
            jobs=work.jobs,
            on=work.on,
            codebooks=books.own,
            progress=progress,
            gold=hand.gold,
            kind=books.kind,
            corrections=settled(hand.corrections),
        )
    tell_built(done, raw)
    return done


def _part(raw: Path, to: Path, work: _Work, shard: str, books: _Books, hand: _Hand) -> int:
    from fazhi.cli.progress import Progress
    from fazhi.pipeline.spread.part import build_part, shard_named

    part = shard_named(shard)
    with Progress(say("reading"), err) as progress:
        done = build_part(
            raw,
            to,
            part,
            jobs=work.jobs,
            on=work.on,
            codebooks=books.own,
            progress=progress,
            gold=hand.gold,
            kind=books.kind,
            corrections=settled(hand.corrections),
        )
    tell_failed(done.failed)
    counts = (done.read - len(done.failed) if done.read else 0, done.kept, len(done.failed))
    out.print(say("part {0} of {1}: {2} read, {3} unchanged, {4} failed", *part, *counts))
    out.print(say("when all parts are read: fazhi merge PART … --out TABLES"))
    return 1 if done.failed else 0


def _scores(gold: Path, raw: Path, own: list[Path]) -> tuple[list[Score], list[Pair]]:
    from fazhi.codebook.book import load_codebook
    from fazhi.codebook.indicators import indicators
    from fazhi.pipeline.build import list_files
    from fazhi.pipeline.report import read_report
    from fazhi.trust.evaluate import evaluate as score_report
    from fazhi.trust.evaluate import pairs
    from fazhi.trust.gold import read_gold, strange_words

    files = {path.stem: path for path in list_files(raw)}
    book = load_codebook(own)
    scores: list[Score] = []
    rows: list[Pair] = []
    for one in read_gold(gold):
        if one.stem not in files:
            raise NotFoundError(f"no report is called {one.stem}", where=str(raw))
        for words in strange_words(one, indicators(book).entries):
            err.print(f"[yellow]look again[/yellow] {plain(words)}")
        report = read_report(files[one.stem], book, root=raw)
        scores += score_report(report, one, book)
        rows += pairs(report, one)
    return scores, rows


def _report(tables: Path, site: Path, lang: str, jobs: int, notebooks: Path | None) -> SiteSummary:
    from fazhi.cli.progress import Progress
    from fazhi.publish import find_notebooks, publish_site

    with Progress(say("writing"), err) as progress:
        done = publish_site(
            tables,
            site,
            find_notebooks(notebooks),
            lang,
            progress,
            jobs or os.cpu_count() or 1,
        )
    for failure in done.failures:
        why = plain(speech.translated(failure.reason))
        err.print(f"[red]{say('failed')}[/red] {plain(failure.page)}: {why}")
    counts = (len(done.written), len(done.kept), len(done.failures))
    sentence = "pages: {0} written, {1} unchanged, {2} failed; open: {3}"
    out.print(say(sentence, *counts, plain(site / "index.html")))
    return done


def _failed(done: BuildSummary) -> int:
    return 1 if done.failed else 0


@ending_at_once()
def run() -> None:
    """Run the command line; any error is one clear line and exit code 2."""
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
