"""Word files (DOCX, also as WPS writes them)."""

from __future__ import annotations

from fazhi.codebook.book import Codebook
from fazhi.reading.faults import OFFICE_PART, OLE_START, ZIP_START, encrypted
from fazhi.records import RawText

NAMES = ("docx", "docm", "dotx")
FOREIGN = True
OTHERS = (b"application/vnd.oasis", b"xl/workbook", b"ppt/presentation", b"OFD.xml")
LOCKED = "EncryptedPackage".encode("utf-16-le")


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes are a DOCX, locked or not."""
    if data.startswith(OLE_START):
        return LOCKED in data
    if not data.startswith(ZIP_START):
        return False
    # The parts may lie elsewhere; those of sheets and slides do not.
    other = any(part in data for part in OTHERS)
    return b"word/" in data or (OFFICE_PART.encode() in data and not other)


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """Read a DOCX with its numbering; raises `ReadError` if it is locked, damaged or hostile."""
    from fazhi.reading.word.body import read_word

    if data.startswith(OLE_START):
        raise encrypted()
    return read_word(data, book=book)
