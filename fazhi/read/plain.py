"""Plain text and Markdown, whatever the encoding."""

from __future__ import annotations

import codecs

from fazhi.errors import ReadError
from fazhi.records import RawText

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_plain(data: bytes, name: str) -> RawText:
    """Decode plain text; raises `ReadError` where the bytes are no text."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding, name)
    if b"\x00" in data:
        raise _no_text(name)
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            return _decoded(data, encoding, name)
        except UnicodeDecodeError:
            continue
    raise _no_text(name)


def _decoded(data: bytes, encoding: str, name: str) -> RawText:
    kind = "md" if name.lower().endswith((".md", ".markdown")) else "txt"
    return RawText(text=data.decode(encoding), format=kind, encoding=encoding)


def _no_text(name: str) -> ReadError:
    return ReadError(
        "the file is no text that fazhi can read",
        where=name,
        hint="Save it as UTF-8 text, HTML, DOCX or PDF.",
        code="not_text",
    )
