"""The other pages of an article of which a file holds one."""

from __future__ import annotations

import re
from typing import NamedTuple

from fazhi.codebook.book import Codebook
from fazhi.reading.formats.html.page import Page
from fazhi.reading.formats.html.portals import bare, patterns, portals
from fazhi.reading.formats.html.tree import Element
from fazhi.records import Lack

PAGES_SCRIPT = re.compile(
    r"createPage\w*\(\s*(\d{1,3}|\w+)\s*,\s*(\d{1,3}|\w+)\s*,\s*[\"']([^\"']{1,80})[\"']\s*,"
    r"\s*[\"'](\w{1,8})[\"']"
)
VARIABLE = re.compile(r"\b(\w+)\s*=\s*(\d{1,3})\b")
PAGE_OF = re.compile(
    r"第\s*(\d{1,3})\s*页\s*[/,，]?\s*(?:共\s*(\d{1,3})\s*页)|(?<!\d)(\d{1,3})\s*/\s*(\d{1,3})\s*页?"
)
ALL_PAGES = re.compile(r"共\s*(\d{1,3})\s*页")
NO_WAY = ("#", "javascript:")
LONGEST_PAGER = 120
# What a row of numbered links holds beside its numbers.
NUMBERS = re.compile(r"[\d\[\]()（）<>«»‹›|…·.,，上下前后一页首尾末]+")
NEXT = frozenset(
    ("下一页", "下页", "下一頁", "后一页", "下一页>", "下一页>>", "[下一页]", "下一页»")
)
WHOLE = frozenset(
    (
        "阅读全文",
        "查看全文",
        "余下全文",
        "阅读余下全文",
        "全文阅读",
        "点击查看全文",
        "点击阅读全文",
        "查看原文",
        "展开全文",
        "显示全文",
    )
)


def lacks_of(page: Page, book: Codebook) -> tuple[Lack, ...]:
    """The other pages of the article, where a pager or a link to the rest shows them."""
    following = rest = ""
    between = {one.number for rule in portals(book).between for one in page.tree.select(rule)}
    for one in page.tree.named("a"):
        address, words = one.attributes.get("href", ""), bare(one.text())
        if not address or address.startswith(NO_WAY):
            continue
        if words in NEXT and not any(outer.number in between for outer in one.ancestors()):
            following = following or address
        rest = rest or (address if words.strip("[]【】（）()>»›… .") in WHOLE else "")
    place = _scripted(page) or _numbered(page) or _told(page, book)
    if place is not None and place.pages > 1:
        before = Lack("previous_pages", "", place.number, place.pages)
        if place.number >= place.pages:
            return (before,)
        after = Lack("next_page", following or place.following, place.number, place.pages)
        return (before, after) if place.number > 1 else (after,)
    if following and place is None:
        return (Lack("next_page", following),)
    return (Lack("rest_elsewhere", rest),) if rest or page.lacks_rest else ()


class _Place(NamedTuple):
    """Which page of an article, of how many, and the next one's address where it is told."""

    number: int
    pages: int
    following: str = ""


def _scripted(page: Page) -> _Place | None:
    """A pager that a script writes, with numbers or with variables set beside it."""
    for script in page.tree.named("script"):
        source = script.source()[:20_000]
        match = PAGES_SCRIPT.search(source)
        if match:
            known = {one[1]: one[2] for one in VARIABLE.finditer(source)}
            count, at = (known.get(match[place], match[place]) for place in (1, 2))
            if count.isdecimal() and at.isdecimal():
                following = f"{match[3]}_{int(at) + 1}.{match[4]}"
                return _Place(int(at) + 1, int(count), following)
    return None


def _numbered(page: Page) -> _Place | None:
    """Links of numbers one after another, of which one, the page that is shown, is no link."""
    seen: set[int] = set()
    for one in page.tree.named("a"):
        around = one.parent
        if one.text().strip(" []") not in ("1", "2") or around is None:
            continue
        while around.parent is not None and around.name in ("li", "span", "td", "b", "em"):
            around = around.parent
        if around.number in seen:
            continue
        seen.add(around.number)
        text = _words(around)
        if len(text) < 200 and NUMBERS.fullmatch(bare(text)):
            found = _among(around, text)
            if found is not None:
                return found
    return None


def _among(around: Element, text: str) -> _Place | None:
    numbers = {int(one) for one in re.findall(r"\d{1,2}", text)}
    links = {
        int(words): link.attributes.get("href", "")
        for link in _links_in(around)
        if (words := link.text().strip(" []")).isdecimal() and len(words) < 3
    }
    count = max(numbers)
    if numbers != set(range(1, count + 1)):
        return None
    is_way = {at for at, address in links.items() if not address.startswith(NO_WAY) and address}
    if not is_way:
        return None
    number = min(numbers - is_way, default=1)
    return _Place(number, count, links.get(number + 1, ""))


def _words(around: Element) -> str:
    """The text of an element, that of one inside parted from its neighbours."""
    pieces: list[str] = []
    waiting: list[Element | str] = [around]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            pieces.append(one)
        else:
            waiting.extend(reversed(one.children))
    return " ".join(pieces)


def _links_in(around: Element) -> list[Element]:
    found: list[Element] = []
    waiting = [around]
    while waiting:
        one = waiting.pop()
        found += [one] if one.name == "a" else []
        waiting += [child for child in one.children if isinstance(child, Element)]
    return found


def _told(page: Page, book: Codebook) -> _Place | None:
    """Words such as 第1页/共3页 on a line of their own."""
    for line in page.all_lines:
        if len(line.text) > LONGEST_PAGER or not patterns(book).pager.fullmatch(line.text):
            continue
        match = PAGE_OF.search(line.text)
        if match:
            return _Place(int(match[1] or match[3]), int(match[2] or match[4]))
        match = ALL_PAGES.search(line.text)
        if match:
            return _Place(1, int(match[1]))
    return None
