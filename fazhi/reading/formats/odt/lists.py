"""Numbers of list items and headings of an ODT, counted and written as its program shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from fazhi.language.counting import WIDE_END, write_number

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
LATER = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
PLACEHOLDER = re.compile(r"%(\d{1,2})%")
PRIVATE_USE = re.compile(r"[\ue000-\uf8ff]")
# A way of counting is told by its first number.
FORMS = {
    "1": "decimal", "I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter",
    "一": "chineseCounting", "①": "decimalEnclosedCircle", "甲": "ideographTraditional",
    "子": "ideographZodiac", "壹": "chineseLegalSimplified", "１": "decimalFullWidth",
    "01": "decimalZero",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its way of counting (empty: shows none), how it is written, where it starts."""

    form: str = ""
    written: str = ""
    bullet: str = ""
    start: int = 1
    followed: bool = True


@dataclass(slots=True)
class Counter:
    """Where one list stands, by level from 1."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next_marker(self, depth: int, start: int | None = None) -> str:
        """Count one item at a level and write its marker."""
        level = self.levels.get(depth, Level())
        first = level.start if start is None else start
        going = self.counts.get(depth) if start is None else None
        self.counts[depth] = first if going is None else going + 1
        # A level that has not begun counts as begun from here on.
        for upper in range(1, depth):
            self.counts.setdefault(upper, self.levels.get(upper, Level()).start)
        for deeper in [one for one in self.counts if one > depth]:
            del self.counts[deeper]
        if level.bullet:
            return PRIVATE_USE.sub("•", level.bullet) + " "
        if not level.form:
            return ""
        marker = PLACEHOLDER.sub(self._number, level.written)
        if not marker.strip() or not level.followed or marker[-1] in WIDE_END:
            return marker
        return marker + " "

    def _number(self, match: re.Match[str]) -> str:
        depth = int(match[1])
        level = self.levels.get(depth, Level())
        number = self.counts.setdefault(depth, level.start)
        return write_number(number, level.form) if level.form else ""


def read_levels(style: etree._Element) -> dict[int, Level]:
    """The levels of a list style or of the outline."""
    return {
        depth: _level(node, depth)
        for node in style.iterchildren(tag=etree.Element)
        if (depth := whole_number(node.get(f"{TEXT}level"), 0))
    }


def _level(node: etree._Element, depth: int) -> Level:
    bullet = str(node.get(f"{TEXT}bullet-char") or "")
    if bullet:
        return Level(bullet=bullet)
    form = str(node.get(f"{STYLE}num-format") or "").split(",")[0].strip()
    shown = max(min(whole_number(node.get(f"{TEXT}display-levels"), 1), depth), 1)
    numbers = ".".join(f"%{at}%" for at in range(depth - shown + 1, depth + 1))
    before = str(node.get(f"{STYLE}num-prefix") or "")
    usual = f"{before}{numbers}{node.get(f'{STYLE}num-suffix') or ''}"
    follower = next(iter(node.iter(f"{STYLE}list-level-label-alignment")), None)
    after = "" if follower is None else str(follower.get(f"{TEXT}label-followed-by") or "")
    return Level(
        form=FORMS.get(form, "decimal") if form else "",
        written=str(node.get(f"{LATER}num-list-format") or usual),
        start=whole_number(node.get(f"{TEXT}start-value"), 1),
        followed=after != "nothing",
    )


def whole_number(text: str | None, default: int) -> int:
    """The whole number that an attribute states, the default where it states none."""
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else default
