"""Web pages of government portals: the article and the portal's own statements about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.reading.decode import MOST_LOST, decode, not_text
from fazhi.reading.formats.html.shown.data import data_in, page_of
from fazhi.reading.mojibake import lost_marks
from fazhi.records import Lack, RawText

if TYPE_CHECKING:
    from fazhi.reading.formats.html.page import Page

NAMES = ("html", "htm", "shtml", "xhtml", "shtm", "asp", "aspx", "jsp", "php")
FOREIGN = True
OPENING = re.compile(
    rb"^(?:\xef\xbb\xbf|\s|<\?xml[^>]{0,200}>|<!--.{0,4000}?-->)*<(?:!doctype\s+html|html|head|body"
    rb"|meta|title|div|table|p|span|article|section|script|style|link)\b",
    re.I | re.S,
)
# The head of a server's answer, saved with the page, and the mark of bytes put before it.
HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*HTTP/\d(?:\.\d)? \d{3}[^\n]{0,200}\n(?:[A-Za-z-]+:[^\n]*\n){0,100}\s*"
    rb"(?:[0-9a-fA-F]{1,8}\r?\n)?",
)
LONGEST_HEAD = 4096
INSIDE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
# Elements that must be closed; others close by themselves and do not nest.
NESTING = re.compile(
    r"<(/?)(?:div|span|table|section|article|ul|ol|dl|font|b|i|u|em|strong|a|center|blockquote|"
    r"button|form|details|small|big|ruby|object|svg|math)\b",
    re.I,
)
# The parser's time grows with the square of the depth and of the attributes of one element.
DEEPEST = 3_000
LONG_TAG = re.compile(r"<[a-z][^<>]{20000,}", re.I)
MOST_ATTRIBUTES = 2_000


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes open like a web page."""
    opening = data[:8192].removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")
    if OPENING.match(_from_the_page(opening)) or data_in(data) is not None:
        return True
    ending = name.rpartition(".")[2].lower()
    return ending in NAMES and INSIDE.search(opening[:LONGEST_HEAD]) is not None


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """The main text of a page, one paragraph a line, and its metadata.

    Raises `ReadError`: `corrupt` where elements nest deeper than any page's do, and where the
    page holds no report, what it is instead (`attachment_only`, `list_page`, ...). Scripts are
    dropped, nothing in the page runs or is fetched.
    """
    from fazhi.reading.formats.html.pager import lacks_of
    from fazhi.reading.formats.html.shown.tabs import hidden_rest

    # What is lost outside the article does not matter.
    if (found := data_in(data)) is not None:
        data = page_of(found).encode(errors="replace")
    decoded = decode(_from_the_page(data), most_lost=MOST_LOST, book=book)
    page = _page_with_article(decoded.text, book)
    text = "\n".join(page.texts)
    lost = lost_marks(text)
    if lost and sum(mark.end - mark.start for mark in lost) > MOST_LOST * len(text):
        raise not_text()
    is_odd = lost or (decoded.is_garbled and not decoded.doubtful)
    return RawText(
        text=text,
        format="html",
        metadata=page.metadata(),
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        doubtful=lost,
        lacks=(
            *lacks_of(page, book),
            *hidden_rest(page),
            *((Lack("garbled"),) if is_odd else ()),
        ),
    )


def _page_with_article(markup: str, book: Codebook) -> Page:
    """The page, or what it carries without showing it; raises what the page is instead."""
    from fazhi.reading.formats.html.buried import buried_article
    from fazhi.reading.formats.html.elsewhere import evidence_against
    from fazhi.reading.formats.html.login import asks_who
    from fazhi.reading.formats.html.page import Page

    check_shape(markup)
    page = Page(markup, book=book)
    evidence = evidence_against(page, book)
    if asked := asks_who(page, evidence, book):
        raise asked.error()
    if evidence is None and not page.lacks_rest:
        return page
    buried = buried_article(page.tree)
    if evidence is not None and not buried:
        raise evidence.error()
    check_shape(buried)
    held = page.with_body(buried) if buried else page
    return held if evidence is not None or held.continues(page) else page


def _from_the_page(data: bytes) -> bytes:
    """The bytes without the head of an answer that was saved with the page."""
    head = HEAD.match(data[:LONGEST_HEAD])
    return data[head.end() :] if head else data


def check_shape(markup: str) -> None:
    """Refuse pages made to exhaust the parser."""
    crowded = markup.count("=") > MOST_ATTRIBUTES and any(
        tag[0].count("=") > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(markup)
    )
    if crowded or _depth(markup) > DEEPEST:
        raise ReadError(
            f"the page nests elements more than {DEEPEST:,} deep, or crowds one with attributes",
            hint="No page of a portal does; fetch it again.",
            code="corrupt",
        )


def _depth(markup: str) -> int:
    """How deep elements nest; 0 where the page has too few of them to nest too deep."""
    depth = deepest = 0
    if markup.count("<") <= DEEPEST:
        return 0
    for match in NESTING.finditer(markup):
        depth = max(0, depth + (-1 if match[1] else 1))
        deepest = max(deepest, depth)
    return deepest
