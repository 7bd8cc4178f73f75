"""The entries of a web page: its links with their titles, and the days beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.codebook.book import Codebook
from fazhi.collect.listing.book import listing, rules
from fazhi.collect.listing.days import FULL, day_in, without_day
from fazhi.collect.listing.entries import Entry, address_at, once
from fazhi.collect.pages.clicked import opens
from fazhi.reading.formats.html.portals import bare
from fazhi.reading.formats.html.tree import Element, Tree

NO_WAY = ("#", "javascript:", "mailto:", "tel:", "data:")
LONGEST_TITLE = 300
# Steps upwards in which an entry's own row or box is sought.
MOST_STEPS = 5
# A row that tells more than this beside its title is a text with links.
MOST_BESIDE = 400
CLICKED = ("li", "tr", "td", "div", "p", "span")
ELSEWHERE = ("mailto:", "tel:", "data:")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TITLED = re.compile(r"(?:^|[\s_-])(?:tit|title|bt|biaoti|headline)(?:$|[\s_-])", re.I)
# What stands before the title of each entry, and round words that only lead on.
BULLETS, MARKS = "·•▪■◆◇●○►▶>»- ", "[]【】()（）<>《》«»‹›→….·"
ROWS = ("li", "tr", "dd", "dl", "p")


def entries_of(tree: Tree, base: str, encoding: str, book: Codebook) -> tuple[Entry, ...]:
    """Every link that may be an entry, in the order of the page."""
    return once(_entries(tree, base, encoding, book))


def _entries(tree: Tree, base: str, encoding: str, book: Codebook) -> Iterator[Entry]:
    shortest, known = listing(book).shortest_title, rules(book)
    heads: dict[int, list[str]] = {}
    for one, link in _ways(tree, book):
        title, shown = _title(one, book)
        words = bare(title)
        if len(words) < shortest or known.no_entry.fullmatch(words):
            continue
        if address := address_at(base, link, encoding):
            day = _day(one, shown, address, _day_of_row(one, heads, book))
            yield Entry(address, title[:LONGEST_TITLE], day)


def _ways(tree: Tree, book: Codebook) -> Iterator[tuple[Element, str]]:
    """Links with what they lead to, and rows that a script opens and that hold no link."""
    for one in tree.named("a", *CLICKED):
        link = one.attributes.get("href", "").strip()
        if one.name == "a" and link and not link.lower().startswith(NO_WAY):
            yield one, link
            continue
        is_opened = one.name == "a" or ("onclick" in one.attributes and not any(_links(one)))
        if is_opened and not link.lower().startswith(ELSEWHERE) and (found := opens(one, book)):
            yield one, found


def _title(link: Element, book: Codebook) -> tuple[str, str]:
    """The title of an entry, and the words of its link.

    Of a link round a heading and an opening the heading is the title; where the link only says
    that details can be seen, the heading of its box is.
    """
    shown = " ".join(link.text().split())
    hint = " ".join(link.attributes.get("title", "").split())
    title = without_day(hint if _is_cut(shown, hint) else _heading(link) or shown or hint)
    words = bare(title).strip(MARKS)
    if rules(book).details.fullmatch(words):
        around = _own(link)
        return (without_day(_heading(around)) if around is not link else ""), shown
    return title.lstrip(BULLETS) or title, shown


def _heading(element: Element) -> str:
    """The words of the first heading in an element, by its name or its name for styles."""
    for one in _below(element):
        named = one is not element and TITLED.search(one.attributes.get("class", ""))
        if one.name in HEADINGS or (named and one.name not in ("a", "ul", "ol", "table")):
            words = " ".join(one.text().split())
            if words:
                return words
    return ""


def _is_cut(shown: str, hint: str) -> bool:
    """Whether the words shown are the beginning of those that the link hints at."""
    start = bare(without_day(shown)).rstrip("….")
    return len(hint) > len(shown) and bare(hint).startswith(start[:6])


def _day(link: Element, shown: str, address: str, of_row: str) -> str:
    """That of its row, else the day in the smallest element that holds no other page's link."""
    if of_row:
        return of_row
    inside = FULL.search(shown.removeprefix(without_day(shown)))
    if inside:
        return day_in(inside[0], address)
    around = _own(link)
    beside = around.text().replace(link.text(), " ", 1) if around is not link else ""
    return day_in(beside if len(beside) <= MOST_BESIDE else "", address)


def _own(link: Element) -> Element:
    """The largest element, not far up, of whose links all lead where this one does."""
    own, target = link, link.attributes.get("href")
    for step, outer in enumerate(link.ancestors()):
        if step >= MOST_STEPS or any(one.attributes.get("href") != target for one in _links(outer)):
            break
        own = outer
        if outer.name in ROWS and FULL.search(outer.text()):
            break
    return own


def _links(element: Element) -> Iterator[Element]:
    return (one for one in _below(element) if one.name == "a" and one.attributes.get("href"))


def _day_of_row(link: Element, heads: dict[int, list[str]], book: Codebook) -> str:
    """Of a row in a catalogue with several days, that in the column whose head tells best.

    `heads` remembers the heads of each table.
    """
    row = next((one for one in link.ancestors() if one.name == "tr"), None)
    table = next((one for one in row.ancestors() if one.name == "table"), None) if row else None
    if row is None or table is None:
        return ""
    cells = [one.text() for one in _cells(row)]
    if sum(FULL.search(one) is not None for one in cells) < 2:
        return ""
    if table.number not in heads:
        first = next((one for one in _below(table) if one.name == "tr"), row)
        heads[table.number] = [bare(one.text()) for one in _cells(first)]
    for word in listing(book).day_heads:
        for head, cell in zip(heads[table.number], cells, strict=False):
            if word in head and FULL.search(cell):
                return day_in(cell)
    return ""


def _cells(row: Element) -> list[Element]:
    return [one for one in row.children if isinstance(one, Element) and one.name in ("td", "th")]


def _below(element: Element) -> Iterator[Element]:
    """The element and all in it, in order, no further than they are asked for."""
    yield element
    waiting = [iter(element.children)]
    while waiting:
        one = next(waiting[-1], None)
        if one is None:
            waiting.pop()
        elif isinstance(one, Element):
            yield one
            waiting.append(iter(one.children))
