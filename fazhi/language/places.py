"""Divisions named in a text, and which of several of one name is meant."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.codebook.divisions import divisions, rank

# Only a name's last character is sought by expression, so that the search leaps from one to the
# next; the name itself is looked up backwards. 云阳县民政局 is the county's, 重庆市民 are people.
END = re.compile(
    "[县区市州省盟旗镇乡木道](?:(?<=[县区市州省盟旗])(?![级域块别分场值盈帜下]|民(?!政[局厅]|族|宗))"
    "|(?<=镇)(?![压定静痛])|(?<=乡)(?![村镇亲愁贤风])|(?<=苏木)|(?<=街道))"
)
# Counties called like common words: named only behind their prefecture or as a title begins.
COMMON_WORDS = frozenset(
    ("城区", "郊区", "矿区", "新城区", "老城区", "市中区", "城中区", "城东区", "城西区", "城北区")
)
# Names that common words make where they meet (确保城镇, 创新城乡, 重点建设乡), and short ones.
WEAK = re.compile("城[镇市乡区]$|村镇$|港区$|新区街道$|^(?:中心|小城|建设|新建).{1,2}$|^..$")
# The county whose name begins with “and”: 全市和县区 names none, 马鞍山市和县 of its province does.
AND, AND_BEHIND, AND_IN = "和县", ("市", "州", "省"), "34"
BEFORE_WEAK = frozenset("\n，。、；：（）《》“”〈〉 市州省委共在为由与和及到从对经以自是")


class Mention(NamedTuple):
    """A division named in clean text: where, how, and the codes that the name may stand for."""

    start: int
    end: int
    name: str
    codes: tuple[str, ...]


@lru_cache(maxsize=2)
def find_divisions(text: str, book: Codebook) -> tuple[Mention, ...]:
    """Every official division named in clean text, in order, the longest name at each place.

    Kept while one report goes from room to room.
    """
    return name_divisions(text, book)


def name_divisions(text: str, book: Codebook) -> tuple[Mention, ...]:
    """The same for a few words, which are not kept."""
    known = divisions(book)
    codes_of, endings = known.codes, known.endings
    mentions: list[Mention] = []
    floor = 0
    for match in END.finditer(text):
        end = match.end()
        longest = endings.get(text[end - 2 : end])
        if longest is None:
            continue
        for start in range(max(end - longest, floor), end - 1):
            codes = codes_of(text[start:end])
            if codes and _is_name(text, start, end, mentions):
                mentions.append(Mention(start, end, text[start:end], tuple(codes)))
                floor = end
                break
    return tuple(mentions)


def find_upper_divisions(text: str, book: Codebook) -> list[Mention]:
    """Every county, prefecture and province named in clean text, in order."""
    return [
        mention for mention in find_divisions(text, book) if rank(mention.codes[0]) != "township"
    ]


def _is_name(text: str, start: int, end: int, before: list[Mention]) -> bool:
    """Whether a name is meant where its characters could also be part of common words."""
    name = text[start:end]
    after_name = bool(before) and before[-1].end == start
    if name in COMMON_WORDS:
        return after_name or text.startswith("《", start - 1)
    if not WEAK.search(name):
        return True
    if name == AND and text[start - 1 : start] in AND_BEHIND:
        return after_name and before[-1].codes[0].startswith(AND_IN)
    return after_name or start == 0 or text[start - 1] in BEFORE_WEAK
