"""Rich text files (RTF), read as they are stored: no program decides what a field shows today."""

from __future__ import annotations

from fazhi.codebook.book import Codebook
from fazhi.records import RawText

NAMES = ("rtf",)
FOREIGN = False
START = b"{\\rtf"


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes are RTF."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(START)


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """The words of an RTF as its page shows them; raises `ReadError` if it is cut short."""
    from fazhi.reading.formats.rtf.document import read_rtf

    return read_rtf(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
