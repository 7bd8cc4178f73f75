"""Pages of an article that one file holds, of which a script shows one at a time."""

from __future__ import annotations

import re

from fazhi.reading.formats.html.article import Article
from fazhi.reading.formats.html.lines import Walker, is_prose
from fazhi.reading.formats.html.portals import bare
from fazhi.reading.formats.html.tree import Element, Tree

NO_WAY = ("#", "javascript:")
NEXT = frozenset(
    ("下一页", "下页", "下一頁", "后一页", "下一页>", "下一页>>", "[下一页]", "下一页»")
)
# One of these is in a page that turns pages, its row of bare numbers apart.
PAGER_SIGNS = ("下一页", "下页", "下一頁", "后一页", "第1页", "第一页")
PAGE = re.compile(r"\[?第(?:\d{1,3}|[一二三四五六七八九十]{1,3})页\]?|\[?\d{1,2}\]?")
LINKS = ("a", "li", "span", "button")
# Classes that say which of several is shown.
STATES = re.compile(r"active|cur(?:rent)?|on|show|shown|in|hide|hidden|none|first|last", re.I)
DIGITS = re.compile(r"\d+")
OPENING, LONGEST = 24, 24


def with_all_leaves(tree: Tree, article: Article) -> Article:
    """The article with its hidden pages, where words to turn them lead to no address."""
    if not article.weights.hidden:
        return article
    leaves = [one for one in article.weights.hidden if is_leaf(one, article)]
    words = turned_by_script(tree) if leaves else []
    if not words:
        return article
    shown = article.shown | {one.number for one in leaves}
    return Article(tree, article.book, frozenset(shown), frozenset(one.number for one in words))


def turned_by_script(tree: Tree, around: Element | None = None) -> list[Element]:
    """The words (in an element) such as 下一页 or 第2页 that lead to no address.

    Empty where none turn pages.
    """
    found: list[Element] = []
    numbers: set[str] = set()
    is_told = False
    for one in (each for name in LINKS for each in tree.named(name)):
        words = _few_words(one)
        if not words or not (words in NEXT or PAGE.fullmatch(words)):
            continue
        if _leads_on(one) or (around is not None and not around.holds(one)):
            continue
        found.append(one)
        is_told = is_told or words in NEXT
        numbers.add(words.strip("[]"))
    return found if is_told or len(numbers) > 1 else []


def _few_words(one: Element) -> str:
    """The words of an element that holds next to nothing else; looked at in every page."""
    if not 0 < len(one.children) < 3:
        return ""
    first = one.children[0]
    if isinstance(first, str) and len(first) > LONGEST:
        return ""
    return bare(one.text())


def _leads_on(one: Element) -> bool:
    links = [one, *(child for child in one.children if isinstance(child, Element))]
    addresses = (link.attributes.get("href", "") for link in links if link.name == "a")
    return any(address and not address.lower().startswith(NO_WAY) for address in addresses)


def is_leaf(one: Element, article: Article) -> bool:
    """Whether a hidden element stands behind one of its kind that shows a part of the article."""
    root = article.root
    around = one.parent
    if root is None or around is None:
        return False
    kind = _kind(one)
    for before in around.children:
        if before is one:
            return False
        if (
            isinstance(before, Element)
            and _kind(before) == kind
            and article.weights.prose[before.number]
            and (before.holds(root) or root.holds(before))
        ):
            break
    lines = [line.text for line in Walker((), (one.number,), book=article.book).walk(one)]
    seen = bare("".join(line.text for line in article.lines))
    prose = [bare(line)[:OPENING] for line in lines if is_prose(line)]
    return bool(prose) and not any(line in seen for line in prose)


def _kind(one: Element) -> tuple[str, frozenset[str], str]:
    names = frozenset(DIGITS.sub("0", name) for name in one.classes if not STATES.fullmatch(name))
    return one.name, names, DIGITS.sub("0", one.id)
