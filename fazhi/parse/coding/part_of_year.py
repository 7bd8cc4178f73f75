"""Figures of a part of the year beside the year's own (第三季度12批次，全年49批次).

The nearest word before a figure decides, in its part of the sentence. Where the year's own figure
is stated, that of its part leaves the indicator to it. Where none is, disjoint parts that cover
the year add up to it; of others only what is told so far (截至11月底), or of one month (a single
event), speaks for the year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from fazhi.codebook.book import Codebook, derived
from fazhi.codebook.wording import wording
from fazhi.language.units import any_of
from fazhi.parse.coding.scene import Sentence
from fazhi.records import Quantity

# 每季度 and 一季度一次 tell how often, 1-12月 is the year. 截至11月底 tells the year so far:
# a part of it where the year's own figure stands beside it (全年11件), else the year's figure.
QUARTER = (
    r"(?<![每逐])(?:(?:第?(?P<one>[一二三1-3])(?:、第?|[至到—－–~～-])(?P<other>[二三四2-4]))"
    r"|第(?P<quarter>[一二三四1-4])|(?P<first_quarter>[一二三四1-4])"
    r"|前(?P<quarters>[一二两三1-3])个?)季度(?!一|至少)"
)
TO = "[至到—－–~～-]+"
FIRST_DAY, ANY_DAY = "(?:0?1[日号])?", r"(?:[0-9]{1,2}[日号]|(?![0-9]))"
SO_FAR = (
    rf"(?:0?1|一)月?(?:份)?{FIRST_DAY}{TO}(?:(?:20[0-9]{{2}}|今)年)?"
    rf"0?(?P<until>1[01]|[2-9]|十一?|[二三四五六七八九])月{ANY_DAY}"
)
# Of other stretches only those of whole quarters, or to November, in which reports begin to be
# written: 3月至5月 is how long a campaign went on.
QUARTERS = (
    rf"0?(?P<from>[47]|10|[四七十])月?(?:份)?{FIRST_DAY}{TO}"
    r"0?(?P<to>1[12]|[69]|十[一二]|[六九])月(?:3[01][日号]|(?![0-9]))"
)
MONTHS = (
    rf"(?<![0-9十])(?:{SO_FAR}|{QUARTERS}|(?P<month>[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])月份)"
    r"|截[至止]到?(?:(?:20[0-9]{2}|今)年)?0?(?P<as_of>1[01]|[1-9]|十一?|[一二三四五六七八九])月"
    r"(?:份|底|末|[0-9]{1,2}[日号]|(?=[，、]))"
    r"|前(?P<months>[2-9]|1[01]|[二两三四五六七八九十])个月"
)
IN_ALL = re.compile("[，、](?:合计|总计|共计|总共|累计|一共|共)[^，、。0-9]{0,8}$")
# Every word for a part of the year holds one of these.
SIGN = re.compile("季度|半年|月")
NUMERALS = {sign: at for at, sign in enumerate("一二三四五六七八九十", start=1)}
NUMERALS |= {"两": 2, "十一": 11, "十二": 12}


class Part(NamedTuple):
    """Months of the year, and the words for them."""

    first: int
    last: int
    words: str


WHOLE = Part(1, 12, "")


def parts_of(sentence: Sentence, book: Codebook) -> list[Part]:
    """For each mention the part of the year that it is of."""
    # Most sentences hold no such word: one look at each settles that for all its mentions.
    if not SIGN.search(sentence.scene.clean, sentence.start, sentence.end):
        return [WHOLE] * len(sentence.mentions)
    return [_part_of(sentence, mention, book) for mention in sentence.mentions]


def _part_of(sentence: Sentence, mention: Quantity, book: Codebook) -> Part:
    clean, start = sentence.scene.clean, mention.place.clean_start
    low = max(sentence.start, clean.rfind("；", sentence.start, start) + 1)
    part, told_from = WHOLE, low
    for word in _words(book).finditer(clean, low, start):
        part, told_from = _months_of(word), word.end()
    return WHOLE if part.words and _adds_up_all(sentence, mention, low, told_from) else part


def _adds_up_all(sentence: Sentence, mention: Quantity, low: int, told_from: int) -> bool:
    """Whether a figure is the sum of those before it, not only of those of the last part of the
    year (上半年14场，下半年19场，共33场). In the row of a table no word stands before it."""
    clean, start = sentence.scene.clean, mention.place.clean_start
    is_alone = mention.saying is not None and clean.endswith("，", told_from, start)
    if not (is_alone or IN_ALL.search(clean, told_from, start)):
        return False
    before = [
        one
        for one in sentence.mentions
        if low <= one.place.clean_start < start and one.unit == mention.unit and _is_level(one)
    ]
    return (
        any(one.place.clean_start < told_from for one in before)
        and any(one.place.clean_start >= told_from for one in before)
        and sum(one.value or 0.0 for one in before) == mention.value
    )


def _months_of(word: re.Match[str]) -> Part:
    said = {name: _number(told) for name, told in word.groupdict().items() if told}
    last = said.get("until") or said.get("as_of") or said.get("months")
    quarter = said.get("quarter") or said.get("first_quarter")
    if word["whole"]:
        return WHOLE
    if last:
        first = 1
    elif "from" in said:
        first, last = said["from"], said["to"]
    elif "one" in said:
        first, last = 3 * said["one"] - 2, 3 * said["other"]
    elif quarter:
        first, last = 3 * quarter - 2, 3 * quarter
    elif "quarters" in said:
        first, last = 1, 3 * said["quarters"]
    elif "month" in said:
        first = last = said["month"]
    else:
        first, last = (1, 6) if word[0].startswith("上") else (7, 12)
    return Part(first, last, word[0]) if first <= last else WHOLE


def _number(words: str) -> int:
    return NUMERALS.get(words) or (int(words) if words.isdecimal() else 0)


def leave_to_the_year(coded: Sequence[Quantity], parts: Sequence[Part]) -> tuple[Quantity, ...]:
    """The mentions with their months, those of a part of the year without indicator where the
    year's own figure has it.

    A year's figure that is smaller than that of its part is no such figure: both stay, as rivals.
    """
    year: dict[tuple[str | None, str | None], float] = {}
    for mention, part in zip(coded, parts, strict=True):
        if not part.words and mention.indicator and _is_level(mention):
            key = (mention.indicator, mention.unit)
            year[key] = max(year.get(key, 0.0), mention.value or 0.0)
    return tuple(
        _settled(mention, part, year) if part.words and _is_level(mention) else mention
        for mention, part in zip(coded, parts, strict=True)
    )


def coded_by_parts(
    row: Sentence, book: Codebook, code: Callable[[Sentence], list[Quantity]]
) -> list[Quantity]:
    """The mentions of a row of a table, whose heads may tell parts of the year, by `code`."""
    of_year = parts_of(row, book)
    row.spans = [part.words for part in of_year]
    return list(leave_to_the_year(code(row), of_year))


def _settled(
    mention: Quantity, part: Part, year: Mapping[tuple[str | None, str | None], float]
) -> Quantity:
    months = f"{part.first}-{part.last}"
    if year.get((mention.indicator, mention.unit), -1.0) >= (mention.value or 0.0):
        return replace(mention, months=months, indicator=None, rule=None, margin=None)
    return replace(mention, months=months)


def _is_level(mention: Quantity) -> bool:
    return mention.period == "year" and not mention.change and mention.value is not None


@derived
def _words(book: Codebook) -> re.Pattern[str]:
    words = wording(book).part_of_year
    return re.compile(f"{any_of(words.halves)}|{QUARTER}|{MONTHS}|(?P<whole>{any_of(words.whole)})")
