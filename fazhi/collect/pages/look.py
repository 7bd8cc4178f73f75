"""What a page is, and what hangs on it: its later pages, its frames, its attachments.

The reading room decides what is an article, a cover, a challenge or a list: what a build would
say of a page is asked for here before the page is put where a build reads it.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from fazhi.codebook.book import Codebook
from fazhi.collect.addresses import joined, site_of
from fazhi.collect.pages.book import expressions
from fazhi.collect.pages.clicked import leads_to
from fazhi.collect.refusals import Refused
from fazhi.errors import ReadError, Telling, internal_error
from fazhi.reading.decode import MOST_LOST, decode
from fazhi.reading.formats.html import check_shape
from fazhi.reading.formats.html.attached import is_attachment
from fazhi.reading.formats.html.buried import buried_article
from fazhi.reading.formats.html.elsewhere import (
    NOTHING,
    PICTURE,
    Evidence,
    evidence_against,
)
from fazhi.reading.formats.html.login import asks_who
from fazhi.reading.formats.html.page import Page
from fazhi.reading.formats.html.pager import PAGE_OF, lacks_of
from fazhi.reading.formats.html.portals import bare
from fazhi.reading.formats.html.shown.data import data_in, page_of
from fazhi.reading.formats.html.tree import Element
from fazhi.reading.limits import Limits, within
from fazhi.records import Lack

SECONDS = 20.0
MOST_ATTACHED, MOST_FRAMES = 500, 20
LONGEST_WORDS = 120
# In `http://x.doc.cn/` the ending is the host's.
LEADS_TO_HOST = re.compile(r"^(?:https?:)?//[^/]*", re.I)
# Elements that may lead to a document; all but links by a script alone.
MAY_LEAD = ("a", "button", "span", "p", "li", "td", "div", "input")
# Frames of no size count visits.
NO_SIZE = ("0", "1")
# What is looked into: a page, and data that may carry the article of one.
DATA = "json"
PAGES = frozenset(("html", DATA))


class Attached(NamedTuple):
    """A link to a document, and its words; of a frame the address before it was made one."""

    address: str
    words: str


class Found(NamedTuple):
    """What a page is and what it leads to; all addresses canonical.

    Args:
        title: as the page shows it.
        text: a digest of the article's words, its pager left out; empty where it has none.
        code: why it is no report by itself, as the reading room says; empty where it is one.
        onward: the page that it only leads to.
        following: the next page of the article.
        linked: the same as the page writes it, made absolute: how the reading room knows it.
        pages: how many pages the article has, 0 where nothing tells it.
        frames: pages shown inside that may hold the text, or a part of it.
        attached: documents linked.
        left: documents linked beyond those, one too many each.
        frames_left: frames beyond those.
        elsewhere: whether the whole is in an attachment, whatever text is here.
        published: the day, as the portal states it.
        failed: why a link leads nowhere, with the link.
    """

    title: str = ""
    text: str = ""
    code: str = ""
    onward: str = ""
    following: str = ""
    linked: str = ""
    pages: int = 0
    frames: tuple[Attached, ...] = ()
    attached: tuple[Attached, ...] = ()
    left: tuple[Attached, ...] = ()
    frames_left: tuple[Attached, ...] = ()
    elsewhere: bool = False
    published: str = ""
    failed: tuple[Refused, ...] = ()


def look_into(body: bytes, address: str, book: Codebook) -> Found:
    """What a web page, or data with an article, is and what hangs on it; nothing in it runs."""
    data = is_data(body)
    try:
        with Telling(internal_error), within(Limits(seconds=SECONDS)):
            page = page_of(data_in(body)).encode(errors="replace") if data else body
            found = _looked(page, address, book)
    except ReadError as error:
        found = Found(code=error.code)
    # Data without an article wait for a script.
    return Found(code="script_only") if data and (found.code or not found.text) else found


def is_data(body: bytes) -> bool:
    """Whether an answer is data that a script would fill a page with."""
    if data_in(body) is not None:
        return True
    if not body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
        return False
    try:
        return isinstance(json.loads(body.lstrip()), dict | list)
    except (ValueError, RecursionError):
        return False


def _looked(body: bytes, address: str, book: Codebook) -> Found:
    decoded = decode(body, most_lost=MOST_LOST, book=book)
    check_shape(decoded.text)
    page = Page(decoded.text, book=book)
    evidence = evidence_against(page, book)
    if asked := asks_who(page, evidence, book):
        return Found(title=_title_of(page)[:LONGEST_WORDS], code=asked.code)
    if evidence is not None and buried_article(page.tree):
        evidence = None
    lacks = lacks_of(page, book, address) if evidence is None else ()
    return _Links(page, address, decoded.encoding, book).found(evidence, lacks)


def _title_of(page: Page) -> str:
    return " ".join((page.title or page.metadata().get("title") or _window_of(page)).split())


def _window_of(page: Page) -> str:
    """The title of the window, empty where there is none."""
    return next((one.text() for one in page.tree.named("title")), "")


class _Links:
    """The links of one page, as absolute addresses; what cannot be one is put aside."""

    def __init__(self, page: Page, address: str, encoding: str, book: Codebook) -> None:
        self._page = page
        self._book = book
        self._encoding = encoding
        bases = (one.attributes.get("href", "") for one in page.tree.named("base"))
        self._base = _absolute(address, next(filter(None, bases), "")) or address
        self._address = address
        self._failed: list[Refused] = []
        self._around: dict[int, str] = {}

    def found(self, evidence: Evidence | None, lacks: tuple[Lack, ...]) -> Found:
        """All that the page tells."""
        code = evidence.code if evidence else ""
        named = evidence.addresses if evidence else ()
        lack = {one.reason: one for one in lacks}
        next_page = lack.get("next_page", Lack("next_page"))
        stated = self._page.metadata()
        title = _title_of(self._page)
        attached = self._attached(evidence, lack.get("attachment"))
        frames = self._frames(code, "part" in lack)
        if not code and attached and self._page.article.prose < NOTHING:
            # Opened by a script: the reading room knows links alone.
            code = "attachment_only"
        return Found(
            title=title[:LONGEST_WORDS],
            text=_digest(self._page),
            code=code,
            onward=self._at(named[0]) if code == "redirect_page" and named else "",
            following=self._next(next_page),
            linked=_absolute(self._base, next_page.where) if next_page.where else "",
            pages=next_page.pages,
            frames=frames[:MOST_FRAMES],
            frames_left=frames[MOST_FRAMES:],
            attached=attached[:MOST_ATTACHED],
            left=attached[MOST_ATTACHED:],
            elsewhere="attachment" in lack,
            published=stated.get("published_date", ""),
            failed=tuple(self._failed),
        )

    def _at(self, link: str) -> str:
        """The address of a link, empty where it is none."""
        try:
            return joined(self._base, link, self._encoding)
        except Refused as error:
            if not link.lower().startswith(("javascript:", "#", "mailto:", "data:")):
                self._failed.append(error)
            return ""

    def _next(self, lack: Lack) -> str:
        """The next page, where its address is one of the same article's."""
        address = self._at(lack.where) if lack.where else ""
        return address if address and _is_beside(self._address, address) else ""

    def _frames(self, code: str, is_part: bool) -> tuple[Attached, ...]:
        """The frames that may hold the text, or a part of it; those of no size hold none."""
        if not is_part and code != "framed_page":
            return ()
        root = self._page.article.root
        found: dict[str, Attached] = {}
        for one in self._page.tree.named("frame", "iframe"):
            source = one.attributes.get("src", "").strip()
            sizes = (one.attributes.get(side, "").rstrip("px") for side in ("width", "height"))
            is_beside = is_part and not (root is not None and root.holds(one))
            if not source or is_beside or any(size in NO_SIZE for size in sizes):
                continue
            if not source.startswith("about:") and (address := self._at(source)):
                found.setdefault(address, Attached(address, _absolute(self._base, source)))
        return tuple(found.values())

    def _attached(self, evidence: Evidence | None, lack: Lack | None) -> tuple[Attached, ...]:
        """The documents that belong to the page, in its order."""
        is_bare = evidence is not None and evidence.code in ("attachment_only", "viewer_only")
        found: dict[str, Attached] = {}
        links: list[str] = []
        for link, words in self._documents(is_bare):
            links.append(link)
            if address := self._at(link):
                found.setdefault(address, Attached(address, words[:LONGEST_WORDS]))
        told = list(evidence.addresses) if evidence is not None and is_bare else []
        told += [lack.where] if lack is not None else []
        for one in told:
            # The reading room names a link as its words and its address, in which may be blanks.
            if any(one.endswith(link) for link in links):
                continue
            link = one if " " not in one else one.rpartition(" ")[2]
            if address := self._at(link):
                found.setdefault(address, Attached(address, ""))
        return tuple(found.values())

    def _documents(self, is_bare: bool) -> Iterator[tuple[str, str]]:
        known = expressions(self._book)
        root = self._page.article.root
        for one in self._page.tree.named(*MAY_LEAD):
            if one.name != "a" and "onclick" not in one.attributes:
                continue
            link, words = leads_to(one, self._book), bare(one.text())
            if not link or PICTURE.search(path := LEADS_TO_HOST.sub("", link)):
                continue
            has_ending = known.document.search(path) or known.document.search(words)
            inside = root is not None and root.holds(one)
            if not inside and not is_bare and not self._belongs(one, words):
                continue
            if not inside and self._page.is_skipped(one):
                continue
            # Last of all: what stands before a link is long to look for.
            if has_ending or (one.name == "a" and is_attachment(one, self._book)):
                yield link, words or one.attributes.get("title", "")

    def _belongs(self, one: Element, words: str) -> bool:
        """Whether a link outside the article is one of its attachments, by words at its side."""
        title, attached = bare(self._page.title), expressions(self._book).attached
        if (title and (title in words or words in title)) or attached.search(words):
            return True
        if one.parent is None:
            return False
        # Of links in one element the words around are the same.
        around = self._around.get(one.parent.number)
        if around is None:
            around = bare(one.parent.text())[:LONGEST_WORDS]
            self._around[one.parent.number] = around
        return attached.search(words + around) is not None


def _digest(page: Page) -> str:
    """What is equal for two pages of the same words, wherever their pagers lead."""
    words = [
        bare(one.text)
        for one in page.article.lines
        if one.prose or not (one.linked or PAGE_OF.search(one.text))
    ]
    return sha256("\n".join(words).encode()).hexdigest() if any(words) else ""


def _absolute(base: str, link: str) -> str:
    """A link as the page means it, not yet in one form; empty where it is none."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return ""


def _is_beside(address: str, other: str) -> bool:
    """Whether an address may be of the same article: its folder, or its own name and more."""
    if site_of(address) != site_of(other) or address == other:
        return False
    one, two = urlsplit(address).path, urlsplit(other).path
    stem = posixpath.splitext(one)[0]
    return posixpath.dirname(one) == posixpath.dirname(two) or two.startswith(stem)
