"""The codebook as a page: what each indicator counts, and how many reports here state it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import polars as pl
from markupsafe import Markup

from fazhi.codebook.entries import Indicator, examples
from fazhi.codebook.indicators import indicators
from fazhi.publish.pages import links, prose
from fazhi.publish.pages.layout import Page, wrapped
from fazhi.publish.pages.words import Words
from fazhi.tables.view import Tables
from fazhi.trust.evaluate import Score, by_indicator

# How many of how many reports state an indicator, and its score where hands annotated it.
Known = tuple[tuple[int, int], Score | None]
# Sentences shown of each kind; the files of the codebook hold all.
SHOWN = 4


def page(tables: Tables, words: Words, nav: list[tuple[str, str]]) -> str:
    """The page of all indicators, a heading a field, an anchor an indicator."""
    stated, scores = _stated(tables), _scores(tables)
    book, total = indicators(words.book), len(tables.reports())
    parts = [
        f'<h1 class="title">{prose.text(words("codebook.title"))}</h1>',
        f'<p class="lead">{prose.text(words("codebook.lead", n=len(book)))}</p>',
    ]
    for field, codes in groupby(sorted(book), key=lambda code: code.partition(".")[0]):
        inside = "".join(
            _entry(code, book[code], ((stated.get(code, 0), total), scores.get(code)), words)
            for code in codes
        )
        heading = prose.text(words.field(f"{field}."))
        parts.append(f'<section class="prose" id="{prose.text(field)}"><h2>{heading}</h2>{inside}')
        parts.append("</section>")
    return wrapped(
        Markup("".join(parts)), Page(words("codebook.title"), words, nav, links.CODEBOOK)
    )


def _stated(tables: Tables) -> dict[str, int]:
    """How many reports state each indicator, zero and conflict among it."""
    rows = tables.scan("indicators").group_by("indicator").agg(pl.col("report_id").n_unique())
    return dict(rows.collect().iter_rows())


def _scores(tables: Tables) -> dict[str, Score]:
    """How the machine compares with the hand annotations of these reports, by indicator."""
    columns = ("indicator", "gold_indicator", "value", "gold_value")
    return by_indicator(tables.scan("evaluation_pairs").select(columns).collect().iter_rows())


def _entry(code: str, entry: Indicator, known: Known, words: Words) -> str:
    told = "".join(
        f"<li><b>{prose.text(name)}</b> {markup}</li>"
        for name, markup in _facts(entry, known, words)
    )
    # Names and sentences are in Chinese whatever the page's language is.
    other = entry.en if words.language == "zh" else entry.zh
    named = f"{prose.text(words.indicator(code))} <code>{prose.text(code)}</code>"
    return (
        f'<h3 id="{prose.text(code)}">{named}</h3>'
        f'<p class="quiet">{prose.mixed(other, words)}</p><ul>{told}</ul>'
    )


def _facts(entry: Indicator, known: Known, words: Words) -> Iterator[tuple[str, str]]:
    chinese = words.language == "zh"
    definition = (entry.definition_zh if chinese else entry.definition) or entry.definition_zh
    comma = words("list.comma")
    if definition or entry.definition:
        yield words("codebook.definition"), prose.mixed(definition or entry.definition, words)
    yield words("codebook.units"), prose.mixed(comma.join(entry.units), words)
    if entry.unlike:
        yield words("codebook.unlike"), prose.mixed(comma.join(entry.unlike), words)
    yield words("codebook.combine"), prose.text(words(f"combine.{entry.combine}"))
    (n, of), score = known
    yield words("codebook.stated"), prose.text(words("codebook.stated.n", n=n, of=of))
    yield words("codebook.scored"), prose.text(_scored(score, words))
    if entry.proposed:
        yield words("codebook.proposed"), prose.text(words("why.settled.proposed"))
    for name, sentences in (("match", entry.match), ("mismatch", entry.mismatch)):
        if sentences:
            shown = " ".join(_sentence(one) for one in sentences[:SHOWN])
            yield words(f"codebook.{name}"), shown


def _scored(score: Score | None, words: Words) -> str:
    if score is None:
        return words("codebook.scored.none")
    low, high = (f"{one:.2f}" for one in score.interval)
    counts = {"right": score.right, "wrong": score.wrong, "missed": score.missed}
    return words("codebook.scored.n", f1=f"{score.f1:.2f}", low=low, high=high, **counts)


def _sentence(sentence: str) -> str:
    """An example, its figure in bold."""
    marks = list(examples(sentence))
    if not marks:
        return prose.quote(sentence)
    text, at, told = marks[0].text, 0, ""
    for mark in marks:
        end = mark.start + len(mark.raw)
        told += prose.text(text[at : mark.start]) + f"<b>{prose.text(mark.raw)}</b>"
        at = end
    return f'<q lang="zh-Hans">{told}{prose.text(text[at:])}</q>'
