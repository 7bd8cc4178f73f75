"""The pictures that a Word file shows, with their sizes on the page."""

from __future__ import annotations

from lxml import etree

from fazhi.reading.pictures import Picture, centimetres, from_units, is_sign

BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
VML = "{urn:schemas-microsoft-com:vml}"
IMAGE = f"{VML}imagedata"
FRAMES = ("inline", "anchor")
# The look of an embedded document is told with the document.
LOOK = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}object"


class Drawn:
    """Collects pictures, those of one drawing as one."""

    def __init__(self) -> None:
        self._found: dict[etree._Element, Picture] = {}

    def __len__(self) -> int:
        return len(self._found)

    def pictures(self) -> list[Picture]:
        """All pictures, in order."""
        return list(self._found.values())

    def see(self, node: etree._Element, line: int) -> bool:
        """Take up an element where it shows a picture at the line of this number.

        Whether that is one more and may be part of the line: not floating, not higher than it.
        """
        if node.tag not in (BLIP, IMAGE) or not node.attrib:
            return False
        if next(node.iterancestors(LOOK), None) is not None:
            return False
        before = len(self)
        is_inline = (self._see_drawing if node.tag == BLIP else self._see_shape)(node, line)
        return is_inline and len(self) > before and is_sign(self.pictures()[-1].high)

    def gather(self, since: int, line: int) -> None:
        """Say that all pictures but the first `since` stand at the line of this number."""
        for frame in list(self._found)[since:]:
            self._found[frame] = self._found[frame]._replace(line=line)

    def _see_drawing(self, node: etree._Element, line: int) -> bool:
        frame = next((one for one in node.iterancestors() if _local(one) in FRAMES), node)
        size = next((one for one in frame if _local(one) == "extent"), None)
        wide, high = (
            0.0 if size is None else from_units(str(size.get(side) or ""), "emu")
            for side in ("cx", "cy")
        )
        beneath = frame.get("behindDoc") in ("1", "true")
        self._found[frame] = Picture(line, wide, high, beneath)
        return _local(frame) == FRAMES[0]

    def _see_shape(self, node: etree._Element, line: int) -> bool:
        """A shape of old form; in a group only the outermost has a size on the page."""
        frame = node
        for one in node.iterancestors():
            if not str(one.tag).startswith(VML):
                break
            frame = one
        style = _style(str(frame.get("style") or ""))
        wide, high = (centimetres(style.get(side, "")) for side in ("width", "height"))
        self._found[frame] = Picture(line, wide, high, style.get("z-index", "").startswith("-"))
        return style.get("position", "static") in ("static", "relative")


def _local(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _style(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
