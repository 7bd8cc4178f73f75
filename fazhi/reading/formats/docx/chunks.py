"""Documents of other kinds embedded whole in a Word file (`w:altChunk`)."""

from __future__ import annotations

from typing import NamedTuple

from fazhi.errors import ReadError
from fazhi.records import RawText

DEEPEST = 5


class Chunk(NamedTuple):
    """The lines of an embedded document, and whether all of it could be read."""

    lines: list[str]
    whole: bool = True


def read_chunk(data: bytes, name: str, nested: int) -> Chunk:
    """Read an embedded document, told by its content; not whole where it cannot be read."""
    if nested > DEEPEST:
        return Chunk([], whole=False)
    try:
        raw = _read(data, name, nested)
    except ReadError as error:
        if error.code in ("bomb", "too_slow", "too_large", "unsafe_xml"):
            raise
        return Chunk([], whole=False)
    return Chunk(_without_drops(raw).split("\n"), whole=not (raw.losses or raw.lacks))


def _read(data: bytes, name: str, nested: int) -> RawText:
    from fazhi.reading.formats import docx, html, mhtml, office, plain, rtf, wordxml
    from fazhi.reading.formats.docx.body import read_parts
    from fazhi.reading.zipped import Package

    if docx.sniff(data, name):
        return read_parts(Package(data), "docx", nested)
    for sniff, read in (
        (office.sniff, office.read),
        (rtf.sniff, rtf.read),
        (wordxml.sniff, wordxml.read),
        (mhtml.sniff, mhtml.read),
        (html.sniff, html.read),
        (plain.sniff, plain.read),
    ):
        if sniff(data, name):
            return read(data, name)
    # A piece of a page need not open like one.
    return html.read(data, name)


def _without_drops(raw: RawText) -> str:
    text = raw.text
    for mark in sorted(raw.drops, reverse=True):
        text = text[: mark.start] + text[mark.end :]
    return text.strip("\n")
