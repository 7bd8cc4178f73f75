"""Word files written as one XML: flat OPC (Word 2007 and later) and Word 2003 XML."""

from __future__ import annotations

import re

from fazhi.codebook.book import Codebook
from fazhi.records import RawText

NAMES = ("wordml",)
FOREIGN = True
FLAT = b"http://schemas.microsoft.com/office/2006/xmlPackage"
WORD_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
OPENING = re.compile(
    rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?[^>]{0,400}\?>\s*|<!--.{0,4000}?-->\s*)*"
    rb"<(?:[\w.-]+:)?(package|wordDocument)\b([^>]{0,8000})",
    re.S,
)


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes are a Word file in one XML."""
    opening = OPENING.match(data[:16384].replace(b"\x00", b""))
    return opening is not None and (FLAT in opening[2] or WORD_2003 in opening[2])


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """Read as DOCX is read; raises `ReadError` if the file is damaged or hostile."""
    from fazhi.reading.word.body import read_parts
    from fazhi.reading.word.parts import FlatParts
    from fazhi.reading.word.word2003 import read_word_2003
    from fazhi.reading.zipped import parse_xml

    root = parse_xml(data)
    if str(root.tag).endswith("}package"):
        return read_parts(FlatParts(root), "docx", book=book)
    return read_word_2003(root)
