"""Pages saved as one file (MHTML), as browsers, Word and WPS write them."""

from __future__ import annotations

from urllib.parse import unquote, urljoin

import msgspec

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.reading.inside import read_as
from fazhi.reading.mime import MimePart, is_mime, main_page, mime_parts
from fazhi.records import Mark, RawText

NAMES = ("mhtml", "mht", "eml")
FOREIGN = True
NEXT, PREVIOUS = "next_page", "previous_pages"
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
    raw = _gone_on(_read(page, data, name, book), page.address, data, name, book)
    known = {"url": page.address} if page.address.startswith("http") else {}
    saved: RawText = msgspec.structs.replace(
        raw, format=NAMES[0], metadata={**known, **raw.metadata}
    )
    return saved


def _gone_on(raw: RawText, address: str, data: bytes, name: str, book: Codebook) -> RawText:
    """The article with the pages of it that the file holds, each by the address before it."""
    if not any(one.reason == NEXT for one in raw.lacks):
        return raw
    parts = {unquote(part.address): part for part in mime_parts(data) if part.kind == "text/html"}
    while following := next((one.where for one in raw.lacks if one.reason == NEXT), ""):
        address = urljoin(address, following)
        part = parts.pop(unquote(address), None)
        if part is None:
            break
        try:
            later = read_as("html", part.data, name, book)
        except ReadError:
            # The text still says that this page is wanting.
            break
        raw = _joined(raw, later)
    return raw


def _joined(raw: RawText, later: RawText) -> RawText:
    """Two pages of an article as one text; the title stands once."""
    title, _, rest = later.text.partition("\n")
    is_title = title == raw.text.partition("\n")[0]
    text = f"{raw.text}\n{rest if is_title else later.text}"
    step = len(text) - len(later.text)
    marks = (Mark(one.kind, one.start + step, one.end + step) for one in later.doubtful)
    joined: RawText = msgspec.structs.replace(
        raw,
        text=text,
        confidence=min(raw.confidence, later.confidence),
        doubtful=(*raw.doubtful, *(one for one in marks if one.start > len(raw.text))),
        lacks=(
            *(one for one in raw.lacks if one.reason != NEXT),
            *(one for one in later.lacks if one.reason != PREVIOUS),
        ),
    )
    return joined


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
