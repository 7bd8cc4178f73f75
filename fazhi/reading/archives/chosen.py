"""Which records hold a page or document that may be a report; all else is passed over."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from fazhi.reading.archives.records import Record
from fazhi.reading.faults import ARCHIVE_STARTS, OLE_START
from fazhi.reading.formats import wordxml

# Answers to `GET` with content of their own; a `resource` has no status.
GOOD = frozenset({None, 200, 203})
KINDS = frozenset({"response", "resource", "revisit"})
SCHEMES = frozenset({"http", "https", "ftp", "file"})
# Addresses that no report lies at, however their content is declared.
BESIDE_PAGES = re.compile(
    r"css|m?js|map|json|wasm|woff2?|[to]tf|eot|ico|png|jpe?g|gif|bmp|webp|svg|avif|swf|mp[34]|m4[av]"
    r"|wav|web[ma]|og[gv]|flv|avi|mov|m3u8|ts|xml|rss|atom"
)
# What of a packed folder is read; tables beside reports are none.
REPORTS = re.compile(r"s?html?|mht|mhtml|txt|pdf|docx?|docm|wps|wpt|rtf|f?odt|ofd")
OF_ROBOTS = frozenset({"/robots.txt", "/ads.txt", "/security.txt", "/.well-known/security.txt"})
OTHER_TYPES = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "text/x-js")
OTHER_WORDS = ("javascript", "json", "font", "rss+xml", "atom+xml", "shockwave", "wasm", "x-chrome")
PAGE = re.compile(rb"<html\b|<!doctype\s+html", re.I)
DOCUMENT_STARTS = (b"%PDF-", b"{\\rtf", OLE_START, *ARCHIVE_STARTS)
PICTURE_STARTS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"\x00\x00\x01\x00",
    b"wOF",
    b"II*\x00",
)


def may_be_report(record: Record) -> bool:
    """Whether the record can hold a page or document, by what stands before its content.

    Pictures are none: in an archive they belong to pages, and of a scan no text can be had here.
    """
    good = GOOD | {304} if record.kind == "revisit" else GOOD
    return (
        record.kind in KINDS
        and record.status in good
        and (lies_where_pages_do(record.address) or _declared(record).startswith("text/html"))
    )


def may_be_inside(name: str) -> bool:
    """Whether a file of a packed folder may be a report, by its name."""
    return REPORTS.fullmatch(ending_of(name)) is not None


def lies_where_pages_do(address: str) -> bool:
    """Whether a report may lie at an address, by its looks."""
    try:
        split = urlsplit(address)
    except ValueError:
        return False
    fits = split.scheme.lower() in SCHEMES and split.path.lower() not in OF_ROBOTS
    return fits and not BESIDE_PAGES.fullmatch(ending_of(split.path))


def is_report_like(record: Record, content: bytes) -> bool:
    """Whether content and declared type leave it open that this is a report.

    Servers declare types wrongly: what begins as a document does is one, and data are none.
    """
    if content.startswith(DOCUMENT_STARTS):
        return True
    kind = _declared(record)
    if kind.startswith(OTHER_TYPES) or any(word in kind for word in OTHER_WORDS):
        return False
    return (
        bool(content.strip()) and not content.startswith(PICTURE_STARTS) and not _is_data(content)
    )


def _is_data(content: bytes) -> bool:
    """JSON, and XML that no word processor wrote: what scripts of a page fetch."""
    start = content[:16384].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<?xml"):
        page = PAGE.search(start) or wordxml.OPENING.match(start)
        return page is None
    if not start.startswith((b"{", b"[")):
        return False
    try:
        json.loads(content)
    except ValueError:
        return False
    return True


def ending_of(path: str) -> str:
    """The ending of the last part of a path, lower case, without the dot; empty where none."""
    last = path.rpartition("/")[2]
    return last.rpartition(".")[2].lower() if "." in last else ""


def _declared(record: Record) -> str:
    return record.headers.get("content-type", "").partition(";")[0].strip().lower()
