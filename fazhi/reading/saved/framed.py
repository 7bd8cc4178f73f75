"""Pages with what their frames hold put in the place of each frame, where both are at hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from itertools import groupby
from urllib.parse import urljoin

FRAME = re.compile(
    r"<iframe\b((?:[^>\"']|\"[^\"]*\"|'[^']*'){0,200})>(?:[^<]{0,2000}</iframe\s*>)?", re.I
)
BASE = re.compile(r"<base\b[^>]{0,400}?\bhref\s*=\s*[\"']?([^\"'\s>]{1,400})", re.I)
VALUE = r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
SOURCE = re.compile(rf"\bsrc{VALUE}", re.I)
SIDE = re.compile(rf"\b(?:width|height){VALUE}", re.I)
# Videos, maps and counters lie on other sites, or are no pages; frames of no size count visits.
OWN_PAGE = re.compile(r"(?!\w+:|//)[^?#]+\.(?:s?html?|jspx?|aspx?|php|do)(?:[;?#].*)?", re.I)
NO_SIZE = ("0", "1", "0px", "1px")
CELL = "\t"

# What the page at an address holds: null where it is not at hand, empty where it holds no text.
Held = Callable[[str], str | None]


def base_of(markup: str, address: str) -> str:
    """What links on a page are relative to."""
    stated = BASE.search(markup)
    return _joined(address, unescape(stated[1])) if stated else address


def filled(markup: str, address: str, held: Held) -> tuple[str, tuple[str, ...]]:
    """The page with the text of its frames in their places, and frames that are not at hand.

    Args:
        markup: of the page.
        address: of the page, to which those of its frames are relative.
        held: gives the text of the page at an address.
    """
    base = base_of(markup, address)
    wanting: list[str] = []

    def put(found: re.Match[str]) -> str:
        source = _value(SOURCE.search(found[1]))
        text = held(_joined(base, source)) if source else None
        if text is not None:
            return f"<div>{''.join(_as_markup(text))}</div>"
        sizes = [_value(one) for one in SIDE.finditer(found[1])]
        if OWN_PAGE.fullmatch(source) and not any(one in NO_SIZE for one in sizes):
            wanting.append(source)
        return found[0]

    return FRAME.sub(put, markup), tuple(wanting)


def _value(found: re.Match[str] | None) -> str:
    return unescape(next(filter(None, found.groups()), "")).strip() if found else ""


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _as_markup(text: str) -> Iterator[str]:
    """Lines as paragraphs, those with cells as rows of a table."""
    for is_table, lines in groupby(text.splitlines(), lambda line: CELL in line):
        if is_table:
            rows = ("".join(f"<td>{escape(one)}</td>" for one in row.split(CELL)) for row in lines)
            yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        else:
            yield from (f"<p>{escape(line)}</p>" for line in lines)
