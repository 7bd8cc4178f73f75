"""OFD files (GB/T 33190), the national layout format."""

from __future__ import annotations

from fazhi.codebook.book import Codebook
from fazhi.reading.faults import ZIP_START
from fazhi.records import RawText

NAMES = ("ofd",)
FOREIGN = True


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes are an OFD."""
    if not data.startswith(ZIP_START):
        return False
    from fazhi.reading.zipped import part_names

    names = part_names(data)
    if names is None:
        return b"ofd.xml" in data.lower()
    return any(name.lower().endswith("ofd.xml") for name in names)


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """Read an OFD; raises `ReadError` if it is damaged, hostile or needs the missing part ocr."""
    from fazhi.reading.formats.ofd.pages import read_ofd

    return read_ofd(data)
