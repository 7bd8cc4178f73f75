"""The parts of a Word file, found by their relationships, packed in a ZIP or in one XML."""

from __future__ import annotations

import posixpath
from binascii import Error as CodingError
from binascii import a2b_base64
from typing import NamedTuple, Protocol

from lxml import etree

from fazhi.reading.limits import check_time
from fazhi.reading.zipped import parse_xml

PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
COMMON_ROOT = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# The strict form of the standard has other names for the same things.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": COMMON_ROOT,
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/diagram": (
        b"http://schemas.openxmlformats.org/drawingml/2006/diagram"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": (
        b"http://schemas.openxmlformats.org/drawingml/2006/main"
    ),
}
MAIN = "word/document.xml"
PROPERTIES = {
    "title": "file_title",
    "creator": "file_author",
    "created": "file_created",
    "modified": "file_modified",
}


class Parts(Protocol):
    """What holds the parts of a file by name."""

    def names(self) -> tuple[str, ...]:
        """The names of all parts."""

    def read(self, part: str, /) -> bytes | None:
        """The bytes of a part, null where there is none."""


class FlatParts:
    """The parts of a package written as one XML (flat OPC)."""

    def __init__(self, root: etree._Element) -> None:
        self._parts = {
            str(node.get(f"{PKG}name") or "").lstrip("/").lower(): node
            for node in root.iterchildren(f"{PKG}part")
        }

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in lower case."""
        return tuple(self._parts)

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, null where there is none or it cannot be decoded."""
        check_time()
        node = self._parts.get(part.lower())
        inner = None if node is None else next(node.iterchildren(tag=etree.Element), None)
        if inner is None:
            return None
        if inner.tag == f"{PKG}binaryData":
            try:
                return a2b_base64(inner.text or "")
            except CodingError:
                return None
        child = next(inner.iterchildren(tag=etree.Element), None)
        return None if child is None else etree.tostring(child, encoding="utf-8")


class Relation(NamedTuple):
    """One relationship: the last word of its type, its target as a part's name, whether inside."""

    kind: str
    target: str
    inside: bool


def relations(parts: Parts, part: str) -> dict[str, Relation]:
    """The relationships of a part (`""` for the package) by their identity."""
    folder, _, name = part.rpartition("/")
    root = part_xml(parts, posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, Relation] = {}
    for node in root.iterchildren(tag=etree.Element) if root is not None else ():
        target = str(node.get("Target") or "").replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        found[str(node.get("Id") or "")] = Relation(
            kind=str(node.get("Type") or "").rpartition("/")[2],
            target=posixpath.normpath(path) if target else "",
            inside=node.get("TargetMode") != "External",
        )
    return found


def related(known: dict[str, Relation], kind: str, usual: str) -> str:
    """The part of a kind that a relationship names; the usual name where none does."""
    return next((one.target for one in known.values() if one.kind == kind and one.inside), usual)


def main_part(known: dict[str, Relation]) -> str:
    """The name of the document's own part, by the relationships of the package."""
    return related(known, "officeDocument", MAIN)


def part_xml(parts: Parts, part: str) -> etree._Element | None:
    """The root of an XML part in the common form, null where there is none."""
    data = parts.read(part)
    if data is None:
        return None
    if b"purl.oclc.org" in data:
        for strict, common in STRICT.items():
            data = data.replace(strict, common)
    return parse_xml(data)


def properties(parts: Parts, known: dict[str, Relation]) -> dict[str, str]:
    """Title, author and times of the file itself; none of them is a date of issue.

    `known` are the relationships of the package.
    """
    part = related(known, "core-properties", "docProps/core.xml")
    root = part_xml(parts, part)
    found: dict[str, str] = {}
    for node in root if root is not None else ():
        key = PROPERTIES.get(str(node.tag).rpartition("}")[2])
        value = (node.text or "").strip()
        if key and value:
            found[key] = value
    return found
