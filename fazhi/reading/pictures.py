"""Pictures in a document of words, and which of them stand where its text should."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# A page of A4, in square centimetres; on larger paper a scan has about this size too.
PAGE = 21.0 * 29.7
# A scan set between the margins of a page covers this share of it; a photograph as wide as the
# text covers a quarter.
AS_A_PAGE = 0.4
# Beside next to no text all counts that is larger than a letterhead or a seal.
AS_TEXT = 0.1
# A text with fewer signs is a title or a letter before the report, not the report.
LITTLE = 200
CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}
# Stands in raw and clean text where a picture is part of a sentence: no rule reads past it, and no
# figures grow together. Text copied out of documents has the same sign there.
IN_LINE = "\ufffc"
# A picture that is higher (in centimetres) is no sign of a line, nor is one of a dot or two.
LOWEST_SIGN, HIGHEST_SIGN = 0.1, 1.5
# Between words, or between a word and the comma or full stop after it.
IN_SENTENCE = re.compile(
    "[0-9A-Za-z\u3400-\u9fff，、：:（(] ?(\ufffc(?: ?\ufffc)*) ?"
    "(?=[0-9A-Za-z\u3400-\u9fff%％‰+，、；。）)])"
)
IN_CELL = re.compile("(?<=[^\n]\t)(\ufffc+)(?=[\t\n]|$)")
LENGTH = re.compile(r"\s*([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*([a-z]*)\s*", re.I)
UNITS_AN_INCH = {"emu": 914_400, "twip": 1_440}


class Picture(NamedTuple):
    """A picture: the number of its line, width and height in centimetres, whether under the text.

    The sizes are 0 where the file does not state them.
    """

    line: int
    wide: float
    high: float
    beneath: bool = False


def is_sign(high: float) -> bool:
    """Whether a picture of this height (in centimetres, 0 for unknown) may be part of a line."""
    return high == 0.0 or LOWEST_SIGN <= high <= HIGHEST_SIGN


def settled(line: str) -> str:
    """A line with the marks of those pictures alone that stand inside a sentence or as a cell.

    A picture before or behind a sentence is ornament.
    """
    if IN_LINE not in line:
        return line
    kept = {at for start, end in signs_of(line) for at in range(start, end)}
    return "".join(one for at, one in enumerate(line) if one != IN_LINE or at in kept)


def signs_of(text: str) -> list[tuple[int, int]]:
    """Where in a text pictures stand for words: inside a sentence, or as a cell of a table."""
    if IN_LINE not in text:
        return []
    return [found.span(1) for kind in (IN_SENTENCE, IN_CELL) for found in kind.finditer(text)]


def centimetres(length: str, default: str = "px") -> float:
    """A length with its unit (`14.6cm`, `415pt`), 0 where it is none."""
    match = LENGTH.fullmatch(length)
    unit = CENTIMETRES.get((match[2] or default).lower(), 0.0) if match else 0.0
    return float(match[1]) * unit if match else 0.0


def from_units(number: str, kind: str) -> float:
    """A whole number of the units that a format counts in (`emu`, `twip`), as centimetres."""
    is_number = number.isdecimal() and len(number) < 12
    return int(number) * 2.54 / UNITS_AN_INCH[kind] if is_number else 0.0


def unread(pictures: Sequence[Picture], lines: Iterable[str]) -> set[int]:
    """The numbers of the lines at which a picture holds what the text does not say.

    Beside full text that is one of a page's size; beside next to none any that is no ornament.
    """
    if not pictures:
        return set()
    is_little = sum(len("".join(line.split())) for line in lines) < LITTLE
    return {one.line for one in pictures if _is_text(one, is_little)}


def _is_text(one: Picture, is_little: bool) -> bool:
    share = one.wide * one.high / PAGE
    if is_little:
        return share == 0.0 or share >= AS_TEXT
    return share >= AS_A_PAGE and not one.beneath
