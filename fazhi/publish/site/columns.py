"""What the columns of the tables mean, as the data page and its file tell it."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.codebook.names import name_in
from fazhi.publish.pages import prose
from fazhi.publish.pages.files.workbook import Cell, Sheet
from fazhi.publish.pages.words import Words
from fazhi.tables.columns import Meaning, meaning
from fazhi.tables.view import Tables

HEADS = ("table", "column", "type", "含义", "meaning")


def told(one: Meaning, words: Words) -> str:
    """The meaning in a language, with each code and its name as the pages have it."""
    codes = one.codes or (words.codes(one.family) if one.family else ())
    named = [_code(code, words.of(one.family, code)) for code in codes]
    meant = name_in(words.named_in, one)
    listed = words("list.semicolon").join(named)
    return f"{meant}{words('draft.told.colon')}{listed}" if named else meant


def _code(code: str, name: str) -> str:
    return code if name.lower() == code else f"{code} = {name}"


def dictionary(tables: Tables) -> Sheet:
    """Every column of every table: its type and what it means."""
    both = [Words(language, tables.book) for language in ("zh", "en")]
    rows: list[tuple[Cell, ...]] = [
        (name, column, kind, *(told(one, each) for each in both))
        for name in tables.names()
        for column, kind in _typed(tables, name)
        for one in [meaning(name, column, tables.book)]
    ]
    return Sheet("columns", HEADS, rows)


def folded(tables: Tables, words: Words) -> str:
    """The columns, a fold a table, in the reader's language."""
    return "".join(
        f'<details id="columns-{prose.text(name)}">'
        f"<summary><code>{prose.text(name)}</code> {prose.text(_held(tables, name, words))}"
        f"</summary>{_table(tables, name, words)}</details>"
        for name in tables.names()
    )


def _held(tables: Tables, name: str, words: Words) -> str:
    return words.of("table", name, tables.about(name))


def _table(tables: Tables, name: str, words: Words) -> str:
    heads = [words(f"head.{one}") for one in ("column", "type", "meaning")]
    rows = [
        (
            f"<code>{prose.text(column)}</code>",
            f"<code>{prose.text(kind)}</code>",
            prose.mixed(told(meaning(name, column, tables.book), words), words),
        )
        for column, kind in _typed(tables, name)
    ]
    return prose.table(heads, rows, "ssq").markup


def _typed(tables: Tables, name: str) -> Iterator[tuple[str, str]]:
    schema = tables.scan(name).collect_schema()
    return ((column, str(kind)) for column, kind in schema.items())
