"""Lists that tell one thing of several bodies or ranks: 村调委会调解98件，乡调委会89件.

Only the first member says what is counted; those behind it have a name and a number.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.units import any_of
from fazhi.parse.coding.scene import CLAUSE_MARKS, Sentence
from fazhi.records import Quantity

SIGNS = "，、；：。\n"
# The longest name of a body before its last word (市场监督管理所).
LONGEST = 10
REACH = LONGEST + 6


@derived
def _members(book: Codebook) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A rank; a body; what all stands between two numbers of a list: one of the two."""
    cues = wording(book).members
    kinds = "|".join(f"(?P<kind{at}>{any_of(kind)})" for at, kind in enumerate(cues.bodies))
    rank = rf"(?P<rank>{any_of(cues.ranks)})(?!{any_of(cues.beyond)})"
    longer = any_of(word for kind in cues.bodies for word in kind)
    before = rf"(?!{any_of(cues.wholes)})[\u4e00-\u9fff]{{0,{LONGEST}}}?"
    body = rf"(?:{before}(?:{kinds})(?!级|{longer}))"
    return re.compile(rank), re.compile(body), re.compile(rf"[{SIGNS}](?:{rank}|{body})共?")


def with_members(sentence: Sentence, found: list[Quantity], book: Codebook) -> list[Quantity]:
    """The mentions of a sentence as they are coded, further members of a list like the first."""
    for at in range(1, len(found)):
        told = found[at - 1]
        if told.indicator and not found[at].indicator and _is_member(sentence, at, book):
            found[at] = replace(
                found[at],
                indicator=told.indicator,
                rule=told.rule,
                margin=told.margin,
                beside=True,
            )
    return found


def _is_member(sentence: Sentence, at: int, book: Codebook) -> bool:
    """Whether a mention tells of one more body or rank what is told of another before it."""
    last, mention = sentence.mentions[at - 1], sentence.mentions[at]
    clean, low, high = sentence.scene.clean, last.place.clean_end, mention.place.clean_start
    after = clean[mention.place.clean_end : mention.place.clean_end + 1]
    if not 1 < high - low <= REACH or (after and after not in CLAUSE_MARKS):
        return False
    alike = (last.unit, last.period, last.part) == (mention.unit, mention.period, mention.part)
    if not alike or mention.change or mention.zero:
        return False
    rank, body, between = _members(book)
    member = between.fullmatch(clean, low, high)
    if not member:
        return False
    begins = max(
        sentence.start, *(clean.rfind(sign, sentence.start, low - 1) + 1 for sign in SIGNS)
    )
    if at > 1:
        begins = max(begins, sentence.mentions[at - 2].place.clean_end)
    if member["rank"]:
        first = rank.search(clean, begins, last.place.clean_start)
        return first is not None and first["rank"] != member["rank"]
    first = body.match(clean, begins, last.place.clean_start)
    return first is not None and first.lastgroup == member.lastgroup and first[0] != member[0][1:]
