"""Documents of other kinds embedded whole in a Word file (`w:altChunk`)."""

from __future__ import annotations

from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.records import RawText

DEEPEST = 5


class Chunk(NamedTuple):
    """The lines of an embedded document, and whether all of it could be read."""

    lines: list[str]
    whole: bool = True


def read_chunk(data: bytes, name: str, nested: int, book: Codebook) -> Chunk:
    """Read an embedded document, told by its content; not whole where it cannot be read."""
    if nested > DEEPEST:
        return Chunk([], whole=False)
    try:
        raw = _read(data, name, nested, book)
    except ReadError as error:
        if error.code in ("bomb", "too_slow", "too_large", "unsafe_xml"):
            raise
        return Chunk([], whole=False)
    return Chunk(_without_drops(raw).split("\n"), whole=not (raw.losses or raw.lacks))


def _read(data: bytes, name: str, nested: int, book: Codebook) -> RawText:
    from fazhi.reading.formats import docx, html, mhtml, office, plain, rtf, wordxml
    from fazhi.reading.formats.docx.body import read_parts
    from fazhi.reading.zipped import Package

    if docx.sniff(data, name, book):
        return read_parts(Package(data), "docx", nested, book=book)
    for sniff, read in (
        (office.sniff, office.read),
        (rtf.sniff, rtf.read),
        (wordxml.sniff, wordxml.read),
        (mhtml.sniff, mhtml.read),
        (html.sniff, html.read),
        (plain.sniff, plain.read),
    ):
        if sniff(data, name, book):
            return read(data, name, book)
    # A piece of a page need not open like one.
    return html.read(data, name, book)


def _without_drops(raw: RawText) -> str:
    text = raw.text
    for mark in sorted(raw.drops, reverse=True):
        text = text[: mark.start] + text[mark.end :]
    return text.strip("\n")
