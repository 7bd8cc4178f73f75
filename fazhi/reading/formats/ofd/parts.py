"""The parts of an OFD: documents and their versions, pages, templates, resources, annotations."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from fazhi.reading.faults import corrupt, encrypted, too_large
from fazhi.reading.formats.ofd.drawing import is_off, local
from fazhi.reading.zipped import Package

MOST_PAGES = 2_000
# Marks of the one who received the file, not words of the one who wrote it.
NOT_TYPED = frozenset(("Stamp", "Watermark"))


def every(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """All elements of a name below an element, whatever their namespace."""
    return root.iter(f"{{*}}{name}")


def first(root: etree._Element, name: str) -> etree._Element | None:
    """The first element of a name below an element."""
    return next(every(root, name), None)


def words(node: etree._Element | None) -> str:
    """The text of an element without the space around it."""
    return "" if node is None else (node.text or "").strip()


class Parts:
    """The parts of the file by their paths."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)

    def root(self) -> etree._Element:
        """The part that names the documents; raises `ReadError` where it cannot be read."""
        found = self._package.xml("OFD.xml")
        if found is None:
            locked = self._package.read("Encryptions.xml") is not None
            raise encrypted() if locked else corrupt()
        return found

    def xml(self, path: str) -> etree._Element | None:
        """The root of a part, null where there is none."""
        return self._package.xml(path)

    def read(self, path: str) -> bytes | None:
        """The bytes of a part, null where there is none."""
        return self._package.read(path)


def document_paths(parts: Parts, root: etree._Element) -> list[str]:
    """The documents of the file, each in its current version, each once."""
    found: list[str] = []
    for body in every(root, "DocBody"):
        location = words(body.find("{*}DocRoot"))
        for version in every(body, "Version"):
            if str(version.get("Current") or "").lower() == "true":
                path = _path("", str(version.get("BaseLoc") or ""))
                current = parts.xml(path) if path else None
                own = "" if current is None else words(first(current, "DocRoot"))
                inside = _path(posixpath.dirname(path), own)
                location = (inside if parts.read(inside) is not None else own) or location
        if location and _path("", location) not in found:
            found.append(_path("", location))
    return found


def _path(folder: str, location: str) -> str:
    if not location:
        return ""
    path = location.replace("\\", "/")
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(joined)


class Document:
    """One document: its pages and what they use."""

    def __init__(self, parts: Parts, path: str) -> None:
        root = parts.xml(path)
        if root is None:
            raise corrupt()
        self._parts = parts
        self._folder = posixpath.dirname(path)
        self.root = root
        self._templates = {
            str(node.get("ID")): str(node.get("BaseLoc") or "")
            for node in every(root, "TemplatePage")
        }
        self._media: dict[str, str] = {}
        self._units: dict[str, etree._Element] = {}
        for kind in ("DocumentRes", "PublicRes"):
            for node in every(root, kind):
                self._add_resources(words(node))
        self._notes = self._annotation_parts()

    def pages(self) -> list[tuple[str, etree._Element]]:
        """Identity and root of each page; raises `ReadError` where one is missing."""
        nodes = [node for pages in every(self.root, "Pages") for node in every(pages, "Page")]
        if len(nodes) > MOST_PAGES:
            raise too_large(f"{len(nodes)} pages")
        return [self._page(node) for node in nodes]

    def _page(self, node: etree._Element) -> tuple[str, etree._Element]:
        root = self.part(str(node.get("BaseLoc") or ""))
        if root is None:
            raise corrupt()
        for resources in every(root, "PageRes"):
            self._add_resources(words(resources))
        return str(node.get("ID")), root

    def part(self, location: str) -> etree._Element | None:
        """The root of a part at a place relative to the document."""
        return self._parts.xml(_path(self._folder, location)) if location else None

    def template(self, identity: str) -> etree._Element | None:
        """The root of a template page."""
        return self.part(self._templates.get(identity, ""))

    def unit(self, identity: str) -> etree._Element | None:
        """The content of a composite unit."""
        return self._units.get(identity)

    def picture(self, identity: str) -> bytes | None:
        """The bytes of a picture."""
        path = self._media.get(identity)
        return None if path is None else self._parts.read(path)

    def typed_on(self, page: str) -> list[etree._Element]:
        """What annotations that are shown draw on a page, in their order."""
        root = self.part(self._notes.get(page, ""))
        return [
            look
            for note in (every(root, "Annot") if root is not None else ())
            if not is_off(note) and str(note.get("Type") or "") not in NOT_TYPED
            for look in note.iterchildren("{*}Appearance")
        ]

    def attached(self) -> list[str]:
        """The names of the files attached, with their endings."""
        root = self.part(words(first(self.root, "Attachments")))
        found = []
        for node in every(root, "Attachment") if root is not None else ():
            file = words(first(node, "FileLoc"))
            name = str(node.get("Name") or "") or file.rpartition("/")[2]
            ending = str(node.get("Format") or "").lstrip(".") or file.rpartition(".")[2]
            whole = name.lower().endswith(f".{ending.lower()}")
            found.append(name if whole else f"{name}.{ending}")
        return found

    def _annotation_parts(self) -> dict[str, str]:
        location = words(self.root.find("{*}Annotations"))
        root = self.part(location)
        folder = posixpath.dirname(_path(self._folder, location)) if location else ""
        found: dict[str, str] = {}
        for page in every(root, "Page") if root is not None else ():
            file = words(first(page, "FileLoc"))
            found[str(page.get("PageID"))] = f"/{_path(folder, file)}" if file else ""
        return found

    def _add_resources(self, location: str) -> None:
        path = _path(self._folder, location)
        root = self._parts.xml(path) if path else None
        if root is None:
            return
        base = _path(posixpath.dirname(path), str(root.get("BaseLoc") or "") or ".")
        for media in every(root, "MultiMedia"):
            file = words(first(media, "MediaFile"))
            self._media.setdefault(str(media.get("ID")), _path(base, file))
        for unit in (*every(root, "CompositeGraphicUnit"), *every(root, "VectorG")):
            content = next((one for one in unit if local(one) == "Content"), None)
            if content is not None and not is_off(unit):
                self._units.setdefault(str(unit.get("ID")), content)
