"""A Word file as lines: its parts put together, its body and notes walked through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from fazhi.codebook.book import Codebook
from fazhi.reading.covers import DOCUMENT, count_signs, packed_name, refuse_cover
from fazhi.reading.faults import OFFICE_PART, archive, corrupt
from fazhi.reading.inside import Chunk, read_inside
from fazhi.reading.word.numbering import Numbering
from fazhi.reading.word.parts import (
    Parts,
    Relation,
    main_part,
    part_xml,
    properties,
    related,
    relations,
)
from fazhi.reading.word.shapes import OLE_OBJECT
from fazhi.reading.word.styles import Styles
from fazhi.reading.word.walker import RELATION, Embedded, W, Walker
from fazhi.reading.zipped import Package
from fazhi.records import RawText

# Programs whose objects are texts, and the endings of their files; a package is any file, and
# a text only where its own name says so.
MAKERS = {
    "word.": ".doc",
    "acro": ".pdf",
    "pdf": ".pdf",
    "wps.": ".wps",
    "package": "",
    "opendocumenttext": ".odt",
}
DIAGRAM_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read_word(data: bytes, form: str = "docx", *, book: Codebook) -> RawText:
    """Read the bytes of a DOCX; `form` is the format told to the reader of the tables."""
    return read_parts(Package(data), form, book=book)


def read_parts(parts: Parts, form: str, *, book: Codebook) -> RawText:
    """Read the parts of a Word file."""
    package = relations(parts, "")
    part = main_part(package)
    body = part_xml(parts, part)
    if body is None:
        names = [name.lower() for name in parts.names()]
        inside = any(one == OFFICE_PART.lower() or one.startswith("word/") for one in names)
        raise corrupt() if inside else archive()
    folder = part.rpartition("/")[0]
    known = relations(parts, part)

    def named(kind: str) -> etree._Element | None:
        return part_xml(parts, related(known, kind, f"{folder}/{kind}.xml"))

    notes = [root for kind in ("footnotes", "endnotes") if (root := named(kind)) is not None]
    embedded = _Embedded(parts, known, book)
    trees = Trees(body, named("styles"), named("numbering"), notes, embedded)
    raw = read_trees(trees, form, properties(parts, package))
    if any(mark.kind == "part" for mark in raw.losses):
        refuse_cover(_texts_inside(body, known, parts), count_signs(raw.text))
    return raw


def _texts_inside(body: etree._Element, known: dict[str, Relation], parts: Parts) -> Iterator[str]:
    """The names of embedded texts, with their endings; sheets and formulas show what they say."""
    for node in body.iter(OLE_OBJECT):
        one = known.get(str(node.get(f"{RELATION}id") or ""))
        name = one.target.rpartition("/")[2] if one is not None and one.inside else ""
        maker = str(node.get("ProgID") or "").lower()
        ending = next((end for word, end in MAKERS.items() if word in maker), None)
        if one is None or not name or ending is None:
            continue
        if not (DOCUMENT.search(name) or ending):
            name = packed_name(parts.read(one.target) or b"") or name
        yield name if DOCUMENT.search(name) else name + ending


@dataclass(frozen=True, slots=True)
class Trees:
    """The trees of a document: body, styles, lists, notes, and what is embedded in it."""

    body: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    notes: list[etree._Element]
    embedded: Embedded | None = None


def read_trees(trees: Trees, form: str, metadata: dict[str, str]) -> RawText:
    """The text of a document, its notes behind it."""
    looks = Styles(trees.styles)
    walker = Walker(looks, Numbering(trees.numbering, looks.lists()), trees.embedded)
    walker.walk_blocks(trees.body, 0)
    for root in trees.notes:
        for note in root:
            if isinstance(note.tag, str) and note.get(f"{W}type") in (None, "normal"):
                walker.walk_blocks(note, 0)
    walker.finish()
    return RawText(
        text="\n".join(walker.lines),
        format=form,
        metadata=metadata,
        drops=tuple(walker.contents_marks()),
        losses=tuple(walker.loss_marks()),
    )


class _Embedded:
    """What a document shows that lies in other parts of its file."""

    def __init__(self, parts: Parts, known: dict[str, Relation], book: Codebook) -> None:
        self.book = book
        self._parts = parts
        self._known = known

    def chunk(self, identity: str) -> Chunk:
        """The document embedded under a relationship, null text where it cannot be read."""
        one = self._known.get(identity)
        data = self._parts.read(one.target) if one is not None and one.inside else None
        if one is None or data is None:
            return Chunk([], whole=False)
        return read_inside(data, one.target, self.book)

    def diagram(self, identity: str) -> list[str]:
        """The words of a diagram (SmartArt), a line a paragraph."""
        one = self._known.get(identity)
        root = part_xml(self._parts, one.target) if one is not None and one.inside else None
        paragraphs = root.iter(f"{DIAGRAM_TEXT}p") if root is not None else ()
        return [line for node in paragraphs if (line := "".join(_runs(node))).strip()]


def _runs(paragraph: etree._Element) -> Iterator[str]:
    return (node.text or "" for node in paragraph.iter(f"{DIAGRAM_TEXT}t"))
