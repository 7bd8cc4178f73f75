"""The marks that a browser shows before the items of lists."""

from __future__ import annotations

import re

from fazhi.language.counting import write_number
from fazhi.reading.formats.html.styles import declared, is_hidden
from fazhi.reading.formats.html.tree import Element

LISTS = frozenset(("ol", "ul", "menu", "dir"))
# Attribute `type` of `ol` and `li`, whose case tells letters and Roman numbers apart.
TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
# Counter styles that bring a mark into the text: how Word calls the same way of writing, and the
# sign that follows the number. Discs, circles and squares say nothing and are left out.
WRITTEN = {
    "decimal": ("decimal", ". "),
    "decimal-leading-zero": ("decimalZero", ". "),
    "lower-alpha": ("lowerLetter", ". "),
    "lower-latin": ("lowerLetter", ". "),
    "upper-alpha": ("upperLetter", ". "),
    "upper-latin": ("upperLetter", ". "),
    "lower-roman": ("lowerRoman", ". "),
    "upper-roman": ("upperRoman", ". "),
    "cjk-ideographic": ("chineseCounting", "、"),
    "simp-chinese-informal": ("chineseCounting", "、"),
    "trad-chinese-informal": ("chineseCounting", "、"),
    "japanese-informal": ("japaneseCounting", "、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "trad-chinese-formal": ("ideographLegalTraditional", "、"),
    "cjk-decimal": ("ideographDigital", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
}
# Values of `list-style` that say where the mark stands, not how it looks.
PLACES = frozenset(("inside", "outside", "inherit", "initial"))
STRING = re.compile(r"""["']([^"']{1,12})["']""")
NUMBER = re.compile(r"-?\d{1,5}")


class Counters:
    """Where each list of a page stands; items must come in reading order."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}

    def mark(self, item: Element) -> str:
        """The mark shown before an item, with the space after it; empty where there is none."""
        around = item.parent
        if around is None or around.name not in LISTS:
            return ""
        is_reversed = "reversed" in around.attributes and around.name == "ol"
        number = self._next.get(around.number)
        if number is None:
            number = _whole(around.attributes.get("start", ""), None)
            if number is None:
                number = _length(around) if is_reversed else 1
        number = _whole(item.attributes.get("value", ""), number) or 0
        self._next[around.number] = number - 1 if is_reversed else number + 1
        return _written(_kind(item, around), number)


def _kind(item: Element, around: Element) -> str:
    """The counter style of an item, as its own style, its list's or their attributes say."""
    for one in (item, around):
        for name in ("list-style-type", "list-style") if one.style else ():
            said = declared(one.style, name)
            if said and said.lower() not in PLACES:
                return said
        given = one.attributes.get("type", "")
        if given in TYPES:
            return TYPES[given]
    return "decimal" if around.name == "ol" else ""


def _written(said: str, number: int) -> str:
    quoted = STRING.search(said)
    if quoted is not None:
        return quoted[1]
    words = said.lower().split()
    form, end = next((WRITTEN[word] for word in words if word in WRITTEN), ("", ""))
    return f"{write_number(number, form)}{end}" if form else ""


def _length(around: Element) -> int:
    """How many items a reversed list counts down from."""
    items = [one for one in around.children if isinstance(one, Element) and one.name == "li"]
    return sum(not is_hidden(one.style) for one in items)


def _whole(said: str, other: int | None) -> int | None:
    return int(said) if NUMBER.fullmatch(said.strip()) else other
