"""The year a report is written about, which is not the year of its issue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from fazhi.language.dates import YEAR, read_year

TITLED = re.compile(r"《[^》]*》")
RANGE = re.compile(rf"{YEAR}年?[-—－–~至到]+{YEAR}年?")
YEAR_WORD = re.compile(rf"({YEAR}) ?(?:年度|年|(?=法治))")
# 24年度 in a title.
SHORT_YEAR = re.compile(r"(?<![\d至年-])([0-3]\d)年(?:度|(?=[^月]*(?:法治|依法行政)))")
ABOUT = re.compile(
    rf"(?:现将|现就|将|就)[^。]{{0,16}}?({YEAR})年|({YEAR})年度?[^。，；]{{0,8}}(?:法治政府|依法行政|以来)"
    rf"|(?:^|\n)({YEAR})年(?:度|以来|来|，|是)"
)
PLAN = re.compile(
    rf"({YEAR})年度?[^。，；\n]{{0,14}}(?:打算|计划|安排|建议|思路|部署|目标|重点工作|工作要点)"
)
HEADING_LINE = re.compile(
    r"\n(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)([^\n。]{2,50})"
)


class Year(NamedTuple):
    """A year and where it was read."""

    value: int
    source: str
    against: str = ""


def find_year(title: str, opening: str, clean: str, issued: str | None) -> Year | None:
    """The report year from title, opening, headings, body, plan or day of issue, in that order.

    Nobody reports on a year before it is over: a year that the day of issue comes before is taken
    only where all say it, and either way `against` tells what contradicts.
    """
    offers: list[Year] = []
    fitting: list[Year] = []
    # No further than the first that fits: the body is long.
    for one in _offers(title, opening, clean):
        offers.append(one)
        if not _too_late(one.value, issued):
            fitting.append(one)
            break
    if not offers:
        return Year(int(issued[:4]) - (issued[5:7] <= "09"), "signature") if issued else None
    # Title and opening of one mind outweigh a signature, whose year is often last year's.
    agreed = len(offers) > 1 and offers[0].source == "title" and offers[0].value == offers[1].value
    ahead = issued and offers and offers[0].value > int(issued[:4])
    if not fitting and ahead and issued and offers[0].source != "title":
        against = f"{offers[0].source}: {offers[0].value}"
        return Year(int(issued[:4]) - (issued[5:7] <= "09"), "signature", against)
    if not fitting or (agreed and offers[1].source == "opening" and fitting[0] != offers[0]):
        return offers[0]._replace(against=f"signature: {issued}")
    first = offers[0]
    against = f"{first.source}: {first.value}" if fitting[0] != first else ""
    return fitting[0]._replace(against=against)


def opening_year(opening: str) -> int | None:
    """The year that an opening says it is about; null where it says none."""
    return _about(opening, title=False)


def _too_late(year: int, issued: str | None) -> bool:
    """Whether a year had hardly begun on the day of issue, or not at all."""
    return bool(issued) and (issued or "") < f"{year}-04-01"


def _offers(title: str, opening: str, clean: str) -> Iterator[Year]:
    """The years that title, opening, headings and body speak of, with their source."""
    found = None
    for words, source in ((title, "title"), (opening, "opening")):
        year = _about(words, title=source == "title")
        if year:
            found = year
            yield Year(year, source)
    headings = HEADING_LINE.findall(f"\n{clean}")
    plans = [read_year(match[1]) for line in headings if (match := PLAN.search(line))]
    done = [
        read_year(match[1])
        for line in headings
        if not PLAN.search(line) and (match := YEAR_WORD.search(line))
    ]
    if done:
        yield Year(min(done), "headings")
    elif plans:
        yield Year(min(plans) - 1, "headings")
    # The second half of a report speaks of what comes next.
    told = _bare(clean[: len(clean) // 2])
    counted = Counter(read_year(match[1]) for match in YEAR_WORD.finditer(told))
    frequent = sorted(counted, key=lambda year: (-counted[year], -year))
    said = found or done or plans
    yield from (Year(year, "body") for year in (frequent[:1] if said else frequent))


def _bare(words: str) -> str:
    # Behind the last title that is closed a search for an end would run on from each beginning.
    closed = words.rfind("》") + 1
    return RANGE.sub("", TITLED.sub("", words[:closed]) + words[closed:])


def _about(words: str, *, title: bool) -> int | None:
    """The year a title or an opening is about: the last of a range, not that of a plan."""
    if title:
        span = RANGE.search(words)
        if span:
            return read_year(re.findall(YEAR, span.group())[-1])
        found = YEAR_WORD.search(words) or SHORT_YEAR.search(words)
        return read_year(found[1]) if found else None
    about = ABOUT.search(_bare(words))
    return read_year(next(group for group in about.groups() if group)) if about else None
