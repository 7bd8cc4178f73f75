"""Words of an ODT that are deleted and stand in the text all the same, between two marks.

A packed ODT keeps deleted words apart from its text. One in one XML, as LibreOffice writes it,
leaves them in their place, and only the list of changes says that they are deleted.
"""

from __future__ import annotations

from lxml import etree

from fazhi.reading.formats.odt.lists import TEXT

START, END = f"{TEXT}change-start", f"{TEXT}change-end"
IDENTITIES = (f"{TEXT}id", "{http://www.w3.org/XML/1998/namespace}id")


class Changes:
    """Which deletions are open at the place that is read."""

    def __init__(self, root: etree._Element) -> None:
        self._deletions = {
            str(region.get(name) or "")
            for region in root.iter(f"{TEXT}changed-region")
            if region.find(f"{TEXT}deletion") is not None
            for name in IDENTITIES
        }
        self._open: set[str] = set()

    @property
    def is_deleting(self) -> bool:
        """Whether what is read here is deleted."""
        return bool(self._open)

    def turn(self, node: etree._Element) -> bool:
        """Open or close the deletion that an element marks; whether it is such a mark."""
        if node.tag not in (START, END):
            return False
        name = str(node.get(f"{TEXT}change-id") or "")
        if node.tag == END:
            self._open.discard(name)
        elif name in self._deletions:
            self._open.add(name)
        return True
