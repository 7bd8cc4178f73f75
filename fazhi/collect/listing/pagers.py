"""Where a list on web pages goes on: numbered pages, “next”, and scripts that only count."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from fazhi.codebook.book import Codebook
from fazhi.collect.addresses import asked_of, asking
from fazhi.collect.listing.book import listing, rules
from fazhi.collect.listing.entries import address_at, others
from fazhi.collect.pages.clicked import NO_WAY, opens
from fazhi.reading.formats.html.pager import ALL_PAGES, PAGE_OF, PAGES_SCRIPT
from fazhi.reading.formats.html.portals import bare
from fazhi.reading.formats.html.tree import Element, Tree

# createPageHTML('place', 20, 1, 'index', 'shtml', 495): a later form, counted from one.
PAGES_SCRIPT_IN = re.compile(
    r"createPage\w*\s*\(\s*[\"'][^\"']{0,60}[\"']\s*,\s*(\d{1,4}|\w+)\s*,\s*(\d{1,4}|\w+)\s*,"
    r"\s*[\"']([^\"']{1,80})[\"']\s*,\s*[\"'](\w{1,8})[\"']"
)
# document.write("<a href='index_" + nextPage + ".html'>"): what the same systems write by hand.
WRITTEN_NAME = re.compile(
    r"[\"'=]([\w./-]{1,80})_[\"']\s*\+\s*\(?\s*\w{1,40}[^\"'<>;]{0,10}\+\s*[\"']\.(s?html?|jhtml|jsp)\b"
)
CURRENT = ("currentPage", "currPage", "curPage", "pageIndex", "nowPage")
COUNT_NAME = re.compile(r"\b(?:count_?page|page_?count|total_?pages?|page_?total)s?\b", re.I)
VALUE = re.compile(r"\b(\w+)\s*=\s*[\"']?(\d{1,4})\b")
MOST_PAGES = 2_000
LONGEST_FOOT = 40
NUMBER = re.compile(r"第?(\d{1,4})页?")
# What scripts call the number of pages.
COUNT = re.compile(
    r"\b(?:page_?count|count_?page|total_?pages?|page_?total|all_?pages?|page_?num)s?"
    r"[\"']?\s*[=:]\s*[\"']?(\d{1,4})\b",
    re.I,
)
# Where days of the week stand: how far out of a number's link, how far into the box.
BOXES_AROUND, LONGEST_WEEK = 3, 400
SCRIPTED = ("javascript:", "#")
CLICK = re.compile(r"(?:page|Page|doPostBack|goto|Goto|jump|turn|more|More)\w*\s*\(")
# Signs round a word of a pager: brackets and arrows, by which it is the same word.
AROUND = "[]【】()（）<>《》«»‹›→…|·"
# What marks the way on where the link itself has no words: an arrow, a picture.
MARKS = ("title", "aria-label")
NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:[\s_-]|page|$)", re.I)
# laypage.render({count: 100, limit: 20}): entries, and how many a page has.
SIZED = re.compile(
    r"\b(?:count|total(?:Count|Record|Rows?|Items?)?)[\"']?\s*:\s*[\"']?(\d{1,6})\b[^{}]{0,400}?"
    r"\b(?:limit|page_?size|per_?page|rows_?per_?page)[\"']?\s*:\s*[\"']?(\d{1,4})\b",
    re.I,
)


class Pages(NamedTuple):
    """Further pages of a list, how many it has, whether a script alone leads to some."""

    following: tuple[str, ...] = ()
    number: int = 0
    scripted: bool = False
    counted: bool = False


def pages_of(tree: Tree, markup: str, address: str, encoding: str, book: Codebook) -> Pages:
    """Where the list on a page goes on; nothing on the page runs."""
    base = base_of(tree, address)
    if counted := _counted(markup, address):
        return counted
    numbered = _numbered(tree, base, encoding, book)
    following, scripted = _next(tree, base, encoding, book)
    count = max([_told(tree), *numbered]) or _told_by_scripts(markup)
    scripted = scripted or (not numbered and _clicks_on_number(tree, book))
    if not following and not numbered and (own := _own_number(address, count, book)):
        following = own
    ways = [*([following] if following else []), *(numbered[n] for n in sorted(numbered))]
    found = others(ways, address)
    return Pages(found, count, scripted and not following and count != 1)


def base_of(tree: Tree, address: str) -> str:
    """What links on the page are relative to."""
    stated = (one.attributes.get("href", "") for one in tree.named("base"))
    return urljoin(address, next(filter(None, stated), ""))


def _counted(markup: str, address: str) -> Pages | None:
    """The pages that a script of static lists numbers: index.html, index_1.html, …"""
    values = dict(VALUE.findall(markup))
    for way, first in ((PAGES_SCRIPT, 0), (PAGES_SCRIPT_IN, 1)):
        # The definition of the function, where the page carries it, has names and no numbers.
        for found in way.finditer(markup):
            count, now = (_number(found[n], values) for n in (1, 2))
            if count is not None:
                here = max((now or 0) - first, 0)
                return _numbered_files(count, here, found[3], found[4], address)
    names = COUNT_NAME.findall(markup)
    count = next((int(values[one]) for one in names if one in values), 0)
    if count > 1 and (written := WRITTEN_NAME.search(markup)):
        now = next((int(values[one]) for one in CURRENT if one in values), 0)
        return _numbered_files(count, now, written[1], written[2], address)
    return None


def _number(told: str, values: Mapping[str, str]) -> int | None:
    told = values.get(told, told)
    return int(told) if told.isdecimal() else None


def _numbered_files(count: int, now: int, stem: str, ending: str, address: str) -> Pages:
    count = min(count, MOST_PAGES)
    names = [f"{stem}.{ending}", *(f"{stem}_{n}.{ending}" for n in range(1, count))]
    later = [address_at(address, one) for one in (*names[now + 1 :], *names[:now])]
    # The first page is also what the folder itself shows.
    own = posixpath.basename(urlsplit(address).path) or names[0]
    here = address_at(address, own)
    return Pages(others((one for one in later if one != here), address), count, counted=True)


def _next(tree: Tree, base: str, encoding: str, book: Codebook) -> tuple[str, bool]:
    """The address behind “next”, and whether such a word is there that only a script serves."""
    scripted = False
    for one in tree.named("a", "link", "button"):
        if not _is_next(one, book):
            continue
        if link := opens(one, book):
            return address_at(base, link, encoding), scripted
        clicked = one.attributes.get("onclick", "") + one.attributes.get("href", "")
        scripted = scripted or CLICK.search(clicked) is not None
    return "", scripted or _grows(tree, book)


def _grows(tree: Tree, book: Codebook) -> bool:
    """Whether the foot of a list says that a script brings more of it."""
    words = listing(book).loading
    feet = (one for one in tree.named("div", "span", "p", "a", "button", "li") if one.children)
    return any(bare(one.text()).strip(AROUND + ".") in words for one in feet if _is_short(one))


def _is_short(element: Element) -> bool:
    """Whether an element may hold a word and nothing else; its text is not yet put together."""
    return len(element.children) <= 3 and all(
        len(one) < LONGEST_FOOT if isinstance(one, str) else not one.children or one.name in "bi"
        for one in element.children
    )


def _is_next(link: Element, book: Codebook) -> bool:
    """Whether a link leads to the next page: by its words, its marks, or its name for styles."""
    words = listing(book).following
    if "next" in link.attributes.get("rel", "").split():
        return True
    shown = bare(link.text())
    if shown:
        return shown in words or shown.strip(AROUND) in words
    told = [link.attributes.get(name, "") for name in MARKS]
    told += [one.attributes.get("alt", "") for one in _pictures(link)]
    if any(bare(one).strip(AROUND) in words for one in told):
        return True
    box = link.parent.attributes.get("class", "") if link.parent is not None else ""
    classes = (link.attributes.get("class", ""), box)
    is_link = link.name == "a" and not NO_WAY.match(link.attributes.get("href", ""))
    return is_link and any(NEXT_CLASS.search(one) for one in classes)


def _pictures(link: Element) -> Iterator[Element]:
    return (one for one in link.children if isinstance(one, Element) and one.name == "img")


def _told_by_scripts(markup: str) -> int:
    """How many pages scripts tell: in a variable, or as entries of which a page has so many."""
    told = max((int(one) for one in COUNT.findall(markup)), default=0)
    if told:
        return told
    sized = ((int(one), int(size)) for one, size in SIZED.findall(markup) if int(size))
    return max((-(-many // size) for many, size in sized), default=0)


def _own_number(address: str, count: int, book: Codebook) -> str:
    """The list's own address with its next number, where it holds one and more pages are told."""
    asked = asked_of(address)
    for at, (name, value) in enumerate(asked):
        if name.lower() in listing(book).page_names and value.isdecimal() and int(value) < count:
            asked[at] = (name, str(int(value) + 1))
            return asking(address, asked)
    return ""


def _numbered(tree: Tree, base: str, encoding: str, book: Codebook) -> dict[int, str]:
    """Links whose words are numbers of pages, with what they lead to; days of a month are none."""
    found: dict[int, str] = {}
    weeks: dict[int, bool] = {}
    for one in tree.named("a"):
        words = bare(one.text()).strip("[]")
        link = one.attributes.get("href", "").strip()
        if not (words.isdecimal() and len(words) < 5 and link) or link.lower().startswith(SCRIPTED):
            continue
        if _is_day(one, weeks, book) or int(words) > MOST_PAGES:
            continue
        address = address_at(base, link, encoding)
        if _leads_to_day(address, base, int(words), book):
            continue
        if address and _tells(address, int(words)):
            found.setdefault(int(words), address)
    for number, link in _chosen(tree):
        address = address_at(base, link, encoding)
        if address and _tells(address, number):
            found.setdefault(number, address)
    return found


def _clicks_on_number(tree: Tree, book: Codebook) -> bool:
    """Whether a number of a page that is not the first is there to click on, for a script alone.

    Pagers of forms (`__doPostBack('pager','2')`) often have numbers and no word for “next”.
    """
    weeks: dict[int, bool] = {}
    for one in tree.named("a"):
        words = bare(one.text()).strip("[]")
        link = one.attributes.get("href", "").strip()
        if not (words.isdecimal() and len(words) < 5 and 1 < int(words) <= MOST_PAGES):
            continue
        if link and not link.lower().startswith(SCRIPTED):
            continue
        clicked = one.attributes.get("onclick", "") + link
        if CLICK.search(clicked) and not _is_day(one, weeks, book):
            return True
    return False


def _chosen(tree: Tree) -> Iterator[tuple[int, str]]:
    """The numbers and addresses of a list to choose a page from."""
    for one in tree.named("option"):
        told, link = NUMBER.fullmatch(bare(one.text())), one.attributes.get("value", "").strip()
        if told and ("/" in link or "." in link or "=" in link):
            yield int(told[1]), link


def _is_day(link: Element, weeks: dict[int, bool], book: Codebook) -> bool:
    """Whether the number stands in a calendar: below the days of the week.

    `weeks` remembers of each element around whether it begins so.
    """
    outer = (one for one in link.ancestors() if one.name in ("table", "ul", "div"))
    for one in islice(outer, BOXES_AROUND):
        if one.number not in weeks:
            opening = bare(one.text())[:LONGEST_WEEK]
            weeks[one.number] = rules(book).week.search(opening) is not None
        if weeks[one.number]:
            return True
    return False


def _leads_to_day(address: str, base: str, number: int, book: Codebook) -> bool:
    """Whether an address holds a day whose number is that of the link, and the list's own does not.

    Calendars without days of the week are known by this alone.
    """
    own = unquote(base)
    return any(
        int(one["day"] or one["named"]) == number and one[0] not in own
        for one in rules(book).day_in_address.finditer(unquote(address))
    )


def _tells(address: str, number: int) -> bool:
    """Whether an address tells the number of its page, counted from one or from nought.

    The first page may have none.
    """
    parts = urlsplit(address)
    told = {int(one) for one in re.findall(r"\d{1,6}", f"{parts.path}?{parts.query}")}
    return (
        number == 1
        or bool(told & {number, number - 1})
        or any(one and one % (number - 1) == 0 and one < MOST_PAGES * 100 for one in told)
    )


def _told(tree: Tree) -> int:
    """How many pages the words of a pager tell; 0 where they do not."""
    text = tree.body.text() if tree.body else ""
    one = next(iter(PAGE_OF.finditer(text)), None)
    if one and (count := one[2]):
        return int(count)
    every = ALL_PAGES.search(text)
    return int(every[1]) if every else 0
