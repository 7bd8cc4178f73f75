"""The codebook to print: what every indicator counts and every column holds, in two languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fazhi.codebook.document import records
from fazhi.codebook.entries import MARKED
from fazhi.codebook.indicators import indicators
from fazhi.publish.pages.prose import text
from fazhi.publish.pages.words import Words
from fazhi.publish.site.columns import told
from fazhi.tables.columns import meaning, unit_of
from fazhi.tables.view import Tables

STYLE = """
body { font: 11pt/1.5 serif; max-width: 48em; margin: 2em auto; padding: 0 1em; color: #111; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; } h3 { margin: 1.2em 0 .2em; }
table { border-collapse: collapse; width: 100%; font-size: 9.5pt; margin: .5em 0 1.5em; }
th, td { border: 1px solid #999; padding: .2em .4em; text-align: left; vertical-align: top; }
tr, .entry { break-inside: avoid; } code { font-size: .9em; overflow-wrap: anywhere; }
p, ul { margin: .2em 0; } q b { font-weight: bold; text-decoration: underline; }
@page { size: A4; margin: 18mm; }
"""
MARK = r"<b>\1</b>"
Line = Sequence[str]


def codebook(tables: Tables, title: str, facts: Sequence[tuple[str, str]]) -> bytes:
    """One file of HTML that needs no other: `facts` are digests and the like, name and value."""
    both = Words("zh", tables.book), Words("en", tables.book)
    zh, en = both
    head = f"{zh('package.codebook')} · {en('package.codebook')}"
    parts = [
        '<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8">',
        f"<title>{text(head)}</title><style>{STYLE}</style></head><body>",
        f"<h1>{text(head)}</h1><p>{text(title)}</p>",
        _table([f"{zh(one)} · {en(one)}" for one in ("package.fact", "package.value")], facts),
        f"<h2>{text(zh('codebook.title'))} · {text(en('codebook.title'))}</h2>",
        *_entries(tables, both),
        f"<h2>{text(zh('data.columns'))} · {text(en('data.columns'))}</h2>",
        *_columns(tables, both),
        "</body></html>\n",
    ]
    return "".join(parts).encode()


def _entries(tables: Tables, both: tuple[Words, Words]) -> Iterator[str]:
    zh, en = both
    book = indicators(tables.book)
    for record in sorted(records(book), key=lambda one: str(one["id"])):
        code = str(record["id"])
        entry = book[code]
        yield f'<div class="entry"><h3>{text(entry.zh)} · {text(entry.en)} <code>{code}</code></h3>'
        for definition in filter(None, (entry.definition_zh, entry.definition)):
            yield f"<p>{text(definition)}</p>"
        units = "、".join(entry.units or (entry.unit,))
        combine = f"{zh(f'combine.{entry.combine}')} · {en(f'combine.{entry.combine}')}"
        yield f"<p>{text(zh('codebook.units'))} · {text(en('codebook.units'))}: {text(units)}</p>"
        yield f"<p>{text(combine)}</p>"
        for name, sentences in (("match", entry.match), ("mismatch", entry.mismatch)):
            if sentences:
                quoted = " ".join(f"<q>{MARKED.sub(MARK, text(one))}</q>" for one in sentences)
                labels = f"{zh(f'codebook.{name}')} · {en(f'codebook.{name}')}"
                yield f"<p>{text(labels)} {quoted}</p>"
        yield "</div>"


def _columns(tables: Tables, both: tuple[Words, Words]) -> Iterator[str]:
    zh, en = both
    heads = tuple(
        f"{zh(f'head.{name}')} · {en(f'head.{name}')}"
        for name in ("column", "type", "meaning", "unit")
    )
    for name in tables.names():
        about = tables.about(name)
        yield f"<h3><code>{name}</code> {text(zh.of('table', name, about))}</h3>"
        yield f"<p>{text(en.of('table', name, about))}</p>"
        schema = tables.scan(name).collect_schema()
        rows = [
            (column, str(kind), f"{told(one, zh)}\n{told(one, en)}", unit)
            for column, kind in schema.items()
            for one in [meaning(name, column, tables.book)]
            for unit in [_unit(tables, name, column)]
        ]
        yield _table(heads, rows)


def _unit(tables: Tables, name: str, column: str) -> str:
    unit = unit_of(name, column, tables.book)
    return f"{unit.zh}\n{unit.en}" if unit else ""


def _table(heads: Line, rows: Sequence[Line]) -> str:
    head = "".join(f"<th>{text(one)}</th>" for one in heads)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _cell(words: str) -> str:
    return f"<td>{text(words).replace(chr(10), '<br>')}</td>"


def dictionary(tables: Tables) -> Mapping[str, list[tuple[str, ...]]]:
    """Every column by table: name, type, meaning and unit in both languages."""
    zh, en = Words("zh", tables.book), Words("en", tables.book)
    return {
        name: [
            (column, str(kind), told(one, zh), told(one, en), *_both(name, column, tables))
            for column, kind in tables.scan(name).collect_schema().items()
            for one in [meaning(name, column, tables.book)]
        ]
        for name in tables.names()
    }


def _both(name: str, column: str, tables: Tables) -> tuple[str, str]:
    unit = unit_of(name, column, tables.book)
    return (unit.zh, unit.en) if unit else ("", "")
