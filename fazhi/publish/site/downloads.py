"""Every table as CSV that Excel opens with Chinese intact, and as the Parquet it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl
from markupsafe import Markup

from fazhi.codebook.indicators import indicators
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.files import codebook
from fazhi.publish.pages.files.workbook import BOM, FORMULA, as_csv
from fazhi.publish.pages.layout import Page, wrapped
from fazhi.publish.pages.words import Words
from fazhi.publish.site import columns
from fazhi.tables.view import Tables

FOLDER = "data"
CHUNK = 1 << 20
Chunks = Iterable[bytes]
CODEBOOK, COLUMNS = f"{FOLDER}/codebook", f"{FOLDER}/columns"


def csv(frame: pl.DataFrame, begun: bool = False) -> str:
    """A table as CSV text with a byte order mark, lists joined by “、”, no cell a formula.

    Of a table that is `begun` these are further rows, without mark and head.
    """
    columns = []
    for name, kind in frame.schema.items():
        column = pl.col(name)
        if isinstance(kind, pl.List):
            column = column.cast(pl.List(pl.String)).list.join("、")
        if kind == pl.String or isinstance(kind, pl.List):
            begins = column.str.contains(FORMULA)
            column = pl.when(begins).then("'" + column).otherwise(column)
        columns.append(column.alias(name))
    written = frame.select(columns).write_csv(line_terminator="\r\n", include_header=not begun)
    return written if begun else BOM + written


def files(tables: Tables) -> Iterator[tuple[str, Chunks]]:
    """Name (within the site) and content of every file to download, no large one in memory."""
    for name in tables.names():
        yield f"{FOLDER}/{name}.parquet", _read(tables.folder / f"{name}.parquet")
        yield f"{FOLDER}/{name}.csv", _told(tables, name)
    book = indicators(tables.book)
    yield f"{CODEBOOK}.csv", (as_csv(codebook.definitions(book)),)
    yield f"{CODEBOOK}_sentences.csv", (as_csv(codebook.sentences(book)),)
    yield f"{COLUMNS}.csv", (as_csv(columns.dictionary(tables)),)


def _read(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _told(tables: Tables, name: str) -> Iterator[bytes]:
    """A table as CSV, some rows at a time."""
    begun = False
    for piece in tables.pieces(name):
        yield csv(piece, begun).encode("utf-8")
        begun = True
    if not begun:
        yield csv(tables.frame(name)).encode("utf-8")


def page(tables: Tables, words: Words, sizes: Mapping[str, int], nav: list[tuple[str, str]]) -> str:
    """The page with all downloads, their rows and sizes (bytes by name)."""
    rows = []
    for name in tables.names():
        address = f"{FOLDER}/{name}"
        if f"{address}.csv" in sizes:
            rows.append(
                (
                    f"<code>{name}</code>",
                    prose.text(words.of("table", name, tables.about(name))),
                    _named(words("head.rows"), f"{_length(tables, name):,}"),
                    _named("CSV", _file(sizes, f"{address}.csv")),
                    _named("Parquet", _file(sizes, f"{address}.parquet")),
                )
            )
    head = [words(f"head.{name}") for name in ("table", "holds", "rows")]
    table = prose.table([*head, "CSV", "Parquet"], rows, "sqnnn")
    body = _body(table, tables, words, sizes)
    return wrapped(Markup(body), Page(words("data.title"), words, nav, links.DATA))


def _body(table: prose.Html, tables: Tables, words: Words, sizes: Mapping[str, int]) -> str:
    """The downloads, what they are read with and by, the licence, and how to cite them."""
    told = {**dict.fromkeys(("fazhi", "code", "codebook"), "—"), **tables.edition}
    book = f"{CODEBOOK}.csv", f"{CODEBOOK}_sentences.csv"
    page = prose.link(links.CODEBOOK, prose.text(words("codebook.title")))
    facts = [
        ("codebook", f"{page} · CSV {' '.join(_file(sizes, one) for one in book)}", ""),
        ("columns", f"CSV {_file(sizes, f'{COLUMNS}.csv')}", columns.folded(tables, words)),
        *((name, "", "") for name in ("method", "licence", "cite")),
    ]
    n = len(tables.reports())
    shown = "".join(
        f'<section class="prose" id="{name}"><h2>{prose.text(words(f"data.{name}"))}</h2>'
        f"<p>{prose.text(words(f'data.{name}.how', n=n, **told))} {files}</p>{more}</section>"
        for name, files, more in facts
    )
    return (
        f'<h1 class="title">{prose.text(words("data.title"))}</h1>'
        f'<p class="lead">{prose.text(words("data.lead"))}</p>{table.markup}'
        f'<p class="quiet">{prose.text(words("data.note"))}</p>{shown}'
    )


def _length(tables: Tables, name: str) -> int:
    return int(tables.scan(name).select(pl.len()).collect().item())


def _named(column: str, markup: str) -> str:
    """A cell that says its column where cells are stacked and the head of the table is gone."""
    return f'<span class="narrow">{prose.text(column)} </span>{markup}'


def _file(sizes: Mapping[str, int], address: str) -> str:
    size = sizes[address]
    shown = f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3)):,} KB"
    return f'<a href="{address}" download>{shown}</a>'
