"""What a page depends on, as a digest: equal digests need no new page.

The page of a town depends on the rows of its own report, and of the others only on how many of
its level state an indicator, meet a requirement or touch a theme, between which figures they
lie (`peers`), and on the passages shared with it: the values of a single other report stand on the
cross-town page alone. So one changed report costs its own page and the cross-town page; other
pages change only where such a count, end or middle does, or a passage set beside their own. The
page of an authority through its years depends on the rows of its own reports alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from fazhi import sources
from fazhi.codebook.book import KIND
from fazhi.errors import FazhiError
from fazhi.pipeline.keys import code_key, imports_of
from fazhi.publish.pages.folders import CHECKED, reviews_of
from fazhi.publish.pages.layout import version_of
from fazhi.publish.pages.series import Series
from fazhi.publish.writeup.peers import signatures
from fazhi.tables.view import Tables

# The tables whose rows a town's page shows.
TOWN_TABLES = (
    "reports",
    "texts",
    "sections",
    "paragraphs",
    "quantities",
    "indicators",
    "citations",
    "requirements",
    "findings",
    "repairs",
    "outline_facts",
    "themes",
    "attention",
    "measures",
    "evaluation",
    "wording",
    "reuse",
    "corrections",
)
# Of this one what it says of another town.
HINTS = "authorities"
# And those over reports that the page of an authority through its years shows.
PLACE_TABLES = (
    "authorities",
    "panel",
    "changes",
    "aligned",
    "promises",
    "recurring",
    "stale_figures",
)
# What makes pages of tables, and pages of notebooks beside the modules that these import.
INDEX = ("fazhi.publish.site.home", "fazhi.publish.site.downloads", "fazhi.publish.site.codebook")
WRITE_UP = ("fazhi.publish.site.make",)


Rows = dict[str, str]


class Digest:
    """One digest of many parts, whose borders count, without all of them in memory."""

    def __init__(self, parts: Iterable[bytes] = ()) -> None:
        self._whole = sha256()
        for part in parts:
            self.add((part,))

    def add(self, pieces: Iterable[bytes]) -> None:
        """Add a part, given in pieces whose borders do not count."""
        part = sha256()
        for piece in pieces:
            part.update(piece)
        self._whole.update(part.digest())

    def told(self) -> str:
        """The digest of all parts so far."""
        return self._whole.hexdigest()


def digest(parts: Iterable[bytes]) -> str:
    """One digest of many parts, whose borders count."""
    return Digest(parts).told()


def making(notebook: Path | None = None) -> str:
    """Digest of what makes pages: code, books, templates and tools, and the notebook if any.

    Raises `StaleError` where code or books changed after this process loaded them, `FazhiError`
    where the notebook cannot be read.
    """
    # The index is made last: whatever made pages meanwhile must still be what it was.
    sources.check()
    version = version_of("fazhi").encode()
    if notebook is None:
        return digest([version, code_key(INDEX).encode()])
    written = notebook.read_bytes()
    modules = {name for name in imports_of(_code(written, notebook)) if name.startswith("fazhi")}
    return digest([version, written, code_key((*WRITE_UP, *sorted(modules))).encode()])


def _code(written: bytes, notebook: Path) -> bytes:
    """The code of all cells of a notebook."""
    try:
        cells = json.loads(written)["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, LookupError, TypeError) as error:
        raise FazhiError(
            "this is no notebook that can be read",
            where=str(notebook),
            hint="Get it anew, or run fazhi where no folder `notebooks` lies.",
        ) from error
    return "\n".join(code).encode()


class Shown(NamedTuple):
    """Digests of the rows of each report, and of what its page shows with counts of the others."""

    own: dict[str, str]
    page: dict[str, str]


def rows_by_report(tables: Tables) -> Shown:
    """Digests of what each report's page shows: its own rows, and counts of the others."""
    counts = signatures(tables)
    # What pages read of books is in `making`, but for those of another kind of document.
    book = tables.book
    known = book.kept() + (b"" if book.kind == KIND else book.digest.encode())
    found = {report: Digest([known]) for report in tables.reports()}
    whose = _files_of(tables)
    for name in (*TOWN_TABLES, HINTS):
        frames = tables.pieces(name)
        if name == HINTS:
            frames = (_hints(frame) for frame in frames)
        if name == "reuse":
            frames = (_with_others(frame, whose) for frame in frames)
        for report, rows in _lines_by(frames, "report_id"):
            if report in found:
                found[report].add((name.encode(),))
                found[report].add(rows)
    own = {report: parts.told() for report, parts in found.items()}
    page = {one: digest([counts[one].encode(), found.encode()]) for one, found in own.items()}
    return Shown(own, page)


def _lines_by(frames: Iterable[pl.DataFrame], column: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Rows as JSON lines by a column that they are sorted by: who, and the lines of theirs."""
    lines = (
        pair
        for frame in frames
        for pair in zip(frame[column], frame.write_ndjson().encode().splitlines(True), strict=True)
    )
    for who, some in groupby(lines, itemgetter(0)):
        yield who, (line for _, line in some)


def rows_by_place(tables: Tables, series: Mapping[str, Series], own: Mapping[str, str]) -> Rows:
    """Digest of what the page of each authority through its years shows: its reports' rows."""
    place = {report: one.place for one in series.values() for report in one.reports}
    whose = pl.DataFrame({"report_id": [*place], "of": [*place.values()]})
    found = {
        one: Digest(own[report].encode() for report in held.reports) for one, held in series.items()
    }
    for name in PLACE_TABLES:
        frames = (
            frame.join(whose, on="report_id", maintain_order="left")
            for frame in tables.pieces(name)
        )
        # Rows of a place stand apart in tables that are sorted by something else.
        rows: dict[str, Any] = {}
        for one, lines in _lines_by(frames, "of"):
            of_place = rows.setdefault(one, sha256())
            for line in lines:
                of_place.update(line)
        for one, of_place in rows.items():
            found[one].add((name.encode(),))
            found[one].add((of_place.digest(),))
    return {one: parts.told() for one, parts in found.items()}


def _files_of(tables: Tables) -> pl.DataFrame:
    """The digest of the file of each report, by which passages shared with it are told apart."""
    columns = {"other_report_id": "report_id", "other_sha256": "sha256"}
    return tables.scan("reports").select(**columns).collect()


def _hints(authorities: pl.DataFrame) -> pl.DataFrame:
    """Which reports a town's page names as perhaps of the same place; years it does not show."""
    hint = pl.col("perhaps_same")
    return authorities.filter(hint.is_not_null()).select("report_id", hint)


def _with_others(reuse: pl.DataFrame, files: pl.DataFrame) -> pl.DataFrame:
    """Shared passages with the file beside which they are set: a page shows its words, too."""
    return reuse.join(files, on="other_report_id", how="left", maintain_order="left")


def rows_of_corpus(tables: Tables, rows: dict[str, str]) -> str:
    """Digest of all that the cross-town page shows, the samples that people checked among it."""
    found = Digest(f"{report} {shown}".encode() for report, shown in rows.items())
    for one in reviews_of(tables.folder):
        for name in CHECKED:
            found.add(((one / name).read_bytes(),))
    for name in tables.names():
        if name not in TOWN_TABLES:
            found.add(frame.write_ndjson().encode() for frame in tables.pieces(name))
    return found.told()


def key(rows: str, language: str, made: str) -> str:
    """The key of a page: its rows, its language, and what makes it (`making`)."""
    return digest([rows.encode(), language.encode(), made.encode()])
