"""What an OFD draws, in order: texts and pictures with their places, none that is switched off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from fazhi.reading.faults import too_large
from fazhi.reading.formats.ofd.clips import Clips, clips_of
from fazhi.reading.formats.ofd.geometry import UPRIGHT, Matrix, number, place_of
from fazhi.reading.limits import check_time

# Composite units show others; a chain longer than this shows itself.
DEEPEST = 12
DEEPEST_BLOCK = 60
PALE = 235
MOST_OBJECTS = 300_000
LEAVES = ("TextObject", "ImageObject", "PathObject")
# What stands in a graphic unit and draws nothing of its own.
PASSED = frozenset(("Clips", "Actions", "Border", "FillColor", "StrokeColor", "Template"))


class Drawn(NamedTuple):
    """An object on the page: its kind, element, matrix and clips, and whether it leaves ink."""

    kind: str
    node: etree._Element
    matrix: Matrix
    inked: bool
    clips: Clips = ()


class Drawing:
    """Walks through contents; `units` finds the content of a composite unit by its identity."""

    def __init__(self, units: Callable[[str], etree._Element | None]) -> None:
        self._units = units
        self._count = 0

    def objects(self, content: etree._Element, matrix: Matrix = UPRIGHT) -> Iterator[Drawn]:
        """The objects below an element in the order in which they are drawn."""
        self._count = 0
        yield from self._below(content, matrix, 0, 0, ())

    def _below(
        self, parent: etree._Element, matrix: Matrix, depth: int, units: int, outer: Clips
    ) -> Iterator[Drawn]:
        check_time()
        if depth > DEEPEST_BLOCK:
            return
        for node in parent.iterchildren(tag=etree.Element):
            kind = local(node)
            if kind in PASSED or is_off(node):
                continue
            self._count += 1
            if self._count > MOST_OBJECTS:
                raise too_large(f"more than {MOST_OBJECTS:,} objects")
            clips = (*outer, *clips_of(node, matrix))
            if kind in LEAVES:
                yield Drawn(kind, node, matrix.after(place_of(node)), _has_ink(node), clips)
            elif kind == "CompositeObject":
                unit = self._units(str(node.get("ResourceID"))) if units < DEEPEST else None
                if unit is not None:
                    own = matrix.after(place_of(node))
                    yield from self._below(unit, own, depth + 1, units + 1, clips)
            else:
                yield from self._below(node, matrix, depth + 1, units, clips)


def local(node: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def is_off(node: etree._Element) -> bool:
    """Whether an element is not to be shown."""
    return str(node.get("Visible") or "").strip().lower() in ("false", "0")


def is_pale(node: etree._Element) -> bool:
    """Whether an object is filled with white or nearly so."""
    colour = next(node.iterchildren("{*}FillColor"), None)
    parts = str(colour.get("Value") or "").split() if colour is not None else []
    return len(parts) == 3 and min(map(number, parts)) > PALE


def _has_ink(node: etree._Element) -> bool:
    """Whether an object leaves a mark: not wholly transparent, and a text filled or stroked."""
    if node.get("Alpha") is not None and number(str(node.get("Alpha"))) <= 0:
        return False
    if local(node) != "TextObject":
        return True
    stroked = str(node.get("Stroke") or "").lower() in ("true", "1")
    colour = next(node.iterchildren("{*}FillColor"), None)
    clear = colour is not None and colour.get("Alpha") is not None
    if clear and colour is not None and number(str(colour.get("Alpha"))) <= 0 and not stroked:
        return False
    return stroked or str(node.get("Fill") or "").lower() not in ("false", "0")
