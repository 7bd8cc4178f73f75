"""The words of an ODT in reading order, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from fazhi.errors import ReadError
from fazhi.reading.clean.rows import row_lines
from fazhi.reading.covers import count_signs, refuse_cover
from fazhi.reading.faults import corrupt, encrypted
from fazhi.reading.formats.odt.changes import Changes
from fazhi.reading.formats.odt.inside import texts_inside
from fazhi.reading.formats.odt.lists import LATER, STYLE, TEXT, Counter, read_levels, whole_number
from fazhi.reading.formats.odt.tables import TABLE, columns
from fazhi.reading.limits import check_characters, check_time
from fazhi.reading.pictures import IN_LINE, Picture, centimetres, is_sign, settled, unread
from fazhi.reading.symbols import raised
from fazhi.reading.zipped import Package, parse_xml
from fazhi.records import Mark, RawText

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
NO_GROUND = ("", "transparent", "#ffffff")
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
DEEPEST = 120
MOST_SPACES = 1_000
LONGEST_CHAIN = 20
SKIPPED = frozenset(
    [
        f"{TEXT}tracked-changes", f"{TEXT}note-citation", f"{TEXT}ruby-text", f"{TEXT}number",
        f"{TEXT}placeholder", f"{TEXT}script", f"{TEXT}hidden-text", f"{TEXT}sequence-decls",
        f"{TEXT}variable-decls", f"{TEXT}user-field-decls", f"{OFFICE}annotation",
        f"{OFFICE}annotation-end", f"{OFFICE}forms", f"{OFFICE}binary-data",
        f"{TEXT}index-title-template", f"{TEXT}table-of-content-source", f"{LATER}fieldmark-start",
    ]
)  # fmt: skip
# The place of a span: above the line by name, or by a share of the height.
POSITION, ABOVE = f"{STYLE}text-position", ("super", *"123456789")
SPAN, LINE_THROUGH = f"{TEXT}span", f"{STYLE}text-line-through-style"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
SHAPES = frozenset(
    f"{DRAW}{name}" for name in ("text-box", "custom-shape", "rect", "ellipse", "caption", "path")
)
IMAGE = f"{DRAW}image"
EMBEDDED = (f"{DRAW}object", f"{DRAW}object-ole")
PROPERTIES = {
    "title": "file_title",
    "initial-creator": "file_author",
    "creator": "file_author",
    "creation-date": "file_created",
    "date": "file_modified",
}


def read_packed(data: bytes) -> RawText:
    """Read a packed ODT; raises `ReadError` if it is locked or damaged."""
    package = Package(data)
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(f"{MANIFEST}encryption-data"), None) is not None:
        raise encrypted()
    content = package.xml("content.xml")
    if content is None:
        raise corrupt()
    roots = [content, package.xml("styles.xml"), package.xml("meta.xml")]
    raw = _read([root for root in roots if root is not None])
    if any(mark.kind == "part" for mark in raw.losses):
        refuse_cover(texts_inside(package, content, manifest), count_signs(raw.text))
    return raw


def read_flat(data: bytes) -> RawText:
    """Read an ODT in one XML; raises `ReadError` if it is damaged."""
    return _read([parse_xml(data)])


def _read(roots: list[etree._Element]) -> RawText:
    body = roots[0].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise corrupt()
    walker = _Walker(roots)
    walker.walk(body, 0)
    walker.finish()
    return RawText(
        text="\n".join(walker.lines),
        format="odt",
        metadata=_metadata(roots),
        drops=tuple(walker.marks("contents", walker.contents)),
        losses=tuple(walker.losses()),
    )


def _metadata(roots: list[etree._Element]) -> dict[str, str]:
    found: dict[str, str] = {}
    for root in roots:
        for meta in root.iterchildren(f"{OFFICE}meta"):
            for node in meta.iterchildren(tag=etree.Element):
                key = PROPERTIES.get(str(node.tag).rpartition("}")[2])
                if key and node.text and node.text.strip():
                    found.setdefault(key, node.text.strip())
    return found


class _Walker:
    """Collects the lines of a body; counts lists on the way."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self.lines: list[str] = []
        self.notes: list[str] = []
        self.contents: set[int] = set()
        self.lost: set[int] = set()
        self._pictures: list[Picture] = []
        # How many pictures may be parts of lines.
        self._signs = 0
        self._boxes: list[etree._Element] = []
        self._in_contents = False
        self._marker = ""
        self._styles: dict[str, etree._Element] = {}
        self._list_styles: dict[str, etree._Element] = {}
        self._outline = Counter({})
        for node in (node for root in roots for node in root.iter(tag=etree.Element)):
            if node.tag == f"{STYLE}style":
                self._styles.setdefault(str(node.get(f"{STYLE}name")), node)
            elif node.tag == f"{TEXT}list-style":
                self._list_styles.setdefault(str(node.get(f"{STYLE}name")), node)
            elif node.tag == f"{TEXT}outline-style":
                self._outline = Counter(read_levels(node))
        self._changes = Changes(roots[0])
        self._carried = ""
        self._lists: dict[str, Counter] = {}
        self._last: dict[str, Counter] = {}

    def finish(self) -> None:
        """Take up what waits for a next paragraph, and the notes."""
        self.lines += [self._carried] if self._carried else []
        self.lines += self.notes

    def marks(self, kind: str, numbers: set[int]) -> Iterator[Mark]:
        """Marks over the lines of these numbers."""
        at = 0
        for index, line in enumerate(self.lines):
            if index in numbers:
                yield Mark(kind, at, at + len(line))
            at += len(line) + 1

    def losses(self) -> Iterator[Mark]:
        """Places behind the lines at which a document or a picture could not be read."""
        last = len(self.lines) - 1
        for kind, lost in (("part", self.lost), ("picture", unread(self._pictures, self.lines))):
            for mark in self.marks(kind, {max(min(index, last), 0) for index in lost}):
                yield Mark(kind, mark.end, mark.end)

    def _see(self, image: etree._Element) -> str:
        """Take up a picture; the look of an embedded document is told with the document.

        What stands in the line for it.
        """
        frame = image.getparent()
        if frame is None or any(one.tag in EMBEDDED for one in frame):
            return ""
        wide, high = (str(frame.get(f"{SVG}{side}") or "") for side in ("width", "height"))
        self._pictures.append(Picture(len(self.lines), centimetres(wide), centimetres(high)))
        is_inline = frame.get(f"{TEXT}anchor-type") == "as-char"
        if not (is_inline and is_sign(self._pictures[-1].high)):
            return ""
        self._signs += 1
        return IN_LINE

    def walk(self, parent: etree._Element, depth: int) -> None:
        """Take up paragraphs, lists and tables under an element, in order."""
        self._check(depth)
        for node in parent.iterchildren(tag=etree.Element):
            tag = node.tag
            if tag in SKIPPED or node.get(f"{TEXT}display") == "none":
                continue
            if tag in PARAGRAPHS:
                self._paragraph(node, depth)
            elif tag == f"{TEXT}list":
                self._list(node, depth, [])
            elif tag == f"{TABLE}table":
                self._table(node, depth)
            elif tag == f"{TEXT}table-of-content":
                outer, self._in_contents = self._in_contents, True
                self.walk(node, depth + 1)
                self._in_contents = outer
            elif tag == IMAGE:
                self._see(node)
            elif not self._changes.turn(node):
                if tag in EMBEDDED or is_kept_elsewhere(node):
                    self.lost.add(max(len(self.lines) - 1, 0))
                self.walk(node, depth + 1)

    def _paragraph(self, node: etree._Element, depth: int) -> None:
        stored = node.find(f"{TEXT}number")
        marker, self._marker = self._marker, ""
        listed = bool(marker)
        if node.tag == f"{TEXT}h" and not listed and node.get(f"{TEXT}is-list-header") != "true":
            level = whole_number(node.get(f"{TEXT}outline-level"), 1)
            marker = self._outline.next_marker(level, _start(node))
        if stored is not None and (stored.text or "").strip():
            gap = marker[len(marker.rstrip(" ")) :]
            marker = (stored.text or "").strip() + gap
        hidden = self._hidden(node)
        text = "" if hidden else settled(marker + self._inline(node, depth))
        if self._changes.is_deleting or self._carried:
            # A deletion over the end of a paragraph joins it to the next.
            text = self._carried + (text[len(marker) :] if self._carried else text)
            self._carried = text if self._changes.is_deleting else ""
            if self._changes.is_deleting:
                return
        if self._in_contents:
            self.contents.add(len(self.lines))
        self.lines.append(text)
        boxes, self._boxes = self._boxes, []
        for box in () if hidden else boxes:
            self.walk(box, depth + 1)

    def _inline(self, parent: etree._Element, depth: int) -> str:
        self._check(depth)
        changes = self._changes
        pieces = [] if changes.is_deleting else [parent.text or ""]
        for node in parent.iterchildren():
            if isinstance(node.tag, str) and not changes.turn(node):
                pieces.append(self._part(node, depth))
            if not changes.is_deleting:
                pieces.append(node.tail or "")
        return "".join(pieces)

    def _part(self, node: etree._Element, depth: int) -> str:
        """What an element inside a paragraph shows in the line."""
        tag = node.tag
        text = ""
        apart = not len(node) or tag in SHAPES or tag == f"{TEXT}note"
        if apart and self._changes.is_deleting:
            return ""
        if tag == f"{TEXT}s":
            text = " " * min(whole_number(node.get(f"{TEXT}c"), 1), MOST_SPACES)
        elif tag == f"{TEXT}tab":
            text = "\t"
        elif tag == f"{TEXT}line-break":
            text = "\n"
        elif tag == f"{TEXT}note":
            self._note(node, depth)
        elif tag in SHAPES:
            self._boxes.append(node)
        elif tag in EMBEDDED:
            self.lost.add(len(self.lines))
        elif tag == IMAGE:
            text = self._see(node)
        elif tag not in SKIPPED and not self._hidden(node) and not self._taken_back(node):
            # Frames have nothing of their own but the space between their parts.
            is_frame = str(tag).startswith(DRAW)
            text = self._inline(node, depth + 1)
            text = text.strip() if is_frame else self._raised(text, node)
        return text

    def _raised(self, text: str, span: etree._Element) -> str:
        place = self._look(span, POSITION) if text.isascii() and text.strip().isdecimal() else ""
        return raised(text) if place.startswith(ABOVE) else text

    def _note(self, node: etree._Element, depth: int) -> None:
        outer, self.lines = self.lines, []
        boxes, self._boxes = self._boxes, []
        for body in node.iterchildren(f"{TEXT}note-body"):
            self.walk(body, depth + 1)
        self.notes += self.lines
        self.lines, self._boxes = outer, boxes

    def _hidden(self, node: etree._Element) -> bool:
        return self._look(node, f"{TEXT}display") == "none"

    def _look(self, node: etree._Element, property_of_text: str) -> str:
        """What the style of an element, or one that it is based on, says; empty if nothing."""
        name = str(node.get(f"{TEXT}style-name") or "")
        for _ in range(LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return ""
            looks = style.find(f"{STYLE}text-properties")
            told = None if looks is None else looks.get(property_of_text)
            if told is not None:
                return str(told)
            name = str(style.get(f"{STYLE}parent-style-name") or "")
        return ""

    def _taken_back(self, node: etree._Element) -> bool:
        """Whether the words of a span are struck out or white, and not its whole paragraph."""
        if node.tag != SPAN or not self._is_out(node):
            return False
        paragraph = next(node.iterancestors(*PARAGRAPHS), node)
        struck = sum(
            len("".join(str(one) for one in span.itertext()).strip())
            for span in paragraph.iter(SPAN)
            if self._is_out(span)
        )
        return len("".join(str(one) for one in paragraph.itertext()).strip()) > struck

    def _is_out(self, span: etree._Element) -> bool:
        if self._look(span, LINE_THROUGH) not in ("", "none"):
            return True
        is_white = self._look(span, f"{FO}color").lower() == "#ffffff"
        return is_white and self._look(span, f"{FO}background-color") in NO_GROUND

    def _list(self, node: etree._Element, depth: int, outer: list[Counter]) -> None:
        """Take up a list; `outer` holds the counter of the list it stands in, once for a level."""
        self._check(depth)
        counters = [*outer, outer[-1] if outer else self._counter(node)]
        for item in node.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
            if item.tag == f"{TEXT}list-item" and _has_own_paragraph(item):
                self._marker = counters[-1].next_marker(len(counters), _start(item))
            for child in item.iterchildren(tag=etree.Element):
                if child.tag == f"{TEXT}list":
                    self._list(child, depth + 1, counters)
                else:
                    self._one(child, depth + 1)
            self._marker = ""

    def _one(self, node: etree._Element, depth: int) -> None:
        if node.tag in PARAGRAPHS:
            self._paragraph(node, depth)
        elif node.tag == f"{TABLE}table":
            self._table(node, depth)
        elif node.tag not in SKIPPED:
            self.walk(node, depth)

    def _counter(self, node: etree._Element) -> Counter:
        """The counter of a list that is in no other: its own, or that of the one it goes on."""
        name = str(node.get(f"{TEXT}style-name") or "")
        gone_on = node.get(f"{TEXT}continue-list")
        before = None if gone_on is None else self._lists.get(str(gone_on))
        if before is None and node.get(f"{TEXT}continue-numbering") == "true":
            before = self._last.get(name)
        style = self._list_styles.get(name)
        made = before or Counter({} if style is None else read_levels(style))
        self._last[name] = made
        self._lists[str(node.get(XML_ID) or "")] = made
        return made

    def _table(self, table: etree._Element, depth: int) -> None:
        self._check(depth)
        for cells in columns(table):
            self._row(cells, depth)

    def _row(self, cells: list[etree._Element | None], depth: int) -> None:
        outer, contents, lost = self.lines, self.contents, self.lost
        texts: list[list[str]] = []
        is_lost, seen = False, len(self._pictures)
        for cell in cells:
            self.lines, self.contents, self.lost = [], set(), set()
            signs = self._signs
            if cell is not None:
                self.walk(cell, depth + 1)
            words = [line.strip(" ") for line in self.lines if line.strip()]
            is_sign = not words and self._signs > signs and any(texts)
            texts.append([IN_LINE] if is_sign else words)
            is_lost = is_lost or bool(self.lost)
        self.lines, self.contents, self.lost = outer, contents, lost
        self.lines += row_lines(texts, is_merged=len(cells) - cells.count(None) == 1)[0]
        for at in range(seen, len(self._pictures)):
            self._pictures[at] = self._pictures[at]._replace(line=len(self.lines) - 1)
        if is_lost:
            self.lost.add(len(self.lines) - 1)

    def _check(self, depth: int) -> None:
        check_time()
        check_characters(len(self.lines))
        if depth > DEEPEST:
            raise ReadError(
                "the file is nested deeper than any real one",
                hint="Open it in the program that made it and save it anew.",
                code="corrupt",
            )


def _has_own_paragraph(item: etree._Element) -> bool:
    """Whether an item shows something of its own and does not only lead to a deeper list."""
    first = next(item.iterchildren(tag=etree.Element), None)
    return first is not None and first.tag != f"{TEXT}list"


def is_kept_elsewhere(section: etree._Element) -> bool:
    """Whether a section shows another file, of which nothing is stored here."""
    elsewhere = section.find(f"{TEXT}section-source") is not None
    return elsewhere and next(section.iter(*PARAGRAPHS), None) is None


def _start(node: etree._Element) -> int | None:
    value = node.get(f"{TEXT}start-value")
    return None if value is None else whole_number(value, 1)
