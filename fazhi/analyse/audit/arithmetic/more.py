"""More done than came in: two figures one behind the other, and nothing else between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from fazhi.analyse.registry import WARNING, check, finding
from fazhi.analyse.sentences import before, is_count, number, sentences
from fazhi.codebook.audit import audit_words
from fazhi.codebook.book import Codebook, derived
from fazhi.records import Finding, Quantity, Report

# Farther apart another matter may be told between them.
FARTHEST = 16
# What may stand beside the word for what was done and says nothing of another matter.
BARE = re.compile(r"[，、已均全部共都就地当场依法及时完成了并督促到位]")


class _Stage(NamedTuple):
    """Words before what came in, and before what of it was done."""

    base: re.Pattern[str]
    done: re.Pattern[str]


@check("more")
def mores(report: Report, book: Codebook) -> Iterator[Finding]:
    """Two counts of one measure word of which the second is done of the first, and is more.

    Silent where a stock of earlier years may be in it, and of what sequences of indicators tell.
    """
    stages, carried, told = _words(book)
    text = report.text.clean
    for sentence in sentences(report, 2, book):
        for one, two in pairwise(sentence.quantities):
            gap = (one.place.clean_end, two.place.clean_start)
            if not _is_more(one, two) or not 0 < gap[1] - gap[0] <= FARTHEST:
                continue
            if (two.indicator, one.indicator) in told:
                continue
            came, words = before(report, one, sentence.start), text[slice(*gap)]
            if not any(_is_of_it(came, words, stage) for stage in stages):
                continue
            if not carried.search(text, sentence.start, sentence.end):
                yield _wrong(report, one, two)


def _is_more(one: Quantity, two: Quantity) -> bool:
    same = one.unit == two.unit and one.dimension == two.dimension
    counts = is_count(one) and is_count(two) and not (one.part or two.part)
    return same and counts and 0 < (one.value or 0) < (two.value or 0)


def _is_of_it(came: str, words: str, stage: _Stage) -> bool:
    """Whether what was done is told with no other matter than what came in."""
    if not (stage.base.search(came) and stage.done.search(words)):
        return False
    left = BARE.sub("", stage.done.sub("", words))
    return left in came


@derived
def _words(
    book: Codebook,
) -> tuple[tuple[_Stage, ...], re.Pattern[str], frozenset[tuple[str | None, str | None]]]:
    words = audit_words(book)
    stages = tuple(
        _Stage(re.compile("|".join(one.base)), re.compile("|".join(one.done)))
        for one in words.rates
        if one.most
    )
    told = frozenset((one.less, one.most) for one in words.sequences)
    return stages, re.compile("|".join(words.carried_over)), told


def _wrong(report: Report, one: Quantity, two: Quantity) -> Finding:
    came, done = number(one.value), number(two.value)
    return finding(
        report,
        "conflict",
        WARNING,
        (one.place.clean_start, two.place.clean_end),
        (
            f"后一数{done}是前一数{came}中办成的，却多于它，也没有说明含往年存量。请核对两数。",
            f"{done} is told as done of {came}, and is more; no stock of earlier years is told of. "
            "Check both figures.",
        ),
    )
