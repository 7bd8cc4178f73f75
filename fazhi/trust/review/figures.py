"""The figure that a coder's cell holds, however people write it.

`35000`, `3.5万`, `３５０００` and `三万五千` are one number. A cell that says more than its column
asks for (`52件`, `三十余`, `约30`, `98%`) is read, by the reader of reports, with its measure word
and how exact it is. Where a spreadsheet shows 98% it holds 0.98: its format tells. What could be
meant in two ways (`12,5`, `30 50`) is no figure.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.language.numerals import read_number, read_pair
from fazhi.parse.quantities.amount import words_after
from fazhi.parse.quantities.amounts import find_amounts
from fazhi.reading.clean.script import simplify

PERCENT = "%"
# As many digits as survive a hundred times a share.
PLACES = 10
EXACT = "exact"
# Commas and blanks part thousands, or nobody can tell what they are.
PARTED = re.compile(r"[0-9][,\s]+[0-9]")
THOUSANDS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?![0-9,])")
# 1e3 and -5 are numbers to programs, and nothing that a report says.
SIGNED = re.compile(r"[0-9.]e[0-9+-]|^[+-]", re.I)
ENDS = "。;、"
# Stands in for a measure word that the cell leaves to its own column.
ANY = "件"
# What a spreadsheet makes of 3-5 and 12:30.
MADE_DATES = (date, time, timedelta)


class Figure(NamedTuple):
    """A number, and what else the cell says of it: measure word, how exact; null where nothing."""

    value: float
    unit: str | None = None
    approx: str | None = None


def figure_of(cell: Any, number_format: str, book: Codebook) -> Figure | None:
    """The figure of a cell; null where it holds none, or none that is definite."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not math.isfinite(cell) or cell < 0:
            return None
        if PERCENT in number_format:
            return Figure(round(cell * 100, PLACES), PERCENT)
        return Figure(float(cell))
    if isinstance(cell, (bool, *MADE_DATES)):
        return None
    return _in_words(unicodedata.normalize("NFKC", str(cell)).strip().rstrip(ENDS), book)


def _in_words(told: str, book: Codebook) -> Figure | None:
    if PARTED.search(THOUSANDS.sub("0", told)) or SIGNED.search(told):
        return None
    text = simplify("".join(told.replace(",", "").split()), book)
    # 三五 is three to five, and 35 only to who reads digit by digit.
    number = None if read_pair(text) else read_number(text)
    if number is not None:
        return Figure(number) if math.isfinite(number) else None
    if found := _amount(text, book):
        return found
    return next(
        filter(None, (_amount(one, book, bare=True) for one in _measured(text, book))), None
    )


def _amount(text: str, book: Codebook, *, bare: bool = False) -> Figure | None:
    """The one amount that a text is; of a `bare` one without its measure word, and no range."""
    found = find_amounts(text, book)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
        return None
    one = found[0]
    approx = None if one.approx == EXACT else one.approx
    if one.value is None or (bare and (one.high is not None or approx is None)):
        return None
    return Figure(one.value, None if bare else one.unit, approx)


def _measured(text: str, book: Codebook) -> Iterator[str]:
    """An amount without a measure word (30余, 约30, 30左右), with one where it belongs."""
    yield text + ANY
    for word in words_after(book):
        if text.endswith(word):
            yield f"{text.removesuffix(word)}{ANY}{word}"
