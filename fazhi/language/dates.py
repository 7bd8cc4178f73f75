"""Days and years as Chinese documents write them, and back to ISO."""

from __future__ import annotations

import re
from datetime import date

DIGITS = {
    **{character: index for index, character in enumerate("零一二三四五六七八九")},
    **dict.fromkeys("〇○Ｏ０oO0", 0),
    **{str(number): number for number in range(1, 10)},
    "元": 1,
    "两": 2,
}
ZERO = "〇零○ＯO0"
NUMERAL = "一二三四五六七八九"
YEAR = rf"(?:(?:19|20)\d\d|[一二][{NUMERAL}{ZERO}][{NUMERAL}{ZERO}]{{2}})"
MONTH = rf"(?:\d{{1,2}}|[元十{NUMERAL}]{{1,2}})"
DAY = rf"(?:\d{{1,2}}|[十廿卅{NUMERAL}]{{1,3}})"
DATE = re.compile(
    rf"({YEAR})(?: ?年 ?({MONTH}) ?月 ?({DAY}) ?[日号]|[-./—－]({MONTH})[-./—－]({DAY})(?!\d))"
)


def read_number(words: str) -> int:
    """The value of digits or Chinese numerals below a hundred or of a year; 0 for none."""
    if words.isdecimal():
        return int(words)
    words = words.replace("廿", "二十").replace("卅", "三十")
    if "十" in words:
        tens, _, ones = words.partition("十")
        return 10 * DIGITS.get(tens, 1) + DIGITS.get(ones, 0)
    value = 0
    for character in words:
        value = 10 * value + DIGITS.get(character, 0)
    return value


def read_year(words: str) -> int:
    """The year that `words` (2023, 二〇二三, 二○二三) stand for."""
    return read_number(words)


def read_date(text: str) -> str | None:
    """The first day written in `text` as an ISO string; null where there is none or no such day."""
    found = DATE.search(text)
    return iso(found) if found else None


def iso(found: re.Match[str]) -> str | None:
    """The day of a match of `DATE` as an ISO string; null where the calendar has no such day."""
    year, month, day = (read_number(part) for part in found.groups() if part)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
