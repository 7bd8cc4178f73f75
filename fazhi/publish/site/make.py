"""Makes one page: the write-up of a report with its marked source, or the one of all reports."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import nbformat

from fazhi.publish.pages import links, source
from fazhi.publish.pages.layout import Page, wrapped
from fazhi.publish.pages.nav import nav_of
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.words import Elsewhere, Words
from fazhi.publish.site import html
from fazhi.publish.site.run import WARM, execute
from fazhi.tables.view import Tables


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made: for a report, or for all of them where `report` is empty."""

    report: str
    tables: Path
    notebooks: Path
    failed: Path
    language: str = "zh"
    engine: str = WARM
    elsewhere: tuple[Elsewhere, ...] = ()
    shared: bool = False


def files(task: Task) -> dict[str, str]:
    """Names and contents of the files of a page; raises `NotebookError` when it cannot be."""
    tables = Tables(task.tables)
    words = Words(task.language, tables.book, task.elsewhere)
    if not task.report:
        return _written_up(task, links.CROSS_TOWN, words("corpus.title"), words)
    reading = Reading(tables, task.report, words)
    nav = nav_of(words, task.report)
    year = reading.about["report_year"] or "—"
    title = words("town.title", place=reading.named, year=year)
    seen = task.report in set(tables.frame("evaluation")["report_id"])
    made = _written_up(task, links.page(task.report), title, words, seen)
    marked, address = source.source(reading), links.source(task.report)
    heading = words("source.title", place=reading.named, year=year)
    about = Page(
        heading,
        words,
        nav,
        address,
        style=marked.style,
        kind="source-page",
        seen=seen,
        shared=task.shared,
    )
    made[address] = wrapped(marked.body, about)
    return made


def _written_up(
    task: Task, stem: str, title: str, words: Words, seen: bool = False
) -> dict[str, str]:
    """The executed notebook and its page; `seen` as of `Page`."""
    notebook = task.notebooks / ("town.ipynb" if task.report else "cross_town.ipynb")
    # The executed notebook lies beside the pages it leads to.
    parameters = {"language": task.language, "tables": str(task.tables.resolve()), "site": "."}
    if task.report:
        parameters = {"report": task.report, **parameters}
    executed = execute(notebook, parameters, task.failed / f"{stem}.ipynb", task.engine)
    nav = nav_of(words, task.report)
    page = Page(title, words, nav, f"{stem}.html", f"{stem}.ipynb", seen=seen, shared=task.shared)
    return {
        f"{stem}.ipynb": serialised(executed),
        f"{stem}.html": html.notebook_page(executed, page),
    }


def serialised(notebook: nbformat.NotebookNode) -> str:
    """A notebook as text, equal for equal notebooks."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
