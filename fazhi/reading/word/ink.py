"""Words of a Word file that nobody sees, as they are white on white."""

from __future__ import annotations

from lxml import etree

from fazhi.reading.word.styles import W, child

COLOUR, SHADE = f"{W}color", f"{W}shd"
HIGHLIGHT = f"{W}highlight"
WHITE, UNSHADED = "FFFFFF", ("", "AUTO", "FFFFFF")
BOXES = ((f"{W}p", f"{W}pPr"), (f"{W}tc", f"{W}tcPr"))


def is_without_ink(run: etree._Element) -> bool:
    """Whether a run is white on white beside other words of its paragraph.

    A paragraph that is white as a whole may stand on a drawing, and is kept.
    """
    if not _is_white(run) or any(_shades(run, *box) for box in BOXES):
        return False
    paragraph = next(run.iterancestors(f"{W}p"), None)
    runs = () if paragraph is None else paragraph.iter(f"{W}r")
    return any(_shows_words(one) and not _is_white(one) for one in runs)


def _is_white(run: etree._Element) -> bool:
    properties = child(run, f"{W}rPr")
    colour = None if properties is None else child(properties, COLOUR)
    if properties is None or colour is None or str(colour.get(f"{W}val")).upper() != WHITE:
        return False
    return child(properties, HIGHLIGHT) is None and not _is_shaded(properties)


def _shades(run: etree._Element, box: str, properties: str) -> bool:
    """Whether what a run stands in has a colour of its own."""
    around = next(run.iterancestors(box), None)
    found = None if around is None else child(around, properties)
    return found is not None and _is_shaded(found)


def _is_shaded(properties: etree._Element) -> bool:
    shade = child(properties, SHADE)
    if shade is None:
        return False
    is_filled = str(shade.get(f"{W}fill") or "").upper() not in UNSHADED
    return is_filled or shade.get(f"{W}val") not in (None, "clear", "nil")


def _shows_words(run: etree._Element) -> bool:
    return any((one.text or "").strip() for one in run.iterchildren(f"{W}t"))
