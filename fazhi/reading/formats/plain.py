"""Plain text and Markdown, whatever the encoding."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.reading.decode import decode, looks_like_text
from fazhi.reading.faults import of_other_kind, table_of_cells, told_by_start
from fazhi.records import Lack, Mark, RawText

NAMES = ("txt", "text", "md", "markdown")
FOREIGN = False
# Text by its bytes, and no report: a list of towns, an export of figures.
TABLES = (".csv", ".tsv")
# Read as text, its marks would stand among the words.
XML = re.compile(r"\s*<\?xml\s[^>]{0,200}\?>\s*<")
# What programs that publish Markdown keep at its head, and what they call its title.
FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?:(?:[\w-]{1,40}:|[ \t#-])[^\n]*\n){1,60}?---[ \t]*(?:\r?\n|$)"
)
FRONT_TITLE = re.compile(r"^title:[ \t]*([\"']?)(?P<title>[^\n]{2,120}?)\1[ \t]*\r?$", re.MULTILINE)


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes are text in an encoding that reports come in."""
    return looks_like_text(data, book)


def without_padding(data: bytes, book: Codebook) -> bytes:
    """Text without the zero bytes that fill up a block at its end; all else as it is.

    Zeros inside, or bytes that are a text with them, tell of UTF-16 or UTF-32.
    """
    rest = data.rstrip(b"\x00")
    if rest == data or b"\x00" in rest or rest.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data
    return rest if not looks_like_text(data, book) and looks_like_text(rest, book) else data


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """Decode plain text; raises `ReadError` (`not_text`) where it is none, or a table of cells."""
    if name.lower().endswith(TABLES):
        raise table_of_cells()
    if other := told_by_start(data):
        raise other
    decoded = decode(data, book=book)
    if XML.match(decoded.text):
        raise of_other_kind(data) or ReadError(
            "the file is XML of a kind that fazhi does not know",
            hint="Open it in the program that made it and save it as DOCX or PDF.",
            code="not_text",
        )
    kind = "md" if name.lower().endswith((".md", ".markdown")) else "txt"
    front = FRONT.match(decoded.text) if kind == "md" else None
    title = FRONT_TITLE.search(front[0]) if front else None
    return RawText(
        text=decoded.text,
        format=kind,
        metadata={"title": title["title"]} if title else {},
        drops=(Mark("markup", front.start(), front.end()),) if front else (),
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        doubtful=decoded.doubtful,
        lacks=(Lack("garbled"),) if decoded.is_garbled else (),
    )
