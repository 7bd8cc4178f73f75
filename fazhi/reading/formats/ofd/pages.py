"""The pages of an OFD (GB/T 33190): XML in a ZIP, lengths in millimetres."""

from __future__ import annotations

import math
import posixpath
from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

from lxml import etree

from fazhi.reading.faults import corrupt, too_large
from fazhi.reading.layout import PageLayout, lay_out
from fazhi.reading.layout.rows import NARROW, Piece
from fazhi.reading.limits import check_characters
from fazhi.reading.recognise import decode_pictures, recognise
from fazhi.reading.zipped import Package
from fazhi.records import RawText

A4 = (0.0, 0.0, 210.0, 297.0)
MOST_PAGES = 2_000
ASCENT = 0.86
UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FEWEST_SIGNS = 8
PROPERTIES = {"Title": "file_title", "Author": "file_author", "CreationDate": "file_created"}


def read_ofd(data: bytes) -> RawText:
    """Read an OFD; raises `ReadError` if it is damaged, hostile or needs the missing part ocr."""
    package = Package(data)
    root = package.xml("OFD.xml")
    if root is None:
        raise corrupt()
    pages: list[PageLayout] = []
    metadata: dict[str, str] = {}
    scanned = 0
    for body in _all(root, "DocBody"):
        for node in body.iter():
            key = PROPERTIES.get(_local(node))
            if key and node.text and node.text.strip():
                metadata.setdefault(key, node.text.strip())
        location = _text(_first(body, "DocRoot"))
        if location:
            document = _Document(package, posixpath.normpath(location.lstrip("/")))
            pages += document.pages()
            scanned += document.scanned
    if not pages:
        raise corrupt()
    form = "scan" if scanned * 2 >= len(pages) else "ofd"
    return lay_out(pages, form, metadata)


class _Document:
    """One document of the file: its pages, templates and pictures."""

    def __init__(self, package: Package, path: str) -> None:
        root = package.xml(path)
        if root is None:
            raise corrupt()
        self.scanned = 0
        self._signs = 0
        self._made: dict[str, list[Piece]] = {}
        self._package = package
        self._folder = posixpath.dirname(path)
        self._root = root
        self._area = _numbers(_text(_first(root, "PhysicalBox")), 4) or A4
        self._templates = {
            str(node.get("ID")): str(node.get("BaseLoc") or "")
            for node in _all(root, "TemplatePage")
        }

    def pages(self) -> list[PageLayout]:
        nodes = [node for pages in _all(self._root, "Pages") for node in _all(pages, "Page")]
        if len(nodes) > MOST_PAGES:
            raise too_large(f"{len(nodes)} pages")
        return [self._page(str(node.get("BaseLoc") or "")) for node in nodes]

    def _page(self, location: str) -> PageLayout:
        root = self._part(location)
        if root is None:
            raise corrupt()
        area = _numbers(_text(_first(root, "PhysicalBox")), 4) or self._area
        pieces: list[Piece] = []
        for node in _all(root, "Template"):
            pieces += self._template(str(node.get("TemplateID")))
        own = _pieces(root)
        self._signs += sum(len(piece.text) for piece in (*pieces, *own))
        check_characters(self._signs)
        if sum(len(piece.text) for piece in own) < FEWEST_SIGNS:
            picture = self._picture(root)
            if picture is not None:
                self.scanned += 1
                return picture
        return PageLayout(area[2], area[3], pieces + own)

    def _template(self, identity: str) -> list[Piece]:
        """The pieces of a template, taken from the file once."""
        if identity not in self._made:
            root = self._part(self._templates.get(identity, ""))
            self._made[identity] = [] if root is None else _pieces(root)
        return self._made[identity]

    def _part(self, location: str) -> etree._Element | None:
        if not location:
            return None
        if location.startswith("/"):
            return self._package.xml(posixpath.normpath(location.lstrip("/")))
        return self._package.xml(posixpath.normpath(posixpath.join(self._folder, location)))

    def _picture(self, root: etree._Element) -> PageLayout | None:
        """The recognised picture of a page that has nothing but a picture."""
        image = next(iter(_all(root, "ImageObject")), None)
        data = None if image is None else self._media(str(image.get("ResourceID")))
        if data is None:
            return None
        picture = next(decode_pictures(data), None)
        if picture is None:
            return None
        return PageLayout(picture.shape[1], picture.shape[0], recognise(picture))

    def _media(self, identity: str) -> bytes | None:
        for kind in ("DocumentRes", "PublicRes"):
            for node in _all(self._root, kind):
                path = posixpath.normpath(posixpath.join(self._folder, _text(node).lstrip("/")))
                resources = self._package.xml(path)
                for media in _all(resources, "MultiMedia") if resources is not None else ():
                    if media.get("ID") == identity:
                        base = str(resources.get("BaseLoc") or "") if resources is not None else ""
                        file = posixpath.join(
                            posixpath.dirname(path), base, _text(_first(media, "MediaFile"))
                        )
                        return self._package.read(posixpath.normpath(file))
        return None


class _Frame(NamedTuple):
    """Where a text object stands: its corner on the page and its matrix."""

    left: float
    top: float
    matrix: tuple[float, ...]
    size: float


def _pieces(root: etree._Element) -> list[Piece]:
    pieces: list[Piece] = []
    for node in _all(root, "TextObject"):
        corner = _numbers(node.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
        size = (_numbers(node.get("Size"), 1) or (4.0,))[0]
        matrix = _numbers(node.get("CTM"), 6) or UPRIGHT
        frame = _Frame(corner[0], corner[1], matrix, abs(size))
        x = y = 0.0
        for code in _all(node, "TextCode"):
            # A missing place continues that of the text code before.
            x = (_numbers(code.get("X"), 1) or (x,))[0]
            y = (_numbers(code.get("Y"), 1) or (y,))[0]
            pieces += _code_pieces(code, frame, x, y)
    return pieces


def _code_pieces(code: etree._Element, frame: _Frame, x: float, y: float) -> Iterator[Piece]:
    """The signs of one text code, cut where they jump to another row or far along it."""
    text = (code.text or "").strip("\r\n")
    across = _deltas(code.get("DeltaX"), len(text))
    down = _deltas(code.get("DeltaY"), len(text))
    start, signs, end = x, "", x
    for sign in text:
        signs += sign
        natural = frame.size * (0.5 if NARROW.match(sign) else 1.0)
        step = next(across, natural)
        drop = next(down, 0.0)
        end = x + natural
        x += step
        if abs(drop) > 0.1 * frame.size or not -0.1 <= step <= 2.5 * frame.size:
            yield _piece(signs, frame, (start, end, y))
            signs, start, y = "", x, y + drop
    if signs:
        yield _piece(signs, frame, (start, end, y))


def _piece(text: str, frame: _Frame, place: tuple[float, float, float]) -> Piece:
    start, end, base = place
    a, b, c, d, e, f = frame.matrix
    corners = [
        (a * x + c * y + e + frame.left, b * x + d * y + f + frame.top)
        for x, y in ((start, base - ASCENT * frame.size), (end, base + (1 - ASCENT) * frame.size))
    ]
    across, down = zip(*corners, strict=True)
    turn = math.degrees(math.atan2(b, a))
    return Piece(text, min(across), min(down), max(across), max(down), turn=turn)


def _deltas(text: str | None, most: int) -> Iterator[float]:
    """Steps between signs: numbers, or `g count step` for a step repeated."""
    words = iter((text or "").split())
    for word in words:
        if word == "g":
            count, step = _number(next(words, "0")), _number(next(words, "0"))
            yield from repeat(step, max(min(int(count), most), 0))
        else:
            yield _number(word)


def _number(word: str) -> float:
    try:
        number = float(word)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) and abs(number) < 1e6 else 0.0


def _numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    words = (text or "").split()
    return tuple(map(_number, words)) if len(words) == count else None


def _local(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _all(root: etree._Element, local: str) -> Iterator[etree._Element]:
    return root.iter(f"{{*}}{local}")


def _first(root: etree._Element, local: str) -> etree._Element | None:
    return next(_all(root, local), None)


def _text(node: etree._Element | None) -> str:
    return "" if node is None else (node.text or "").strip()
