"""The figure that a coder's cell holds, however people write it.

`35000`, `3.5万`, `３５０００` and `三万五千` are one number. A cell that says more than its column
asks for (`52件`, `三十余件`, `98%`) is read with its measure word and how exact it is. Where a
spreadsheet shows 98% it holds 0.98: its format tells.
"""

from __future__ import annotations

import math
import unicodedata
from typing import Any, NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.language.numerals import read_number
from fazhi.parse.quantities.amounts import find_amounts

PERCENT = "%"
# As many digits as survive a hundred times a share.
PLACES = 10
EXACT = "exact"


class Figure(NamedTuple):
    """A number, and what else the cell says of it: measure word, how exact; null where nothing."""

    value: float
    unit: str | None = None
    approx: str | None = None


def figure_of(cell: Any, number_format: str, book: Codebook) -> Figure | None:
    """The figure of a cell; null where it holds none, or none that is definite."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not math.isfinite(cell):
            return None
        if PERCENT in number_format:
            return Figure(round(cell * 100, PLACES), PERCENT)
        return Figure(float(cell))
    return _in_words("".join(unicodedata.normalize("NFKC", str(cell)).split()), book)


def _in_words(text: str, book: Codebook) -> Figure | None:
    number = read_number(text)
    if number is not None:
        return Figure(number) if math.isfinite(number) else None
    found = find_amounts(text, book)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
        return None
    value, unit, approx = found[0].value, found[0].unit, found[0].approx
    return None if value is None else Figure(value, unit, None if approx == EXACT else approx)
