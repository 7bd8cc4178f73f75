"""Web pages of government portals: the article and the portal's own statements about it."""

from __future__ import annotations

import re

from fazhi.read.decode import decode
from fazhi.records import RawText

NAMES = ("html", "htm", "shtml", "xhtml", "shtm", "asp", "aspx", "jsp", "php")
OPENING = re.compile(
    rb"^(?:\xef\xbb\xbf|\s|<\?xml[^>]{0,200}>|<!--.{0,4000}?-->)*<(?:!doctype\s+html|html|head|body"
    rb"|meta|title|div|table|p|span|article|section|script|style|link)\b",
    re.I | re.S,
)


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes open like a web page."""
    opening = data[:8192].removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")
    return OPENING.match(opening) is not None


def read(data: bytes, name: str) -> RawText:
    """The main text of a page, one paragraph a line, and its metadata."""
    return RawText(text=decode(data).text, format="html")
