"""Pieces of a write-up: escaped text, values as stated, links to the sentence, tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from markupsafe import Markup

from fazhi.publish.pages.words import CHINESE, Words

Row = Mapping[str, object]
# What a title does not break: English at its hyphens, Chinese in the middle of a word or a date.
COMPOUND = re.compile("rule-of-law|[0-9]{4}年|法治政府建设(?:年度报告)?")
# Neither a place on the same page, nor an address of its own.
OWN_PAGE = re.compile(r'(<a [^>]*?href=")(?!#|/|[a-z][a-z0-9+.-]*:)')
TAGS = re.compile(r"<[^>]+>")
SIGN = "[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e]"
# A run of Chinese with the figures, quotation marks and dashes inside it.
RUN = re.compile(f"{SIGN}(?:[0-9A-Za-z“”‘’…—·.%]*{SIGN})*")

# What would end a script or a JSON block early, or break a line in older script engines.
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
UNSAFE_TABLE = str.maketrans(UNSAFE)


def as_json(value: object) -> Markup:
    """JSON that can stand inside a script element whatever text it holds."""
    packed = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(packed.translate(UNSAFE_TABLE))


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that a notebook shows; everything quoted in it is already escaped."""

    markup: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        plain = " ".join(TAGS.sub(" ", self.markup).split())
        return {"text/html": self.markup, "text/plain": plain[:200]}

    def from_folder(self, folder: str) -> Html:
        """The markup with its links to pages and files of the site led through a folder."""
        return Html(OWN_PAGE.sub(rf"\1{escape(folder, quote=True)}", self.markup))

    def __add__(self, other: Html) -> Html:
        return Html(self.markup + other.markup)


def text(value: object) -> str:
    """Any value as escaped text; an absent one as a dash."""
    return "—" if value is None or value == "" else escape(str(value), quote=True)


def mixed(value: object, words: Words) -> str:
    """Any value as escaped text, its Chinese marked as such on a page in another language."""
    shown = text(value)
    return shown if words.language == "zh" else RUN.sub(r'<span lang="zh">\g<0></span>', shown)


def heading(value: object, words: Words) -> str:
    """A title as escaped text whose compounds stay on one line."""
    return COMPOUND.sub(r'<span class="together">\g<0></span>', mixed(value, words))


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


def rounded(value: float) -> str:
    """A middle or a share in four digits, thousands whole and never as a power of ten."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"


def folded(name: str, inside: Html, told: bool = False) -> Html:
    """What only some readers want, behind its name (plain text); paper shows it.

    Paper shows the name only where it is `told`: what stands inside would not be understood.
    """
    named = f'<p class="told"><b>{text(name)}</b></p>' if told else ""
    return Html(
        f'<details class="more"><summary>{text(name)}</summary>{named}{inside.markup}</details>'
    )


# What is counted has a name, in which other languages than Chinese hold the measure word.
COUNTED = ("count", "persons")
BOUNDS = (
    ("over", "least", re.compile("不少[于於]|不低[于於]|不[小下][于於]|至少|以上|起码")),
    ("under", "most", re.compile("不超[过過]|不多[于於]|不高[于於]|以[内內下]|至多|最多")),
    ("under", "less", re.compile("不足|不到|不[满滿]|少[于於]|低[于於]")),
)


def amount(row: Row, words: Words) -> str:
    """A stated value with its approximation and unit, in plain text; zero is a statement.

    On a page in English the measure word is English, or left out where there is none for it.
    """
    value, high = row.get("value"), row.get("value_high")
    if not isinstance(value, int | float):
        return words("amount.vague")
    if row.get("zero"):
        return words("amount.none")
    figure = number(value)
    if isinstance(high, int | float):
        figure += f"–{number(high)}"
    stated, code = str(row.get("unit") or ""), row.get("indicator")
    one = value == 1 and high is None
    unit = words.measure(stated, code if isinstance(code, str) else None, one)
    if unit == "%":
        figure, unit = f"{figure}%", ""
    return words(f"amount.{_bound(row)}", figure=figure, unit=unit).strip()


def figure(row: Row, words: Words) -> str:
    """The same beside the name of what is counted: in other languages without its measure word."""
    counted = words.language != "zh" and row.get("dimension") in COUNTED
    return amount({**row, "unit": ""} if counted else row, words)


def _bound(row: Row) -> str:
    """How the value bounds the true number; by the author's words where the row has them.

    The column `approx` tells no bound that includes the number (不少于6次) from one that does not.
    """
    approx, raw = str(row.get("approx") or "exact"), str(row.get("raw") or "")
    return next(
        (bound for kind, bound, said in BOUNDS if kind == approx and said.search(raw)), approx
    )


def shown_amount(row: Row, words: Words) -> str:
    """The same as markup; on a page in English with the author's measure word behind it."""
    shown, unit = text(amount(row, words)), str(row.get("unit") or "")
    told = isinstance(row.get("value"), int | float) and not row.get("zero")
    if words.language == "zh" or not told or not CHINESE.search(unit):
        return shown
    return f'{shown} <span lang="zh">({text(unit)})</span>'


def link(address: str, markup: str, kind: str = "evidence") -> str:
    """A link to a place in our own site; `markup` is already escaped."""
    return f'<a class="{kind}" href="{escape(address, quote=True)}">{markup}</a>'


def quote(words: object, script: object = "simplified") -> str:
    """The author's words, in the author's script."""
    lang = "zh-Hant" if script == "traditional" else "zh-Hans"
    return f'<q lang="{lang}">{text(words)}</q>'


def changed(words: str, other: str, script: object = "simplified") -> str:
    """The author's words, what is not in the other's underlined."""
    pieces = []
    for name, start, end, *_ in SequenceMatcher(None, words, other, autojunk=False).get_opcodes():
        if start < end:
            piece = text(words[start:end])
            pieces.append(piece if name == "equal" else f"<u>{piece}</u>")
    lang = "zh-Hant" if script == "traditional" else "zh-Hans"
    return f'<q lang="{lang}">{"".join(pieces)}</q>'


CELLS = {"n": ' class="n"', "q": ' class="q"', "l": ' class="l"', "s": "", "t": ""}
Cells = Iterable[Sequence[str]]


def table(head: Sequence[str], rows: Cells, kinds: str = "", caption: str = "") -> Html:
    """A table of ready markup; `kinds` gives a letter a column: `n` for figures, `q` quotes,
    `l` names that need room. With a `q` or an `s` cells stack where the page is narrow.

    `caption` says what the table holds, for those who hear the page.
    """
    return grouped(head, {"": rows}, kinds, caption)


def grouped(
    head: Sequence[str], groups: Mapping[str, Cells], kinds: str = "", caption: str = ""
) -> Html:
    """A table whose rows stand in named groups; a group without name has no heading."""
    stacked = ' class="stack even"' if "s" in kinds else ' class="stack"' if "q" in kinds else ""
    kinds = kinds.ljust(len(head), "t")
    top = "".join(
        f'<th scope="col" role="columnheader"{CELLS[kind]}>{text(name)}</th>'
        for kind, name in zip(kinds, head, strict=False)
    )
    bodies = []
    for name, rows in groups.items():
        title = (
            f'<tr class="group" role="row"><th scope="rowgroup" role="rowheader" '
            f'colspan="{len(head)}">{text(name)}</th></tr>'
            if name
            else ""
        )
        body = "".join(_row(row, kinds) for row in rows)
        bodies.append(f'<tbody role="rowgroup">{title}{body}</tbody>')
    named = f' aria-label="{text(caption)}"' if caption else ""
    told = f'<caption class="unseen">{text(caption)}</caption>' if caption else ""
    # Roles are written out: where a narrow page stacks the cells, browsers forget them.
    return Html(
        f'<div class="scroll" role="group" tabindex="0"{named}><table role="table"{stacked}>{told}'
        f'<thead role="rowgroup"><tr role="row">{top}</tr></thead>{"".join(bodies)}</table></div>'
    )


def _row(row: Sequence[str], kinds: str) -> str:
    cells = (
        f'<td role="cell"{CELLS[kind]}>{cell}</td>' for kind, cell in zip(kinds, row, strict=False)
    )
    return f'<tr role="row">{"".join(cells)}</tr>'


def facts(pairs: Iterable[tuple[str, str]]) -> Html:
    """Names and ready markup as a description list."""
    items = "".join(f"<div><dt>{text(name)}</dt><dd>{value}</dd></div>" for name, value in pairs)
    return Html(f'<dl class="facts">{items}</dl>')
