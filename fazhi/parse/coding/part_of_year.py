"""Figures of a part of the year beside the year's own (第三季度12批次，全年49批次).

The nearest word before a figure decides, in its part of the sentence. A figure of a quarter, of
half a year or of some months is the indicator's only where none of the whole year is stated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.units import any_of
from fazhi.parse.coding.scene import Sentence
from fazhi.records import Quantity

# 每季度 and 一季度一次 tell how often, 1-12月 is the year. 截至11月底 tells the year so far:
# a part of it where the year's own figure stands beside it (全年11件), else the year's figure.
QUARTER = r"(?<![每逐])(?:第[一二三四1-4]|[一二三四1-4]|前[一二两三1-3]个?)季度(?!一|至少)"
MONTHS = (
    r"(?<![0-9])(?:0?1月?(?:份)?[至到—－–~～-]+(?:[2-9]|1[01])月(?![0-9])"
    r"|截[至止](?:(?:20[0-9]{2}|今)年)?(?:[1-9]|1[01])月(?:份|底|末)"
    r"|(?<![0-9])(?:[1-9]|1[0-2])月份)|前(?:[2-9]|1[01]|[二两三四五六七八九十])个月"
)
# Every word for a part of the year holds one of these.
SIGN = re.compile("季度|半年|月")


def spans_of(sentence: Sentence, book: Codebook) -> list[str]:
    """For each mention the words for the part of the year it is of; empty for the whole year."""
    # Most sentences hold no such word: one look at each settles that for all its mentions.
    if not SIGN.search(sentence.scene.clean, sentence.start, sentence.end):
        return [""] * len(sentence.mentions)
    return [_span_of(sentence, mention, book) for mention in sentence.mentions]


def _span_of(sentence: Sentence, mention: Quantity, book: Codebook) -> str:
    clean, start = sentence.scene.clean, mention.place.clean_start
    low = max(sentence.start, clean.rfind("；", sentence.start, start) + 1)
    span = ""
    for word in _words(book).finditer(clean, low, start):
        span = word["part"] or ""
    return span


def leave_to_the_year(coded: Sequence[Quantity], spans: Sequence[str]) -> tuple[Quantity, ...]:
    """The mentions, those of a part of the year without indicator where the year's own has it.

    A year's figure that is smaller than that of its part is no such figure: both stay, as rivals.
    """
    year: dict[tuple[str | None, str | None], float] = {}
    for mention, span in zip(coded, spans, strict=True):
        if not span and mention.indicator and _is_level(mention):
            key = (mention.indicator, mention.unit)
            year[key] = max(year.get(key, 0.0), mention.value or 0.0)
    return tuple(
        replace(mention, indicator=None, rule=None)
        if span
        and _is_level(mention)
        and year.get((mention.indicator, mention.unit), -1.0) >= (mention.value or 0.0)
        else mention
        for mention, span in zip(coded, spans, strict=True)
    )


def _is_level(mention: Quantity) -> bool:
    return mention.period == "year" and not mention.change and mention.value is not None


@derived
def _words(book: Codebook) -> re.Pattern[str]:
    words = wording(book).part_of_year
    return re.compile(f"(?P<part>{any_of(words.halves)}|{QUARTER}|{MONTHS})|{any_of(words.whole)}")
