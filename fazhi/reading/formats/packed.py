"""A packed folder (ZIP) that brings one report: a document, its parts, or pictures of its pages.

One that holds several documents is no report, and refused with their names.
"""

from __future__ import annotations

import re

from fazhi.codebook.book import Codebook
from fazhi.reading.archives import is_archive
from fazhi.reading.archives.packed import is_folder, meant
from fazhi.reading.clean.halves import part_of_name
from fazhi.reading.faults import PARTS_OF_OTHERS, ZIP_START, archive
from fazhi.reading.inside import joined, known_formats, read_brought
from fazhi.reading.intake import ending_of, is_system_file, stem_of
from fazhi.reading.zipped import Package, files_in, part_names
from fazhi.records import RawText

NAMES = ("zip",)
FOREIGN = True
PICTURES = "png"
DIGITS = re.compile(r"(\d+)")


def sniff(data: bytes, name: str, book: Codebook) -> bool:
    """Whether the bytes are a packed folder, no document made of parts and no web archive."""
    if not data.startswith(ZIP_START) or is_archive(name) or not is_folder(data):
        return False
    return PARTS_OF_OTHERS.keys().isdisjoint(part_names(data) or ())


def read(data: bytes, name: str, book: Codebook) -> RawText:
    """The one document in the folder, or the parts of one; else pictures, as pages by their names.

    Raises `ReadError` (`archive`, with the names) where it holds several documents or none.
    """
    if not data.startswith(ZIP_START):
        raise archive()
    package, shown = Package(data), files_in(data)
    names = {meant(one, shown): one for one in package.names() if not one.endswith("/")}
    own = [one for one in names if not any(map(is_system_file, re.split(r"[/\\]", one)))]
    kinds = {one: _kind(one) for one in own}
    documents = [one for one in own if kinds[one] not in ("", PICTURES)]
    pictures = sorted((one for one in own if kinds[one] == PICTURES), key=_in_order)
    brought = documents[:1] if len(documents) == 1 else _parts_of_one(documents)
    if not brought and (documents or not pictures):
        raise archive(shown)
    chosen = brought or pictures
    return joined(read_brought(package.read(names[one]) or b"", one, book) for one in chosen)


def _parts_of_one(names: list[str]) -> list[str]:
    """Names of the parts of one report (…（上）, …（下）) in order; empty where they are not."""
    told = {one: part_of_name(stem_of(one)) for one in names}
    parts = [part for part in told.values() if part is not None]
    if len({part for part, _ in parts}) != 1 or len({at for _, at in parts}) != len(names):
        return []
    return sorted(names, key=lambda one: told[one] or ("", 0))


def _kind(name: str) -> str:
    """The format that a name promises; empty for what is no report, as a table beside it."""
    ending = ending_of(name).removeprefix(".").lower()
    found = (kind.NAMES[0] for kind in known_formats() if ending in kind.NAMES)
    return next(found, "")


def _in_order(name: str) -> tuple[tuple[int, str], ...]:
    """How names with numbers are put in order: page 2 before page 10."""
    parts = DIGITS.split(name)
    return tuple((int(one) if one.isdecimal() else -1, one) for one in parts)
