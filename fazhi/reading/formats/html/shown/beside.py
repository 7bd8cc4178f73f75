"""Boxes beside the one that holds most of an article, which go on with it.

Word and the editors of portals part a text into boxes of its own sections; the first often holds
three quarters of it, and the problems, the plan and the signature stand in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from fazhi.language.numerals import read_number
from fazhi.reading.formats.html.styles import is_block
from fazhi.reading.formats.html.tree import SILENT, Element

PART = re.compile(
    r"[ \u3000\u00a0]*(?:第?([一二三四五六七八九十]{1,3})(?:、|[．.](?!\d)|部分|章)"
    r"|[（(]([一二三四五六七八九十]{1,3})[）)])"
)
# A day as officials sign, with the office perhaps before it.
WRITTEN = (
    r"(?:20\d\d|二[〇○零O一二三四五六七八九]{3})年"
    r"[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日"
)
DAY = re.compile(rf"[^\d。，：:]{{0,24}}{WRITTEN}")
# The day below the title: no portal sets its own in brackets.
BELOW_TITLE = re.compile(rf"[（(]{WRITTEN}[）)]")
LONGEST_DAY = 44
BOXES_OF_DAYS = ("p", "div", "table", "h2", "h3", "h4", "h5", "span", "center")
# What Word calls the sections of a document that it saves as a page.
SECTION = re.compile(r"(?:Word)?Section\d{1,3}")


class Numbered(NamedTuple):
    """The number of a part, and on which level it stands."""

    level: int
    number: int


def goes_on(box: Element, article: Element, known: dict[int, list[Numbered]]) -> bool:
    """Whether a sibling is a further part of an article: an item of its numbered list, a section
    of the same document, or a box whose first part has the number behind the article's last (or
    the other way round). `known` remembers the numbers in each article's box."""
    if box.name == "li" and article.name == "li":
        return box.parent is not None and box.parent.name == "ol"
    if _is_section(box) and _is_section(article):
        return True
    own = list(numbers_of(box))
    if own and article.number not in known:
        known[article.number] = list(numbers_of(article))
    others = known[article.number] if own else []
    if not others:
        return False
    return _follows(own[0], others) or _follows(others[0], own)


def _follows(first: Numbered, before: list[Numbered]) -> bool:
    """Whether a number is the next of its level behind these; a smaller part has a first."""
    for one in reversed(before):
        if one.level <= first.level:
            return one.level == first.level and first.number == one.number + 1
    return False


def is_its_day(box: Element, article: Element) -> bool:
    """Whether a box is the day of an article: in brackets above it, or that of signing behind one
    that ends without a day."""
    if box.parent is None or box.name not in BOXES_OF_DAYS:
        return False
    day = "".join(box.text().split())
    if len(day) > LONGEST_DAY:
        return False
    if box.number < article.number:
        return BELOW_TITLE.fullmatch(day) is not None
    if not DAY.fullmatch(day):
        return False
    return not DAY.search("".join(article.text()[-2 * LONGEST_DAY :].split()))


def numbers_of(box: Element) -> Iterator[Numbered]:
    """The numbers of the parts of two levels (一、, （一）) that lines of a box begin."""
    at_start = True
    for one in _in_order(box):
        if isinstance(one, Element):
            at_start = at_start or one.name == "br" or is_block(one.name, one.style)
        elif one.strip():
            found = PART.match(one.lstrip()) if at_start else None
            number = read_number(found[1] or found[2]) if found else None
            if found and number:
                yield Numbered(1 if found[1] else 2, int(number))
            at_start = False


def _in_order(box: Element) -> Iterator[Element | str]:
    """All that stands in a box: an element before what it holds, and once more behind it."""
    waiting: list[Element | str] = [box]
    ended: set[int] = set()
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, Element) and one.number not in ended and one.name not in SILENT:
            ended.add(one.number)
            waiting.append(one)
            waiting.extend(reversed(one.children))


def _is_section(box: Element) -> bool:
    return any(map(partial(re.fullmatch, SECTION), box.classes))
