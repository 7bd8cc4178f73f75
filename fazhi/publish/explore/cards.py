"""What a corpus or a report shows of itself: the same few lines in a notebook and a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

import polars as pl

from fazhi.publish.pages import prose, theme


class Piece(NamedTuple):
    """Plain text of a line, and the address it leads to, if any."""

    text: str
    address: str = ""


Line = tuple[str, Sequence[Piece]]


@dataclass(frozen=True, slots=True)
class Card:
    """A title, named lines, and what to do next.

    Args:
        title: what this is.
        lines: name and pieces of text of each line.
        heading: the words over the calls.
        calls: a call, and what it gives.
    """

    title: str
    lines: Sequence[Line]
    heading: str
    calls: Sequence[tuple[str, str]]

    def plain(self) -> str:
        """The card for a terminal."""
        told = [f"  {name}　{''.join(piece.text for piece in some)}" for name, some in self.lines]
        calls = [f"  {call}  # {gives}" for call, gives in self.calls]
        return "\n".join([self.title, *told, self.heading, *calls])

    def html(self) -> str:
        """The card for a notebook: everything escaped, colours those of the page around it."""
        grid = "display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:6px 0"
        quiet = f"opacity:.72;font-family:{_FONT}"
        lines = "".join(
            f'<div style="{quiet}">{prose.text(name)}</div><div>{_joined(some)}</div>'
            for name, some in self.lines
        )
        calls = "".join(
            f'<div><code style="white-space:pre">{escape(call)}</code></div>'
            f'<div style="{quiet}">{prose.text(gives)}</div>'
            for call, gives in self.calls
        )
        return (
            f'<div style="font-family:{_FONT};line-height:1.6;max-width:54em;'
            f'border-left:3px solid {theme.BLUE};padding:2px 0 2px 16px">'
            f'<div style="font-weight:600;font-size:1.15em">{prose.text(self.title)}</div>'
            f'<div style="{grid}">{lines}</div>'
            f'<div style="{quiet};margin-top:8px">{prose.text(self.heading)}</div>'
            f'<div style="{grid}">{calls}</div></div>'
        )


_FONT = escape(theme.FONT, quote=True)
_LINK = f"var(--jp-content-link-color,{theme.BLUE})"


def _joined(pieces: Sequence[Piece]) -> str:
    return "".join(
        f'<a style="color:{_LINK}" target="_blank" '
        f'href="{escape(piece.address, quote=True)}">{escape(piece.text)}</a>'
        if piece.address
        else escape(piece.text)
        for piece in pieces
    )


# Names, ids and figures up to this length stand on one line; longer ones are quotes.
UNBROKEN = 22
LEADING = ("keyword", "raw", "value", "label")
HIDDEN = frozenset(
    {"link", "start", "end", "paragraph_id", "section_id", "quantity_id", "by_kinds"}
)


def linked(rows: pl.DataFrame, most: int) -> prose.Html:
    """Rows as a table in which the first of `LEADING` columns leads where `link` says.

    Of the columns only those a person reads are shown; the context of a keyword is aligned to it.
    """
    names = [name for name in rows.columns if name not in HIDDEN]
    leads = next((name for name in LEADING if name in names), names[0] if names else "")
    head = "".join(f'<th style="text-align:left">{escape(name)}</th>' for name in names)
    body = "".join(
        f"<tr>{''.join(_cell(name, row, name == leads) for name in names)}</tr>"
        for row in rows.head(most).to_dicts()
    )
    more = f"<p>… {rows.height - most}</p>" if rows.height > most else ""
    return prose.Html(
        f'<div style="overflow-x:auto;font-family:{_FONT}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}</div>"
    )


def _cell(name: str, row: Mapping[str, object], leads: bool) -> str:
    value = row[name]
    told = prose.number(value) if isinstance(value, float) else "" if value is None else str(value)
    address = str(row.get("link") or "") if leads else ""
    side = "right" if name == "left" or isinstance(value, float) else "left"
    whole = ";white-space:nowrap" if len(told) <= UNBROKEN else ""
    return f'<td style="text-align:{side}{whole}">{_joined([Piece(told, address)])}</td>'


@dataclass(frozen=True, slots=True)
class Note:
    """Markdown that a notebook shows set and a terminal as it is."""

    markdown: str

    def __repr__(self) -> str:
        return self.markdown

    def _repr_markdown_(self) -> str:
        return self.markdown
