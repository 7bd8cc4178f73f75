"""What the styles of a Word file say about numbering and hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LIST_PLACE, LIST, LIST_LEVEL = f"{W}numPr", f"{W}numId", f"{W}ilvl"
STRUCK = (f"{W}strike", f"{W}dstrike")
OFF = ("0", "false", "off", "none")
LONGEST_CHAIN = 20
HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.I)
# Text so many half points above the line, as Word proposes, or more is no setting of a font's foot.
HIGH = 6
HINTS = ("placeholder text", "placeholdertext", "占位符文本")


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its parent, its list (`number`, `depth`, empty or null where unsaid), hiding,
    and whether it stands above the line."""

    kind: str
    name: str
    parent: str
    number: str
    depth: int | None
    hidden: bool | None
    above: bool | None


def child(node: etree._Element, tag: str) -> etree._Element | None:
    """The first child of a tag, null where there is none; half as long as `find` takes."""
    return next(node.iterchildren(tag), None)


class Styles:
    """The styles of a file, asked with the chain of `basedOn` followed."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        # Whether any style says anything of hiding.
        self._hides = False
        # Whether any style sets its text above the line.
        self._raises = False
        for node in root.iterchildren(f"{W}style") if root is not None else ():
            identity = str(node.get(f"{W}styleId") or "")
            self._styles[identity] = _read_style(node)
            self._hides = self._hides or self._styles[identity].hidden is not None
            self._raises = self._raises or self._styles[identity].above is True
            if node.get(f"{W}default") not in (None, *OFF) and node.get(f"{W}type") == "paragraph":
                self.default = identity

    def lists(self) -> dict[str, str]:
        """For each style of kind numbering, the list that it names."""
        return {
            identity: style.number
            for identity, style in self._styles.items()
            if style.kind == "numbering" and style.number
        }

    def is_contents(self, identity: str) -> bool:
        """Whether a paragraph of this style is a line of an automatic table of contents."""
        style = self._styles.get(identity)
        name = style.name.lower() if style else ""
        return name.startswith("toc ") or name == "toc heading"

    def is_hint(self, identity: str) -> bool:
        """Whether text of this style only asks for text."""
        style = self._styles.get(identity)
        return (style.name.lower() if style else identity.lower()) in HINTS

    def numbering(self, identity: str) -> tuple[str, int | None, str]:
        """List, level and the style that names the list; empty where the chain names none."""
        depth: int | None = None
        for current, style in self._chain(identity):
            depth = style.depth if depth is None else depth
            if style.number:
                return style.number, depth, current
        return "", depth, ""

    def hidden(self, identity: str) -> bool:
        """Whether text of this style is hidden."""
        if not self._hides:
            return False
        answers = (style.hidden for _, style in self._chain(identity))
        return next((answer for answer in answers if answer is not None), False)

    def above(self, properties: etree._Element) -> bool:
        """Whether the text of a run with these properties stands above the line."""
        direct = _is_above(properties)
        if direct is not None or not self._raises:
            return bool(direct)
        style = child(properties, f"{W}rStyle")
        chain = () if style is None else self._chain(str(style.get(f"{W}val") or ""))
        return next((one.above for _, one in chain if one.above is not None), False)

    def level(self, identity: str) -> int | None:
        """The level (0 to 8) of a style of headings, null for all others."""
        names = (HEADING.fullmatch(style.name) for _, style in self._chain(identity))
        return next((int(name[1]) - 1 for name in names if name), None)

    def _chain(self, identity: str) -> list[tuple[str, Style]]:
        chain: list[tuple[str, Style]] = []
        while (style := self._styles.get(identity)) and len(chain) < LONGEST_CHAIN:
            chain.append((identity, style))
            identity = style.parent
        return chain


def is_on(node: etree._Element | None) -> bool | None:
    """The value of an on/off property, null where the element is missing."""
    return None if node is None else node.get(f"{W}val") not in OFF


def is_first_letter(properties: etree._Element | None) -> bool:
    """Whether a paragraph is the large first letter of the next."""
    frame = None if properties is None else child(properties, f"{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")


def is_taken_back(run: etree._Element) -> bool:
    """Whether a line goes through the words of a run, and not through its whole paragraph.

    What an author takes back in a report is a word or a figure; a paragraph is kept.
    """
    if not _is_struck(run):
        return False
    paragraph = next(run.iterancestors(f"{W}p"), None)
    runs = () if paragraph is None else paragraph.iter(f"{W}r")
    return any(_shows_words(one) and not _is_struck(one) for one in runs)


def _shows_words(run: etree._Element) -> bool:
    return any((one.text or "").strip() for one in run.iterchildren(f"{W}t"))


def _is_struck(run: etree._Element) -> bool:
    properties = child(run, f"{W}rPr")
    return properties is not None and any(is_on(child(properties, kind)) for kind in STRUCK)


def _is_above(properties: etree._Element | None) -> bool | None:
    """Whether properties set text above the line; null where they say nothing of it."""
    if properties is None:
        return None
    place, by = child(properties, f"{W}vertAlign"), child(properties, f"{W}position")
    said = "" if by is None else str(by.get(f"{W}val") or "")
    if (said.isdecimal() and int(said) >= HIGH) or (
        place is not None and place.get(f"{W}val") == "superscript"
    ):
        return True
    return None if place is None and by is None else False


def read_list_place(properties: etree._Element | None) -> tuple[str, int | None]:
    """List and level that a `w:pPr` names; `0` as list means: no number, whatever the style."""
    node = None if properties is None else child(properties, LIST_PLACE)
    if node is None:
        return "", None
    number = child(node, LIST)
    depth = child(node, LIST_LEVEL)
    level = "" if depth is None else str(depth.get(f"{W}val") or "")
    return (
        "" if number is None else str(number.get(f"{W}val") or ""),
        int(level) if level.isdecimal() else None,
    )


def _read_style(node: etree._Element) -> Style:
    def value(name: str) -> str:
        found = child(node, f"{W}{name}")
        return "" if found is None else str(found.get(f"{W}val") or "")

    number, depth = read_list_place(node.find(f"{W}pPr"))
    return Style(
        kind=str(node.get(f"{W}type") or ""),
        name=value("name"),
        parent=value("basedOn"),
        number=number,
        depth=depth,
        hidden=is_on(node.find(f"{W}rPr/{W}vanish")),
        above=_is_above(child(node, f"{W}rPr")),
    )
