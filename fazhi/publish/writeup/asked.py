"""Which report is meant by what a person typed for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from fazhi.errors import NotFoundError
from fazhi.pipeline.listed import text_of_list
from fazhi.publish.pages.names import find_report, find_reports
from fazhi.tables.among import among
from fazhi.tables.view import Tables


def reports_asked(read: Tables, asked: str | Sequence[str] | float) -> list[str]:
    """The ids meant by several such words, each once, in their order.

    Args:
        read: the tables that hold them.
        asked: a list; words with commas, semicolons or 、 between them; or the path of a text file
            with one a line. Of a number its digits.

    Raises `NotFoundError` as `report_asked` does, also where nothing is asked for, `ReadError` for
    a file that is no such list.
    """
    if isinstance(asked, int | float):
        return [report_asked(read, asked)]
    if isinstance(asked, str):
        # A report's own id or file is no list, though it may end so or hold a comma.
        asked = [asked] if _is_report(read, asked) else re.split(r"[,，;；、\n]", _listed(asked))
    words = [one.strip() for one in asked if one.strip()] or [""]
    return list(dict.fromkeys(report_asked(read, one) for one in words))


def _listed(asked: str) -> str:
    """The words of the list whose path is given, else what is given."""
    file = Path(asked) if asked.endswith(".txt") else None
    return text_of_list(file, "asked") if file and file.is_file() else asked


def _is_report(read: Tables, asked: str) -> bool:
    reports = read.frame("reports")
    return any(asked in reports[column] for column in ("report_id", "path"))


def report_asked(read: Tables, asked: str | float) -> str:
    """The id of the one report meant by an id, `平安镇`, `平安镇 2023`, the name of its file or the
    code of its division.

    Raises `NotFoundError` listing what is near where none is meant, or those that are meant.
    """
    with _as_typed(asked) as word:
        return find_report(word, read.frame("reports"), _who(read), read.book)


def authority_asked(read: Tables, asked: str | float) -> str:
    """As `report_asked`; where several years of one authority are meant, its last report."""
    with _as_typed(asked) as word:
        meant = find_reports(word, read.frame("reports"), _who(read), read.book)
    rows = read.frame("authorities").filter(among("report_id", meant))
    if len(meant) > 1 and rows["place_id"].null_count() == 0 and rows["place_id"].n_unique() == 1:
        return str(rows.sort("report_year", "report_id", nulls_last=False)["report_id"][-1])
    return report_asked(read, asked)


@contextmanager
def _as_typed(asked: str | float) -> Iterator[str]:
    """What a person typed, in words. Where a notebook is given it by papermill's `-p`, what looks
    like a number has become one, and not always one of the same digits.
    """
    try:
        yield str(asked)
    except NotFoundError as error:
        if isinstance(asked, str):
            raise
        hint = "papermill's -p makes numbers of digits (020 becomes 20): give it by -r."
        raise NotFoundError(error.message, where=error.where, hint=hint, code=error.code) from None


def _who(read: Tables) -> pl.DataFrame:
    """Id, the place that speaks and year of each report."""
    return read.frame("reports").select(
        "report_id",
        town=pl.coalesce("town", "county", "prefecture", "province"),
        year="report_year",
    )
