"""The registry of formats, and the one door for documents that lie inside documents.

No format imports another: whoever holds a document of some kind asks here, and is answered by the
formats that the reader knows, in the reader's order.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from functools import reduce
from importlib import import_module
from typing import NamedTuple, Protocol

import msgspec

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.language.printable import printable
from fazhi.records import Mark, RawText

DEEPEST = 5
# What no document gets round by lying inside another.
FOR_ALL = frozenset(("bomb", "no_memory", "too_slow", "too_large", "unsafe_xml"))


class Format(Protocol):
    """What a file in the folder of formats must offer to be a format."""

    @property
    def NAMES(self) -> tuple[str, ...]:
        """File name endings without dot, lower case; the first is the format's name."""

    @property
    def FOREIGN(self) -> bool:
        """Whether a library not in Python parses the bytes, which hostile ones may crash."""

    def sniff(self, data: bytes, name: str, book: Codebook, /) -> bool:
        """Whether the bytes (or, where they leave it open, the name) are of this format."""

    def read(self, data: bytes, name: str, book: Codebook, /) -> RawText:
        """The raw text; raises `ReadError`."""


# Filled by the reader; whoever looks into it asks `known_formats`.
FORMATS: list[Format] = []
READER = "fazhi.reading.reader"


class Chunk(NamedTuple):
    """The lines of an embedded document, and whether all of it could be read."""

    lines: list[str]
    whole: bool = True


_depth: ContextVar[int] = ContextVar("depth", default=0)


def known_formats() -> list[Format]:
    """All formats, in the reader's order.

    Who looks into archives asks before anything was read: the reader is then imported, by its
    name, as formats that ask here must not know one another through it.
    """
    if not FORMATS:
        import_module(READER)
    return FORMATS


def recognise(data: bytes, name: str, book: Codebook) -> Format | None:
    """The format of the bytes of a file called `name`: by content first, by name second."""
    for kind in known_formats():
        if kind.sniff(data, name, book):
            return kind
    ending = name.rpartition(".")[2].lower()
    return next((kind for kind in known_formats() if ending in kind.NAMES), None)


def read_as(form: str, data: bytes, name: str, book: Codebook) -> RawText:
    """Read bytes that are known to be of the format called `form`; raises `ReadError`."""
    of_form = next(kind for kind in known_formats() if kind.NAMES[0] == form)
    return of_form.read(data, name, book)


def read_inside(data: bytes, name: str, book: Codebook) -> Chunk:
    """Read an embedded document, told by its content; not whole where it cannot be read.

    Raises `ReadError` where the document costs more than any file may.
    """
    if _depth.get() >= DEEPEST:
        return Chunk([], whole=False)
    token = _depth.set(_depth.get() + 1)
    try:
        # A piece of a page need not open like one.
        kind = recognise(data, name, book)
        raw = kind.read(data, name, book) if kind else read_as("html", data, name, book)
    except ReadError as error:
        if error.code in FOR_ALL:
            raise
        return Chunk([], whole=False)
    finally:
        _depth.reset(token)
    return Chunk(_without_drops(raw).split("\n"), whole=not (raw.losses or raw.lacks))


def read_brought(data: bytes, name: str, book: Codebook) -> RawText:
    """Read the document that a file only brings, as a mail or a packed folder does.

    Raises `ReadError` where it cannot be read, or is one more file that only brings another.
    """
    kind = recognise(data, name, book)
    if kind is None or _depth.get() >= DEEPEST:
        raise ReadError(
            f"the report is in a file inside this one: {printable(name)}",
            hint="Open this one, save the file inside it and read that.",
            code="attachment_only",
        )
    token = _depth.set(_depth.get() + 1)
    try:
        raw = kind.read(data, name, book)
    finally:
        _depth.reset(token)
    known = {**raw.metadata, "file_inside": name}
    brought: RawText = msgspec.structs.replace(raw, metadata=known)
    return brought


def joined(parts: Iterable[RawText]) -> RawText:
    """One text of those of its pages or parts, at least one, in their order."""
    return reduce(_behind, parts)


def _behind(raw: RawText, later: RawText) -> RawText:
    """Two texts as one, what is known of places in the second moved behind the first."""
    step = len(raw.text) + 1
    names = (one.metadata.get("file_inside", "") for one in (raw, later))
    moved = {
        kind: (
            *getattr(raw, kind),
            *(Mark(one.kind, one.start + step, one.end + step) for one in getattr(later, kind)),
        )
        for kind in ("drops", "doubtful", "losses")
    }
    return RawText(
        f"{raw.text}\n{later.text}",
        raw.format,
        {**later.metadata, **raw.metadata, "file_inside": "、".join(filter(None, names))},
        joins=raw.joins | {at + step for at in later.joins},
        # Where only one has pages, that of the other is one.
        pages=(*(raw.pages or (0,)), *(at + step for at in later.pages or (0,)))
        if raw.pages or later.pages
        else (),
        encoding=raw.encoding,
        confidence=min(raw.confidence, later.confidence),
        lacks=(*raw.lacks, *later.lacks),
        **moved,
    )


def _without_drops(raw: RawText) -> str:
    text = raw.text
    for mark in sorted(raw.drops, reverse=True):
        text = text[: mark.start] + text[mark.end :]
    return text.strip("\n")
