"""Pages saved as one file (MHTML), as browsers, Word and WPS write them."""

from __future__ import annotations

import msgspec

from fazhi.errors import ReadError
from fazhi.reading.formats import html, plain
from fazhi.reading.mime import is_mime, main_page
from fazhi.records import RawText

NAMES = ("mhtml", "mht", "eml")


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes open with the head of a MIME document."""
    return is_mime(data)


def read(data: bytes, name: str) -> RawText:
    """The article of the page in the file; raises `ReadError` where it holds none."""
    page = main_page(data)
    if page is None:
        raise ReadError(
            "the saved page holds no text",
            hint="Save the page again from the browser once it is shown.",
            code="empty",
        )
    kind = plain if page.kind == "text/plain" else html
    raw = kind.read(page.data, name)
    known = {"url": page.address} if page.address.startswith("http") else {}
    saved: RawText = msgspec.structs.replace(
        raw, format=NAMES[0], metadata={**known, **raw.metadata}
    )
    return saved
