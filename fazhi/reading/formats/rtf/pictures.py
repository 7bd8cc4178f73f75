"""The pictures of an RTF, measured by the words in their groups."""

from __future__ import annotations

from fazhi.reading.pictures import Picture, from_units, is_sign

SIDES = (("picwgoal", "picscalex"), ("pichgoal", "picscaley"))


class Pictures:
    """Collects pictures; the words of the open one are kept until it ends."""

    def __init__(self) -> None:
        self.found: list[Picture] = []
        self._words: dict[str, int] = {}

    def word(self, word: str, number: int) -> None:
        """Take up a word of the open picture."""
        if any(word in pair for pair in SIDES):
            self._words[word] = number

    def end(self, line: int) -> bool:
        """Close the open picture, which stands at the line of this number.

        Whether it is told to be no higher than a part of the line is.
        """
        wide, high = (
            from_units(str(self._words.get(goal, 0)), "twip") * self._words.get(scale, 100) / 100
            for goal, scale in SIDES
        )
        self.found.append(Picture(line, abs(wide), abs(high)))
        self._words = {}
        return bool(high) and is_sign(abs(high))
