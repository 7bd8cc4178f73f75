"""Pictures in a document of words, and which of them stand where its text should."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fazhi.codebook.book import Codebook, derived
from fazhi.language.units import counting_pattern

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
# The same where the picture may as well be an icon or a photograph, until its line is known.
UNSURE = "\ufdd0"
# A picture that is higher (in centimetres) is no sign of a line, nor is one of a dot or two.
LOWEST_SIGN, HIGHEST_SIGN, WIDEST_SIGN = 0.1, 1.5, 4.0
# Between words, or between a word and the comma or full stop after it.
IN_SENTENCE = re.compile(
    "[0-9A-Za-z\u3400-\u9fff，、：:（(] ?(\ufffc(?: ?\ufffc)*) ?"
    "(?=[0-9A-Za-z\u3400-\u9fff%％‰+，、；。）)])"
)
# Words of pages that begin as a measure word does.
NO_MEASURE = "年度|(?:[0-9]{1,2}[.．])?20[0-9]{2} ?年|次数|个人|本[页站网文]|头条|封面"
IN_CELL = re.compile("(?<=[^\n]\t)(\ufffc+)(?=[\t\n]|$)")
IN_CELL_UNSURE = re.compile(f"(?<=[^\n]\t){UNSURE}+(?=[\t\n]|$)")
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


def sign_of(wide: float, high: float) -> str:
    """What stands in a line for a picture of a page, which seldom says how large a picture is.

    Sizes in centimetres, 0 for unknown; empty where the picture is a dot, a rule or a photograph.
    """
    if high:
        is_line = is_sign(high) and (not wide or wide >= LOWEST_SIGN)
        return IN_LINE if is_line else ""
    return UNSURE if not wide or LOWEST_SIGN <= wide <= WIDEST_SIGN else ""


@derived
def _figures(book: Codebook) -> re.Pattern[str]:
    """Where a sentence wants a figure: before a measure word, or behind 率为 and before a comma."""
    rest = f"(?:[0-9.,]{{1,12}} ?)?[余多万亿千百十]{{0,3}}{counting_pattern(book)}"
    run = f"{UNSURE}(?: ?{UNSURE})*"
    return re.compile(
        f"{run}(?= ?(?!{NO_MEASURE}){rest})|(?<=[为达约率占近超]){run}(?=[，、；。])"
        f"|(?<=[达过超]到){run}(?=[，、；。])"
    )


def sure(line: str, book: Codebook) -> str:
    """A line with those pictures alone left of which nobody knows what they are (`UNSURE`) that
    stand where its words want a figure, or as a cell.
    """
    if UNSURE not in line:
        return line
    line = _figures(book).sub(lambda found: IN_LINE * found[0].count(UNSURE), line)
    return IN_CELL_UNSURE.sub(IN_LINE, line).replace(UNSURE, "")


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
