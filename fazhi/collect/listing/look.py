"""The one door of lists: bytes and address of a page in, what it leads to out."""

from __future__ import annotations

from fazhi.codebook.book import Codebook
from fazhi.collect.listing.data import parsed, read_data, read_platform
from fazhi.collect.listing.entries import ListPage
from fazhi.collect.listing.feed import read_feed
from fazhi.collect.listing.jpage import is_answer, read_answer, read_call
from fazhi.collect.listing.links import entries_of
from fazhi.collect.listing.pagers import base_of, pages_of
from fazhi.reading.decode import MOST_LOST, decode
from fazhi.reading.formats.html import check_shape
from fazhi.reading.formats.html.tree import Tree
from fazhi.reading.limits import Limits, within

SECONDS = 20.0


def look_at(body: bytes, address: str, book: Codebook) -> ListPage:
    """What a page of a list leads to, and where the list goes on; nothing in it runs.

    Args:
        body: as sent, its content coding undone.
        address: where it was, with what stands behind `#`.

    Raises `ReadError` where the bytes are no text, or the page costs more than any may.
    """
    with within(Limits(seconds=SECONDS)):
        decoded = decode(body, most_lost=MOST_LOST, book=book)
        text = decoded.text
        if is_answer(text):
            return read_answer(text, address, book)
        data = parsed(text)
        if data is not None:
            return read_data(data, address, book)
        if feed := read_feed(text, address, book):
            return feed
        if platform := read_platform(text, address):
            return platform
        if called := read_call(text, address, book):
            return called
        check_shape(text)
        tree = Tree(text)
        entries = entries_of(tree, base_of(tree, address), decoded.encoding, book)
        pages = pages_of(tree, text, address, decoded.encoding, book)
        family = "trs" if pages.counted else "page"
        return ListPage(entries, pages.following, pages.number, pages.scripted, family)
