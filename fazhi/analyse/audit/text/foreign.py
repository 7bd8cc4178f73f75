"""Another place's name where this one's should stand: what a copied text leaves behind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from fazhi.analyse.registry import ERROR, WARNING, check, finding
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.divisions import Divisions, divisions, rank
from fazhi.language.places import Mention, find_divisions
from fazhi.records import Finding, Report

NEAR, WIDER = 6, 16
# Named so often in the author's place, another town's report is inside, and no slip of the pen.
MANY = 3
# Shorter names of counties are words as well (城区, 郊区).
SHORTEST = 3


class Words:
    """The expressions around names, made once of the codebook's words."""

    def __init__(self, book: Codebook) -> None:
        self.book = book
        words = audit_words(book).foreign
        self.partner = re.compile(f"(?:{'|'.join(words.partners)})$")
        self.speaks = re.compile("|".join(words.speaks))
        self.organs = re.compile("|".join(words.organs))
        self.joint = re.compile("|".join(words.joint))
        self.common = re.compile(f"^(?:{'|'.join(words.common_words)})$")
        self.helped = re.compile("|".join(words.helped))


@derived
def _words(book: Codebook) -> Words:
    return Words(book)


@check("foreign_place")
def foreign_places(report: Report, book: Codebook) -> Iterator[Finding]:
    """Names of other towns, and of other counties that speak, in a town's or county's report."""
    who = report.identity
    own = who.town or who.county
    if own is None or who.level not in ("township", "county"):
        return
    known = divisions(book)
    named = defaultdict[str, list[Mention]](list)
    for mention in find_divisions(report.text.clean, book):
        if _is_foreign(report, mention, known, book) and _stands_for_own(report, mention, book):
            named[mention.name].append(mention)
    for mentions in named.values():
        yield _finding(report, own, mentions)


def _finding(report: Report, own: str, mentions: Sequence[Mention]) -> Finding:
    """The finding at the first place of a name, with how much of the text it stands in."""
    first, times = mentions[0], len(mentions)
    paragraphs = report.outline.paragraphs
    held = sum(
        any(one.place.clean_start <= mention.start < one.place.clean_end for mention in mentions)
        for one in paragraphs
    )
    zh = en = ""
    if times > 1:
        zh = f"（共{times}处，{len(paragraphs)}段中有{held}段）"
        en = f" ({times} times, in {held} of {len(paragraphs)} paragraphs)"
    many = times >= MANY and _rank(first) == _rank_of(report)
    return finding(
        report,
        "foreign_place",
        ERROR if many else WARNING,
        (first.start, first.end),
        (
            f"出现其他地名“{first.name}”{zh}，本报告的主体是{own}，请核对是否为他文遗留。",
            f"Another place is named, {first.name}{en}, in the report of {own}; look whether "
            "it is left over from another text.",
        ),
    )


def _rank_of(report: Report) -> str:
    return report.identity.level or ""


def _is_foreign(report: Report, mention: Mention, known: Divisions, book: Codebook) -> bool:
    """Whether a name is neither the author's nor of a place that holds it or lies in it."""
    who = report.identity
    names = {who.town, who.county, who.prefecture, who.province, *who.issuers}
    if mention.name in names or _words(book).common.match(mention.name):
        return False
    if any(name and (mention.name in name or name in mention.name) for name in names):
        return False
    if who.adcode is None:
        own = _rank(mention) == "township" or _is_another_county(who.county, mention)
        return who.level == "township" and own
    above = {*known.ancestors(who.adcode), who.adcode}
    return not any(
        code in above or code.startswith(who.adcode.rstrip("0")) for code in mention.codes
    )


def _is_another_county(own: str | None, mention: Mention) -> bool:
    """Whether a name is of another county than the one that the text itself tells.

    One that differs in its rank alone (嵩县, 嵩区) may be what the same county was before.
    """
    known = own is not None and _rank(mention) == "county" and len(mention.name) >= SHORTEST
    return known and mention.name[:-1] != (own or "")[:-1]


def _rank(mention: Mention) -> str:
    return rank(mention.codes[0])


def _stands_for_own(report: Report, mention: Mention, book: Codebook) -> bool:
    """Whether the name stands where the author's own should, and not a partner's."""
    text = report.text.clean
    before = text[max(0, mention.start - NEAR) : mention.start]
    after = text[mention.end : mention.end + NEAR]
    if _words(book).partner.search(before) or _words(book).joint.match(after):
        return False
    if _rank(mention) == "township" and report.identity.level == "township":
        return True
    wider = text[max(0, mention.start - WIDER) : mention.start].rpartition("。")[2]
    if _rank(mention) in ("prefecture", "province") or _words(book).helped.search(wider):
        return False
    if _rank(mention) == "county" and _words(book).organs.match(after):
        return True
    return _words(book).speaks.match(after) is not None
