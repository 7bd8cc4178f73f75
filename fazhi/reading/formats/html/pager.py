"""The other pages of an article of which a file holds one."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

from fazhi.codebook.book import Codebook
from fazhi.reading.formats.html.attached import is_attachment
from fazhi.reading.formats.html.folded import DAY_AT_END
from fazhi.reading.formats.html.lines import is_prose
from fazhi.reading.formats.html.page import Page
from fazhi.reading.formats.html.portals import bare, patterns, portals
from fazhi.reading.formats.html.shown.leaves import NEXT, NO_WAY, turned_by_script
from fazhi.reading.formats.html.styles import is_hidden
from fazhi.reading.formats.html.tree import Element
from fazhi.reading.saved.framed import OWN_PAGE
from fazhi.records import Lack

PAGES_SCRIPT = re.compile(
    r"createPage\w*\s*\(\s*(\d{1,3}|\w+)\s*,\s*(\d{1,3}|\w+)\s*,\s*[\"']([^\"']{1,80})[\"']\s*,"
    r"\s*[\"'](\w{1,8})[\"']"
)
VARIABLE = re.compile(r"\b(\w+)\s*=\s*(\d{1,3})\b")
PAGE_OF = re.compile(
    r"第\s*(\d{1,3})\s*页\s*[/,，]?\s*(?:共\s*(\d{1,3})\s*页)|(?<!\d)(\d{1,3})\s*/\s*(\d{1,3})\s*页?"
)
ALL_PAGES = re.compile(r"共\s*(\d{1,3})\s*页")
CHOICE = re.compile(r"第\d{1,3}页")
LONGEST_PAGER = 120
# What a row of numbered links holds beside its numbers.
NUMBERS = re.compile(r"[\d\[\]()（）<>«»‹›|…·.,，上下前后一页首尾末]+")
PREVIOUS = frozenset(
    ("上一页", "上页", "上一頁", "前一页", "<上一页", "<<上一页", "[上一页]", "«上一页")
)
# What portals call the link of the page that is shown, where it is a link as the others are.
SHOWN = frozenset(("active", "cur", "current", "on", "selected", "thispage"))
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


def lacks_of(page: Page, book: Codebook, own: str = "") -> tuple[Lack, ...]:
    """The other pages of the article, where a pager or a link to the rest shows them.

    `own` is the address of this page, where it is known: it tells which of linked numbers it is.
    """
    following = rest = ""
    between = {one.number for rule in portals(book).between for one in page.tree.select(rule)}
    for one in page.tree.named("a"):
        address, words = one.attributes.get("href", ""), bare(one.text())
        if not address or address.startswith(NO_WAY):
            continue
        if words in NEXT and not any(outer.number in between for outer in one.ancestors()):
            following = following or address
        rest = rest or (address if words.strip("[]【】（）()>»›… .") in WHOLE else "")
    place = _scripted(page) or _numbered(page, own) or _chosen(page) or _told(page, book)
    if place is not None and place.pages > 1:
        before = Lack("previous_pages", "", place.number, place.pages)
        if place.number >= place.pages:
            return (before,)
        after = Lack("next_page", following or place.following, place.number, place.pages)
        return (before, after) if place.number > 1 else (after,)
    if place is None and (following or _is_turned(page)):
        return (Lack("next_page", following),)
    if attached := _in_attachment(page, book):
        return (Lack("attachment", attached),)
    if framed := _in_frame(page):
        return (Lack("part", framed),)
    told = patterns(book).told_elsewhere
    is_told = any(told.fullmatch(one.text) for one in page.article.lines)
    return (Lack("rest_elsewhere", rest),) if rest or page.lacks_rest or is_told else ()


def _is_turned(page: Page) -> bool:
    """Whether a script would turn to a next page that the file does not hold.

    Where the last line is a day, or pages were uncovered, it is all there.
    """
    root, lines = page.article.root, page.article.lines
    if not page.has_pager or root is None or page.article.shown or not lines:
        return False
    return not DAY_AT_END.search(bare(lines[-1].text)) and bool(turned_by_script(page.tree, root))


def _in_attachment(page: Page, book: Codebook) -> str:
    """The address of the attachment in which the whole is, where a line says that it is."""
    sign, told = portals(book).attached_sign, patterns(book).told_attached
    if not any(sign in one.text and told.search(one.text) for one in page.article.lines):
        return ""
    title = bare(page.title)
    for one in page.tree.named("a"):
        address, words = one.attributes.get("href", ""), bare(one.text())
        known = patterns(book).document
        is_own = "报告" in words or (title and title in words)
        if is_own and (known.search(address) or known.search(words) or is_attachment(one, book)):
            return address
    return ""


def _in_frame(page: Page) -> str:
    """The address of a page of the same site that is shown among the article's paragraphs."""
    root = page.article.root
    for one in page.tree.named("iframe"):
        address = one.attributes.get("src", "")
        if root is None or not root.holds(one) or not OWN_PAGE.fullmatch(address):
            continue
        sizes = (one.attributes.get(side, "").rstrip("px") for side in ("width", "height"))
        is_shown = not is_hidden(one.style) and not any(size in ("0", "1") for size in sizes)
        if (
            is_shown
            and _has_prose(page, root, range(one.number))
            and _has_prose(page, root, range(one.number, len(page.tree.elements)))
        ):
            return address
    return ""


def _has_prose(page: Page, root: Element, numbers: range) -> bool:
    """Whether running text stands in some of the article's elements."""
    return any(
        is_prose(bare(child))
        for one in page.tree.elements[numbers.start : numbers.stop]
        if root.holds(one)
        for child in one.children
        if isinstance(child, str)
    )


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


def _numbered(page: Page, own: str) -> _Place | None:
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
            found = _among(around, text, own)
            if found is not None:
                return found
    return None


def _chosen(page: Page) -> _Place | None:
    """A list to choose a page from (第1页, 第2页, …), the page that is shown chosen or first."""
    for one in page.tree.named("select"):
        options = [child for child in _below(one, "option") if CHOICE.fullmatch(bare(child.text()))]
        numbers = [int(re.sub(r"\D", "", option.text())) for option in options]
        if len(options) > 1 and numbers == list(range(1, len(options) + 1)):
            chosen = (at for at, each in enumerate(options) if "selected" in each.attributes)
            at = next(chosen, 0)
            value = options[at + 1].attributes.get("value", "") if at + 1 < len(options) else ""
            return _Place(at + 1, len(options), value if "." in value or "/" in value else "")
    return None


def _among(around: Element, text: str, own: str) -> _Place | None:
    numbers = {int(one) for one in re.findall(r"\d{1,2}", text)}
    every = _below(around, "a")
    links = {
        int(words): link.attributes.get("href", "")
        for link in every
        if (words := link.text().strip(" []")).isdecimal() and len(words) < 3
    }
    count = max(numbers)
    if numbers != set(range(1, count + 1)):
        return None
    is_way = {at for at, address in links.items() if not address.startswith(NO_WAY) and address}
    if not is_way:
        return None
    number = min(numbers - is_way, default=0) or _shown(every, links, own)
    return _Place(number, count, links.get(number + 1, ""))


def _shown(every: list[Element], links: dict[int, str], own: str) -> int:
    """The number of the page that is shown, where each number is a link; 1 where nothing tells it.

    It leads to the page itself, lies before the page that “next” leads to and after that of
    “previous”, or is marked.
    """
    if own:
        mine = (at for at, link in links.items() if urldefrag(urljoin(own, link))[0] == own)
        if at := next(mine, 0):
            return at
    numbers = {address: number for number, address in links.items()}
    for one in every:
        words, address = bare(one.text()), one.attributes.get("href", "")
        for known, step in ((NEXT, -1), (PREVIOUS, 1)):
            if words in known and numbers.get(address, 0) + step in links:
                return numbers.get(address, 0) + step
        outer = one.parent.attributes.get("class", "") if one.parent is not None else ""
        marks = f"{one.attributes.get('class', '')} {outer}".lower().split()
        if words.isdecimal() and not SHOWN.isdisjoint(marks) and int(words) in links:
            return int(words)
    return 1


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


def _below(around: Element, name: str) -> list[Element]:
    """The elements of a name in another, in document order."""
    found: list[Element] = []
    waiting = [around]
    while waiting:
        one = waiting.pop()
        found += [one] if one.name == name else []
        waiting += [child for child in one.children[::-1] if isinstance(child, Element)]
    return found


def _told(page: Page, book: Codebook) -> _Place | None:
    """Words such as 第1页/共3页 on a line of their own."""
    pager, body = patterns(book).pager, page.tree.body
    told = _words(body) if body is not None else ""
    # All lines of a page take ten times as long as its words.
    if not (PAGE_OF.search(told) or ALL_PAGES.search(told)):
        return None
    for line in page.all_lines:
        if len(line.text) > LONGEST_PAGER or not pager.fullmatch(line.text):
            continue
        match = PAGE_OF.search(line.text)
        if match:
            return _Place(int(match[1] or match[3]), int(match[2] or match[4]))
        match = ALL_PAGES.search(line.text)
        if match:
            return _Place(1, int(match[1]))
    return None
