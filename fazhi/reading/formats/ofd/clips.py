"""What the clip regions of an OFD leave of an object: the rest is on no page."""

from __future__ import annotations

from lxml import etree

from fazhi.reading.formats.ofd.geometry import Box, Matrix, box_of, number, numbers, place_of

# An object is seen where one box of each clip is.
Clips = tuple[tuple[Box, ...], ...]
NUMBERS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7}
MOST_WORDS = 20_000


def clips_of(node: etree._Element, outer: Matrix) -> Clips:
    """The clips of an object; `outer` is the matrix of what holds the object."""
    found: list[tuple[Box, ...]] = []
    for clips in node.iterchildren("{*}Clips"):
        own = place_of(node)
        if str(clips.get("TransFlag") or "").strip().lower() in ("false", "0"):
            corner = numbers(node.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
            own = Matrix(e=corner[0], f=corner[1])
        for clip in clips.iterchildren("{*}Clip"):
            areas = [_area(area, outer.after(own)) for area in clip.iterchildren("{*}Area")]
            # A region that cannot be told hides nothing.
            if areas and None not in areas:
                found.append(tuple(area for area in areas if area is not None))
    return tuple(found)


def is_left(box: Box, clips: Clips) -> bool:
    """Whether the middle of a box is inside all clips."""
    return all(any(area.holds(box) for area in clip) for clip in clips)


def _area(area: etree._Element, matrix: Matrix) -> Box | None:
    """The upright rectangle round an area: that of its path, or of its words."""
    own = matrix.after(Matrix(*(numbers(area.get("CTM"), 6) or Matrix())))
    for node in area.iterchildren("{*}Path", "{*}Text"):
        data = node.find("{*}AbbreviatedData")
        bounds = None if data is None else _bounds(data.text or "")
        if bounds is not None:
            return box_of(own.after(place_of(node)), bounds)
        place = numbers(node.get("Boundary"), 4)
        if place is not None:
            left, top, wide, high = place
            return box_of(own, (left, top, left + wide, top + high))
    return None


def _bounds(data: str) -> tuple[float, float, float, float] | None:
    """The rectangle (left, top, right, bottom) round a path, null where it has no places."""
    words = data.split()[:MOST_WORDS]
    across: list[float] = []
    down: list[float] = []
    at = 0
    while at < len(words):
        count = NUMBERS.get(words[at], 0)
        values = [number(word) for word in words[at + 1 : at + 1 + count]]
        # An arc reaches no farther from its end than its diameters.
        reach = [2 * abs(value) for value in values[:2]] if words[at] == "A" else [0.0, 0.0]
        places = values[5:] if words[at] == "A" else values
        for x, y in zip(places[::2], places[1::2], strict=False):
            across += [x - reach[0], x + reach[0]]
            down += [y - reach[1], y + reach[1]]
        at += 1 + count
    return (min(across), min(down), max(across), max(down)) if across else None
