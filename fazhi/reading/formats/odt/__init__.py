"""OpenDocument texts (ODT), packed or in one XML."""

from __future__ import annotations

import re

from fazhi.codebook.book import Codebook
from fazhi.reading.faults import ZIP_START
from fazhi.records import RawText

NAMES = ("odt", "fodt", "ott")
FOREIGN = True
KIND = b"application/vnd.oasis.opendocument.text"
OPENING = re.compile(
    rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?[^>]{0,400}\?>\s*|<!--.{0,4000}?-->\s*)*"
    rb"<(?:[\w.-]+:)?document\b[^>]{0,12000}opendocument",
    re.S,
)


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes are an OpenDocument text."""
    if data.startswith(ZIP_START):
        return KIND in data[:400]
    return OPENING.match(data[:16384].replace(b"\x00", b"")) is not None


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """Read an ODT with its numbering; raises `ReadError` if it is locked, damaged or hostile."""
    from fazhi.reading.formats.odt.document import read_flat, read_packed

    return read_packed(data) if data.startswith(ZIP_START) else read_flat(data)
