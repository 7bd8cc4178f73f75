"""Shares: 占比 and 占 N % against the part and the whole that stand before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fazhi.analyse.percentages import agrees, finest, percent, wrong
from fazhi.analyse.registry import WARNING, check, finding
from fazhi.analyse.sentences import EXACT, Sentence, alike, before, is_count, sentences
from fazhi.codebook.book import Codebook
from fazhi.records import Finding, Quantity, Report

# What may stand between a part and its share of a whole that is not named again.
OF_ALL = re.compile(r"[，,（(]?(?:占比|占(?:总数|总量|总件数|全部|全年)?的?)(?:为|达|达到|约)?$")
# And of one that is named (占持证人员的34.4%), without what says that it is all of them.
OF_NAMED = re.compile(
    r"[，,（(]?(?:约)?占(?:全[部镇乡县市区省]|所有|总|在册|现有)?(?P<whole>[\u4e00-\u9fff]{2,12}?)"
    r"(?:的?(?:总数|总量|总人数|总件数)|总数|总量|数量|数|量)?的?(?:比例|比重|比)?(?:为|达|达到|约)?$"
)
SHARE = re.compile(r"占(?:比|总数的?|总量的?|全部的?)?(?:为|达|约)?$")
REST = re.compile(r"其他|其它|其余")
# A share is of counts told shortly before it.
MOST_COUNTS = 32
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
