"""Word files (DOCX, also as WPS writes them)."""

from __future__ import annotations

from fazhi.codebook.book import Codebook
from fazhi.reading.faults import OFFICE_PART, OLE_START, ZIP_START, encrypted
from fazhi.records import RawText

NAMES = ("docx", "docm", "dotx")
FOREIGN = True
# Where sheets, slides and pages of an OFD lie.
OTHERS = ("xl/", "ppt/", "ofd.xml")
LOCKED = "EncryptedPackage".encode("utf-16-le")


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes are a DOCX, locked or not."""
    if data.startswith(OLE_START):
        return LOCKED in data
    if not data.startswith(ZIP_START):
        return False
    from fazhi.reading.zipped import part_names

    names = part_names(data)
    if names is None:
        return b"word/" in data or OFFICE_PART.encode() in data
    alike = [name.lower().replace("\\", "/") for name in names]
    if any(name.startswith("word/") and name.endswith(".xml") for name in alike):
        return True
    # The parts may lie elsewhere; those of sheets and slides do not.
    is_office = OFFICE_PART.lower() in alike
    return is_office and not any(name.startswith(OTHERS) for name in alike)


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """Read a DOCX with its numbering; raises `ReadError` if it is locked, damaged or hostile."""
    from fazhi.reading.word.body import read_word

    if data.startswith(OLE_START):
        raise encrypted()
    return read_word(data, book=book)
