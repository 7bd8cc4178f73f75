"""The divisions in the name of a body: 固原市原州区彭堡镇人民政府 as names and a rest."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.codebook.divisions import divisions, rank
from fazhi.parse.frame.words import CJK, patterns

STREET = re.compile(rf"[{CJK}]{{1,5}}街(?!道)(?=$|办|党|\d)")
# The division of the corps that a city is one with (第八师石河子市); its regiments are none of it.
CORPS = re.compile(
    rf"(?:新疆生产建设兵团|兵团)?第[一二三四五六七八九十]{{1,3}}师"
    rf"(?=[{CJK}]{{2,5}}?市(?![一二三四五六七八九十0-9]{{1,4}}团))"
)
BRACKETS = str.maketrans("", "", "（）()")


class Chain(NamedTuple):
    """Divisions named one after another, from the widest, and what follows them."""

    province: str | None = None
    prefecture: str | None = None
    county: str | None = None
    town: str | None = None
    zone: str | None = None
    rest: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are there, from the widest."""
        return tuple(name for name in self[:4] if name)


@lru_cache(maxsize=4096)
def read_chain(words: str, book: Codebook) -> Chain:
    """Split 固原市原州区彭堡镇人民政府 into divisions and rest, known names before unknown."""
    words = words.removeprefix("中共").removeprefix("中国共产党").translate(BRACKETS)
    found: dict[str, str] = {}
    # 国家税务总局云阳县税务局 is a branch in the county.
    nation = patterns(book).national.match(words)
    corps = CORPS.match(words)
    at = corps.end() if corps and _division(words, corps.end(), {}, book) else 0
    at = nation.end() if nation and _division(words, nation.end(), {}, book) else at
    while at < len(words):
        # 鲤城区人民政府金龙街道办事处 is an office of the district's government in a street.
        ahead = at + 4 if found and words.startswith("人民政府", at) else at
        step = _division(words, ahead, found, book)
        if step is None or (ahead > at and step[0] != "town"):
            break
        found[step[0]] = step[1]
        at = ahead + len(step[1])
    return Chain(**found, rest=words[at:])


def _division(words: str, at: int, found: dict[str, str], book: Codebook) -> tuple[str, str] | None:
    known = divisions(book)
    zone = patterns(book).zone.match(words, at)
    for end in range(min(len(words), at + 15), at + 1, -1):
        name = words[at:end]
        codes = known.upper_codes(name)
        if codes:
            kind = rank(codes[0])
            if kind not in found:
                return kind, name
        elif known.township_codes(name) and "town" not in found:
            return "town", name
    if zone and "zone" not in found:
        return "zone", zone.group()
    street = STREET.match(words, at)
    if street and known.township_codes(f"{street.group()}道"):
        return "town", street.group()
    return _unknown(words, at, found, book)


def _unknown(words: str, at: int, found: dict[str, str], book: Codebook) -> tuple[str, str] | None:
    match = patterns(book).unknown_place.match(words, at)
    if not match or "town" in found:
        return None
    name = match.group()
    kind = {"省": "province", "州": "prefecture", "盟": "prefecture"}.get(name[-1], "county")
    if name[-1] in "镇乡木道":
        kind = "town"
    elif name[-1] == "市" and "prefecture" not in found:
        below = patterns(book).unknown_place.match(words, at + len(name))
        kind = "prefecture" if below and below.group()[-1] in "区县旗" else "county"
    return (kind, name) if kind not in found else None
