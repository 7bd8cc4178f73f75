"""Reports of divisions that became others, led to the authority of today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fazhi.codebook.book import Codebook
from fazhi.codebook.divisions import TOWNSHIP_DIGITS, divisions
from fazhi.codebook.divisions.successions import COUNTY_DIGITS, GOES_ON, Succession, became


def followed(
    about: Mapping[str, Any], book: Codebook
) -> tuple[Mapping[str, Any], Succession | None]:
    """A report as by the authority's place of today, and the succession that says so.

    Of a merger or split the report stays as it is. Args as of `place_of`.
    """
    own = about["adcode"] or about["county"] or about["prefecture"] or ""
    own = own[:COUNTY_DIGITS] if about["adcode"] else own
    one = next((each for each in became(own, book) if _is_of(each, about, book)), None)
    if one is None or one.kind not in GOES_ON:
        return about, one
    (code,) = one.new
    names = divisions(book).ancestry(code)._asdict()
    return {**about, **names, "adcode": _within(about["town"], code, book)}, one


def _is_of(one: Succession, about: Mapping[str, Any], book: Codebook) -> bool:
    """Whether a report is by the division that is no more, or from within it.

    Where another division has its name today, only a name above it that is stated tells.
    """
    if about["adcode"]:
        return bool(about["adcode"][:COUNTY_DIGITS] == one.old.code)
    if one.old.is_prefecture == bool(about["county"]):
        return False
    is_told = any(about[rank] in one.old.above for rank in ("prefecture", "province"))
    return one.fits(about) and (is_told or not one.namesakes(book))


def _within(town: str | None, code: str, book: Codebook) -> str | None:
    """The code of a town within a division of today, if there is one; of none the division's."""
    if not town:
        return code
    codes = [one for one in divisions(book).township_codes(town) if one.startswith(code)]
    return codes[0] if len(codes) == 1 and len(codes[0]) == TOWNSHIP_DIGITS else None
