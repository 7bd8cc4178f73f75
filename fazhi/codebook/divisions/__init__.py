"""The official divisions of China down to the township, by name and by code.

Codes are those of the Ministry of Civil Affairs as of `AS_OF` (source and licence:
`make_divisions.py`): six digits down to the county, nine for a township.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from fazhi.beside import made_once
from fazhi.codebook.book import Codebook, derived
from fazhi.errors import CodebookError

AS_OF = "2025-12-31"
FILE = "divisions.tsv.gz"
TOWNSHIP_DIGITS = 9
NONE: list[str] = []


class Ancestry(NamedTuple):
    """The names above and at a code, null where there is no such rank."""

    province: str | None
    prefecture: str | None
    county: str | None


class Listed(NamedTuple):
    """The list as it is looked up: counties and above by code, the codes of townships by name,
    official names by other names, codes of counties and above by any name; and by the last two
    characters of names the longest that ends with them."""

    upper: dict[str, str]
    townships: dict[str, str]
    official: dict[str, str]
    names: dict[str, list[str]]
    endings: dict[str, int]


class Divisions:
    """The list in memory: names to codes, codes to names, other names to official ones."""

    def __init__(self, listed: Listed) -> None:
        self._upper, self._townships, self._official, self._upper_names, self.endings = listed

    def is_listed(self, code: str) -> bool:
        """Whether a code is that of a county, prefecture or province of today."""
        return code in self._upper

    def upper_codes(self, name: str) -> list[str]:
        """Codes of the counties, prefectures and provinces of that name, other names included."""
        return self._upper_names.get(name, NONE)

    def township_codes(self, name: str) -> list[str]:
        """Codes of the townships of that name, other names included."""
        own, official = self._townships.get(name), self._official.get(name)
        if own is None and official is None:
            return NONE
        names = [name, *(official or "").split()]
        return [code for one in names for code in self._townships.get(one, "").split()]

    def codes(self, name: str) -> list[str]:
        """Codes of all divisions of that name."""
        return self.upper_codes(name) or self.township_codes(name)

    def official(self, name: str, code: str) -> str:
        """The official name of the division `code`, which the text calls `name`."""
        if code in self._upper:
            return self._upper[code]
        if code in self._townships.get(name, ""):
            return name
        official = self._official.get(name, "").split()
        return next((one for one in official if code in self._townships.get(one, "")), name)

    def ancestry(self, code: str) -> Ancestry:
        """Province, prefecture and county of a code of any rank."""
        county = code[:6]
        prefecture = f"{code[:4]}00"
        is_county = not county.endswith("00")
        return Ancestry(
            self._upper.get(f"{code[:2]}0000"),
            self._upper.get(prefecture) if code[2:4] != "00" else None,
            self._upper.get(county) if is_county else None,
        )

    def ancestors(self, code: str) -> list[str]:
        """Codes of the divisions that a code lies in, the nearest first, itself left out."""
        above = dict.fromkeys((code[:6], f"{code[:4]}00", f"{code[:2]}0000"))
        return [one for one in above if one != code and one in self._upper]

    def full_name(self, code: str, name: str) -> str:
        """The whole name as written in an address, e.g. 河南省南阳市西峡县西坪镇."""
        parts = [part for part in self.ancestry(code) if part]
        if len(code) == TOWNSHIP_DIGITS:
            parts.append(self.official(name, code))
        return "".join(parts)


def rank(code: str) -> str:
    """The rank of a code: `province`, `prefecture`, `county` or `township`."""
    if len(code) == TOWNSHIP_DIGITS:
        return "township"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def _endings(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in sorted(names, key=len):
        longest[name[-2:]] = len(name)
    return longest


Kept = tuple[dict[str, str], tuple[str, str], dict[str, str], dict[str, list[str]], dict[str, int]]


def _listed(packed: bytes) -> Kept:
    """What `Listed` holds; names and codes of townships in a row each, which are split quickly."""
    blocks = gzip.decompress(packed).decode().split("\n\n")
    upper, townships, others = map(_columns, blocks)
    names: dict[str, list[str]] = {}
    for code, name in upper.items():
        names.setdefault(name, []).append(code)
    for other, official in others.items():
        codes = [code for name in official.split() for code in names.get(name, ())]
        if codes:
            names.setdefault(other, []).extend(codes)
    rows = "\t".join(townships), "\t".join(townships.values())
    return upper, rows, others, names, _endings([*names, *townships, *others])


def _columns(block: str) -> dict[str, str]:
    cells = block.replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=True))


@derived
def divisions(book: Codebook) -> Divisions:
    """The list, read once and only when asked for; raises `CodebookError` where it is broken."""
    packed = book.packed("divisions.tsv.gz")
    made_of = Path(__file__).read_bytes() + packed
    try:
        # To unpack the list and to sort its names takes as long as four reports.
        upper, rows, *rest = made_once("divisions", made_of, lambda: _listed(packed))
        townships = dict(zip(*(row.split("\t") for row in rows), strict=True))
        return Divisions(Listed(upper, townships, *rest))
    except (OSError, EOFError, ValueError) as error:
        raise CodebookError(
            f"the list of divisions cannot be read: {error}",
            where=FILE,
            hint="Make it again with fazhi.codebook.divisions.make_divisions.",
        ) from error


def places_above(about: Mapping[str, Any], book: Codebook) -> list[str]:
    """Province, prefecture and county of a report, as stated, else as its place code says.

    What neither tells is left out.
    """
    return [name for name in _above(about, book).values() if name]


def province_of(about: Mapping[str, Any], book: Codebook) -> str:
    """The province of a report: as stated, else as its place code says; empty where unknown."""
    return _above(about, book)["province"]


def _above(about: Mapping[str, Any], book: Codebook) -> dict[str, str]:
    code = about["adcode"]
    listed = divisions(book).ancestry(code) if code else Ancestry(None, None, None)
    return {rank: str(about[rank] or name or "") for rank, name in listed._asdict().items()}
