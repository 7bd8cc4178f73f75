"""What sets digits above the line: words of a run, and character styles that hold them."""

from __future__ import annotations

# On, above and below the line, and by how much in half points.
LEVELS = ("super", "sub", "nosupersub", "up", "dn")
# Word's own measure; text less far up is a font whose foot was set right.
HIGH = 6


class Above:
    """Knows the character styles whose text stands above the line."""

    def __init__(self) -> None:
        self._open = 0
        self._styles: set[int] = set()

    def style(self, number: int, *, is_defined: bool) -> bool:
        """Whether text of a character style stands above the line; or its definition begins."""
        if is_defined:
            self._open = number
        return number in self._styles

    def turn(self, word: str, number: int | None, *, is_defined: bool) -> bool:
        """Whether text behind one of `LEVELS` stands above the line."""
        high = HIGH if number is None else number
        is_above = (word == "super" and number != 0) or (word == "up" and high >= HIGH)
        if is_defined and is_above:
            self._styles.add(self._open)
        return is_above
