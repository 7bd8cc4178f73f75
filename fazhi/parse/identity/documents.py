"""An office that says its rank alone (县林业局, 我局), named in full by its own documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi.codebook.book import Codebook
from fazhi.language.places import Mention, find_upper_divisions
from fazhi.parse.frame.chain import read_chain
from fazhi.parse.frame.words import CJK, OFFICES, RANKS
from fazhi.parse.identity.speaker import level_of, pronoun_level

OFFICE = re.compile(rf"([{CJK}]{{1,16}}?(?:{OFFICES}))(?P<holds>《)?")
# By these words an office tells of a document as its own.
MAKES = re.compile("(?:印发|制定|制发|出台|修订|制订|编制|完善|发布|起草)[^，。；《》]{0,12}《$")
REACH = 20
SELF = re.compile("[我本]([局厅委办])")


def own_office(clean: str, said: str, book: Codebook) -> str:
    """The full name of the office that speaks; empty where its documents name none or several.

    Args:
        clean: the text.
        said: how it calls itself where it names its rank (县林业局); empty where it says 我局.
        book: with the divisions and the words of speakers.
    """
    if said:
        if level_of(read_chain(said, book), book) != "department":
            return ""
    elif pronoun_level(clean, book) != "department":
        return ""
    selves = frozenset(SELF.findall(clean))
    named: set[str] = set()
    told = False
    mentions = find_upper_divisions(clean, book)
    for index, mention in enumerate(mentions):
        body = OFFICE.match(clean, mention.end)
        if body is None:
            continue
        start = _start(mentions, index)
        opens = clean.startswith("《", start - 1) if start else False
        if said:
            mine = _calls(said, mention.name, body[1]) and (opens or body["holds"] is not None)
            told = told or mine
        else:
            mine = opens and body[1].replace("委员会", "委")[-1] in selves
            told = told or bool(mine and MAKES.search(clean, max(start - REACH, 0), start))
        if mine:
            named.add(clean[start : body.end(1)])
    return named.pop() if told and len(named) == 1 else ""


def _start(mentions: Sequence[Mention], index: int) -> int:
    """Where the name of a division begins with those above it (韶关市浈江区)."""
    while index and mentions[index - 1].end == mentions[index].start:
        index -= 1
    return mentions[index].start


def _calls(said: str, division: str, body: str) -> bool:
    """Whether 县林草局 is 林业和草原局 of a county: its rank, and letters of it in their order."""
    rank = RANKS.match(said)
    if rank is None or not division.endswith(rank[0]):
        return False
    letters = iter(body.replace("委员会", "委"))
    short = said[rank.end() :].replace("委员会", "委")
    return all(letter in letters for letter in short) and not any(letters)
