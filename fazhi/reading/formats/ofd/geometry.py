"""Places and matrices of an OFD, in millimetres from the upper left corner of the page."""

from __future__ import annotations

import math
from typing import NamedTuple

from lxml import etree


class Matrix(NamedTuple):
    """x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """The place that a place comes to."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: Matrix) -> Matrix:
        """What the two do one after the other, `inner` first."""
        if self is UPRIGHT:
            return inner
        e, f = self.apply(inner.e, inner.f)
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            e,
            f,
        )

    def turn(self, x: float, y: float) -> float:
        """The way that a step runs on the page, in degrees clockwise from left to right."""
        across, down = self.a * x + self.c * y, self.b * x + self.d * y
        if not down and across > 0:
            return 0.0
        return round(math.degrees(math.atan2(down, across)), 1) % 360


UPRIGHT = Matrix()


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box) -> bool:
        """Whether the middle of another lies inside."""
        across, down = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom

    def shared_area(self, other: Box) -> float:
        """The area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(high, 0.0)


def box_of(matrix: Matrix, corners: tuple[float, float, float, float]) -> Box:
    """The upright rectangle round a rectangle (left, top, right, bottom) after a matrix."""
    left, top, right, bottom = corners
    a, b, c, d, e, f = matrix
    if not b and not c and a > 0 < d and left <= right and top <= bottom:
        # Upright, as nearly all is.
        return Box(a * left + e, d * top + f, a * right + e, d * bottom + f)
    places = [matrix.apply(x, y) for x in (left, right) for y in (top, bottom)]
    across, down = zip(*places, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def place_of(node: etree._Element) -> Matrix:
    """Where the own space of a graphic unit lies in that of what holds it."""
    corner = numbers(node.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    own = numbers(node.get("CTM"), 6)
    place = Matrix(1.0, 0.0, 0.0, 1.0, corner[0], corner[1])
    return place.after(Matrix(*own)) if own else place


def boundary_of(node: etree._Element, matrix: Matrix) -> Box:
    """The rectangle that an object takes on the page; `matrix` is that of its own space."""
    own = Matrix(*(numbers(node.get("CTM"), 6) or Matrix()))
    _, _, wide, high = numbers(node.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    # The boundary lies in the space of what holds the object, before its own matrix.
    left, top = matrix.e - own.e, matrix.f - own.f
    return Box(left, top, left + wide, top + high)


def number(word: str) -> float:
    """The number a word stands for, 0 for what is none or beyond any page."""
    try:
        found = float(word)
    except ValueError:
        return 0.0
    return found if -1e6 < found < 1e6 else 0.0


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """So many numbers parted by spaces, null where there are more or fewer."""
    words = text.split() if text else []
    if len(words) != count:
        return None
    try:
        found = tuple(map(float, words))
    except ValueError:
        return tuple(map(number, words))
    is_plain = min(found) > -1e6 and max(found) < 1e6 and math.isfinite(sum(found))
    return found if is_plain else tuple(map(number, words))
