"""The pages of an OFD (GB/T 33190): XML in a ZIP, lengths in millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from fazhi.errors import ReadError
from fazhi.reading.covers import count_signs, refuse_cover
from fazhi.reading.faults import corrupt
from fazhi.reading.formats.ofd.clips import is_left
from fazhi.reading.formats.ofd.drawing import Drawing, Drawn, is_pale
from fazhi.reading.formats.ofd.geometry import (
    Box,
    Matrix,
    boundary_of,
    box_of,
    number,
    numbers,
    place_of,
)
from fazhi.reading.formats.ofd.opaque import is_opaque
from fazhi.reading.formats.ofd.parts import Document, Parts, document_paths, every, first, words
from fazhi.reading.formats.ofd.pictures import UNIT, Placed, recognised
from fazhi.reading.formats.ofd.texts import text_pieces
from fazhi.reading.layout import UNKNOWN, PageLayout, lay_out
from fazhi.reading.layout.rows import Piece
from fazhi.reading.limits import check_characters
from fazhi.reading.recognise import decode_pictures
from fazhi.records import RawText

A4 = (0.0, 0.0, 210.0, 297.0)
# Fewer signs than this on a page are a stamp or a page number over a scan, no text layer.
FEWEST_SIGNS = 8
# A page with fewer signs than this under a picture of its size is a scan with a line of the
# scanner's, a heading or a page number of its own; more are a page with a background.
FEW_SIGNS = 150
# The share of the page from which pictures are the page.
COVERED = 0.5
# A picture that is seen less far is a watermark.
OPAQUE = 0.98
# Signs drawn as curves have a dozen corners each; frames and logos have fewer in all.
MANY_CORNERS = 400
UNREADABLE_SHARE = 0.2
# What others recognised is as doubtful as what is recognised here at its worst.
OTHERS_CONFIDENCE = 0.5
PROPERTIES = {"Title": "file_title", "Author": "file_author", "CreationDate": "file_created"}


def read_ofd(data: bytes) -> RawText:
    """Read an OFD; raises `ReadError` if it is damaged, hostile or needs the missing part ocr."""
    parts = Parts(data)
    root = parts.root()
    metadata = _metadata(root)
    pages: list[_Page] = []
    attached: list[str] = []
    for path in document_paths(parts, root):
        document = Document(parts, path)
        attached += document.attached()
        pages += _pages(document)
    if not pages:
        raise corrupt()
    scanned = [number for number, page in enumerate(pages) if page.is_picture]
    if not scanned:
        refuse_cover(attached, sum(count_signs(one.text) for page in pages for one in page.pieces))
    form = "scan" if len(scanned) * 2 >= len(pages) else "ofd"
    layouts = [page.as_text() for page in pages]
    try:
        for number in scanned:
            layouts[number] = pages[number].as_picture()
    except ReadError as error:
        layers = [pages[number].as_layer() for number in scanned]
        if error.code != "missing_part" or (form == "scan" and not all(layers)):
            raise
        # Most pages have text, or a scanner's own: read them, and say which ones are missing.
        missing = [number for number, layer in zip(scanned, layers, strict=True) if not layer]
        if missing:
            metadata["pages_without_text"] = ",".join(str(number + 1) for number in missing)
        for number, layer in zip(scanned, layers, strict=True):
            layouts[number] = layer or layouts[number]._replace(lost=True)
    return lay_out(layouts, form, metadata)


def _metadata(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, key in PROPERTIES.items():
        value = next(filter(None, map(words, every(root, name))), "")
        if value:
            found[key] = value
    return found


@dataclass(slots=True)
class _Page:
    """What a page shows: visible pieces, those without ink or under a picture, and pictures."""

    document: Document
    area: tuple[float, ...]
    pieces: list[Piece] = field(default_factory=list)
    unseen: list[Piece] = field(default_factory=list)
    pictures: list[tuple[str, Matrix, float]] = field(default_factory=list)
    corners: int = 0
    grounds: list[Box] = field(default_factory=list)

    def add(self, pieces: Iterable[Piece], inked: bool, pale: bool) -> None:
        """Take up pieces; pale ones are seen on a ground, and none is beside the page."""
        left, top, wide, high = self.area
        paper = Box(left - 1, top - 1, left + wide + 1, top + high + 1)
        for piece in pieces:
            box = Box(*piece[1:5])
            if paper.holds(box):
                seen = inked and (not pale or any(ground.holds(box) for ground in self.grounds))
                (self.pieces if seen else self.unseen).append(piece)

    @property
    def _boxes(self) -> list[Box]:
        return [box_of(matrix, UNIT) for _, matrix, _ in self.pictures]

    @property
    def is_picture(self) -> bool:
        """Whether the page is to be recognised: the words that are seen are in its pictures."""
        signs = sum(len(piece.text.strip()) for piece in self.pieces)
        whole = Box(0.0, 0.0, self.area[2], self.area[3])
        cover = sum(box.shared_area(whole) for box in self._boxes)
        full = cover >= COVERED * max(self.area[2] * self.area[3], 1.0)
        return bool(self.pictures) and signs < (FEW_SIGNS if full else FEWEST_SIGNS)

    def as_text(self) -> PageLayout:
        """The page by its own signs; lost where it is drawn as curves or fonts give no meaning."""
        text = "".join(piece.text.strip() for piece in self.pieces)
        curves = len(text) < FEWEST_SIGNS and self.corners >= MANY_CORNERS and not self.pictures
        nonsense = len(UNKNOWN.findall(text)) > UNREADABLE_SHARE * len(text)
        return PageLayout(self.area[2], self.area[3], self.pieces, lost=curves or nonsense)

    def as_picture(self) -> PageLayout:
        """The page by what is recognised in its pictures, and its own signs beside."""
        placed: list[Placed] = []
        lost = False
        for identity, matrix, ink in self.pictures:
            picture = _decoded(self.document.picture(identity))
            lost = lost or picture is None
            if picture is not None:
                placed.append(Placed(picture, matrix, ink))
        found = recognised(placed, self.area[2], self.area[3]) if placed else []
        return PageLayout(self.area[2], self.area[3], [*self.pieces, *found], lost=lost)

    def as_layer(self) -> PageLayout | None:
        """The page by the words that a scanner laid unseen over its picture, all doubtful."""
        boxes = self._boxes
        layer = [
            piece._replace(confidence=OTHERS_CONFIDENCE)
            for piece in self.unseen
            if any(box.holds(Box(*piece[1:5])) for box in boxes)
        ]
        if sum(len(piece.text.strip()) for piece in layer) < FEWEST_SIGNS:
            return None
        return PageLayout(self.area[2], self.area[3], [*self.pieces, *layer])


def _decoded(data: bytes | None) -> object | None:
    try:
        return None if data is None else next(decode_pictures(data, on_paper=False), None)
    except ReadError as error:
        if error.code != "corrupt":
            raise
        return None


def _pages(document: Document) -> Iterator[_Page]:
    area = numbers(words(first(document.root, "PhysicalBox")), 4) or A4
    drawing = Drawing(document.unit)
    signs = 0
    for identity, root in document.pages():
        page = _Page(document, numbers(words(first(root, "PhysicalBox")), 4) or area)
        for one in _drawn(document, drawing, identity, root):
            _take(page, one)
        signs += sum(len(piece.text) for piece in page.pieces)
        check_characters(signs)
        yield page


def _drawn(
    document: Document, drawing: Drawing, identity: str, root: etree._Element
) -> Iterator[Drawn]:
    """All that a page draws: templates under and over it, its own, what was typed onto it."""
    above: list[etree._Element] = []
    for node in every(root, "Template"):
        template = document.template(str(node.get("TemplateID")))
        if template is None:
            continue
        if str(node.get("ZOrder") or "").lower() == "foreground":
            above.append(template)
        else:
            yield from drawing.objects(template)
    yield from drawing.objects(root)
    for template in above:
        yield from drawing.objects(template)
    for look in document.typed_on(identity):
        yield from drawing.objects(look, place_of(look))


def _take(page: _Page, one: Drawn) -> None:
    if one.kind == "TextObject":
        page.add(text_pieces(one.node, one.matrix, one.clips), one.inked, is_pale(one.node))
    elif one.kind == "PathObject":
        filled = str(one.node.get("Fill") or "").lower() in ("true", "1")
        if filled and one.inked and not is_pale(one.node):
            page.grounds.append(boundary_of(one.node, one.matrix))
        page.corners += len(words(one.node.find("{*}AbbreviatedData")).split()) // 3
    elif one.inked and one.node.get("ResourceID") and is_left(_box(one), one.clips):
        page.pictures.append((str(one.node.get("ResourceID")), one.matrix, _ink(one)))
        page.grounds.append(_box(one))
        full = _box(one).shared_area(Box(0.0, 0.0, page.area[2], page.area[3]))
        if full >= COVERED * max(page.area[2] * page.area[3], 1.0):
            _cover(page, one)


def _box(one: Drawn) -> Box:
    """Where a picture lies on the page."""
    return box_of(one.matrix, UNIT)


def _ink(one: Drawn) -> float:
    """How far a picture as a whole is seen, 0 to 1."""
    alpha = one.node.get("Alpha")
    return 1.0 if alpha is None else min(number(str(alpha)) / 255, 1.0)


def _cover(page: _Page, one: Drawn) -> None:
    """Let a picture of the page's size hide what was drawn before it, where it is one to hide."""
    hidden = [
        piece
        for piece in page.pieces
        if _box(one).holds(Box(*piece[1:5])) and is_left(Box(*piece[1:5]), one.clips)
    ]
    if not hidden or _ink(one) < OPAQUE or one.node.get("ImageMask"):
        return
    picture = page.document.picture(str(one.node.get("ResourceID")))
    if picture is not None and is_opaque(picture):
        page.unseen += hidden
        page.pieces = [piece for piece in page.pieces if piece not in hidden]
