"""Two texts beside each other as a page: the passages that both hold, then both texts, marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import PurePath

from fazhi.language.printable import printable
from fazhi.pipeline.beside.compare import Comparison, SharedPassage
from fazhi.pipeline.beside.years import Sentences
from fazhi.pipeline.drafts.own import SIGN
from fazhi.publish.check.page import STYLE
from fazhi.publish.pages import prose
from fazhi.publish.pages.beside.lines import lines
from fazhi.publish.pages.beside.sides import Side, shown
from fazhi.publish.pages.beside.table import STYLE as TWO_COLUMNS
from fazhi.publish.pages.beside.table import line_of, table
from fazhi.publish.pages.words import Words
from fazhi.records import Report

SIDES = ("a", "b")
ROWS_STYLE = """
body { max-width: 76rem; } u { text-decoration: underline 2px var(--error);
  text-underline-offset: .25em; }
.twofold .badge { border: 1px solid var(--line); border-radius: .3rem; font-size: .8rem;
  padding: 0 .3rem; } .twofold td:first-child { min-width: 0; }
.twofold .named td { font-weight: 600; } .twofold q { quotes: none; }
.twofold .kept:not(.named) { opacity: .8; } .twofold .kept.named .badge { display: none; }
.twofold .changed .badge { color: var(--warning); } .twofold .new .badge { color: var(--note); }
.twofold .dropped .badge { color: var(--error); }
.texts { display: grid; gap: 0 2rem; grid-template-columns: 1fr 1fr; }
.texts h3 { font-size: 1rem; overflow-wrap: anywhere; } .texts pre { line-height: 1.9; }
.texts mark { background: #7fb3e044; color: inherit; cursor: auto; }
.texts mark a { border: 0; } .texts sup { line-height: 1; }
.texts mark:target, .twofold tr:target { outline: 3px solid currentColor; outline-offset: 2px; }
@media (max-width: 40rem) { .texts { grid-template-columns: 1fr; } }
@media print { .texts mark { background: #dde9f4; print-color-adjust: exact; }
  .texts pre { font-size: 9pt; } }
"""
OWN_STYLE = TWO_COLUMNS + ROWS_STYLE


def beside_page(
    found: Comparison,
    first: Report,
    second: Report,
    words: Words,
    years: Sentences | None = None,
) -> str:
    """One self-contained page of two reports; no script, nothing from outside.

    Each passage leads to its place in both texts, each place to the passage. Of two years of one
    authority (`years`) it is told of every sentence what became of it.
    """
    reports = (first, second)
    files = [PurePath(printable(report.path)).name for report in reports]
    shares = "".join(
        f"<li>{escape(words('beside.share', file=file, share=f'{share:.0%}'))}</li>"
        for file, share in zip(files, found.shares, strict=True)
    )
    texts = "".join(
        _text(side, file, report, _spans(found.passages, side))
        for side, file, report in zip(SIDES, files, reports, strict=True)
    )
    return (
        f'<!doctype html>\n<html lang="{words.tag}">\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="{SIGN}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(' · '.join(files))}</title>\n<style>{STYLE}{OWN_STYLE}</style>\n"
        f"<main>\n<h1>{escape(words('beside.title'))}</h1>\n<ul>{shares}</ul>\n"
        f"<p class=where>{escape(words('beside.judge'))}</p>\n{_left(found, files, words)}"
        f"<h2>{escape(words('beside.passages'))}</h2>\n{_passages(found, files, words)}\n"
        f"{_sentences(years, words) if years else ''}"
        f"<h2>{escape(words('beside.texts'))}</h2>\n<div class=texts>{texts}</div>\n"
        "</main>\n</html>\n"
    )


def _left(found: Comparison, files: Sequence[str], words: Words) -> str:
    """Names and years of one that stand in the other: what a reader looks for first."""
    lines = "".join(
        f"<li>{escape(files[one.file])} {prose.quote(one.quote)} "
        f"{escape(one.message_zh if words.named_in == 'zh' else one.message_en)}</li>"
        for one in found.left_over
    )
    return f"<h2>{escape(words('shared.left_over'))}</h2>\n<ul>{lines}</ul>\n" if lines else ""


def _passages(found: Comparison, files: Sequence[str], words: Words) -> str:
    if not found.passages:
        return f"<p>{escape(words('beside.none'))}</p>"
    rows = "".join(_row(n, one, files, words) for n, one in enumerate(found.passages, start=1))
    note = escape(words("shared.marked"))
    return f"<p class=where>{note}</p>\n{table(files, rows)}"


def _row(n: int, one: SharedPassage, files: Sequence[str], words: Words) -> str:
    pairs = ((one.words, one.other_words), (one.other_words, one.words))
    cells = [
        f"{prose.changed(_tight(mine), _tight(theirs))}"
        f' <a class=where href="#{side}{n}">{escape(words("beside.place"))}</a>'
        for side, (mine, theirs) in zip(SIDES, pairs, strict=True)
    ]
    told = f"{n} {words.of('changed', one.changes)}"
    return line_of("passage", told, cells, files, f"p{n}")


def _sentences(years: Sentences, words: Words) -> str:
    """What became of each sentence of the earlier year, and what is new in the later."""
    later, earlier = (_side(report) for report in (years.later, years.earlier))
    rows = "".join(shown(line, later, earlier, words) for line in lines(years.rows))
    title = words("beside.sentences", before=years.earlier.identity.report_year)
    return (
        f"<h2>{escape(title)}</h2>\n<p class=where>{escape(words('beside_years.how'))}</p>\n"
        f"{table((earlier.name, later.name), rows)}\n"
    )


def _side(report: Report) -> Side:
    titles = {one.section_id: one.title for one in report.outline.sections}
    name = PurePath(printable(report.path)).name
    return Side(name, report.text.raw, report.text.script, titles)


def _tight(words: str) -> str:
    return "".join(words.split())


def _spans(passages: Iterable[SharedPassage], side: str) -> list[tuple[int, int, int]]:
    """Start, end and number of each passage of a side, in reading order, none over another."""
    every = [
        (one.start, one.end, n) if side == SIDES[0] else (one.other_start, one.other_end, n)
        for n, one in enumerate(passages, start=1)
    ]
    kept, done = [], 0
    for start, end, n in sorted(every):
        kept.append((max(start, done), max(end, done), n))
        done = max(end, done)
    return kept


def _text(side: str, file: str, report: Report, spans: list[tuple[int, int, int]]) -> str:
    raw, pieces, done = report.text.raw, [], 0
    for start, end, n in spans:
        # Where one passage lies in another, its place is the end of that one.
        pieces.append(escape(raw[done:start]))
        held = f"{escape(raw[start:end])}<sup>{n}</sup>"
        pieces.append(f'<mark id="{side}{n}"><a href="#p{n}">{held}</a></mark>')
        done = end
    pieces.append(escape(raw[done:]))
    return f"<div><h3>{escape(file)}</h3><pre lang=zh>{''.join(pieces)}</pre></div>"
