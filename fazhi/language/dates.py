"""Days and years as Chinese documents write them, and back to ISO."""

from __future__ import annotations

import re
from datetime import date

# Typists without 〇 on their keyboard take what looks like it: circles, Latin, Greek and Cyrillic
# letters, the Korean ieung.
ZERO = "〇零○◯ㅇ0oOοΟоО"
NUMERAL = "一二三四五六七八九"
FORMAL = "壹贰叁肆伍陆柒捌玖"
DIGITS = {
    **dict.fromkeys(ZERO, 0),
    **{sign: index for index, sign in enumerate(NUMERAL, 1)},
    **{sign: index for index, sign in enumerate(FORMAL, 1)},
    **{str(number): number for number in range(10)},
    "元": 1,
    "两": 2,
}
TENS = str.maketrans({"廿": "二十", "卅": "三十", "拾": "十", "Ｏ": "O", " ": None, "\u3000": None})
ANY = rf"[1-9{ZERO}{NUMERAL}{FORMAL}]"
YEAR = rf"(?:(?<!\d)(?:[1一壹] ?[9九玖]|[2二贰] ?[{ZERO}])(?: ?{ANY}){{2}})"
MONTH = rf"(?:\d(?: ?\d)?|元|[十拾{ZERO}{NUMERAL}{FORMAL}]{{1,3}})"
DAY = rf"(?:\d(?: ?\d)?|[十拾廿卅{ZERO}{NUMERAL}{FORMAL}]{{1,3}})"
DATE = re.compile(
    rf"({YEAR})(?: ?年 ?({MONTH}) ?月 ?({DAY}) ?[日号]"
    rf"| ?[-./．·—–－] ?({MONTH}) ?[-./．·—–－] ?({DAY})(?!\d))"
)
# Where a line holds nothing else, a year of two digits and a row of eight digits are days too.
SHORT = re.compile(rf"['’]?([0-3]\d|[{ZERO}一二三]{ANY})年({MONTH})月({DAY})[日号]")
SHORT_POINTS = re.compile(r"['’]?([0-3]\d)([./．])(\d{1,2})\2(\d{1,2})")
EIGHT = re.compile(r"(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?:\d{6})?")


def read_number(words: str) -> int:
    """The value of digits or Chinese numerals below a hundred or of a year; 0 for none."""
    words = words.translate(TENS)
    if words.isdecimal():
        return int(words)
    if "十" in words:
        tens, _, ones = words.partition("十")
        return 10 * DIGITS.get(tens, 1) + DIGITS.get(ones, 0)
    value = 0
    for character in words:
        value = 10 * value + DIGITS.get(character, 0)
    return value


def read_year(words: str) -> int:
    """The year that `words` (2023, 二〇二三, 贰零贰叁, 23) stand for."""
    year = read_number(words)
    return year if year >= 100 else 2000 + year


def read_date(text: str) -> str | None:
    """The first day written in `text` as an ISO string; null where there is none or no such day."""
    found = DATE.search(text)
    return iso(found) if found else whole_date(text)


def whole_date(line: str) -> str | None:
    """The day that a line without other words is, also with a year of two digits; else null."""
    words = "".join(line.split())
    found = DATE.fullmatch(words) or SHORT.fullmatch(words) or EIGHT.fullmatch(words)
    if found:
        return iso(found)
    points = SHORT_POINTS.fullmatch(words)
    return _day(points[1], points[3], points[4]) if points else None


def iso(found: re.Match[str]) -> str | None:
    """The day of a match of `DATE` as an ISO string; null where the calendar has no such day."""
    return _day(*(part for part in found.groups() if part))


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(read_year(year), read_number(month), read_number(day)).isoformat()
    except ValueError:
        return None
