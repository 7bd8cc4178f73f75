"""The page of a check: the list, then each draft with every finding marked, all text escaped."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from itertools import pairwise

from fazhi.analyse.asked import FREE
from fazhi.codebook.names import name_in
from fazhi.codebook.requirements import GROUPS
from fazhi.language.printable import printable
from fazhi.pipeline.check import Unread, Verdict, requirements_by_id
from fazhi.pipeline.drafts.doubts import Doubt
from fazhi.pipeline.drafts.own import SIGN
from fazhi.pipeline.drafts.roll import Roll, Row
from fazhi.publish.check.against import NONE, Found, section
from fazhi.publish.check.listing import filter_style, list_section
from fazhi.publish.check.words import doubt_words, lack_words, reason_words, shown_path, where_words
from fazhi.publish.pages.words import Words
from fazhi.records import SEVERITIES, Finding

STYLE = """
:root { color-scheme: light dark; --error: #b03a2e; --warning: #7a5a00; --note: #1f618d;
  --line: #8884; --ok: #196f3d; --paper: #fff; --ink: #1c2126; --link: #1f5f9e; }
@media (prefers-color-scheme: dark) {
  :root { --error: #f1948a; --warning: #f4d03f; --note: #85c1e9; --ok: #7dcea0;
    --paper: #15181b; --ink: #e6e8ea; --link: #8dbdf0; }
}
html { background: var(--paper); color: var(--ink); } a { color: var(--link); }
body { font: 16px/1.75 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } td { border-top: 1px solid var(--line);
  padding: .3rem .6rem .3rem 0; vertical-align: top; } td:first-child { min-width: 9em; }
@media (max-width: 40rem) { .list tr, .list td { display: block; } .list th { display: none; }
  .list td { border: 0; padding: 0; }
  .list td[data-head]:not([data-head=""])::before { content: attr(data-head) " "; opacity: .85; }
  .list tr { border-top: 1px solid var(--line); }
  .list .tag { white-space: normal; } }
th { font-weight: 600; padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: bottom; }
.list th:last-child { min-width: 4em; }
.tag { border-radius: .3rem; border: 1px solid currentColor; font-size: .8rem; padding: 0 .4rem;
  white-space: nowrap; }
.error, .no { color: var(--error); } .warning, .partly { color: var(--warning); }
.note { color: var(--note); } .yes { color: var(--ok); }
h3 { font-size: 1rem; } .both td { overflow-wrap: anywhere; width: 50%; }
@media (max-width: 40rem) { .both td { border: 0; display: block; width: auto; }
  .both tr { border-top: 1px solid var(--line); } }
u { text-decoration: underline 2px var(--error); text-underline-offset: .25em; }
li { margin: .6rem 0; } .first { margin: .2rem 0; }
q { opacity: .85; } .where { opacity: .85; font-size: .85rem; }
pre { font: inherit; overflow-wrap: anywhere; white-space: pre-wrap; border-top: 1px solid
  var(--line); padding-top: 1rem; }
.back { font-size: .9rem; }
input.of { position: absolute; opacity: 0; } input.of + label { border: 1px solid var(--line);
  border-radius: 1rem; cursor: pointer; display: inline-block;
  margin: .2rem; padding: .1rem .7rem; }
input.of:checked + label { background: var(--ink); color: var(--paper); }
input.of:focus-visible + label { outline: 3px solid var(--link); outline-offset: 2px; }
mark { background: none; cursor: help; }
mark:target, li:target { outline: 3px solid currentColor; outline-offset: 3px; }
@page { size: A4; margin: 18mm 15mm; }
@media print { :root { --error: #8f2d23; --warning: #5f4600; --note: #1a4f76; --ok: #145a32;
  --paper: #fff; --ink: #000; --link: #000; }
  body { font-size: 10.5pt; max-width: none; padding: 0; } section + section { break-before: page; }
  .unread + .unread { break-before: auto; }
  .back, .filter, input.of, input.of + label { display: none; }
  .list { font-size: 9.5pt; line-height: 1.5; }
  thead { display: table-header-group; } tr, li { break-inside: avoid; } }
mark a { color: inherit; text-decoration: none; border-bottom: 2px solid currentColor; }
"""


def check_page(roll: Roll, page: Words, beside: Found = NONE) -> str:
    """One self-contained page for one or more files given; no script, nothing from outside."""
    listed = len(roll.rows) > 1 or bool(roll.dues)
    parts = [list_section(roll, page)] if listed else []
    parts += [
        _section(number, row, listed, page, beside)
        for number, row in enumerate(roll.rows, 1)
        if row.outcome
    ]
    return (
        f'<!doctype html>\n<html lang="{page.tag}">\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="{SIGN}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{page('draft.title')}</title>\n<style>{STYLE}{filter_style()}</style>\n"
        f"<main>\n{''.join(parts)}</main>\n</html>\n"
    )


def _section(number: int, row: Row, listed: bool, page: Words, beside: Found) -> str:
    """What is told of one file, with the way back to the list."""
    one = row.outcome
    if isinstance(one, Verdict):
        told = _draft(number, one, row.doubts, page, beside)
    else:
        told = _unread(one, page) if one else ""
    back = f'<p class=back><a href="#list">↑ {page("roll.back")}</a></p>\n' if listed else ""
    kind = " class=unread" if isinstance(one, Unread) else ""
    return f'<section id="d{number}"{kind}>\n{back}{told}{back}</section>\n'


def _first(doubts: tuple[Doubt, ...], page: Words) -> str:
    """Why to ask whether this is the draft that was meant, before all else."""
    tag = f'<span class="tag error">{page("check.first")}</span>'
    return "".join(
        f"<p class=first>{tag} {escape(printable(doubt_words(one, page)))}</p>" for one in doubts
    )


def _unread(unread: Unread, page: Words) -> str:
    tag = f'<span class="tag error">{page("draft.unread")}</span>'
    told = escape(printable(reason_words(unread, page)))
    return f"<h1>{escape(shown_path(unread))}</h1>\n<p>{tag} {told}</p>\n"


def _draft(
    number: int, verdict: Verdict, doubts: tuple[Doubt, ...], page: Words, beside: Found
) -> str:
    found = beside.get(verdict.path)
    stood = section(verdict, found, page) if found else ""
    name = verdict.report.identity.title or shown_path(verdict)
    return (
        f"<h1>{escape(name)}</h1>\n"
        f"<p class=where>{escape(shown_path(verdict))}</p>\n{_first(doubts, page)}"
        f"{_lacks(verdict, page)}{_requirements(verdict, page)}\n"
        f"<h2>{page('draft.findings')}</h2>\n{_findings(number, verdict, page)}\n{stood}"
        f"<h2>{page('draft.text')}</h2>\n<pre lang=zh>{_marked(number, verdict, page)}</pre>\n"
    )


def _lacks(verdict: Verdict, page: Words) -> str:
    tag = f'<span class="tag warning">{page.of("severity", "warning")}</span>'
    return "".join(
        f"<p class=first>{tag} {escape(printable(one))}</p>" for one in lack_words(verdict, page)
    )


def _requirements(verdict: Verdict, page: Words) -> str:
    """A table for each group of requirements: its name, the article, verdict, words, place."""
    if not verdict.mets:
        return f"<p>{page('draft.other')}</p>"
    entries, tallies = requirements_by_id(page.book), verdict.tallies()
    told = ""
    for group in GROUPS:
        if group not in tallies:
            continue
        rows = ""
        for one in verdict.group(group):
            entry = entries[one.requirement]
            told = page("required.free") if one.met == FREE else ""
            rows += (
                f"<tr><td>{escape(name_in(page.language, entry))}"
                f"<br><span class=where>{escape(entry.by(page.language))}</span></td>"
                f'<td><span class="tag {one.met}">{page.of("state", one.met)}</span></td>'
                f"<td>{_quote(one.quote) or escape(told)}</td></tr>"
            )
        met, every = tallies[group]
        heading = page("roll.tally", group=page.of("group", group), met=met, all=every)
        told += f"<h2>{heading}</h2>\n<table>{rows}</table>\n"
    return told


def _quote(words: str | None) -> str:
    return f"<q>{escape(words)}</q>" if words else ""


def _findings(number: int, verdict: Verdict, page: Words) -> str:
    if not verdict.findings:
        return f"<p>{page('draft.none')}</p>"
    items: list[str] = []
    for at, one in enumerate(verdict.findings, start=1):
        where = escape(where_words(verdict, one, page))
        message = page.message(one)
        tag = f'<span class="tag {one.severity}">{page.of("severity", one.severity)}</span>'
        items.append(
            f'<li id="f{number}-{at}">{tag}'
            f' {escape(message)} <a class=where href="#m{number}-{at}">{where}</a>'
            f"<br>{_quote(one.quote)}</li>"
        )
    return f"<ol>{''.join(items)}</ol>"


def _marked(number: int, verdict: Verdict, page: Words) -> str:
    """The raw text, cut wherever a mark begins or ends; marks may nest or cross."""
    raw = verdict.report.text.raw
    begun, ended = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for at, one in enumerate(verdict.findings, start=1):
        if one.place:
            begun[one.place.start].append(at)
            ended[one.place.end].append(at)
    pieces: list[str] = []
    open_marks: set[int] = set()
    for start, end in pairwise(sorted({0, len(raw), *begun, *ended})):
        fresh = begun.get(start, [])
        # A mark of no length is over before it covers anything.
        open_marks = (open_marks | set(fresh)).difference(ended.get(start, ()))
        over = [(at, verdict.findings[at - 1]) for at in sorted(open_marks)]
        pieces.append(_piece(raw[start:end], over, (number, fresh), page))
    return "".join(pieces)


def _piece(
    words: str, over: list[tuple[int, Finding]], anchors: tuple[int, list[int]], page: Words
) -> str:
    shown = escape(words)
    if not over:
        return shown
    number, fresh = anchors
    gravest = min((one.severity for _, one in over), key=SEVERITIES.index)
    tips = [page.message(one) for _, one in over]
    tip = escape("\n".join(tips))
    ids = "".join(f'<a id="m{number}-{at}"></a>' for at in fresh)
    link = f'<a href="#f{number}-{over[0][0]}">{shown}</a>'
    return f'{ids}<mark class="{gravest}" title="{tip}">{link}</mark>'
