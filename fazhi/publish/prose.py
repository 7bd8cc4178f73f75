"""Pieces of a write-up: escaped text, values as stated, links to the sentence, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from fazhi.publish.words import Words

Row = Mapping[str, object]
TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that a notebook shows; everything quoted in it is already escaped."""

    markup: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        plain = " ".join(TAGS.sub(" ", self.markup).split())
        return {"text/html": self.markup, "text/plain": plain[:200]}

    def __add__(self, other: Html) -> Html:
        return Html(self.markup + other.markup)


def text(value: object) -> str:
    """Any value as escaped text; an absent one as a dash."""
    return "—" if value is None or value == "" else escape(str(value), quote=True)


def line(words: str) -> Html:
    """One plain line, for a section that has nothing to show."""
    return Html(f'<p class="quiet">{text(words)}</p>')


def paragraphs(sentences: Iterable[str]) -> Html:
    """Sentences of ready markup as a list to skim."""
    items = "".join(f"<li>{sentence}</li>" for sentence in sentences)
    return Html(f'<ul class="brief">{items}</ul>')


def number(value: float) -> str:
    """A number as people read it: no needless decimals, thousands apart."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def amount(row: Row, words: Words) -> str:
    """A stated value with its approximation and unit, in plain text; zero is a statement."""
    value, high = row.get("value"), row.get("value_high")
    if not isinstance(value, int | float):
        return words("amount.vague")
    if row.get("zero"):
        return words("amount.none")
    figure = number(value)
    if isinstance(high, int | float):
        figure += f"–{number(high)}"
    unit = str(row.get("unit") or "")
    if unit == "%":
        figure, unit = f"{figure}%", ""
    approx = str(row.get("approx") or "exact")
    return words(f"amount.{approx}", figure=figure, unit=unit).strip()


def link(address: str, markup: str, kind: str = "evidence") -> str:
    """A link to a place in our own site; `markup` is already escaped."""
    return f'<a class="{kind}" href="{escape(address, quote=True)}">{markup}</a>'


def quote(words: object, script: object = "simplified") -> str:
    """The author's words, in the author's script."""
    lang = "zh-Hant" if script == "traditional" else "zh-Hans"
    return f'<q lang="{lang}">{text(words)}</q>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]], kinds: str = "") -> Html:
    """A table of ready markup; `kinds` gives a letter a column: `n` for figures, `q` quotes."""
    kinds = kinds.ljust(len(head), "t")
    names = {"n": ' class="n"', "q": ' class="q"', "t": ""}
    top = "".join(
        f'<th scope="col"{names[kind]}>{text(name)}</th>'
        for kind, name in zip(kinds, head, strict=False)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td{names[kind]} data-label="{text(name)}">{cell}</td>'
            for kind, name, cell in zip(kinds, head, row, strict=False)
        )
        + "</tr>"
        for row in rows
    )
    return Html(
        f'<div class="scroll"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def facts(pairs: Iterable[tuple[str, str]]) -> Html:
    """Names and ready markup as a description list."""
    items = "".join(f"<div><dt>{text(name)}</dt><dd>{value}</dd></div>" for name, value in pairs)
    return Html(f'<dl class="facts">{items}</dl>')
