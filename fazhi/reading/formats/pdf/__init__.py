"""PDF files, with or without a text layer."""

from __future__ import annotations

from fazhi.codebook.book import Codebook
from fazhi.records import RawText

NAMES = ("pdf",)
FOREIGN = True
# Junk before the header is allowed within the first kilobyte.
HEADER_WITHIN = 1024


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes are a PDF."""
    return b"%PDF-" in data[:HEADER_WITHIN]


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """Read a PDF; raises `ReadError` if it is locked or damaged or needs the missing part ocr."""
    from fazhi.reading.formats.pdf.pages import read_pdf

    return read_pdf(data, book)
