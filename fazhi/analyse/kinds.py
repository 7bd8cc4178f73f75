"""Parts of a list: what each of them counts, and whether they are kinds of one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi.analyse.sentences import before
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.records import Quantity, Report

# Parts told by where one went, or to whom (进校园), are of one kind, though one may be of two.
WHERE_TO = re.compile(r"(?:其中|分别)?(面向|走进|深入|进|向|对|赴|到|入)")
NOUN = re.compile(r"[\u4e00-\u9fff]+")
# So many signs end the names of kinds of one thing.
TAIL = 2
# Between a total and the first of its kinds, up to what that counts: what says that a list of them
# follows (a bracket, a colon, how it is broken down), or a comma alone.
INTO_KINDS = re.compile(
    r"[\u4e00-\u9fff“”]{0,8}(?:(?P<list>[（(：:]|[，,]?(?:按|从)[\u4e00-\u9fff]{1,6}?(?:划?分|来?看)"
    r"(?:类?为|有)?[，,：:]?|[，,](?:分别[是为有]|分为)[：:]?)|[，,](?:包括|涉及|含)?)"
    r"(?P<first>[\u4e00-\u9fff“”]{1,12})$"
)
FARTHEST = 32
# Behind the last kind of a list that leaves none out.
LIST_ENDS = re.compile(r"(?P<of>[\u4e00-\u9fff]{0,6})(?:[）)。；;，,\n]|$)")
OPEN_END = re.compile(r"等|以上|左右")


def noun_of(report: Report, one: Quantity, low: int) -> str:
    """What a part counts: the words before its number, or those after it."""
    words = before(report, one, low)
    if NOUN.search(words):
        return words
    at = one.place.clean_end
    after = NOUN.match(report.text.clean, at, at + 12)
    return after.group() if after else ""


def are_complements(nouns: list[str], book: Codebook) -> bool:
    """Whether two kinds make up a whole between them (简易程序, 普通程序)."""
    return len(nouns) == 2 and any(
        (one in nouns[0] and other in nouns[1]) or (other in nouns[0] and one in nouns[1])
        for one, other in audit_words(book).complements
    )


def are_in_turn(nouns: list[str], book: Codebook) -> bool:
    """Whether all parts are told by where they were held, or for whom (进校园、进企业、进社区)."""
    ways = [WHERE_TO.match(noun) for noun in nouns]
    one_way = all(ways) and len({way[1] for way in ways if way}) == 1
    places = audit_words(book).places
    return len(nouns) > 2 and (one_way or all(noun.endswith(places) for noun in nouns))


def are_one_kind(nouns: list[str]) -> bool:
    """Whether all parts are kinds of one thing, told by the end of their names."""
    ends = {noun[-TAIL:] for noun in nouns}
    return len(ends) == 1 and len(next(iter(ends))) == TAIL


def are_all_kinds(
    report: Report, total: Quantity, parts: Sequence[Quantity], book: Codebook
) -> bool:
    """Whether parts are kinds of a total, in one list right behind it that leaves none out.

    Persons may be of two kinds at once, and stages of one matter are no kinds of it.
    """
    clean, start, first = report.text.clean, total.place.clean_end, parts[0].place.clean_start
    if total.dimension == "persons" or first - start > FARTHEST:
        return False
    told, rest = (
        INTO_KINDS.fullmatch(clean, start, first),
        LIST_ENDS.match(clean, parts[-1].place.clean_end),
    )
    if not told or not rest or OPEN_END.search(rest["of"]):
        return False
    nouns = [told["first"], *(noun_of(report, one, start) for one in parts[1:])]
    signs = "、，；" if told["list"] else "、"
    in_a_row = all(clean[one.place.clean_end] in signs for one in parts[:-1])
    if not (in_a_row or are_one_kind(nouns)) or are_in_turn(nouns, book):
        return False
    one_time = all(not one.part and one.period == total.period for one in parts)
    return one_time and not may_overlap(nouns, book)


def may_overlap(nouns: Sequence[str], book: Codebook) -> bool:
    """Whether parts may be counted twice: told by their stage, or by whom they touch (涉企)."""
    return any(_overlapping(book).search(noun) for noun in nouns)


@derived
def _overlapping(book: Codebook) -> re.Pattern[str]:
    rates = audit_words(book).rates
    words = {word for one in rates for word in (*one.base, *one.done)}
    return re.compile("|".join(["^(?:其中)?涉", *sorted(words)]))
