"""The page of a check: the draft with every finding marked in place, all text escaped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from fazhi.codebook.names import name_in
from fazhi.language.printable import printable
from fazhi.pipeline.check import Outcome, Unread, Verdict, requirements_by_id
from fazhi.pipeline.doubts import Doubt, all_doubts
from fazhi.publish.pages.check_words import doubt_words, reason_words, shown_path, total_words
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
  .list td { border: 0; padding: 0; } .list tr { border-top: 1px solid var(--line); }
  .list .tag { white-space: normal; } }
th { font-weight: 600; padding: .3rem .6rem .3rem 0; text-align: left; }
.tag { border-radius: .3rem; border: 1px solid currentColor; font-size: .8rem; padding: 0 .4rem;
  white-space: nowrap; }
.error, .no { color: var(--error); } .warning, .partly { color: var(--warning); }
.note { color: var(--note); } .yes { color: var(--ok); }
li { margin: .6rem 0; } .first { margin: .2rem 0; }
q { opacity: .85; } .where { opacity: .85; font-size: .85rem; }
pre { font: inherit; overflow-wrap: anywhere; white-space: pre-wrap; border-top: 1px solid
  var(--line); padding-top: 1rem; }
mark { background: none; cursor: help; }
mark:target, li:target { outline: 3px solid currentColor; outline-offset: 3px; }
mark a { color: inherit; text-decoration: none; border-bottom: 2px solid currentColor; }
"""


def check_page(outcomes: Sequence[Outcome], page: Words) -> str:
    """One self-contained page for one or more files given; no script, nothing from outside."""
    doubts = all_doubts(outcomes, page.book)
    parts = [
        _unread(number, one, page)
        if isinstance(one, Unread)
        else _draft(number, one, doubts[number - 1], page)
        for number, one in enumerate(outcomes, 1)
    ]
    if len(outcomes) > 1:
        parts.insert(0, _overview(outcomes, doubts, page))
    return (
        f'<!doctype html>\n<html lang="{page.tag}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{page('draft.title')}</title>\n<style>{STYLE}</style>\n{''.join(parts)}</html>\n"
    )


Doubts = Sequence[Doubt]


def _overview(outcomes: Sequence[Outcome], doubts: Sequence[Doubts], page: Words) -> str:
    """A row a file: its name leading to it, what to look at first, what is missing, findings."""
    rows = []
    for number, (one, found) in enumerate(zip(outcomes, doubts, strict=True), start=1):
        cells = (
            ("—", _reason(one, page), "") if isinstance(one, Unread) else _cells(one, found, page)
        )
        name = f'<a href="#d{number}">{escape(shown_path(one))}</a>'
        rows.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in (name, *cells))}</tr>")
    head = "".join(
        f"<th>{page(f'draft.{name}')}</th>" for name in ("draft", "met", "lacking", "findings")
    )
    return (
        f"<section>\n<h1>{page('draft.title')}</h1>\n"
        f"<p>{escape(total_words(outcomes, doubts, page))}</p>\n"
        f"<table class=list><tr>{head}</tr>{''.join(rows)}</table>\n</section>\n"
    )


def _cells(verdict: Verdict, doubts: Doubts, page: Words) -> tuple[str, str, str]:
    """How many requirements are met, what to look at first and what is missing, findings."""
    met = f"{verdict.met()}/{len(verdict.mets)}" if verdict.mets else "—"
    lacking = _first(doubts, page) + ("" if verdict.mets else page("draft.other"))
    for kind, how in (("no", ""), ("partly", f" ({page('draft.partly')})")):
        for name in verdict.named(kind, page.language):
            lacking += f'<span class="tag {kind}">{escape(name)}{how}</span> '
    counts = verdict.counts().items()
    return (
        met,
        lacking,
        " ".join(f"{page(f'draft.{kind}')} {count}" for kind, count in counts if count),
    )


def _first(doubts: Doubts, page: Words) -> str:
    """Why to ask whether this is the draft that was meant, before all else."""
    tag = f'<span class="tag error">{page("check.first")}</span>'
    return "".join(
        f"<p class=first>{tag} {escape(printable(doubt_words(one, page)))}</p>" for one in doubts
    )


def _reason(unread: Unread, page: Words) -> str:
    tag = f'<span class="tag error">{page("draft.unread")}</span>'
    return f"{tag} {escape(printable(reason_words(unread, page)))}"


def _unread(number: int, unread: Unread, page: Words) -> str:
    return (
        f'<section id="d{number}">\n<h1>{escape(shown_path(unread))}</h1>\n'
        f"<p>{_reason(unread, page)}</p>\n</section>\n"
    )


def _draft(number: int, verdict: Verdict, doubts: Doubts, page: Words) -> str:
    name = verdict.report.identity.title or shown_path(verdict)
    return (
        f'<section id="d{number}">\n<h1>{escape(name)}</h1>\n'
        f"<p class=where>{escape(shown_path(verdict))}</p>\n{_first(doubts, page)}"
        f"<h2>{page('draft.requirements')}</h2>\n{_requirements(verdict, page)}\n"
        f"<h2>{page('draft.findings')}</h2>\n{_findings(number, verdict, page)}\n"
        f"<h2>{page('draft.text')}</h2>\n<pre lang=zh>{_marked(number, verdict, page)}</pre>\n"
        "</section>\n"
    )


def _requirements(verdict: Verdict, page: Words) -> str:
    entries = requirements_by_id(page.book)
    if not verdict.mets:
        return f"<p>{page('draft.other')}</p>"
    rows = [
        f"<tr><td>{escape(name_in(page.language, entries[one.requirement]))}</td>"
        f'<td><span class="tag {one.met}">{page(f"draft.{one.met}")}</span></td>'
        f"<td>{_quote(one.quote)}</td></tr>"
        for one in verdict.mets
    ]
    return f"<table>{''.join(rows)}</table>"


def _quote(words: str | None) -> str:
    return f"<q>{escape(words)}</q>" if words else ""


def _findings(number: int, verdict: Verdict, page: Words) -> str:
    if not verdict.findings:
        return f"<p>{page('draft.none')}</p>"
    items: list[str] = []
    for at, one in enumerate(verdict.findings, start=1):
        line = verdict.line(one)
        where = page("draft.line", n=line) if line else ""
        message = page.message(one)
        tag = f'<span class="tag {one.severity}">{page("draft." + one.severity)}</span>'
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
