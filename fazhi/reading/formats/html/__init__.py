"""Web pages of government portals: the article and the portal's own statements about it."""

from __future__ import annotations

import re

from fazhi.errors import ReadError
from fazhi.reading.decode import decode
from fazhi.records import RawText

NAMES = ("html", "htm", "shtml", "xhtml", "shtm", "asp", "aspx", "jsp", "php")
OPENING = re.compile(
    rb"^(?:\xef\xbb\xbf|\s|<\?xml[^>]{0,200}>|<!--.{0,4000}?-->)*<(?:!doctype\s+html|html|head|body"
    rb"|meta|title|div|table|p|span|article|section|script|style|link)\b",
    re.I | re.S,
)
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


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes open like a web page."""
    opening = data[:8192].removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")
    return OPENING.match(opening) is not None


def read(data: bytes, name: str) -> RawText:
    """The main text of a page, one paragraph a line, and its metadata.

    Raises `ReadError`: `corrupt` where elements nest deeper than any page's do, `empty` where
    there is no text. Scripts are dropped, nothing in the page runs or is fetched.
    """
    from fazhi.reading.formats.html.page import Page

    decoded = decode(data)
    check_shape(decoded.text)
    page = Page(decoded.text)
    text = "\n".join(page.texts)
    if not text.strip():
        raise ReadError(
            "the page holds no text",
            hint="It may be filled by a script; save it from the browser once it is shown.",
            code="empty",
        )
    return RawText(
        text=text,
        format="html",
        metadata=page.metadata(),
        encoding=decoded.encoding,
        confidence=decoded.confidence,
    )


def check_shape(markup: str) -> None:
    """Refuse pages made to exhaust the parser."""
    depth = deepest = 0
    for match in NESTING.finditer(markup):
        depth = max(0, depth + (-1 if match[1] else 1))
        deepest = max(deepest, depth)
    crowded = any(tag[0].count("=") > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(markup))
    if deepest > DEEPEST or crowded:
        raise ReadError(
            f"the page nests elements more than {DEEPEST:,} deep, or crowds one with attributes",
            hint="No page of a portal does; fetch it again.",
            code="corrupt",
        )
