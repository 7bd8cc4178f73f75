"""Shares: 占比 and 占 N % against the part and the whole that stand before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.analyse.percentages import agrees, wrong
from fazhi.analyse.registry import check
from fazhi.analyse.sentences import EXACT, Sentence, alike, is_count, sentences
from fazhi.codebook.book import Codebook
from fazhi.records import Finding, Quantity, Report

# What may stand between a part and its share of a whole that is not named again.
OF_ALL = re.compile(r"[，,（(]?(?:占比|占(?:总数|总量|总件数|全部|全年)?的?)(?:为|达|达到|约)?$")


@check("share")
def shares(report: Report, book: Codebook) -> Iterator[Finding]:
    """Shares of a whole that part and whole do not give; silent where a whole is not told."""
    for sentence in sentences(report, 3):
        for at, share in enumerate(sentence.quantities):
            exact = share.dimension == "percent" and share.approx == EXACT and not share.change
            if at < 2 or not exact or share.value is None:
                continue
            part = sentence.quantities[at - 1]
            between = report.text.clean[part.place.clean_end : share.place.clean_start]
            if part.part and is_count(part) and OF_ALL.match(between):
                yield from _held_against(report, sentence, part, share, book)


def _held_against(
    report: Report, sentence: Sentence, part: Quantity, share: Quantity, book: Codebook
) -> Iterator[Finding]:
    earlier = [one for one in sentence.quantities if one.place.clean_end <= part.place.clean_start]
    wholes = [
        one
        for one in earlier
        if not one.part and is_count(one) and one.value and alike(one, part, book)
    ]
    ratios = [100 * (part.value or 0) / (whole.value or 1) for whole in wholes]
    if ratios and not any(agrees(share.raw, share.value or 0, one) for one in ratios):
        yield wrong(report, wholes[-1], part, share)
