"""Shares: 占比 and 占 N % against the part and the whole that stand before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fazhi.analyse.percentages import agrees, finest, percent, says, wrong
from fazhi.analyse.registry import WARNING, check, finding
from fazhi.analyse.sentences import EXACT, Sentence, alike, before, is_count, sentences
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.records import Finding, Quantity, Report

# What may stand between a part and its share of a whole that is not named again: first what the
# part counts (12件当场结案，占80%).
OF_ALL = re.compile(
    r"(?:[\u4e00-\u9fff“”]{0,12}[，,（(])?"
    r"(?:占比|占(?:总数|总量|总件数|全部|全年)?的?)(?:为|达|达到|约)?$"
)
# Between a whole and a part of it that nothing else says to be one (15个村中有12个).
AMONG = re.compile(r"[\u4e00-\u9fff“”（）]{0,8}(?:中|里|之中|当中)[，,]?(?:已?有)?")
# A rate named after what the part is said to be (持证40人，持证率80%).
NAMED = re.compile(
    r"[\u4e00-\u9fff“”]{0,12}[，,（(](?P<whole>[\u4e00-\u9fff]{2,6})率(?:均|都|也|已)?(?:达到?了?|为|是|约)?"
)
# So many characters of its name must stand at the part.
STEM = 2
# And of one that is named (占持证人员的34.4%), without what says that it is all of them.
OF_NAMED = re.compile(
    r"[，,（(]?(?:约)?占(?:全[部镇乡]|所有|总|在册|现有)?(?P<whole>[\u4e00-\u9fff]{2,12}?)"
    r"(?:的?(?:总数|总量|总人数|总件数)|总数|总量|数量|数|量)?的?(?:比例|比重|比)?(?:为|达|达到|约)?$"
)
SHARE = re.compile(r"占(?:比|总数的?|总量的?|全部的?)?(?:为|达|约)?$")
REST = re.compile(r"其他|其它|其余")
# A share is of counts told shortly before it.
MOST_COUNTS = 32
# A part and its whole stand before a share.
TWO = 2
# Behind a number its noun may stand.
NOUN = 12


@check("share")
def shares(report: Report, book: Codebook) -> Iterator[Finding]:
    """Shares of a whole that part and whole do not give; silent where a whole is not told.

    Shares of one list that ends in a rest (其他占30%) come to 100 %.
    """
    for sentence in sentences(report, 2, book):
        for at, share in enumerate(sentence.quantities):
            if at and _is_share(share):
                yield from _of_part(report, sentence, at, book)
                yield from _of_those(report, sentence, at, book)
        yield from _together(report, sentence)


def _is_share(one: Quantity) -> bool:
    exact = one.dimension == "percent" and one.approx == EXACT and one.value_high is None
    return exact and not one.change and one.value is not None


def _of_part(report: Report, sentence: Sentence, at: int, book: Codebook) -> Iterator[Finding]:
    """A share right behind its part."""
    part, share = sentence.quantities[at - 1], sentence.quantities[at]
    if not is_count(part):
        return
    between = report.text.clean[part.place.clean_end : share.place.clean_start]
    of_all, named = OF_ALL.match(between), OF_NAMED.match(between)
    if not (of_all or named):
        return
    earlier = sentence.quantities[max(at - 1 - MOST_COUNTS, 0) : at - 1]
    wholes = [one for one in earlier if is_count(one) and one.value and alike(one, part, book)]
    if of_all:
        wholes = [one for one in wholes if part.part and not one.part]
    elif named:
        wholes = [one for one in wholes if named["whole"] in _around(report, one, sentence)]
    ratios = [100 * (part.value or 0) / (whole.value or 1) for whole in wholes]
    if ratios and not any(agrees(share.raw, share.value or 0, one) for one in ratios):
        yield wrong(report, wholes[-1], part, share)


def _of_those(report: Report, sentence: Sentence, at: int, book: Codebook) -> Iterator[Finding]:
    """A share or a rate right behind a part that stands right behind its whole."""
    if at < TWO:
        return
    whole, part, share = sentence.quantities[at - TWO : at + 1]
    text, end, start = report.text.clean, part.place.clean_end, share.place.clean_start
    among = AMONG.fullmatch(text, whole.place.clean_end, part.place.clean_start)
    if not (among or part.part) or whole.part or not (is_count(whole) and is_count(part)):
        return
    named = NAMED.fullmatch(text, end, start)
    if named:
        around = _around(report, part, sentence)
        stem = re.compile(named["whole"][-STEM:])
        told = says(around, stem, book) and not _narrowed(book).search(named["whole"])
    else:
        told = bool(among and OF_ALL.fullmatch(text, end, start))
    if not told or not alike(whole, part, book) or (whole.value or 0) < (part.value or 0):
        return
    earlier = sentence.quantities[max(at - MOST_COUNTS, 0) : at - 1]
    wholes = [one for one in earlier if is_count(one) and one.value and alike(one, part, book)]
    ratios = [100 * (part.value or 0) / (one.value or 1) for one in wholes]
    if ratios and not any(agrees(share.raw, share.value or 0, one) for one in ratios):
        yield wrong(report, whole, part, share)


@derived
def _narrowed(book: Codebook) -> re.Pattern[str]:
    return re.compile("|".join(audit_words(book).narrowed))


def _around(report: Report, one: Quantity, sentence: Sentence) -> str:
    """The words before a number in its clause, and those behind it."""
    behind = report.text.clean[one.place.clean_end : one.place.clean_end + NOUN]
    return before(report, one, sentence.start) + re.split("[，。；、：（]", behind)[0]


def _together(report: Report, sentence: Sentence) -> Iterator[Finding]:
    """The shares of a list that ends in a rest."""
    found: list[Quantity] = []
    for one in filter(_is_share, sentence.quantities):
        words = before(report, one, sentence.start)
        if not SHARE.search(words):
            continue
        found.append(one)
        if REST.match(words):
            yield from _hundred(report, found)
            found = []


def _hundred(report: Report, parts: Sequence[Quantity]) -> Iterator[Finding]:
    added = sum(one.value or 0 for one in parts)
    if len(parts) < 3 or abs(added - 100) <= sum(finest(one.raw) for one in parts):
        return
    told = percent(added)
    yield finding(
        report,
        "sum",
        WARNING,
        (parts[0].place.clean_start, parts[-1].place.clean_end),
        (
            f"各项占比之和为{told}%，不是100%（共{len(parts)}项）。请核对各项占比。",
            f"The {len(parts)} shares come to {told} %, not to 100 %. Check the shares.",
        ),
    )
