"""Pictures of pages: PNG, JPEG, TIFF."""

from __future__ import annotations

from fazhi.codebook.book import Codebook
from fazhi.records import RawText

NAMES = ("png", "jpg", "jpeg", "tif", "tiff")
FOREIGN = True
STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes are a picture."""
    return data.startswith(STARTS)


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """Recognise a picture's text; raises `ReadError` if damaged or the part ocr is missing."""
    from fazhi.reading.layout import PageLayout, lay_out
    from fazhi.reading.recognise import decode_pictures, recognise

    pages = [
        PageLayout(picture.shape[1], picture.shape[0], recognise(picture))
        for picture in decode_pictures(data)
    ]
    return lay_out(pages, "scan")
