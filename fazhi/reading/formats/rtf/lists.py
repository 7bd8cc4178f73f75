"""The lists of an RTF, given to the counter of Word files."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from fazhi.language.counting import COUNTING
from fazhi.reading.word.numbering import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FOLLOWED_BY = {0: "tab", 1: "space", 2: "nothing"}
MOST_LEVELS = 9


@dataclass(slots=True)
class Level:
    """One level of a list as it is read: numbers of RTF, and the signs of its text."""

    form: int = 0
    start: int = 1
    follow: int = 0
    signs: str = ""


@dataclass(slots=True)
class Lists:
    """Definitions of lists by identity, and the uses (`\\ls`) that name them."""

    defined: dict[int, list[Level]] = field(default_factory=dict)
    used: dict[int, int] = field(default_factory=dict)
    open: list[Level] = field(default_factory=list)

    def counter(self) -> Numbering:
        """A counter that knows these lists, uses numbered as in the file."""
        root = etree.Element(f"{W}numbering")
        for identity, levels in self.defined.items():
            abstract = etree.SubElement(
                root, f"{W}abstractNum", {f"{W}abstractNumId": str(identity)}
            )
            for depth, level in enumerate(levels[:MOST_LEVELS]):
                _add_level(abstract, depth, level)
        for use, identity in self.used.items():
            num = etree.SubElement(root, f"{W}num", {f"{W}numId": str(use)})
            etree.SubElement(num, f"{W}abstractNumId", {f"{W}val": str(identity)})
        return Numbering(root, {})


def _add_level(abstract: etree._Element, depth: int, level: Level) -> None:
    node = etree.SubElement(abstract, f"{W}lvl", {f"{W}ilvl": str(depth)})
    # The first sign is the length, then come signs and, as numbers, the levels to show.
    length = ord(level.signs[0]) if level.signs else 0
    shown = "".join(
        f"%{ord(sign) + 1}" if ord(sign) < MOST_LEVELS else sign
        for sign in level.signs[1 : length + 1]
        if ord(sign) < MOST_LEVELS or ord(sign) >= 32
    )
    for name, value in (
        ("start", str(level.start)),
        ("numFmt", COUNTING.get(str(level.form), "decimal")),
        ("suff", FOLLOWED_BY.get(level.follow, "tab")),
        ("lvlText", shown),
    ):
        etree.SubElement(node, f"{W}{name}", {f"{W}val": value})
