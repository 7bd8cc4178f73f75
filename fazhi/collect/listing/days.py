"""The day of an entry: beside its link, or in its address."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from fazhi.language.dates import read_date

BEIJING = timedelta(hours=8)
FIRST_YEAR, LAST_YEAR = 1990, 2100
AROUND = " []【】()（）"
FULL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:[-./]|年)\s*(\d{1,2})\s*(?:[-./]|月)\s*(\d{1,2})(?!\d)日?"
    r"(?:[ T]\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?)?"
)
# A day above and its month below, as boxes of calendars' look show them: 05 2024-01.
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s+((?:19|20)\d\d)[-./年](\d{1,2})(?!\d)月?")
SHORT = re.compile(r"(?<![\d年.-])[\[(（【]?(\d{1,2})[-./月](\d{1,2})日?[\])）】]?(?![\d.-])")
IN_ADDRESS = (
    # …/202401/t20240105_12.html and …/20240105/…
    re.compile(r"/(?:t|c_)?((?:19|20)\d\d)(\d\d)(\d\d)(?=[_/.])"),
    # …/art/2024/1/5/art_1_2.html
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})/"),
    # …/2024-01/05/c_123.html
    re.compile(r"/((?:19|20)\d\d)-(\d{1,2})[/-](\d{1,2})/"),
    # …/2024/0105/…
    re.compile(r"/((?:19|20)\d\d)/(\d\d)(\d\d)/"),
)
YEAR_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)(?:[/-]|\d\d/)")


def day_in(words: str, address: str = "") -> str:
    """The day that words beside a link tell, in full or with the year of the address; ISO."""
    if found := FULL.search(words):
        return _iso(found[1], found[2], found[3])
    if found := DAY_FIRST.search(words):
        return _iso(found[2], found[3], found[1])
    if written := read_date(words.strip(AROUND)):
        return written
    written = day_of_address(address)
    if found := SHORT.search(words):
        year = written[:4] or next(iter(YEAR_IN_ADDRESS.findall(address)), "")
        if year:
            return _iso(year, found[1], found[2]) or written
    return written


def day_of_address(address: str) -> str:
    """The day that an address is made of; empty where it is of none."""
    for way in IN_ADDRESS:
        if (found := way.search(address)) and (day := _iso(found[1], found[2], found[3])):
            return day
    return ""


def without_day(title: str) -> str:
    """A title without the day that stands before or behind it in the same link."""
    bare = " ".join(title.split())
    for way in (FULL, SHORT):
        found = way.search(bare)
        if found and (
            not bare[: found.start()].strip(" [(（【·•-")
            or not bare[found.end() :].strip(" ])）】")
        ):
            rest = (bare[: found.start()] + bare[found.end() :]).strip()
            bare = re.sub(r"^[\s·•▪■\[\](（)）【】-]+|[\s\[(（【-]+$", "", rest) or bare
    return bare


def day_of_value(value: object) -> str:
    """The day of a field of data: written out, or seconds or milliseconds since 1970."""
    if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) in (10, 13):
        value = int(value.strip())
    if isinstance(value, str):
        found = FULL.search(value)
        eight = re.fullmatch(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)\d*\s*", value)
        told = found or eight
        return _iso(told[1], told[2], told[3]) if told else ""
    if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
        seconds = value / 1000 if value > 1e11 else value
        if seconds < 4e9:
            return (datetime.fromtimestamp(seconds, UTC) + BEIJING).date().isoformat()
    return ""


def _iso(year: str, month: str, day: str) -> str:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return ""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
