"""`fazhi report` and `fazhi publish`: tables into pages, and pages into one archive."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from fazhi.cli import speech
from fazhi.cli.options import SITE, TABLES, Jobs, SiteFolder, TablesFolder
from fazhi.cli.speech import say
from fazhi.cli.terminal import err, out, plain

if TYPE_CHECKING:
    from fazhi.publish import SiteSummary

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
Shared = Annotated[
    bool | None,
    typer.Option(
        "--shared/--single",
        help="What draws charts once beside the pages, or in each; by the number of reports.",
    ),
]


def report(
    tables: TablesFolder = TABLES,
    site: SiteFolder = SITE,
    lang: Language = "zh",
    jobs: Jobs = 0,
    notebooks: Notebooks = None,
    shared: Shared = None,
) -> None:
    """Run the notebooks on the tables and write the pages."""
    raise typer.Exit(1 if made(Site(tables, site, lang, notebooks, shared), jobs).failures else 0)


def publish(
    tables: TablesFolder = TABLES,
    site: SiteFolder = SITE,
    lang: Language = "zh",
    jobs: Jobs = 0,
    notebooks: Notebooks = None,
    shared: Shared = None,
) -> None:
    """Bring the pages up to date and pack them as site.zip for any static host."""
    from fazhi.publish import pack_site

    pages = made(Site(tables, site, lang, notebooks, shared), jobs)
    out.print(say("packed: {0}", plain(pack_site(site))))
    raise typer.Exit(1 if pages.failures else 0)


class Site(NamedTuple):
    """What pages are made of and where: folders, language, notebooks, how they share."""

    tables: Path
    site: Path
    lang: str
    notebooks: Path | None
    shared: bool | None


def made(asked: Site, jobs: int) -> SiteSummary:
    """Make the pages and tell what was done."""
    from fazhi.cli.progress import Progress
    from fazhi.publish import find_notebooks, publish_site

    with Progress(say("writing"), err) as progress:
        done = publish_site(
            asked.tables,
            asked.site,
            find_notebooks(asked.notebooks),
            asked.lang,
            progress,
            jobs or os.cpu_count() or 1,
            asked.shared,
        )
    for failure in done.failures:
        why = plain(speech.translated(failure.reason))
        err.print(f"[red]{say('failed')}[/red] {plain(failure.page)}: {why}")
    if done.shared and asked.shared is None:
        told = "many pages: what draws their charts lies once in {0}; --single puts it into each"
        out.print(say(told, plain(asked.site / "shared")))
    counts = (len(done.written), len(done.kept), len(done.failures))
    sentence = "pages: {0} written, {1} unchanged, {2} failed; open: {3}"
    out.print(say(sentence, *counts, plain(asked.site / "index.html")))
    return done
