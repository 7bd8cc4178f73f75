"""Makes one page: the write-up of a report with its marked source, or the one of all reports."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from markupsafe import Markup

from fazhi.corpus.years.changes import ALL as WHOLE
from fazhi.publish.pages import beside, links, source
from fazhi.publish.pages.beside.table import STYLE as TWO_COLUMNS
from fazhi.publish.pages.folders import notebook_of
from fazhi.publish.pages.layout import Page, wrapped
from fazhi.publish.pages.nav import nav_of
from fazhi.publish.pages.reading import Reading
from fazhi.publish.pages.series import Series
from fazhi.publish.pages.words import Elsewhere, Words
from fazhi.publish.site import html
from fazhi.publish.site.run import WARM, execute
from fazhi.tables.view import Tables


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made: for a report, for an authority's `series`, or for all of them.

    `years` is the stem of the page of years that the pages of a report lead to.
    """

    report: str
    tables: Path
    notebooks: Path
    failed: Path
    language: str = "zh"
    engine: str = WARM
    elsewhere: tuple[Elsewhere, ...] = ()
    shared: bool = False
    series: Series | None = None
    years: str = ""


def files(task: Task) -> dict[str, str]:
    """Names and contents of the files of a page; raises `NotebookError` when it cannot be."""
    tables = Tables(task.tables)
    words = Words(task.language, tables.book, task.elsewhere)
    if task.series:
        return _of_years(task, task.series, tables, words)
    if not task.report:
        nav = nav_of(words)
        return _written_up(task, "cross_town", Page(words("corpus.title"), words, nav))
    reading = Reading(tables, task.report, words)
    nav = nav_of(words, task.report, task.years)
    year = reading.about["report_year"] or "—"
    title = words("town.title", place=reading.named, year=year)
    seen = task.report in set(tables.frame("evaluation")["report_id"])
    made = _written_up(task, "town", Page(title, words, nav, seen=seen), task.report)
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


def _of_years(task: Task, series: Series, tables: Tables, words: Words) -> dict[str, str]:
    """The page of an authority through its years, and one for each two that follow each other."""
    readings = {one: Reading(tables, one, words) for one in series.reports}
    last = readings[series.reports[-1]]
    title = words("years.title", place=last.named, years=f"{min(series.years)}–{max(series.years)}")
    about = Page(title, words, nav_of(words, years=series.page))
    made = _written_up(task, "years", about, last.report, series.page)
    for report, (before, _) in series.before.items():
        later, earlier = readings[report], readings[before]
        rows = later.rows("changes")
        whole = next((row for row in rows if row["role"] == row["theme"] == WHOLE), None)
        body = beside.beside(later, earlier, later.rows("aligned"), whole)
        nav = nav_of(words, report, series.page)
        heading, address = beside.page_title(later, earlier), links.beside(report)
        style = Markup(TWO_COLUMNS)
        page = Page(heading, words, nav, address, style=style, kind="wide", shared=task.shared)
        made[address] = wrapped(body, page)
    return made


def _written_up(
    task: Task, name: str, about: Page, report: str = "", stem: str = ""
) -> dict[str, str]:
    """The executed notebook `name` of a report, or of all, and its page."""
    stem = stem or (links.page(report) if report else links.CROSS_TOWN)
    # The executed notebook lies beside the pages it leads to.
    parameters = {"language": task.language, "tables": str(task.tables.resolve()), "site": "."}
    if report:
        parameters = {"report": report, **parameters}
    notebook = notebook_of(name, task.notebooks)
    executed = execute(notebook, parameters, task.failed / f"{stem}.ipynb", task.engine)
    page = replace(about, here=f"{stem}.html", notebook=f"{stem}.ipynb", shared=task.shared)
    return {
        f"{stem}.ipynb": serialised(executed),
        f"{stem}.html": html.notebook_page(executed, page),
    }


def serialised(notebook: nbformat.NotebookNode) -> str:
    """A notebook as text, equal for equal notebooks."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
