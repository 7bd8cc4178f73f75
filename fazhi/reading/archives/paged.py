"""Articles of several pages, and what stands in their frames, put together out of an archive.

As `fazhi collect` does it when it fetches them: one file whose parts lie in it as they were sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from fazhi.codebook.book import Codebook
from fazhi.errors import ReadError
from fazhi.reading.archives.opened import Member
from fazhi.reading.decode import MOST_LOST, decode
from fazhi.reading.inside import read_as
from fazhi.reading.limits import Limits, within
from fazhi.reading.saved.framed import base_of, filled
from fazhi.reading.saved.one_file import Leaf, as_one_file

SECONDS = 20.0
MOST_PAGES = 60
NEXT, PART, FRAMED = "next_page", "part", "framed_page"
PAGE = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*<", re.S)
# What a page of several shows: a script, words (in UTF-8 and GBK) or numbers that count pages.
SIGNS = re.compile(
    rb"createPage|<i?frame|"
    + b"|".join(word.encode(code) for word in ("页", "頁") for code in ("utf-8", "gb18030"))
    + rb"|>\s*\[?2\]?\s*</a>",
    re.I,
)
Read = Callable[[str], bytes]


class Article(NamedTuple):
    """The pages of an article, the first first, then what its frames hold; and the file of all."""

    members: tuple[Member, ...]
    body: bytes


def articles(members: Sequence[Member], read: Read, book: Codebook) -> Iterator[Article]:
    """The articles of which an archive holds more than one page.

    Args:
        members: what the archive, or several, hold.
        read: gives the content of a member by its digest.
        book: the codebook.
    """
    archive = _Archive(members, read, book)
    following = {one.path: archive.following(one) for one in members}
    later = {found.path for told in following.values() if told and (found := told[1])}
    for one in members:
        if one.path not in later:
            yield from archive.together(one, following)


class _Seen(NamedTuple):
    """What a page leads to, as it writes it, and its first line."""

    title: str = ""
    following: str = ""
    framed: bool = False


NOTHING = _Seen()


class _Archive:
    def __init__(self, members: Sequence[Member], read: Read, book: Codebook) -> None:
        self._read, self._book = read, book
        self._by_address: dict[str, list[Member]] = {}
        for one in members:
            for address in {one.address, one.asked} - {""}:
                self._by_address.setdefault(unquote(address), []).append(one)
        self._seen: dict[str, _Seen] = {}

    def following(self, page: Member) -> tuple[str, Member] | None:
        """The next page of the same article, with the address by which this one leads to it."""
        seen = self._look(page)
        if not seen.following:
            return None
        address = urljoin(base_of(self._markup(page), page.address), seen.following)
        found = self._at(address, page)
        if found is None or found is page or self._look(found, sought=True).title != seen.title:
            return None
        return address, found

    def together(
        self, first: Member, following: Mapping[str, tuple[str, Member] | None]
    ) -> Iterator[Article]:
        """The article that begins with a page; nothing where that page is all."""
        pages, leaves = [first], [Leaf(first.address, self._read(first.content))]
        while (told := following[pages[-1].path]) and len(pages) < MOST_PAGES:
            address, found = told
            if found in pages:
                break
            pages.append(found)
            leaves.append(Leaf(address, self._read(found.content)))
        for page in tuple(pages):
            for address, found in self._frames(page):
                if found not in pages:
                    pages.append(found)
                    leaves.append(Leaf(address, self._read(found.content)))
        if len(pages) > 1:
            yield Article(tuple(pages), as_one_file(leaves))

    def _frames(self, page: Member) -> list[tuple[str, Member]]:
        """The frames of a page that are at hand, by their addresses."""
        found: list[tuple[str, Member]] = []
        if not self._look(page).framed:
            return found

        def held(address: str) -> None:
            if (one := self._at(address, page)) and one is not page:
                found.append((address, one))

        filled(self._markup(page), page.address, held)
        return found

    def _at(self, address: str, page: Member) -> Member | None:
        """What lay at an address, of several captures that nearest to the page's."""
        known = self._by_address.get(unquote(address), ())
        return min(known, key=lambda one: abs(_moment(one) - _moment(page)), default=None)

    def _look(self, page: Member, sought: bool = False) -> _Seen:
        """What a page leads to; one that nothing leads to and that shows no sign is not read."""
        if page.content not in self._seen:
            body = self._read(page.content)
            if not PAGE.match(body[:200]) or not (sought or SIGNS.search(body)):
                return NOTHING
            self._seen[page.content] = self._looked(body)
        return self._seen[page.content]

    def _looked(self, body: bytes) -> _Seen:
        try:
            with within(Limits(seconds=SECONDS)):
                raw = read_as("html", body, "x.html", self._book)
        except ReadError as error:
            return _Seen(framed=error.code == FRAMED)
        lacks = {one.reason: one.where for one in raw.lacks}
        title = "".join(raw.text.partition("\n")[0].split())
        return _Seen(title, lacks.get(NEXT, ""), PART in lacks)

    def _markup(self, page: Member) -> str:
        return decode(self._read(page.content), most_lost=MOST_LOST, book=self._book).text


def _moment(one: Member) -> int:
    return int("0" + re.sub(r"\D", "", one.captured)[:14])
