"""Pages saved as one file (MHTML), as browsers, Word and WPS write them."""

from __future__ import annotations

import msgspec

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.reading.inside import read_as
from fazhi.reading.mime import MimePart, is_mime, main_page, mime_parts
from fazhi.records import RawText

NAMES = ("mhtml", "mht", "eml")
FOREIGN = True
# What the other frames of a page hold: menus, and frames again.
FRAMES_BESIDE = frozenset(("empty", "list_page", "script_only", "framed_page", "pictures_only"))


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes open with the head of a MIME document."""
    return is_mime(data)


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """The article of the page in the file; raises `ReadError` where it holds none."""
    page = main_page(data)
    if page is None:
        raise ReadError(
            "the saved page holds no text",
            hint="Save the page again from the browser once it is shown.",
            code="empty",
        )
    raw = _read(page, data, name, book)
    known = {"url": page.address} if page.address.startswith("http") else {}
    saved: RawText = msgspec.structs.replace(
        raw, format=NAMES[0], metadata={**known, **raw.metadata}
    )
    return saved


def _read(page: MimePart, data: bytes, name: str, book: Codebook) -> RawText:
    """The article of the main page, else of a page that it shows in a frame."""
    if page.kind == "text/plain":
        return read_as("txt", page.data, name, book)
    try:
        return read_as("html", page.data, name, book)
    except ReadError as error:
        if error.code != "framed_page":
            raise
        refused = error
    for part in mime_parts(data):
        if part.kind == page.kind and part.data != page.data:
            try:
                return read_as("html", part.data, name, book)
            except ReadError as error:
                if error.code not in FRAMES_BESIDE:
                    raise
    raise refused
